//! Floats as text, as CPython's `repr` and format codes write them.
//!
//! The digits come from the standard library, which rounds the exact value,
//! ties to even, just as CPython does; only the layout is made here.

/// The shortest text that reads back as the same float.
pub(super) fn repr(x: f64) -> String {
    if !x.is_finite() {
        return special(x).to_string();
    }
    let scientific = shortest(x);
    let Some((mantissa, exponent)) = split(&scientific) else { return scientific };
    if (-4..16).contains(&exponent) {
        return positional(mantissa, exponent);
    }
    with_exponent(mantissa, exponent)
}

/// Digits without an exponent, with at least one decimal.
fn positional(mantissa: &str, exponent: i32) -> String {
    let (sign, mantissa) = match mantissa.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", mantissa),
    };
    let mut digits = mantissa.replace('.', "");
    if exponent < 0 {
        return format!("{sign}0.{}{digits}", "0".repeat(-exponent as usize - 1));
    }
    let whole = exponent as usize + 1;
    while digits.len() <= whole {
        digits.push('0');
    }
    format!("{sign}{}.{}", &digits[..whole], &digits[whole..])
}

/// The shortest digits that read back as the same float, in scientific form.
/// Where two are equally near, CPython takes the even one, the standard
/// library the larger.
fn shortest(x: f64) -> String {
    let text = format!("{x:e}");
    let digits = text.split('e').next().unwrap_or("").bytes().filter(u8::is_ascii_digit).count();
    if digits < 15 {
        return text;
    }
    let rounded = format!("{x:.*e}", digits - 1);
    if rounded.parse() == Ok(x) { rounded } else { text }
}

pub(super) fn special(x: f64) -> &'static str {
    if x.is_nan() {
        "nan"
    } else if x > 0.0 {
        "inf"
    } else {
        "-inf"
    }
}

fn split(scientific: &str) -> Option<(&str, i32)> {
    let (mantissa, exponent) = scientific.split_once('e')?;
    Some((mantissa, exponent.parse().ok()?))
}

/// At least two digits and a sign in the exponent.
fn with_exponent(mantissa: &str, exponent: i32) -> String {
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{mantissa}e{sign}{:02}", exponent.abs())
}

/// `%f`: of a number that is not negative.
pub(super) fn fixed(x: f64, precision: usize) -> String {
    format!("{x:.precision$}")
}

/// `%e`
pub(super) fn exponential(x: f64, precision: usize) -> String {
    let scientific = format!("{x:.precision$e}");
    match split(&scientific) {
        Some((mantissa, exponent)) => with_exponent(mantissa, exponent),
        None => scientific,
    }
}

/// `%g`: `precision` significant digits. `keep`: trailing zeros stay (`#`).
/// `limit`: the exponent from which on the exponent is written; that of `%g`
/// is the precision, that of a format without code one less.
pub(super) fn general(x: f64, precision: usize, keep: bool, limit: i32) -> String {
    let precision = precision.max(1);
    let scientific = format!("{x:.*e}", precision - 1);
    let Some((mantissa, exponent)) = split(&scientific) else { return scientific };
    if (-4..limit).contains(&exponent) {
        let places = (precision as i32 - 1 - exponent).max(0) as usize;
        let text = format!("{x:.places$}");
        return if keep { text } else { trim(&text).to_string() };
    }
    with_exponent(if keep { mantissa } else { trim(mantissa) }, exponent)
}

/// Without zeros at the end of the fraction, and without an empty fraction.
fn trim(text: &str) -> &str {
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { text }
}
