//! Windows, scales and rulers: inverses, limits, room.

use interleave::base::Time;
use interleave::view::{Scale, Window, ruler};
use proptest::prelude::*;

fn window(end: u64, from: f64, part: f64) -> Window {
    let all = Window::fit(Time(end));
    Window { start: all.span * from, span: all.span * part }.clamp(Time(end))
}

proptest! {
    #[test]
    fn a_pixel_and_its_instant_are_inverses(
        end in 1u64..10_000_000_000_000,
        (from, part) in (0.0..1.0f64, 0.000001..1.0f64),
        (width, at) in (1.0..4000.0f64, 0.0..1.0f64),
    ) {
        let scale = Scale::new(window(end, from, part), width, 2.0);
        let x = at * width;
        let ns = scale.ns(x);
        let back = (ns - scale.window.start) / scale.window.span * width;
        prop_assert!((back - x).abs() < 1e-3, "{x} became {back}");
        let time = scale.time(x);
        prop_assert!((scale.x(time) - x).abs() <= 1.0 / scale.ns_per_px() + 1e-3);
    }

    #[test]
    fn a_window_never_leaves_the_run(
        end in 1u64..10_000_000_000_000,
        steps in prop::collection::vec((0.2..5.0f64, 0.0..1.0f64, -2.0..2.0f64), 0..20),
    ) {
        let all = Window::fit(Time(end));
        let mut window = all;
        for (factor, about, pan) in steps {
            let about = window.start + window.span * about;
            window = window.zoom(factor, about, Time(end)).pan(window.span * pan, Time(end));
            prop_assert!(window.start >= 0.0 && window.end() <= all.span * 1.000001);
            prop_assert!(window.span >= 10.0);
        }
    }

    #[test]
    fn zooming_keeps_what_is_under_the_pointer(end in 1_000u64..1_000_000_000, at in 0.1..0.9f64) {
        let all = Window::fit(Time(end));
        let about = all.span * at;
        let window = all.zoom(0.5, about, Time(end));
        let before = (about - all.start) / all.span;
        let after = (about - window.start) / window.span;
        prop_assert!((before - after).abs() < 1e-9);
    }

    #[test]
    fn ruler_labels_are_round_and_have_room(
        end in 1u64..10_000_000_000_000,
        (from, part) in (0.0..1.0f64, 0.000001..1.0f64),
        width in 100.0..3000.0f64,
    ) {
        let scale = Scale::new(window(end, from, part), width, 1.0);
        let ruler = ruler(&scale, 60.0);
        let major: Vec<_> = ruler.ticks.iter().filter(|t| t.major).collect();
        for pair in major.windows(2) {
            prop_assert!(pair[1].x - pair[0].x >= 59.0);
        }
        prop_assert!(ruler.ticks.len() < 400);
        for tick in major {
            prop_assert_eq!(tick.time.0 % ruler.unit.ns(), 0);
        }
    }
}

#[test]
fn a_run_without_length_shows_a_millisecond() {
    let window = Window::fit(Time::ZERO);
    assert!(window.span >= 1e6 && window.start == 0.0);
}
