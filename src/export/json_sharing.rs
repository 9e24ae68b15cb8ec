//! Races and uses of shared variables, for the JSON trace.

use crate::trace::{Access, Trace};
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct RaceJson<'a> {
    kind: &'a str,
    variable: &'a str,
    process: u32,
    first: AccessJson<'a>,
    lost: Option<AccessJson<'a>>,
    second: AccessJson<'a>,
    count: u32,
}

#[derive(Serialize)]
pub(super) struct UseJson<'a> {
    variable: &'a str,
    process: Option<u32>,
    #[serde(flatten)]
    access: AccessJson<'a>,
}

#[derive(Serialize)]
struct AccessJson<'a> {
    time: u64,
    task: u32,
    line: u32,
    write: bool,
    locks: Vec<&'a str>,
}

fn access<'a>(trace: &'a Trace, access: &Access) -> AccessJson<'a> {
    let name = |lock: usize| trace.resources.get(lock).map_or("", |lock| lock.name.as_str());
    AccessJson {
        time: access.time.0,
        task: access.task.0,
        line: access.line,
        write: access.write,
        locks: trace.sharing.locks(access.locks).iter().map(|lock| name(lock.index())).collect(),
    }
}

pub(super) fn races(trace: &Trace) -> Vec<RaceJson<'_>> {
    let mut list = Vec::with_capacity(trace.sharing.races.len());
    for race in &trace.sharing.races {
        list.push(RaceJson {
            kind: race.kind.word(),
            variable: &race.variable,
            process: race.process.0,
            first: access(trace, &race.first),
            lost: race.lost.as_ref().map(|lost| access(trace, lost)),
            second: access(trace, &race.second),
            count: race.count,
        });
    }
    list
}

pub(super) fn uses(trace: &Trace) -> Vec<UseJson<'_>> {
    let sharing = &trace.sharing;
    let mut list = Vec::with_capacity(sharing.accesses.len());
    for (variable, used) in &sharing.accesses {
        let Some(variable) = sharing.variables.get(*variable as usize) else { continue };
        list.push(UseJson {
            variable: &variable.name,
            process: variable.process.some().map(|process| process.0),
            access: access(trace, used),
        });
    }
    list
}
