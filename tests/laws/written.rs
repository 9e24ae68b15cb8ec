//! The laws for programs that are written for Python's own modules: loops,
//! threads and pools in one process, as random scenes do not have them.

use crate::check;
use crate::program::POLICIES;
use interleave::setup::{CostPreset, Costs, Model, Policy, Setup};
use interleave::trace::Ending;
use interleave::{engine, script};
use std::rc::Rc;

/// A loop whose timers fall due while its thread waits for the GIL.
const LOOP_BESIDE_THREADS: &str = "
import asyncio, threading
from concurrent.futures import ThreadPoolExecutor

def work():
    cpu(7)

async def tick():
    for _ in range(12):
        await asyncio.sleep(0.001)
        cpu(1)

async def main():
    loop = asyncio.get_running_loop()
    pool = ThreadPoolExecutor(3)
    jobs = [loop.run_in_executor(pool, work) for _ in range(4)]
    thread = threading.Thread(target=work)
    thread.start()
    await asyncio.gather(tick(), tick(), tick(), *jobs)
    thread.join()
    pool.shutdown()

asyncio.run(main())
";

#[test]
fn a_loop_beside_threads_keeps_every_law() {
    for costs in CostPreset::ALL {
        for policy in POLICIES {
            for cores in 1..=3 {
                let setup = Setup {
                    model: Model::Threads,
                    cores,
                    policy: Policy::parse(policy).expect("a policy"),
                    costs: Costs::preset(*costs),
                    ..Setup::default()
                };
                let compiled = script::compile(LOOP_BESIDE_THREADS, setup.model);
                let program = Rc::new(compiled.program.expect("a program"));
                let trace = engine::run(program, &setup);
                let holds = || {
                    check::hardware_threads_run_one(&trace)?;
                    check::segments_tile_each_task(&trace)?;
                    check::one_holder_each(&trace)?;
                    check::only_gil_holders_run(&trace)?;
                    match trace.ending {
                        Some(Ending::Finished) => Ok(()),
                        _ => Err(format!("ended by {:?}", trace.ending)),
                    }
                };
                let what = || format!("{policy}, {cores} cores, {}", costs.word());
                holds().unwrap_or_else(|why: String| panic!("{}: {why}", what()));
            }
        }
    }
}
