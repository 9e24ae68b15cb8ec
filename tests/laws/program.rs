//! Random small programs and setups.

use interleave::base::Time;
use interleave::setup::{CostPreset, Costs, IoReturn, Model, Policy, Setup, Stealing, WakeUp};
use proptest::collection::vec;
use proptest::prelude::{Just, Strategy, any};
use proptest::prop_oneof;
use std::fmt::{self, Write};

/// A script, as tasks, with the setup it runs under.
#[derive(Clone, Debug)]
pub struct Scene {
    pub tasks: Vec<Task>,
    pub setup: Setup,
}

#[derive(Clone, Debug)]
pub struct Task {
    pub at: u64,
    /// A keyword argument of `spawn`, or nothing.
    pub option: &'static str,
    pub steps: Vec<Step>,
}

/// Lengths in milliseconds.
#[derive(Clone, Debug)]
pub enum Step {
    Cpu(u64),
    Io(u64),
    Yield,
    /// `with` the lock of this number around the steps.
    Locked(usize, Vec<Step>),
    Put,
    Get,
    /// Waits for the event.
    Wait,
    Set,
}

const LOCKS: usize = 2;

/// Every way to have ready queues.
pub const QUEUES: &[&str] =
    &["global", "percore", "percore:steal=3ms", "global", "percore:steal=4ms,victim=random"];

/// Every scheduler, and every parameter away from its default.
pub const POLICIES: &[&str] = &[
    "fifo",
    "fifo:io=head",
    "fifo:order=number,io=head",
    "rr:quantum=5ms,order=number",
    "rr:quantum=5ms",
    "rr:quantum=4ms,io=head",
    "rr:quantum=4ms,aligned=true",
    "sjf",
    "sjf:estimate=average",
    "srtf",
    "srtf:estimate=average",
    "priority",
    "priority:preemptive=false",
    "priority:ageing=3ms",
    "priority:quantum=4ms,ageing=7ms",
    "mlfq",
    "mlfq:quantum=2ms/3ms/3ms/3ms,boost=20ms,allotment=2/1",
    "mlfq:quantum=3ms,boost=9ms,io=head,stay=true",
    "lottery:quantum=3ms",
    "lottery:quantum=2ms,whole_quantum=true,draws=7/0/4294967295",
    "stride:quantum=3ms",
    "cfs",
    "cfs:latency=6ms,granularity=1ms,wakeup=0ms",
    "eevdf",
    "eevdf:slice=5ms,protect=false",
    "edf",
    "rm",
];

pub fn scenes() -> impl Strategy<Value = Scene> {
    (vec(task(), 1..6), setup()).prop_map(|(tasks, setup)| Scene { tasks, setup })
}

/// Many tasks that mostly compute and wait, in turns from one queue, on few cores
/// and on many, at no cost: what the engine does on its fast lane.
pub fn crowds() -> impl Strategy<Value = Scene> {
    let plain = prop_oneof![
        12 => (0..40u64).prop_map(Step::Cpu),
        12 => (0..40u64).prop_map(Step::Io),
        1 => step(),
    ];
    let at = prop_oneof![3 => Just(0), 1 => 0..40u64];
    let task = (at, vec(plain, 1..12)).prop_map(|(at, steps)| Task { at, option: "", steps });
    let models = proptest::sample::select(Model::ALL);
    let model = prop_oneof![3 => Just(Model::FreeThreaded), 1 => models];
    let cores = proptest::sample::select(&[1u16, 2, 3, 4, 5, 9, 64][..]);
    (vec(task, 1..24), setup(), model, cores, 0..15u64).prop_map(
        |(tasks, setup, model, cores, quantum)| {
            let policy = match quantum {
                0 => Policy::fifo(IoReturn::Tail),
                ms => Policy::round_robin(Time::ms(ms), IoReturn::Tail),
            };
            let mut setup = Setup { model, cores, policy, ..setup };
            setup.set_queues("global").expect("queues");
            Scene { tasks, setup }.on_an_ideal_machine()
        },
    )
}

fn task() -> impl Strategy<Value = Task> {
    let at = prop_oneof![3 => Just(0), 1 => 0..40u64];
    let options =
        ["", "", ", priority=3", ", priority=-1", ", nice=5", ", nice=-7", ", tickets=20"];
    let more = [", tickets=700", ", deadline=30", ", deadline=8", ", core=0", ", daemon=True"];
    let option = proptest::sample::select([&options[..], &more[..]].concat());
    (at, option, vec(step(), 1..6)).prop_map(|(at, option, steps)| Task { at, option, steps })
}

fn step() -> impl Strategy<Value = Step> {
    let plain = prop_oneof![
        6 => (0..25u64).prop_map(Step::Cpu),
        4 => (0..25u64).prop_map(Step::Io),
        2 => Just(Step::Yield),
        1 => Just(Step::Put),
        1 => Just(Step::Get),
        1 => Just(Step::Wait),
        1 => Just(Step::Set),
    ];
    plain.prop_recursive(2, 8, 3, |inner| {
        (0..LOCKS, vec(inner, 1..3)).prop_map(|(lock, steps)| Step::Locked(lock, steps))
    })
}

fn setup() -> impl Strategy<Value = Setup> {
    let model = proptest::sample::select(Model::ALL);
    let costs = proptest::sample::select(CostPreset::ALL).prop_map(Costs::preset);
    let io = any::<bool>().prop_map(|head| if head { IoReturn::Head } else { IoReturn::Tail });
    let turns = (io, 0..15u64).prop_map(|(io, quantum)| match quantum {
        0 => Policy::fifo(io),
        ms => Policy::round_robin(Time::ms(ms), io),
    });
    let others = proptest::sample::select(POLICIES).prop_map(|text| Policy::parse(text).unwrap());
    let policy = prop_oneof![1 => turns, 2 => others];
    let siblings = proptest::sample::select(&[1u16, 1, 2, 4][..]);
    (model, 1..5u16, siblings, policy, costs).prop_map(|(model, cores, siblings, policy, costs)| {
        let wake_up = WakeUp::ALL[usize::from(cores / 2 % 2)];
        let queues = QUEUES[(policy.to_string().len() + usize::from(cores)) % QUEUES.len()];
        let mut setup = Setup {
            model,
            cores,
            threads_per_core: siblings,
            policy,
            wake_up,
            costs,
            ..Setup::default()
        };
        setup.set_queues(queues).expect("queues");
        setup
    })
}

impl Scene {
    /// Under a model with workers, which the setup so far chooses.
    pub fn with_workers(mut self) -> Scene {
        let models: Vec<Model> =
            Model::ALL.iter().copied().filter(|m| !m.parameters().is_empty()).collect();
        self.setup.model = models[usize::from(self.setup.cores) % models.len()];
        self.setup.workers = Some(1 + self.tasks.len() as u16 % 3);
        if self.setup.model == Model::WorkStealing {
            let (odd, late) = (self.tasks[0].at % 2 == 1, self.tasks[0].steps.len() > 2);
            let preempt = if late { Time::ms(3) } else { Time::ZERO };
            self.setup.stealing =
                Stealing { preempt, lifo: !odd, global: if late { 2 } else { 31 } };
        }
        self
    }

    /// No costs, and no hardware threads that slow each other down.
    pub fn on_an_ideal_machine(mut self) -> Scene {
        self.setup.costs = Costs::preset(CostPreset::Ideal);
        self.setup.threads_per_core = 1;
        self
    }

    pub fn script(&self) -> String {
        let awaits = match self.setup.model {
            Model::WorkStealing => self.tasks.len().is_multiple_of(2),
            model => model == Model::Asyncio,
        };
        let mut text = String::from("queue = Queue(maxsize=1)\nevent = Event()\n");
        (0..LOCKS).for_each(|n| {
            writeln!(text, "lock_{n} = Lock(inherit={})", ["False", "True"][n % 2]).unwrap()
        });
        for (n, task) in self.tasks.iter().enumerate() {
            let keyword = if awaits { "async def" } else { "def" };
            let _ = writeln!(text, "{keyword} job_{n}():");
            write_steps(&mut text, &task.steps, 1, if awaits { "await " } else { "" });
        }
        for (n, task) in self.tasks.iter().enumerate() {
            let _ = writeln!(text, "spawn(job_{n}, at={}, name=\"{n}\"{})", task.at, task.option);
        }
        text
    }

    /// The core that the thread of a task may run on, if it is bound to one.
    pub fn bound_to(&self, name: &str) -> Option<u16> {
        use Model::*;
        let own = matches!(self.setup.model, Threads | FreeThreaded | Processes | AsWritten);
        let task = self.tasks.get(name.parse::<usize>().ok()?)?;
        (own && task.option == ", core=0").then_some(0)
    }

    /// Whether no core may be idle beside a thread that is ready.
    pub fn conserves_work(&self) -> bool {
        // The winner of a draw may keep the core also when it has nothing left
        // to do; and who takes over threads at intervals waits for the next.
        !self.setup.policy.flag("whole_quantum") && self.setup.balancing.interval == Time::ZERO
    }

    /// Milliseconds that each task computes.
    pub fn computing(&self) -> Vec<(String, u64)> {
        let tasks = self.tasks.iter().enumerate();
        // A daemon may be ended before it has done its work.
        let tasks = tasks.filter(|(_, task)| !task.option.contains("daemon"));
        tasks.map(|(n, task)| (n.to_string(), sum(&task.steps, false))).collect()
    }

    /// Where nobody can wait for another: `None` if the script has more than
    /// computing, I/O and single locks, or arrivals.
    pub fn sequential_makespan(&self) -> Option<u64> {
        let plain = self.tasks.iter().all(|t| t.at == 0 && t.steps.iter().all(is_plain));
        plain.then(|| self.tasks.iter().map(|t| sum(&t.steps, true)).sum())
    }
}

fn is_plain(step: &Step) -> bool {
    matches!(step, Step::Cpu(_) | Step::Io(_) | Step::Yield)
}

fn sum(steps: &[Step], with_io: bool) -> u64 {
    let length = |step: &Step| match step {
        Step::Cpu(ms) => *ms,
        Step::Io(ms) if with_io => *ms,
        Step::Locked(_, inner) => sum(inner, with_io),
        _ => 0,
    };
    steps.iter().map(length).sum()
}

fn write_steps(text: &mut String, steps: &[Step], depth: usize, wait: &str) {
    let indent = "    ".repeat(depth);
    for step in steps {
        let _ = match step {
            Step::Cpu(ms) => writeln!(text, "{indent}cpu({ms})"),
            Step::Io(ms) => writeln!(text, "{indent}{wait}io({ms})"),
            Step::Yield => writeln!(text, "{indent}{wait}yield_now()"),
            Step::Put => writeln!(text, "{indent}{wait}queue.put(1)"),
            Step::Get => writeln!(text, "{indent}{wait}queue.get()"),
            Step::Wait => writeln!(text, "{indent}{wait}event.wait()"),
            Step::Set => writeln!(text, "{indent}event.set()"),
            Step::Locked(lock, inner) => {
                let with = if wait.is_empty() { "with" } else { "async with" };
                let _ = writeln!(text, "{indent}{with} lock_{lock}:");
                write_steps(text, inner, depth + 1, wait);
                Ok(())
            }
        };
    }
}

impl fmt::Display for Scene {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let Setup { cores, threads_per_core, policy, costs, .. } = &self.setup;
        let costs = costs.matching_preset().map_or("other", CostPreset::word);
        let model = self.setup.model_text();
        let workers = self.setup.most_workers();
        writeln!(f, "# @model {model} @cores {cores} @threads-per-core {threads_per_core}")?;
        let queues = self.setup.queues_text();
        let wake_up = self.setup.wake_up.word();
        writeln!(
            f,
            "# @policy {policy} @queues {queues} @wake-up {wake_up} @costs {costs} @workers {workers}"
        )?;
        f.write_str(&self.script())
    }
}
