//! The rules that decide, one sentence each.

use super::fill;
use crate::base::Time;
use crate::explain::Rule;
use crate::setup::{IoReturn, Policy, Scheduler};
use crate::words::Lang;
use crate::words::timeline::duration;
use crate::words::ui::{policy_name, policy_sentence};

pub fn rule(rule: &Rule, lang: Lang) -> String {
    let (en, ru) = match rule {
        Rule::Policy(policy) => return self::policy(policy, lang),
        Rule::EventLoop => (
            "Rule: the event loop takes tasks in the order in which they became ready, and a task gives way only at await.",
            "Правило: цикл событий берёт задачи в том порядке, в каком они стали готовы, а уступает задача только на await.",
        ),
        Rule::Gil { interval } => {
            let text = lang.pick(
                "Rule: only the thread that holds the GIL runs Python. It drops the GIL when it blocks, or when another thread has waited for {}.",
                "Правило: код на Python выполняет только тот поток, у которого GIL. Он отпускает GIL, когда блокируется или когда другой поток прождал {}.",
            );
            return fill(text, &|_| duration(*interval, lang));
        }
        Rule::Pool { workers } => {
            let text = lang.pick(
                "Rule: jobs wait in one queue, the first to come being served first. Workers of the pool: {}; each keeps a job to its end, also while the job waits.",
                "Правило: задания ждут в общей очереди, первое пришедшее обслужат первым. Работников в пуле: {}; каждый держит задание до конца, даже пока оно ждёт.",
            );
            return fill(text, &|_| workers.to_string());
        }
        Rule::Stealing { workers, preempt } => {
            let text = lang.pick(
                "Rule: each of the workers ({}) takes first what its own task made ready last, then the first in its own queue, then a share of the global queue, then half of another's queue.",
                "Правило: каждый из работников ({}) берёт сначала то, что его задача сделала готовым последним, затем первую из своей очереди, затем долю глобальной очереди, затем половину чужой.",
            );
            let more = match *preempt > Time::ZERO {
                true => lang.pick(
                    " A task gives way at await, or after {} if others wait.",
                    " Задача уступает на await или через {}, если ждут другие.",
                ),
                false => lang
                    .pick(" A task gives way only at await.", " Уступает задача только на await."),
            };
            return fill(text, &|_| workers.to_string())
                + &fill(more, &|_| duration(*preempt, lang));
        }
        Rule::Balancing => (
            "Rule: each core has a ready queue of its own; a core whose queue is empty takes from another.",
            "Правило: у каждого ядра своя очередь готовых; чья пуста, тот берёт из чужой.",
        ),
        Rule::Calls => (
            "Rule: one after another; each call runs to its end.",
            "Правило: всё по очереди; каждый вызов выполняется до конца.",
        ),
        Rule::Script => (
            "Rule: the script itself says so at this line.",
            "Правило: так велит сам сценарий в этой строке.",
        ),
        Rule::Waiters => (
            "Rule: those who wait are served in the order in which they came.",
            "Правило: ждущих обслуживают в том порядке, в каком они пришли.",
        ),
        Rule::Barging => (
            "Rule: what is released goes to whoever asks first; those who wait are only woken.",
            "Правило: освобождённое достанется тому, кто первым попросит; ждущих лишь будят.",
        ),
        Rule::Condition => (
            "Rule: who waits goes on as soon as it has happened.",
            "Правило: ждущий продолжит, как только дождётся.",
        ),
        Rule::Device => (
            "Rule: a device or a timer works by itself and needs no core.",
            "Правило: устройство или таймер работает само, ядро ему не нужно.",
        ),
        Rule::Machine => (
            "Rule: the machine charges for this; nobody's code runs on the core meanwhile.",
            "Правило: за это платит машина; в это время ядро не выполняет ничей код.",
        ),
        Rule::Nothing => (
            "Rule: a core is never left idle while somebody is ready who may use it.",
            "Правило: ядро не простаивает, пока есть готовые, которым можно на нём работать.",
        ),
    };
    lang.pick(en, ru).into()
}

fn policy(policy: &Policy, lang: Lang) -> String {
    let scheduler = policy.scheduler();
    let text = match scheduler {
        Scheduler::Fifo => lang.pick(
            "Rule: first come, first served (FIFO): the first in the queue runs until it waits or ends.",
            "Правило: кто первым пришёл, того первым обслужат (FIFO): первая в очереди работает, пока не начнёт ждать или не завершится.",
        ),
        Scheduler::RoundRobin => lang.pick(
            "Rule: turns (round robin): the first in the queue runs for at most {}, then goes to the end of the queue.",
            "Правило: по кругу (round robin): первая в очереди работает не дольше {}, затем встаёт в конец очереди.",
        ),
        _ => {
            let rule = lang.pick("Rule: ", "Правило: ");
            let (name, sentence) = (policy_name(scheduler, lang), policy_sentence(scheduler, lang));
            return [rule, name, ". ", sentence].concat();
        }
    };
    let quantum = policy.quantum();
    let mut text = fill(text, &|_| quantum.map_or(String::new(), |q| duration(q, lang)));
    if policy.io() == IoReturn::Head {
        text += lang.pick(
            " After I/O a task goes to the head of the queue.",
            " После ввода-вывода задача встаёт в начало очереди.",
        );
    }
    text
}
