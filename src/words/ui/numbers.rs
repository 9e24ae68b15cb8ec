//! Numbers with their units, as each language writes them.

use crate::base::Time;
use crate::words::{Lang, plural};

/// Separates a number from its unit or thousands without a line break.
const NO_BREAK: char = '\u{a0}';

/// A length of time in the unit that reads best: "240 ms", "1.5 s".
pub fn duration(time: Time, lang: Lang) -> String {
    let (number, unit) = duration_parts(time, lang);
    format!("{number}{NO_BREAK}{unit}")
}

/// The number and the unit of [`duration`].
pub fn duration_parts(time: Time, lang: Lang) -> (String, &'static str) {
    let (scale, en, ru) = match time.0 {
        0 => (1_000_000, "ms", "мс"),
        n if n < 1_000 => (1, "ns", "нс"),
        n if n < 100_000 => (1_000, "µs", "мкс"),
        n if n < 10_000_000_000 => (1_000_000, "ms", "мс"),
        _ => (1_000_000_000, "s", "с"),
    };
    // Three digits after the point at most, without zeros at the end; whole
    // numbers throughout, so that nothing is rounded twice.
    let thousandths = (u128::from(time.0) * 1_000 + scale / 2) / scale;
    let number = decimal(thousandths as u64, lang);
    (number, if lang == Lang::En { en } else { ru })
}

/// Thousandths as a decimal number.
fn decimal(thousandths: u64, lang: Lang) -> String {
    let mut text = grouped(thousandths / 1_000, lang);
    let mut rest = thousandths % 1_000;
    if rest > 0 {
        text.push(if lang == Lang::En { '.' } else { ',' });
        let mut unit = 100;
        while rest > 0 {
            text.push(char::from(b'0' + (rest / unit) as u8));
            rest %= unit;
            unit /= 10;
        }
    }
    text
}

/// A whole number in groups of three from five digits on.
pub fn grouped(n: u64, lang: Lang) -> String {
    let digits = n.to_string();
    if digits.len() < 5 {
        return digits;
    }
    let mut text = String::with_capacity(digits.len() + 6);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(if lang == Lang::En { ',' } else { NO_BREAK });
        }
        text.push(digit);
    }
    text
}

/// A share of 1 as a whole percentage.
pub fn percent(share: f64, lang: Lang) -> String {
    let n = (share * 100.0).round().clamp(0.0, 1e6) as u64;
    match lang {
        Lang::En => format!("{n}%"),
        Lang::Ru => format!("{n}{NO_BREAK}%"),
    }
}

/// A ratio with two digits: "1.87".
pub fn ratio(value: f64, lang: Lang) -> String {
    decimal((value * 100.0).round().clamp(0.0, 1e15) as u64 * 10, lang)
}

/// An amount of memory in the binary unit that reads best.
pub fn bytes(n: u64, lang: Lang) -> String {
    let (shift, en, ru) = match n {
        0..0x400 => (0, "B", "Б"),
        0x400..0x10_0000 => (10, "KiB", "КиБ"),
        _ => (20, "MiB", "МиБ"),
    };
    let tenths = (u128::from(n) * 10 + (1 << shift) / 2) >> shift;
    let unit = if lang == Lang::En { en } else { ru };
    format!("{}{NO_BREAK}{unit}", decimal(tenths as u64 * 100, lang))
}

pub fn cores(n: u16, lang: Lang) -> String {
    let word = match lang {
        Lang::En => plural(lang, n.into(), "core", "cores", "cores"),
        Lang::Ru => plural(lang, n.into(), "ядро", "ядра", "ядер"),
    };
    format!("{n}{NO_BREAK}{word}")
}

pub fn tasks(n: usize, lang: Lang) -> String {
    let word = match lang {
        Lang::En => plural(lang, n as u64, "task", "tasks", "tasks"),
        Lang::Ru => plural(lang, n as u64, "задача", "задачи", "задач"),
    };
    format!("{n}{NO_BREAK}{word}")
}

/// The heading of the list of diagnostics.
pub fn count_problems(errors: usize, warnings: usize, lang: Lang) -> String {
    let e = errors as u64;
    let w = warnings as u64;
    let (errors, warnings) = match lang {
        Lang::En => (
            format!("{e} {}", plural(lang, e, "error", "errors", "errors")),
            format!("{w} {}", plural(lang, w, "warning", "warnings", "warnings")),
        ),
        Lang::Ru => (
            format!("{e} {}", plural(lang, e, "ошибка", "ошибки", "ошибок")),
            format!(
                "{w} {}",
                plural(lang, w, "предупреждение", "предупреждения", "предупреждений")
            ),
        ),
    };
    match (e, w) {
        (_, 0) => errors,
        (0, _) => warnings,
        _ => format!("{errors}, {warnings}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_choose_a_unit_that_reads_well() {
        let en = |t| duration(t, Lang::En).replace(NO_BREAK, " ");
        let ru = |t| duration(t, Lang::Ru).replace(NO_BREAK, " ");
        assert_eq!(en(Time::ZERO), "0 ms");
        assert_eq!(en(Time::ms(240)), "240 ms");
        assert_eq!(en(Time::us(2_500)), "2.5 ms");
        assert_eq!(en(Time::ns(1_500)), "1.5 µs");
        assert_eq!(en(Time::secs(12)), "12 s");
        assert_eq!(ru(Time::us(2_500)), "2,5 мс");
        assert_eq!(ru(Time::secs(12_345)), "12 345 с");
        assert_eq!(en(Time::secs(12_345)), "12,345 s");
        assert_eq!(en(Time(u64::MAX)), "18,446,744,073.71 s");
    }

    #[test]
    fn counts_take_the_right_plural() {
        assert_eq!(cores(1, Lang::Ru).replace(NO_BREAK, " "), "1 ядро");
        assert_eq!(tasks(5, Lang::Ru).replace(NO_BREAK, " "), "5 задач");
        assert_eq!(count_problems(2, 1, Lang::En), "2 errors, 1 warning");
        assert_eq!(count_problems(0, 1, Lang::Ru), "1 предупреждение");
        assert_eq!(percent(0.634, Lang::En), "63%");
        assert_eq!(ratio(1.875, Lang::Ru), "1,88");
    }
}
