//! A scenario to a link.

use crate::scenario::Scenario;
use crate::share::{FORMAT, base64, crc::crc32, fields, payload};

/// The fragment without `#`.
pub fn encode(scenario: &Scenario) -> String {
    let mut text = start(scenario, &fields::base(&scenario.script));
    fields::push(&mut text, "z", &payload::pack(&scenario.script));
    seal(text)
}

/// The same with the script unpacked, for tests and for reading with bare eyes
/// and a base64 tool.
pub fn encode_plain(scenario: &Scenario) -> String {
    let mut text = start(scenario, &fields::base(&scenario.script));
    fields::push(&mut text, "p", &base64::encode(scenario.script.as_bytes()));
    seal(text)
}

/// A link to an example, with what was changed in its settings. `None` if its
/// script was changed or the id has no place in a link.
pub fn encode_example(id: &str, example: &Scenario, scenario: &Scenario) -> Option<String> {
    let fits = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
    if example.script != scenario.script || id.is_empty() || !id.bytes().all(fits) {
        return None;
    }
    let mut text = start(scenario, example);
    fields::push(&mut text, "x", id);
    Some(seal(text))
}

fn start(scenario: &Scenario, base: &Scenario) -> String {
    let mut text = FORMAT.to_string();
    fields::write(&mut text, scenario, base);
    text
}

fn seal(mut text: String) -> String {
    let crc = crc32(text.as_bytes());
    text.push_str(&format!(".{crc:08x}"));
    text
}
