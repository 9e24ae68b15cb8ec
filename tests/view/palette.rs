//! Colours: told apart from the background and from each other, by everyone.

use interleave::trace::State;
use interleave::view::palette::{BACKGROUND, TASK_INKS};
use interleave::view::{Ink, Rgb, Scheme};

const SCHEMES: [Scheme; 2] = [Scheme::Light, Scheme::Dark];

#[test]
fn every_edge_stands_out_from_the_background() {
    for (scheme, background) in SCHEMES.into_iter().zip(BACKGROUND) {
        let states = State::ALL.into_iter().map(Ink::State);
        for ink in states.chain((0..TASK_INKS).map(Ink::Task)) {
            let contrast = ink.edge(scheme).contrast(background);
            assert!(contrast >= 3.0, "{ink:?} in {scheme:?}: {contrast:.2}");
        }
    }
}

#[test]
fn dark_words_are_read_on_every_task_colour() {
    for scheme in SCHEMES {
        for n in 0..TASK_INKS {
            let contrast = Ink::Task(n).colour(scheme).contrast(Rgb(0x14_171C));
            assert!(contrast >= 4.5, "task {n} in {scheme:?}: {contrast:.2}");
        }
        let running = Ink::State(State::Running).colour(scheme).contrast(Rgb(0xFF_FFFF));
        assert!(running >= 4.5, "running in {scheme:?}: {running:.2}");
    }
}

#[test]
fn every_state_has_a_pattern_of_its_own() {
    for a in State::ALL {
        for b in State::ALL.into_iter().filter(|&b| b != a) {
            assert_ne!(Ink::State(a).pattern(), Ink::State(b).pattern(), "{a:?} and {b:?}");
        }
    }
}

/// Severity 1.0 of Machado, Oliveira and Fernandes (2009), on linear RGB.
const VISIONS: [(&str, [[f64; 3]; 3]); 4] = [
    ("full", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "protan",
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ],
    ),
    (
        "deutan",
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ],
    ),
    (
        "tritan",
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ],
    ),
];

/// CIELAB of a colour as seen by somebody.
fn seen(colour: Rgb, vision: &[[f64; 3]; 3]) -> [f64; 3] {
    let linear = [16, 8, 0].map(|shift| {
        let c = f64::from((colour.0 >> shift) & 255) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    });
    let rgb = vision.map(|row| {
        let sum: f64 = row.iter().zip(&linear).map(|(m, c)| m * c).sum();
        sum.clamp(0.0, 1.0)
    });
    let xyz = [
        (0.4124564 * rgb[0] + 0.3575761 * rgb[1] + 0.1804375 * rgb[2]) / 0.95047,
        0.2126729 * rgb[0] + 0.7151522 * rgb[1] + 0.0721750 * rgb[2],
        (0.0193339 * rgb[0] + 0.1191920 * rgb[1] + 0.9503041 * rgb[2]) / 1.08883,
    ];
    let f = xyz.map(|t| if t > 0.008856 { t.cbrt() } else { 7.787 * t + 16.0 / 116.0 });
    [116.0 * f[1] - 16.0, 500.0 * (f[0] - f[1]), 200.0 * (f[1] - f[2])]
}

/// CIE76: enough to catch two colours that fall together.
fn distance(a: [f64; 3], b: [f64; 3]) -> f64 {
    a.iter().zip(&b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
}

#[test]
fn states_stay_apart_for_colour_blind_readers() {
    for scheme in SCHEMES {
        for (name, vision) in &VISIONS {
            for (i, a) in State::ALL.into_iter().enumerate() {
                for b in &State::ALL[i + 1..] {
                    let seen = |state| seen(Ink::State(state).colour(scheme), vision);
                    let apart = distance(seen(a), seen(*b));
                    assert!(apart >= 20.0, "{a:?} and {b:?}, {scheme:?}, {name}: {apart:.1}");
                }
            }
        }
    }
}

/// The document's marks and the canvas's bars are the same colours.
#[test]
fn the_style_sheet_repeats_the_palette() {
    let css = include_str!("../../www/styles/timeline.css");
    for n in 0..TASK_INKS {
        let ink = Ink::Task(n);
        let pair = |of: &dyn Fn(Scheme) -> Rgb| {
            format!("light-dark({}, {})", of(Scheme::Light).hex(), of(Scheme::Dark).hex())
        };
        let fill = pair(&|scheme| ink.colour(scheme));
        let edge = pair(&|scheme| ink.edge(scheme));
        let rule = format!(".task-{n} {{ --task: {fill}; --task-edge: {edge}; }}");
        assert!(css.contains(&rule), "timeline.css should say `{rule}`");
    }
}
