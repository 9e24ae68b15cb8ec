//! What the native command says besides diagnostics.

use crate::scenario::{Key, PragmaProblem, ProblemKind};
use crate::setup::{Domain, Model, Parameter, Policy, Queues, Scheduler, Setup};
use crate::words::ui::{
    model_name, model_real, model_sentence, parameter_name, policy_name, policy_sentence,
};
use crate::words::{Lang, plural};

/// What is wrong with a command line or with what it names.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum CommandProblem {
    NoCommand,
    UnknownCommand(String),
    NoScript,
    NoLink,
    ExtraArgument(String),
    UnknownOption(String),
    MissingValue(String),
    BadValue { option: String, value: String },
    CannotRead { file: String, reason: String },
    TooLarge { file: String, most: usize },
    CannotWrite(String),
}

pub fn command_problem(problem: &CommandProblem, lang: Lang) -> String {
    use CommandProblem::*;
    match (problem, lang) {
        (NoCommand, Lang::En) => {
            "say what to do: run, check, compare, models, policies, link or open".into()
        }
        (NoCommand, Lang::Ru) => {
            "что сделать: run, check, compare, models, policies, link или open?".into()
        }
        (UnknownCommand(c), Lang::En) => format!("there is no command '{c}'"),
        (UnknownCommand(c), Lang::Ru) => format!("команды '{c}' нет"),
        (NoScript, Lang::En) => "name a script, or - for standard input".into(),
        (NoScript, Lang::Ru) => "назовите сценарий или - для стандартного ввода".into(),
        (NoLink, Lang::En) => "give a link in quotation marks".into(),
        (NoLink, Lang::Ru) => "дайте ссылку в кавычках".into(),
        (ExtraArgument(a), Lang::En) => format!("'{a}' is one argument too many"),
        (ExtraArgument(a), Lang::Ru) => format!("'{a}' — лишний аргумент"),
        (UnknownOption(o), Lang::En) => format!("there is no option '{o}' here"),
        (UnknownOption(o), Lang::Ru) => format!("параметра '{o}' здесь нет"),
        (MissingValue(o), Lang::En) => format!("'{o}' needs a value"),
        (MissingValue(o), Lang::Ru) => format!("'{o}' требует значения"),
        (BadValue { option, value }, Lang::En) => format!("'{value}' is no value of '{option}'"),
        (BadValue { option, value }, Lang::Ru) => {
            format!("'{value}' не подходит как значение '{option}'")
        }
        (CannotRead { file, reason }, Lang::En) => format!("cannot read {file}: {reason}"),
        (CannotRead { file, reason }, Lang::Ru) => format!("не читается {file}: {reason}"),
        (TooLarge { file, most }, Lang::En) => {
            format!("{file} is longer than {} KiB", most >> 10)
        }
        (TooLarge { file, most }, Lang::Ru) => format!("{file} длиннее {} КиБ", most >> 10),
        (CannotWrite(reason), Lang::En) => format!("cannot write: {reason}"),
        (CannotWrite(reason), Lang::Ru) => format!("не пишется: {reason}"),
    }
}

/// What the option expects, for the line after the problem; empty if unknown.
pub fn expected(option: &str) -> String {
    let words = |list: &mut dyn Iterator<Item = &'static str>| list.collect::<Vec<_>>().join(" | ");
    match option.trim_start_matches('-') {
        "models" => "asyncio,threads,processes".into(),
        "policies" => "fifo,rr,cfs".into(),
        "model" => words(&mut Model::ALL.iter().map(|m| m.word())),
        "policy" => words(&mut Scheduler::ALL.iter().map(|s| s.word())),
        "cores" => "1 … 64".into(),
        "threads-per-core" => "1 | 2 | 4".into(),
        "queues" => "global | percore | percore:steal=5ms,victim=random".into(),
        "wake-up" => "fifo | barging".into(),
        "costs" => "ideal | cpython | slow | cpython:thread_switch=5us".into(),
        "switch-interval" | "starvation" | "until" | "step" => "500us, 5ms, 10s".into(),
        "workers" => "1 … 1024".into(),
        "format" => "text | json | chrome | csv | svg".into(),
        "theme" => "light | dark | page".into(),
        "lang" => "en | ru".into(),
        _ => String::new(),
    }
}

pub fn pragma_problem(problem: &PragmaProblem, lang: Lang) -> String {
    match (&problem.kind, lang) {
        (ProblemKind::UnknownKey(word), Lang::En) => {
            format!("There is no setting '@{word}'; it is ignored. There are: {}.", keys())
        }
        (ProblemKind::UnknownKey(word), Lang::Ru) => {
            format!("Настройки '@{word}' нет, строка пропущена. Есть: {}.", keys())
        }
        (ProblemKind::BadValue { key, value }, Lang::En) => {
            format!("'{value}' is no value of '@{}'; it is ignored.", key.word())
        }
        (ProblemKind::BadValue { key, value }, Lang::Ru) => {
            format!("'{value}' не подходит для '@{}', строка пропущена.", key.word())
        }
    }
}

fn keys() -> String {
    Key::ALL.iter().map(|key| key.word()).collect::<Vec<_>>().join(", ")
}

/// `2 errors, 1 warning`, as the last line of a check that found something.
pub fn found(errors: usize, warnings: usize, lang: Lang) -> String {
    let (e, w) = (errors as u64, warnings as u64);
    match lang {
        Lang::En => format!(
            "{e} {}, {w} {}",
            plural(lang, e, "error", "errors", "errors"),
            plural(lang, w, "warning", "warnings", "warnings")
        ),
        Lang::Ru => format!(
            "{e} {}, {w} {}",
            plural(lang, e, "ошибка", "ошибки", "ошибок"),
            plural(lang, w, "предупреждение", "предупреждения", "предупреждений")
        ),
    }
}

/// One line a model: its word, name, what it does, what it imitates; then its
/// parameters.
pub fn models(lang: Lang) -> String {
    let mut text = String::new();
    for &model in Model::ALL {
        let like = match lang {
            Lang::En => "Like",
            Lang::Ru => "Как",
        };
        text += &format!(
            "{:<14} {}. {} {like}: {}.\n",
            model.word(),
            model_name(model, lang),
            model_sentence(model, lang),
            model_real(model, lang)
        );
        for parameter in model.parameters() {
            let value = Setup::default().model_parameter(parameter);
            text += &parameter_line(15, parameter, &value, lang);
        }
    }
    text
}

/// A line a policy: its word, what it does; then a line a parameter with its
/// default, meaning and range.
pub fn policies(lang: Lang) -> String {
    let mut text = String::new();
    for &scheduler in Scheduler::ALL {
        text += &format!(
            "{:<9} {}. {}\n",
            scheduler.word(),
            policy_name(scheduler, lang),
            policy_sentence(scheduler, lang)
        );
        let policy = Policy::new(scheduler);
        for parameter in scheduler.parameters() {
            text += &parameter_line(10, parameter, &policy.text(parameter), lang);
        }
    }
    text += lang.pick("          each of them:\n", "          каждый из них:\n");
    text += &format!("{:10}{:<28} global | percore\n", "", "queues=global");
    let percore = Setup { queues: Queues::PerCore, ..Setup::default() };
    for parameter in Queues::PerCore.parameters() {
        text += &parameter_line(10, parameter, &percore.queues_parameter(parameter), lang);
    }
    text
}

fn parameter_line(indent: usize, parameter: &Parameter, value: &str, lang: Lang) -> String {
    let (name, range) = (parameter_name(parameter, lang), range(parameter.domain));
    let setting = format!("{}={value}", parameter.word);
    format!("{:indent$}{setting:<28} {name}, {range}\n", "")
}

/// Which values a parameter can have.
fn range(domain: Domain) -> String {
    match domain {
        Domain::Time { least: 0 } => "0ms … 1000s".into(),
        Domain::Time { .. } => "1ns … 1000s".into(),
        Domain::Choice(words) => words.join(" | "),
        Domain::Times => "1ns … 1000s, 1/2/…".into(),
        Domain::Count { most } => format!("1 … {most}"),
        Domain::Numbers { most } => format!("1 … {most}, 1/2/…"),
        Domain::Draws => "0 … 4294967295, 1/2/…".into(),
    }
}

pub fn usage(lang: Lang) -> &'static str {
    match lang {
        Lang::En => USAGE_EN,
        Lang::Ru => USAGE_RU,
    }
}

const USAGE_EN: &str = "\
interleave run SCRIPT.py [options]    run it; print the timeline and the numbers
interleave check SCRIPT.py            only say what is wrong with it
interleave compare SCRIPT.py [options] under several models, cores or both
interleave link SCRIPT.py [options]   print its link
interleave open '#1.…'                print the script of a link, settings included
interleave models | policies          what there is

SCRIPT.py may be - for standard input.

  --model M              sequential, asyncio, threads, freethreaded, processes,
                         threadpool:workers=4, … (models)
  --cores N              1 to 64; in compare also several: 1,2,4
  --models A,B           of compare (all)
  --policies A,B         of compare: OS schedulers (policies)
  --threads-per-core N   1, 2 or 4
  --policy P             OS scheduler: fifo, rr:quantum=10ms, … (policies)
  --queues Q             ready queues of the OS: global, percore, percore:steal=5ms;
                         also in a policy: rr:queues=percore,steal=5ms
  --costs C              ideal, cpython, slow; with changes: slow:migration=2ms
  --seed N               for everything random
  --switch-interval D    of the GIL (5ms)
  --workers K            of a pool
  --wake-up W            who gets a lock, item or permit that is released:
                         fifo (who waits longest) or barging (who is quickest)
  --starvation D         report who is ready for longer (1s)
  --until D              simulated time to stop at (10000s)
  --format F             text, json, chrome (Perfetto), csv or svg
  --theme T              of the svg: light, dark or page (light-dark())
  --step D               time of one cell in the text (chosen to fit)
  --lang L               en or ru
  --title T              in links
  --max-steps --max-events --max-tasks --max-heap --max-recursion
  --max-output --max-lines
                         limits: counts, and bytes for heap and output

A duration is a number and ns, us, ms or s. Settings in the script's first
comments (# @model asyncio @cores 2) count unless the options say otherwise.

Exit status: 0 finished; 1 the script is wrong; 2 the command line is wrong;
3 the run failed, deadlocked or met a limit.
";

const USAGE_RU: &str = "\
interleave run СЦЕНАРИЙ.py [параметры]    выполнить; показать диаграмму и числа
interleave check СЦЕНАРИЙ.py              только сказать, что в нём не так
interleave compare СЦЕНАРИЙ.py [параметры] сравнить модели, числа ядер
interleave link СЦЕНАРИЙ.py [параметры]   показать его ссылку
interleave open '#1.…'                    показать сценарий из ссылки с настройками
interleave models | policies              что есть

Вместо СЦЕНАРИЙ.py может быть - (стандартный ввод).

  --model M              sequential, asyncio, threads, freethreaded, processes,
                         threadpool:workers=4, … (models)
  --cores N              ядра, от 1 до 64; в compare можно несколько: 1,2,4
  --models A,B           что сравнить в compare (все)
  --policies A,B         и под какими планировщиками ОС (policies)
  --threads-per-core N   аппаратные потоки на ядро: 1, 2 или 4
  --policy P             планировщик ОС: fifo, rr:quantum=10ms, … (policies)
  --queues Q             очереди готовых: global (одна), percore (у каждого ядра),
                         percore:steal=5ms; также в policy: rr:queues=percore,steal=5ms
  --costs C              накладные расходы: ideal, cpython, slow; с правками: slow:migration=2ms
  --seed N               зерно всего случайного
  --switch-interval D    интервал переключения GIL (5ms)
  --workers K            работники пула
  --wake-up W            кому достаётся освобождённое: fifo (кто ждёт дольше всех)
                         или barging (кто успеет первым)
  --starvation D         сообщать, кто готов дольше (1s)
  --until D              модельное время остановки (10000s)
  --format F             text, json, chrome (Perfetto), csv или svg
  --theme T              для svg: light, dark или page (light-dark())
  --step D               время одной клетки текста (подбирается)
  --lang L               en или ru
  --title T              название, для ссылок
  --max-steps --max-events --max-tasks --max-heap --max-recursion
  --max-output --max-lines
                         пределы: количества, для heap и output байты

Длительность: число и ns, us, ms или s. Настройки из первых комментариев
сценария (# @model asyncio @cores 2) действуют, если параметры не говорят иного.

Код завершения: 0 — выполнено; 1 — ошибка в сценарии; 2 — ошибка в команде;
3 — запуск прервался ошибкой, тупиком или пределом.
";
