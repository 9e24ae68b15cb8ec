//! The decimal digits of a float: all of them, rounded, or the fewest that
//! read back.
//!
//! One exact way for every need, native and in the browser. The standard
//! library's several fast ones weigh 10 KB in the page.

use std::cmp::Ordering;

/// A finite float's magnitude: 0.d₁d₂d₃… × 10^`point`.
#[derive(Clone, Debug, PartialEq)]
pub struct Decimal {
    /// ASCII, without zeros in front; after the last one there are only zeros.
    pub digits: Vec<u8>,
    /// How many digits stand before the point; negative: zeros after it.
    pub point: i32,
}

const NINE_DIGITS: u64 = 1_000_000_000;

impl Decimal {
    pub fn exact(x: f64) -> Decimal {
        let bits = x.abs().to_bits();
        let fraction = bits & ((1 << 52) - 1);
        let (mantissa, power) = match (bits >> 52) as i32 {
            0 => (fraction, -1074),
            biased => (fraction | 1 << 52, biased - 1075),
        };
        // Nine digits each, the last first. n/2^k is n·5^k/10^k.
        let mut parts = vec![mantissa % NINE_DIGITS, mantissa / NINE_DIGITS];
        let factor: u64 = if power < 0 { 5 } else { 2 };
        let mut left = power.unsigned_abs();
        while left > 0 {
            let step = left.min(12);
            multiply(&mut parts, factor.pow(step));
            left -= step;
        }
        let mut digits = Vec::with_capacity(9 * parts.len());
        for part in parts.iter().rev() {
            let mut unit = NINE_DIGITS;
            while unit > 1 {
                unit /= 10;
                digits.push(b'0' + (part / unit % 10) as u8);
            }
        }
        let zeros = digits.iter().take_while(|&&d| d == b'0').count();
        digits.drain(..zeros);
        let point = digits.len() as i32 + power.min(0);
        Decimal { point: if digits.is_empty() { 1 } else { point }, digits }
    }

    /// The fewest digits that read back as the same float, and of those the
    /// nearest, an even one between two.
    pub fn shortest(x: f64) -> Decimal {
        let exact = Decimal::exact(x);
        // Any 15 digits survive in a float, unless it is too small to be exact.
        let least = if x.abs() < f64::MIN_POSITIVE { 1 } else { 15 };
        for count in least..17 {
            let near = exact.rounded(count);
            // Above a power of two floats are further apart than below it.
            let above = near.next(count as usize);
            for mut decimal in [near, above] {
                if decimal.value() == x.abs() {
                    let zeros = decimal.digits.iter().rev().take_while(|&&d| d == b'0').count();
                    decimal.digits.truncate(decimal.digits.len() - zeros);
                    return decimal;
                }
            }
        }
        exact.rounded(17)
    }

    /// To `count` digits, half to even; below 0 nothing is left.
    pub fn rounded(&self, count: i32) -> Decimal {
        let keep = usize::try_from(count).unwrap_or(0);
        let Some((kept, rest)) = self.digits.split_at_checked(keep) else { return self.clone() };
        let cut = Decimal { digits: kept.to_vec(), point: self.point };
        let odd = kept.last().is_some_and(|d| d % 2 == 1);
        let half = match rest.split_first() {
            Some((b'5', more)) if more.iter().all(|&d| d == b'0') => Ordering::Equal,
            Some((b'5'..=b'9', _)) => Ordering::Greater,
            _ => Ordering::Less,
        };
        let up = half.is_gt() || half.is_eq() && odd;
        if up && count >= 0 { cut.next(keep) } else { cut }
    }

    /// One more in the last of `count` digits.
    fn next(&self, count: usize) -> Decimal {
        let mut next = self.clone();
        next.digits.resize(count, b'0');
        for digit in next.digits.iter_mut().rev() {
            if *digit < b'9' {
                *digit += 1;
                return next;
            }
            *digit = b'0';
        }
        next.digits.insert(0, b'1');
        next.point += 1;
        next
    }

    /// The float nearest to it.
    pub fn value(&self) -> f64 {
        let digits = str::from_utf8(&self.digits).unwrap_or_default();
        format!("0.{digits}e{}", self.point).parse().unwrap_or_default()
    }

    /// The digit at a power of ten; 0 where there is none.
    fn at(&self, power: i32) -> char {
        let digit = usize::try_from(self.point - 1 - power).ok().and_then(|i| self.digits.get(i));
        digit.map_or('0', |&d| d.into())
    }

    /// With so many decimals, not rounded.
    pub fn positional(&self, decimals: i32) -> String {
        let mut out = String::new();
        for power in (-decimals..self.point.max(1)).rev() {
            if power == -1 {
                out.push('.');
            }
            out.push(self.at(power));
        }
        out
    }

    /// `d.ddde+dd` with so many decimals, not rounded.
    pub fn scientific(&self, decimals: i32) -> String {
        let mantissa = Decimal { digits: self.digits.clone(), point: 1 };
        let exponent = self.point - 1;
        let sign = if exponent < 0 { '-' } else { '+' };
        format!("{}e{sign}{:02}", mantissa.positional(decimals), exponent.abs())
    }
}

fn multiply(parts: &mut Vec<u64>, factor: u64) {
    let mut carry = 0;
    for part in parts.iter_mut() {
        let product = *part * factor + carry;
        *part = product % NINE_DIGITS;
        carry = product / NINE_DIGITS;
    }
    if carry > 0 {
        parts.push(carry);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Rng;

    fn floats() -> impl Iterator<Item = f64> {
        let mut rng = Rng::new(11);
        let edges = [0.0, 5e-324, f64::MIN_POSITIVE, f64::MAX, 2f64.powi(-44), 9.5, 0.5, 1e23, 0.1];
        let random = (0..4000).map(move |i| match i % 3 {
            0 => f64::from_bits(rng.below(0x7FF << 52)),
            1 => rng.below(1 << 20) as f64 / 1024.0,
            _ => rng.below(1_000_000) as f64 / 1000.0,
        });
        let powers = (-1074..1024).map(|n| 2f64.powi(n));
        edges.into_iter().chain(random).chain(powers)
    }

    #[test]
    fn rounds_as_the_standard_library_does() {
        for x in floats() {
            let exact = Decimal::exact(x);
            for decimals in [0, 1, 3, 17, 40] {
                let rounded = exact.rounded(exact.point + decimals);
                assert_eq!(rounded.positional(decimals), format!("{x:.*}", decimals as usize));
                let text = format!("{x:.*e}", decimals as usize);
                let (mantissa, exponent) = text.split_once('e').unwrap();
                let ours = exact.rounded(decimals + 1).scientific(decimals);
                let (our_mantissa, our_exponent) = ours.split_once('e').unwrap();
                assert_eq!(our_mantissa, mantissa, "{x:e}");
                assert_eq!(our_exponent.parse::<i32>(), exponent.parse::<i32>(), "{x:e}");
            }
        }
    }

    #[test]
    fn the_shortest_reads_back_and_is_as_short_as_the_standard_library_s() {
        for x in floats().filter(|x| *x != 0.0) {
            let ours = Decimal::shortest(x);
            assert_eq!(ours.value(), x);
            let theirs = format!("{x:e}");
            let digits = theirs.split('e').next().unwrap().replace('.', "");
            assert_eq!(ours.digits.len(), digits.len(), "{x:e} {ours:?}");
        }
    }
}
