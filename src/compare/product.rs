//! Every model on every machine: the setups that a comparison runs.

use crate::setup::{Costs, Model, Policy, Scheduler, Setup};

/// What is varied; where a list is empty, the setup's own is meant.
#[derive(Clone, Default, Debug)]
pub struct Choices {
    pub models: Vec<Model>,
    pub cores: Vec<u16>,
    pub schedulers: Vec<Scheduler>,
    pub costs: Vec<Costs>,
}

impl Choices {
    /// All combinations, the last list varying fastest. Numbers of cores that
    /// no machine has are left out. A scheduler that the setup has already
    /// keeps its parameters, the others have their defaults.
    pub fn setups(&self, own: &Setup) -> Vec<Setup> {
        let mut setups = vec![own.clone()];
        vary(&mut setups, &self.models, |setup, &model| setup.model = model);
        let real: Vec<u16> =
            self.cores.iter().copied().filter(|n| (1..=Setup::MAX_CORES).contains(n)).collect();
        vary(&mut setups, &real, |setup, &cores| setup.cores = cores);
        vary(&mut setups, &self.schedulers, |setup, &scheduler| {
            if setup.policy.scheduler() != scheduler {
                setup.policy = Policy::new(scheduler);
            }
        });
        vary(&mut setups, &self.costs, |setup, &costs| setup.costs = costs);
        setups
    }
}

fn vary<T>(setups: &mut Vec<Setup>, values: &[T], set: impl Fn(&mut Setup, &T)) {
    if values.is_empty() {
        return;
    }
    let varied = |setup: &Setup| {
        let setup = setup.clone();
        let with = |value: &T| {
            let mut setup = setup.clone();
            set(&mut setup, value);
            setup
        };
        values.iter().map(with).collect::<Vec<_>>()
    };
    *setups = setups.iter().flat_map(varied).collect();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::setup::CostPreset;

    #[test]
    fn every_model_meets_every_machine() {
        let mut own = Setup { cores: 3, ..Setup::default() };
        own.policy.set("quantum", "7ms").unwrap();
        assert_eq!(Choices::default().setups(&own), [own.clone()]);
        let choices = Choices {
            models: vec![Model::Threads, Model::Processes],
            cores: vec![0, 1, 4, 999],
            schedulers: vec![own.policy.scheduler(), Scheduler::Fifo],
            costs: vec![Costs::preset(CostPreset::Slow)],
        };
        let setups = choices.setups(&own);
        assert_eq!(setups.len(), 2 * 2 * 2);
        assert!(setups.iter().all(|s| s.costs == Costs::preset(CostPreset::Slow)));
        assert_eq!(setups[0].policy, own.policy, "parameters chosen by hand stay");
        assert_eq!((setups[7].model, setups[7].cores), (Model::Processes, 4));
        assert_eq!(setups[7].policy, Policy::new(Scheduler::Fifo));
    }
}
