//! `daemon` processes end with the process that made them.
//!
//! As `multiprocessing` does it (`util._exit_function`): a process that comes
//! to its end first terminates its daemonic children, then waits for the
//! others. To die a process needs a core, as one needs for a signal; what it
//! held stays held. Daemons of one process's threads, coroutines or workers
//! need nothing here: they end with the run, which ends when only they are
//! left.

use super::Engine;
use super::policy::Why;
use super::state::{Next, Wait, Whereabouts};
use crate::base::{TaskId, Time};
use crate::trace::Cause;

impl Engine {
    /// A task has ended; so must its daemon processes.
    pub(super) fn end_daemons(&mut self, parent: TaskId) {
        let (_, process) = self.home(parent);
        let process = &mut self.processes[process.index()];
        if process.main_task != parent {
            return;
        }
        for task in std::mem::take(&mut process.daemons) {
            if !self.tasks[task.index()].ended() {
                self.terminate(task);
            }
        }
    }

    pub(super) fn terminate(&mut self, task: TaskId) {
        let (thread, _) = self.home(task);
        self.threads[thread.index()].doomed = true;
        match self.threads[thread.index()].at {
            Whereabouts::On(h) => {
                // Its burst is over now; what comes next is its end.
                self.machine.stop(h, self.rec.now);
                self.machine.start(h, Time::ZERO, self.rec.now);
            }
            Whereabouts::Off if self.waits_for_something(task) => {
                self.stop_waiting(task);
                self.set_next(task, Next::Run);
                self.awake(task, Why::Woken, Cause::Woken, TaskId::NONE);
            }
            _ => {}
        }
    }

    /// Not so a task that is due later: it ends when it arrives.
    pub(super) fn waits_for_something(&self, task: TaskId) -> bool {
        self.briefs[task.index()].timed || !matches!(self.tasks[task.index()].wait, Wait::Nothing)
    }

    /// Nobody shall wake it for what it waited for.
    pub(super) fn stop_waiting(&mut self, task: TaskId) {
        self.briefs[task.index()].timed = false;
        let wait = std::mem::replace(&mut self.tasks[task.index()].wait, Wait::Nothing);
        let mut remove = |of: TaskId| self.briefs[of.index()].rest().waiters.retain(|&t| t != task);
        match wait {
            Wait::Join(of) | Wait::End(of) | Wait::Turn(of) => remove(of),
            Wait::Gather(gather) => gather.tasks.into_iter().for_each(remove),
            Wait::Sync(id, _) => self.withdraw(task, id),
            Wait::Start(_) | Wait::Parked(_) | Wait::Nothing => {}
        }
    }
}
