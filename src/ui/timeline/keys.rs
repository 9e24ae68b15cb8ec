//! Keys of the grid. They act only inside it, so they clash with nothing.

use crate::view::navigate::Step;
use web_sys::KeyboardEvent;

#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Command {
    Step(Step),
    /// To the event before or after.
    Event {
        forward: bool,
    },
    Zoom(f64),
    /// By a part of what is in view.
    Pan(f64),
    Fit,
    Choose,
    /// Begins to measure at the time cursor, or stops.
    Measure,
    /// Shows the arrows of all tasks, or of the one pointed at.
    Arrows,
    Leave,
}

const IN: f64 = 1.0 / 1.5;
const OUT: f64 = 1.5;
const PAN: f64 = 0.25;

/// Letters and signs are read by their place on the keyboard, so that they
/// work in a Russian layout too.
pub fn command(event: &KeyboardEvent) -> Option<Command> {
    if event.alt_key() || event.meta_key() {
        return None;
    }
    if event.ctrl_key() {
        return match event.key().as_str() {
            "Home" => Some(Command::Step(Step::First)),
            "End" => Some(Command::Step(Step::Last)),
            _ => None,
        };
    }
    let by_name = match event.key().as_str() {
        "ArrowLeft" => Command::Step(Step::Left),
        "ArrowRight" => Command::Step(Step::Right),
        "ArrowUp" => Command::Step(Step::Up),
        "ArrowDown" => Command::Step(Step::Down),
        "Home" => Command::Step(Step::RowStart),
        "End" => Command::Step(Step::RowEnd),
        "Enter" | " " => Command::Choose,
        "Escape" => Command::Leave,
        "+" => Command::Zoom(IN),
        "-" => Command::Zoom(OUT),
        _ => return by_place(&event.code()),
    };
    Some(by_name)
}

fn by_place(code: &str) -> Option<Command> {
    Some(match code {
        "Comma" => Command::Event { forward: false },
        "Period" => Command::Event { forward: true },
        "KeyW" | "Equal" | "NumpadAdd" => Command::Zoom(IN),
        "KeyS" | "Minus" | "NumpadSubtract" => Command::Zoom(OUT),
        "KeyM" => Command::Measure,
        "KeyR" => Command::Arrows,
        "KeyA" => Command::Pan(-PAN),
        "KeyD" => Command::Pan(PAN),
        "Digit0" | "Numpad0" => Command::Fit,
        _ => return None,
    })
}
