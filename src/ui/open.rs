//! What the page opens with, decided in one place: link, then draft, then
//! the first example.

use crate::scenario::Scenario;
use crate::words::ui::Notice;

/// What the browser holds, already read.
#[derive(Default)]
pub struct Found<'a> {
    /// The part of the address after `#`, empty without one.
    pub fragment: &'a str,
    pub draft: Option<&'a str>,
}

/// The scenario to start with and what to say about it. An embed has no
/// draft: every reader of a course page begins with what the teacher wrote.
pub fn open(found: &Found, embed: bool) -> (Scenario, Vec<Notice>) {
    if let Some((scenario, notices)) = from_link(found.fragment) {
        return (scenario, notices);
    }
    let draft = found.draft.filter(|_| !embed).and_then(from_link);
    (draft.map_or_else(first_example, |(scenario, _)| scenario), Vec::new())
}

pub fn from_link(_fragment: &str) -> Option<(Scenario, Vec<Notice>)> {
    None
}

pub fn first_example() -> Scenario {
    Scenario { script: FIRST.into(), ..Scenario::default() }
}

const FIRST: &str = "\
def download(site):
    io(80)          # wait for the network
    cpu(10)         # parse the answer
    print(site, \"done\")

for site in [\"a\", \"b\", \"c\"]:
    spawn(download, site)
";

pub fn to_link(_scenario: &Scenario) -> String {
    String::new()
}
