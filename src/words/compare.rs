//! What a comparison says: names of variants, numbers, what made the difference.

use crate::base::Time;
use crate::compare::{Difference, Line, Measure, OneAtATime, Outcome, differences, fastest, whole};
use crate::setup::Setup;
use crate::trace::State;
use crate::view::{RunView, Whereabouts};
use crate::words::timeline::{core_name, overhead, state_name, task_name};
use crate::words::ui::{
    Text, bytes, cores, cost_name, duration, grouped, model_name, percent, policy_name, ratio,
    tasks,
};
use crate::words::{Lang, plural};

/// How variants are told apart: by what they differ in, by the model where
/// they are alike.
pub fn variant_names(setups: &[&Setup], lang: Lang) -> Vec<String> {
    let differs =
        |same: &dyn Fn(&Setup, &Setup) -> bool| setups.windows(2).any(|w| !same(w[0], w[1]));
    let machines = differs(&|a, b| a.cores == b.cores);
    let policies = differs(&|a, b| a.policy == b.policy);
    let costs = differs(&|a, b| a.costs == b.costs);
    let models = differs(&|a, b| a.model == b.model) || !(machines || policies || costs);
    let name = |setup: &&Setup| {
        let mut parts: Vec<String> = Vec::new();
        if models {
            parts.push(model_name(setup.model, lang).into());
        }
        if machines {
            parts.push(cores(setup.cores, lang));
        }
        if policies {
            parts.push(policy_name(setup.policy.scheduler(), lang).into());
        }
        if costs {
            let preset = setup.costs.matching_preset();
            parts.push(preset.map_or(Text::CostsCustom.get(lang), |p| cost_name(p, lang)).into());
        }
        parts.join(", ")
    };
    setups.iter().map(name).collect()
}

pub fn measure_name(measure: Measure, lang: Lang) -> &'static str {
    match measure {
        Measure::Makespan => Text::Makespan.get(lang),
        Measure::SpeedUp => Text::SpeedUp.get(lang),
        Measure::Utilisation => Text::Utilisation.get(lang),
        Measure::Switches => Text::Switches.get(lang),
        Measure::Overhead => Text::Overhead.get(lang),
        Measure::Ready => state_name(State::Ready, lang),
        Measure::Io => state_name(State::Io, lang),
        Measure::Lock => state_name(State::Lock, lang),
        Measure::Gil => state_name(State::Gil, lang),
        Measure::Fairness => Text::Fairness.get(lang),
        Measure::PeakMemory => Text::Memory.get(lang),
    }
}

/// A value as written; a dash where it is not known.
pub fn measure_value(line: &Line, at: usize, lang: Lang) -> String {
    let Some(value) = line.values.get(at).copied().flatten() else { return "–".into() };
    match line.measure {
        Measure::SpeedUp | Measure::Fairness => ratio(value, lang),
        Measure::Utilisation => percent(value, lang),
        Measure::Switches => grouped(value as u64, lang),
        Measure::PeakMemory => bytes(value as u64, lang),
        _ => duration(Time(value as u64), lang),
    }
}

/// Who is fastest, all of them if several are, then what sets each of the others apart.
pub fn comparison(outcomes: &[&Outcome], names: &[String], lang: Lang) -> Vec<String> {
    let Some(best) = fastest(outcomes) else {
        let none = lang.pick("None of them finishes.", "Ни один из вариантов не доходит до конца.");
        return vec![none.into()];
    };
    let fast = outcomes[best];
    let end = duration(fast.metrics.makespan, lang);
    let whole = whole(outcomes);
    let equal = |i: usize| whole[i] && outcomes[i].metrics.makespan == fast.metrics.makespan;
    let mut name = names[best].clone();
    for i in (best + 1..outcomes.len()).filter(|&i| equal(i)) {
        name = [&name, "; ", &names[i]].concat();
    }
    let mut lines = vec![match lang {
        Lang::En if name == names[best] => format!("{name} is fastest: {end}."),
        Lang::En => format!("Fastest, equally: {name} ({end} each)."),
        Lang::Ru if name == names[best] => format!("Быстрее всего — {name}: {end}."),
        Lang::Ru => format!("Быстрее всего, одинаково: {name} (по {end})."),
    }];
    // Those of whom the same is to be said share a line.
    let mut said: Vec<(String, String)> = Vec::new();
    for (i, slow) in outcomes.iter().enumerate().filter(|(i, _)| *i != best) {
        let text = against(fast, slow, lang);
        if text.is_empty() {
            continue;
        }
        match said.iter_mut().find(|(_, same)| *same == text) {
            Some((all, _)) => *all = [all, "; ", &names[i]].concat(),
            None => said.push((names[i].clone(), text)),
        }
    }
    lines.extend(said.into_iter().map(|(names, text)| format!("{names}: {text}")));
    lines
}

fn against(fast: &Outcome, slow: &Outcome, lang: Lang) -> String {
    let found = differences(fast, slow);
    let mut text = match (found.first(), lang) {
        (Some(Difference::NotFinished), _) => return not_finished(slow, lang),
        (Some(&Difference::FewerTasks { fast, slow }), _) => return fewer(fast, slow, lang),
        _ if slow.metrics.makespan == fast.metrics.makespan => {
            if found.is_empty() {
                return String::new();
            }
            lang.pick("as fast.", "так же быстро.").into()
        }
        (_, Lang::En) => {
            format!("{} longer{}.", gap(fast, slow, lang), times(fast, slow, lang))
        }
        (_, Lang::Ru) => {
            format!("на {} дольше{}.", gap(fast, slow, lang), times(fast, slow, lang))
        }
    };
    for difference in found {
        text += " ";
        text += &sentence(&difference, lang);
    }
    text
}

fn fewer(fast: usize, slow: usize, lang: Lang) -> String {
    let n = tasks(slow, lang);
    match lang {
        Lang::En => format!("not the same work, {n} instead of {fast}."),
        Lang::Ru => format!("это не та же работа: {n} вместо {fast}."),
    }
}

fn gap(fast: &Outcome, slow: &Outcome, lang: Lang) -> String {
    duration(slow.metrics.makespan.saturating_sub(fast.metrics.makespan), lang)
}

/// ` (3.2 times as long)`; nothing where it is hardly more.
fn times(fast: &Outcome, slow: &Outcome, lang: Lang) -> String {
    let times = slow.metrics.makespan.0 as f64 / fast.metrics.makespan.0.max(1) as f64;
    if !(1.05..1e6).contains(&times) {
        return String::new();
    }
    // A fraction takes the genitive: "в 2,5 раза".
    let hundredths = (times * 100.0).round() as u64;
    let whole = if hundredths.is_multiple_of(100) { hundredths / 100 } else { 2 };
    let times = ratio(times, lang);
    match lang {
        Lang::En => format!(" ({times} times as long)"),
        Lang::Ru => format!(" (в {times} {})", plural(lang, whole, "раз", "раза", "раз")),
    }
}

fn not_finished(slow: &Outcome, lang: Lang) -> String {
    let text = crate::words::ending(&slow.trace, &slow.setup, lang);
    match lang {
        Lang::En => format!("does not finish. {}", text.sentence),
        Lang::Ru => format!("до конца не доходит. {}", text.sentence),
    }
}

fn sentence(difference: &Difference, lang: Lang) -> String {
    let time = |t: &Time| duration(*t, lang);
    match (difference, lang) {
        (Difference::NotFinished | Difference::FewerTasks { .. }, _) => String::new(),
        (Difference::LessParallel { fast, slow: Time::ZERO, why }, Lang::En) => format!(
            "Only one core works at a time here{}; in the fastest several do for {}.",
            because(why, lang),
            time(fast)
        ),
        (Difference::LessParallel { fast, slow: Time::ZERO, why }, Lang::Ru) => format!(
            "Здесь всегда работает только одно ядро{}; в самом быстром несколько ядер сразу — {}.",
            because(why, lang),
            time(fast)
        ),
        (Difference::LessParallel { fast, slow, why }, Lang::En) => format!(
            "Several cores work at once for {} here, for {} in the fastest{}.",
            time(slow),
            time(fast),
            because(why, lang)
        ),
        (Difference::LessParallel { fast, slow, why }, Lang::Ru) => format!(
            "Несколько ядер работают одновременно лишь {}, а в самом быстром — {}{}.",
            time(slow),
            time(fast),
            because(why, lang)
        ),
        (Difference::IdleWaits { fast, slow }, Lang::En) => format!(
            "The machine stands idle for {} while tasks wait for I/O; in the fastest only for {}, because others compute or wait meanwhile.",
            time(slow),
            time(fast)
        ),
        (Difference::IdleWaits { fast, slow }, Lang::Ru) => format!(
            "Машина простаивает {}, пока задачи ждут ввода-вывода; в самом быстром — только {}: тем временем другие считают или ждут одновременно.",
            time(slow),
            time(fast)
        ),
        (Difference::MoreOverhead { fast, slow, kind }, Lang::En) => format!(
            "Overhead takes {} here and {} in the fastest, most of it for: {}.",
            time(slow),
            time(fast),
            overhead(*kind, lang)
        ),
        (Difference::MoreOverhead { fast, slow, kind }, Lang::Ru) => format!(
            "Накладные расходы — {} против {} в самом быстром; больше всего: {}.",
            time(slow),
            time(fast),
            overhead(*kind, lang)
        ),
        (Difference::LockWaits { fast, slow }, Lang::En) => format!(
            "Tasks wait for locks, queues or each other for {} in all; in the fastest for {}.",
            time(slow),
            time(fast)
        ),
        (Difference::LockWaits { fast, slow }, Lang::Ru) => format!(
            "Задачи в сумме ждут блокировок, очередей и друг друга {}; в самом быстром — {}.",
            time(slow),
            time(fast)
        ),
        (Difference::OtherOrder, _) => lang
            .pick(
                "The same lines are printed in another order.",
                "Те же строки выводятся в другом порядке.",
            )
            .into(),
        (Difference::OtherOutput, _) => {
            lang.pick("Something else is printed.", "Выводится не то же самое.").into()
        }
    }
}

fn because(why: &OneAtATime, lang: Lang) -> String {
    match (why, lang) {
        (OneAtATime::OneThread, Lang::En) => " (all its tasks share one thread)".into(),
        (OneAtATime::OneThread, Lang::Ru) => " (все задачи делят один поток)".into(),
        (OneAtATime::Gil(wait), Lang::En) => format!(
            " (only the holder of the GIL computes, and tasks wait {} for it in all)",
            duration(*wait, lang)
        ),
        (OneAtATime::Gil(wait), Lang::Ru) => format!(
            " (считает только тот, кто держит GIL, и задачи в сумме ждут его {})",
            duration(*wait, lang)
        ),
        (OneAtATime::Cores, Lang::En) => " (there are fewer cores)".into(),
        (OneAtATime::Cores, Lang::Ru) => " (ядер меньше)".into(),
        (OneAtATime::Unknown, _) => String::new(),
    }
}

/// Who is where at an instant: `Core 1: A · ready: B, C`.
pub fn moment_text(run: &RunView, setup: &Setup, time: Time, lang: Lang) -> String {
    if time >= run.trace.end {
        return lang.pick("ended", "завершено").into();
    }
    let mut parts = Vec::new();
    for spell in run.moment(time).iter().filter(|s| !s.tasks.is_empty()) {
        let place = match spell.at {
            Whereabouts::Core(h) => core_name(h, setup.threads_per_core, lang),
            Whereabouts::RunQueue(_) | Whereabouts::Loop(_) => {
                state_name(State::Ready, lang).into()
            }
            Whereabouts::Resource(r) => {
                let name = run.trace.resources.get(r.index()).map_or("", |r| r.name.as_str());
                format!("{} ({name})", state_name(State::Lock, lang))
            }
            Whereabouts::Io => state_name(State::Io, lang).into(),
            Whereabouts::Others => state_name(State::Suspended, lang).into(),
        };
        let names: Vec<&str> = spell.tasks.iter().map(|t| task_name(&run.trace, *t)).collect();
        parts.push(format!("{place}: {}", names.join(", ")));
    }
    parts.join(" · ")
}
