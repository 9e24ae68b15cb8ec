//! Numbers as CPython computes them, where 64-bit machines would differ:
//! floor division, exact comparison of ints with floats, rounding, parsing.

use crate::base::Decimal;
use std::cmp::Ordering;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Number {
    Int(i64),
    Float(f64),
}

/// 2^63: the first float that no 64-bit integer reaches.
const TWO_63: f64 = 9_223_372_036_854_775_808.0;

/// Exact, also where the int does not fit into a float. `None` for NaN.
pub(super) fn compare(a: Number, b: Number) -> Option<Ordering> {
    match (a, b) {
        (Number::Int(a), Number::Int(b)) => Some(a.cmp(&b)),
        (Number::Float(a), Number::Float(b)) => a.partial_cmp(&b),
        (Number::Int(a), Number::Float(b)) => compare_mixed(a, b),
        (Number::Float(a), Number::Int(b)) => compare_mixed(b, a).map(Ordering::reverse),
    }
}

fn compare_mixed(a: i64, b: f64) -> Option<Ordering> {
    if b.is_nan() {
        return None;
    }
    if b >= TWO_63 {
        return Some(Ordering::Less);
    }
    if b < -TWO_63 {
        return Some(Ordering::Greater);
    }
    let whole = b.trunc();
    Some(a.cmp(&(whole as i64)).then_with(|| whole.partial_cmp(&b).unwrap_or(Ordering::Equal)))
}

/// The int equal to the number, if there is one in 64 bits.
pub(super) fn as_exact_int(number: Number) -> Option<i64> {
    match number {
        Number::Int(n) => Some(n),
        Number::Float(x) => {
            let fits = (-TWO_63..TWO_63).contains(&x) && x.trunc() == x;
            fits.then_some(x as i64)
        }
    }
}

/// Rounds towards minus infinity; the divisor is not 0. `None` on overflow.
pub(super) fn floor_div(a: i64, b: i64) -> Option<i64> {
    let quotient = a.checked_div(b)?;
    Some(if a % b != 0 && (a < 0) != (b < 0) { quotient - 1 } else { quotient })
}

/// Has the divisor's sign; the divisor is not 0.
pub(super) fn floor_mod(a: i64, b: i64) -> i64 {
    let rest = a.wrapping_rem(b);
    if rest != 0 && (rest < 0) != (b < 0) { rest + b } else { rest }
}

/// Floor quotient and remainder of floats, as CPython's `float_divmod`.
pub(super) fn float_divmod(a: f64, b: f64) -> (f64, f64) {
    let mut rest = a % b;
    let mut quotient = (a - rest) / b;
    if rest != 0.0 {
        if (b < 0.0) != (rest < 0.0) {
            rest += b;
            quotient -= 1.0;
        }
    } else {
        rest = 0.0f64.copysign(b);
    }
    let floor = if quotient != 0.0 {
        let floor = quotient.floor();
        if quotient - floor > 0.5 { floor + 1.0 } else { floor }
    } else {
        0.0f64.copysign(a / b)
    };
    (floor, rest)
}

/// `a / b` of ints, rounded once; the divisor is not 0.
pub(super) fn true_div(a: i64, b: i64) -> f64 {
    const EXACT: u64 = 1 << 53;
    let (x, y) = (a.unsigned_abs(), b.unsigned_abs());
    // Zero has no leading bit to shift to the top.
    if x == 0 || (x <= EXACT && y <= EXACT) {
        return a as f64 / b as f64;
    }
    // A quotient of at least 64 bits, its last bit standing for all below.
    let shift = u128::from(x).leading_zeros();
    let wide = u128::from(x) << shift;
    let quotient = (wide / u128::from(y)) | u128::from(wide % u128::from(y) != 0);
    let magnitude = quotient as f64 * f64::from_bits(u64::from(1023 - shift) << 52);
    if (a < 0) != (b < 0) { -magnitude } else { magnitude }
}

/// `a ** b` for `b >= 0`; `None` on overflow.
pub(super) fn int_pow(a: i64, b: i64) -> Option<i64> {
    match a {
        0 => Some(i64::from(b == 0)),
        1 => Some(1),
        -1 => Some(if b % 2 == 0 { 1 } else { -1 }),
        _ => a.checked_pow(u32::try_from(b).ok()?),
    }
}

/// Half to even.
pub(super) fn round_half_even(x: f64) -> f64 {
    x.round_ties_even()
}

/// `round(x, digits)`: to the decimal nearest to the exact value.
pub(super) fn round_digits(x: f64, digits: i64) -> f64 {
    if !x.is_finite() || x == 0.0 || digits > 330 {
        return x;
    }
    if digits < -330 {
        return 0.0f64.copysign(x);
    }
    let exact = Decimal::exact(x);
    exact.rounded(exact.point + digits as i32).value().copysign(x)
}

/// `round(n, digits)` of an int with negative digits; `None` on overflow.
pub(super) fn round_int(n: i64, digits: u32) -> Option<i64> {
    let Some(unit) = 10i64.checked_pow(digits) else { return Some(0) };
    let down = floor_div(n, unit)?;
    let rest = floor_mod(n, unit);
    let twice = i128::from(rest) * 2;
    let up = match twice.cmp(&i128::from(unit)) {
        Ordering::Less => 0,
        Ordering::Greater => 1,
        Ordering::Equal => floor_mod(down, 2),
    };
    (down + up).checked_mul(unit)
}

/// What `int(text, base)` reads: spaces around, a sign, underscores inside.
/// `Err(true)` if it is a number that needs more than 64 bits.
pub(super) fn parse_int(text: &str, base: u32) -> Result<i64, bool> {
    let text = text.trim();
    let (negative, mut digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let mut base = base;
    let mut prefixed = false;
    for (prefix, value) in [("0x", 16), ("0o", 8), ("0b", 2)] {
        let head = digits.get(..2).is_some_and(|h| h.eq_ignore_ascii_case(prefix));
        if head && (base == value || base == 0) {
            digits = &digits[2..];
            base = value;
            prefixed = true;
        }
    }
    if prefixed {
        digits = digits.strip_prefix('_').unwrap_or(digits);
    }
    // As in source: `012` is no number.
    if base == 0 && digits.starts_with('0') && digits.contains(|c| !matches!(c, '0' | '_')) {
        return Err(false);
    }
    let base = if base == 0 { 10 } else { base };
    if digits.starts_with('_') || digits.ends_with('_') || digits.contains("__") {
        return Err(false);
    }
    let mut value: i128 = 0;
    let mut any = false;
    let mut large = false;
    for c in digits.chars().filter(|&c| c != '_') {
        let digit = c.to_digit(base).ok_or(false)?;
        value = value * i128::from(base) + i128::from(digit);
        any = true;
        if value > 1 << 64 {
            large = true;
            value = 1 << 64;
        }
    }
    if !any {
        return Err(false);
    }
    if large {
        return Err(true);
    }
    i64::try_from(if negative { -value } else { value }).map_err(|_| true)
}

/// What `float(text)` reads.
pub(super) fn parse_float(text: &str) -> Option<f64> {
    let text = text.trim();
    let body = text.strip_prefix(['+', '-']).unwrap_or(text);
    let word = body.to_ascii_lowercase();
    if matches!(word.as_str(), "inf" | "infinity" | "nan") {
        let value = if word == "nan" { f64::NAN } else { f64::INFINITY };
        return Some(if text.starts_with('-') { -value } else { value });
    }
    let starts = body.starts_with(|c: char| c.is_ascii_digit() || c == '.');
    let known = body.chars().all(|c| c.is_ascii_digit() || "_.eE+-".contains(c));
    if !starts || !known {
        return None;
    }
    // An underscore stands between two digits only.
    let bytes = text.as_bytes();
    for (i, _) in bytes.iter().enumerate().filter(|(_, b)| **b == b'_') {
        let digit = |at: Option<&u8>| at.is_some_and(u8::is_ascii_digit);
        if i == 0 || !digit(bytes.get(i - 1)) || !digit(bytes.get(i + 1)) {
            return None;
        }
    }
    text.replace('_', "").parse().ok()
}
