//! Instants and lengths of simulated time as people write them.

use crate::base::Time;
use crate::view::Unit;
use crate::words::Lang;
use crate::words::ui::grouped;

const NO_BREAK: char = '\u{a0}';

pub fn unit(unit: Unit, lang: Lang) -> &'static str {
    match (unit, lang) {
        (Unit::Ns, Lang::En) => "ns",
        (Unit::Us, Lang::En) => "µs",
        (Unit::Ms, Lang::En) => "ms",
        (Unit::S, Lang::En) => "s",
        (Unit::Ns, Lang::Ru) => "нс",
        (Unit::Us, Lang::Ru) => "мкс",
        (Unit::Ms, Lang::Ru) => "мс",
        (Unit::S, Lang::Ru) => "с",
    }
}

/// `12.5 ms`: milliseconds wherever they read well, as scripts count in them.
pub fn duration(time: Time, lang: Lang) -> String {
    let of = unit_for(time);
    format!("{}{NO_BREAK}{}", number(time, of, lang), unit(of, lang))
}

pub fn instant(time: Time, lang: Lang) -> String {
    duration(time, lang)
}

/// `10–30 ms`.
pub fn range(start: Time, end: Time, lang: Lang) -> String {
    let of = unit_for(end);
    let (from, to) = (number(start, of, lang), number(end, of, lang));
    format!("{from}–{to}{NO_BREAK}{}", unit(of, lang))
}

/// What was measured, for those who cannot see it.
pub fn measured(from: Time, to: Time, lang: Lang) -> String {
    let (length, span) = (duration(to.saturating_sub(from), lang), range(from, to, lang));
    match lang {
        Lang::En => format!("{length} measured, {span}"),
        Lang::Ru => format!("Измерено {length}: {span}"),
    }
}

pub fn measuring(from: Time, lang: Lang) -> String {
    let from = instant(from, lang);
    match lang {
        Lang::En => format!("Measuring from {from}; move the time cursor"),
        Lang::Ru => format!("Измерение от {from}: передвиньте курсор времени"),
    }
}

/// A label of the ruler, in the ruler's unit.
pub fn tick(time: Time, of: Unit, lang: Lang) -> String {
    format!("{}{NO_BREAK}{}", number(time, of, lang), unit(of, lang))
}

fn unit_for(time: Time) -> Unit {
    match time.0 {
        0 => Unit::Ms,
        n if n < 1_000 => Unit::Ns,
        n if n < 100_000 => Unit::Us,
        n if n < 10_000_000_000 => Unit::Ms,
        _ => Unit::S,
    }
}

/// Exact: as many decimals as there are, none that say nothing.
fn number(time: Time, of: Unit, lang: Lang) -> String {
    let (whole, rest) = (time.0 / of.ns(), time.0 % of.ns());
    let mut text = grouped(whole, lang);
    if rest > 0 {
        let digits = of.ns().ilog10() as usize;
        let decimals = format!("{rest:0digits$}");
        text.push(if lang == Lang::Ru { ',' } else { '.' });
        text.push_str(decimals.trim_end_matches('0'));
    }
    text
}
