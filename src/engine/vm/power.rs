//! `x ** y` of floats, the same bits on every machine.
//!
//! Computed with twice the digits of a float and rounded once, so nearly
//! always the nearest float to the exact power. The platform's `pow` differs
//! from machine to machine, and brings its tables along in the page.

/// A sum of a large and a small part, of about 100 bits.
#[derive(Clone, Copy)]
struct Wide {
    high: f64,
    low: f64,
}

const ONE: Wide = Wide { high: 1.0, low: 0.0 };
/// The natural logarithm of 2.
const LN_2: Wide = Wide { high: std::f64::consts::LN_2, low: 2.319_046_813_846_299_6e-17 };

impl Wide {
    fn of(high: f64) -> Wide {
        Wide { high, low: 0.0 }
    }

    /// Of parts of which the first is the larger.
    fn sum(high: f64, low: f64) -> Wide {
        let sum = high + low;
        Wide { high: sum, low: low - (sum - high) }
    }

    fn plus(self, other: Wide) -> Wide {
        let sum = self.high + other.high;
        let second = sum - self.high;
        let error = (self.high - (sum - second)) + (other.high - second);
        Wide::sum(sum, error + (self.low + other.low))
    }

    fn times(self, other: Wide) -> Wide {
        let product = self.high * other.high;
        let error = error(self.high, other.high, product);
        Wide::sum(product, error + (self.high * other.low + self.low * other.high))
    }

    fn over(self, other: Wide) -> Wide {
        let first = self.high / other.high;
        let product = first * other.high;
        let rest = (self.high - product) - error(first, other.high, product);
        Wide::sum(first, (rest + self.low - first * other.low) / other.high)
    }
}

/// What rounding took from a product (Dekker's way).
fn error(a: f64, b: f64, product: f64) -> f64 {
    let split = |x: f64| {
        let far = x * 134_217_729.0;
        let high = far - (far - x);
        (high, x - high)
    };
    let ((a, a_low), (b, b_low)) = (split(a), split(b));
    ((a * b - product) + a * b_low + a_low * b) + a_low * b_low
}

/// As C's `pow`.
pub(super) fn raise(x: f64, y: f64) -> f64 {
    if y == 0.0 || x == 1.0 {
        return 1.0;
    }
    if x.is_nan() || y.is_nan() {
        return f64::NAN;
    }
    let (base, whole) = (x.abs(), y.trunc() == y);
    if y.is_infinite() {
        let grows = (base > 1.0) == (y > 0.0);
        return if base == 1.0 {
            1.0
        } else if grows {
            f64::INFINITY
        } else {
            0.0
        };
    }
    let odd = whole && (y / 2.0).trunc() * 2.0 != y;
    let sign = if odd { 1.0f64.copysign(x) } else { 1.0 };
    if base == 0.0 || base.is_infinite() {
        let infinite = (base == 0.0) == (y < 0.0);
        return sign * if infinite { f64::INFINITY } else { 0.0 };
    }
    if x < 0.0 && !whole {
        return f64::NAN;
    }
    if y == 0.5 {
        return x.sqrt();
    }
    sign * multiplied(base, y).unwrap_or_else(|| exp(ln(base).times(Wide::of(y))))
}

/// Small whole powers by multiplication: scripts use hardly any others.
fn multiplied(base: f64, y: f64) -> Option<f64> {
    if y.trunc() != y || y.abs() > 1024.0 {
        return None;
    }
    let (mut power, mut square) = (ONE, Wide::of(base));
    let mut left = y.abs() as u32;
    while left > 0 {
        if left & 1 == 1 {
            power = power.times(square);
        }
        left >>= 1;
        if left > 0 {
            square = square.times(square);
        }
    }
    // Nearer to the edges the small part gets lost.
    if !(1e-280..1e280).contains(&power.high) {
        return None;
    }
    let result = if y > 0.0 { power } else { ONE.over(power) };
    Some(result.high + result.low)
}

/// The natural logarithm of a positive, finite number.
fn ln(x: f64) -> Wide {
    const SMALLEST: i32 = 54;
    let tiny = x < f64::MIN_POSITIVE;
    let bits = if tiny { x * (1u64 << SMALLEST) as f64 } else { x }.to_bits();
    let mut exponent = (bits >> 52) as i32 - 1023 - if tiny { SMALLEST } else { 0 };
    let mut mantissa = f64::from_bits(bits & ((1 << 52) - 1) | 1023 << 52);
    if mantissa > std::f64::consts::SQRT_2 {
        mantissa /= 2.0;
        exponent += 1;
    }
    // ln m = 2 (s + s³/3 + s⁵/5 + …) with s = (m - 1) / (m + 1)
    let mantissa = Wide::of(mantissa);
    let s = mantissa.plus(Wide::of(-1.0)).over(mantissa.plus(ONE));
    let square = s.times(s);
    let mut series = Wide::of(0.0);
    for n in (0..=20).rev() {
        let term = ONE.over(Wide::of(f64::from(2 * n + 1)));
        series = series.times(square).plus(term);
    }
    let fraction = s.times(series).times(Wide::of(2.0));
    LN_2.times(Wide::of(exponent.into())).plus(fraction)
}

fn exp(x: Wide) -> f64 {
    if x.high.abs() > 800.0 {
        return if x.high > 0.0 { f64::INFINITY } else { 0.0 };
    }
    let exponent = (x.high / LN_2.high).round_ties_even();
    let rest = x.plus(LN_2.times(Wide::of(-exponent)));
    let mut series = ONE;
    for n in (1..=22).rev() {
        series = series.times(rest).over(Wide::of(n.into())).plus(ONE);
    }
    // In two steps: 2^exponent alone may be out of range.
    let (whole, half) = (exponent as i64, exponent as i64 / 2);
    let two_to = |n: i64| f64::from_bits(((1023 + n) as u64) << 52);
    (series.high + series.low) * two_to(half) * two_to(whole - half)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Rng;

    /// How many floats apart.
    fn apart(a: f64, b: f64) -> u64 {
        if a.is_nan() || b.is_nan() {
            return u64::from(a.is_nan() != b.is_nan());
        }
        (a.to_bits() as i64).abs_diff(b.to_bits() as i64)
    }

    #[test]
    fn special_cases_are_those_of_c() {
        let edges = [
            0.0,
            -0.0,
            1.0,
            -1.0,
            0.5,
            -0.5,
            2.0,
            -2.0,
            3.0,
            -3.0,
            1e300,
            -1e300,
            5e-324,
            f64::INFINITY,
            f64::NEG_INFINITY,
            f64::NAN,
            1e16,
            9_007_199_254_740_993.0,
        ];
        for x in edges {
            for y in edges {
                let (ours, theirs) = (raise(x, y), x.powf(y));
                assert!(apart(ours, theirs) <= 1, "{x} ** {y}: {ours} {theirs}");
            }
        }
    }

    #[test]
    fn powers_are_those_of_the_platform_within_a_bit() {
        let mut rng = Rng::new(5);
        let mut unit = || rng.below(1 << 53) as f64 / (1u64 << 53) as f64;
        for _ in 0..100_000 {
            let x = (unit() * 1400.0 - 700.0).exp();
            let y = (unit() - 0.5) * 8.0;
            let (ours, theirs) = (raise(x, y), x.powf(y));
            assert!(apart(ours, theirs) <= 1, "{x} ** {y}: {ours} {theirs}");
        }
    }
}
