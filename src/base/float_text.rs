//! Floats as text, as CPython's `repr` and format codes write them.

use super::Decimal;

/// The shortest text that reads back as the same float.
pub fn repr(x: f64) -> String {
    if !x.is_finite() {
        return special(x).to_string();
    }
    let decimal = Decimal::shortest(x);
    let digits = decimal.digits.len() as i32;
    let text = match decimal.point {
        point @ -3..=16 => decimal.positional((digits - point).max(1)),
        _ => decimal.scientific(digits - 1),
    };
    if x.is_sign_negative() { format!("-{text}") } else { text }
}

pub fn special(x: f64) -> &'static str {
    if x.is_nan() {
        "nan"
    } else if x > 0.0 {
        "inf"
    } else {
        "-inf"
    }
}

/// `%f`: of a number that is not negative.
pub fn fixed(x: f64, precision: usize) -> String {
    let (exact, decimals) = (Decimal::exact(x), precision as i32);
    exact.rounded(exact.point.saturating_add(decimals)).positional(decimals)
}

/// `%e`
pub fn exponential(x: f64, precision: usize) -> String {
    let decimals = precision as i32;
    Decimal::exact(x).rounded(decimals.saturating_add(1)).scientific(decimals)
}

/// `%g`: `precision` significant digits. `keep`: trailing zeros stay (`#`).
/// `limit`: the exponent from which on the exponent is written; that of `%g`
/// is the precision, that of a format without code one less.
pub fn general(x: f64, precision: usize, keep: bool, limit: i32) -> String {
    let count = precision.max(1) as i32;
    let mut rounded = Decimal::exact(x).rounded(count);
    let mut digits = count;
    if !keep {
        while rounded.digits.last() == Some(&b'0') {
            rounded.digits.pop();
        }
        digits = (rounded.digits.len() as i32).max(1);
    }
    let exponent = rounded.point - 1;
    if (-4..limit).contains(&exponent) {
        return rounded.positional((digits - rounded.point).max(0));
    }
    rounded.scientific(digits - 1)
}
