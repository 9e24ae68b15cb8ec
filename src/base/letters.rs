//! Capital and small letters, and which characters count as numbers.
//!
//! Covers Latin, Greek, Cyrillic, Armenian, Roman numerals, circled and wide
//! letters; letters of other scripts (Georgian, Cherokee, …) are taken as
//! having no case. One letter stays one letter, but `ß` becomes `SS`; `Σ`
//! becomes `σ` also at the end of a word. The standard library's tables, which
//! know the rest, are 12 KB of the page's download.

/// First and last capital, how far apart the capitals stand, and how far from
/// each its small letter.
const CASES: [(u16, u16, u8, i8); 46] = [
    (0x41, 0x5A, 1, 32),
    (0xC0, 0xD6, 1, 32),
    (0xD8, 0xDE, 1, 32),
    (0x100, 0x12E, 2, 1),
    (0x132, 0x136, 2, 1),
    (0x139, 0x147, 2, 1),
    (0x14A, 0x176, 2, 1),
    (0x178, 0x178, 1, -121),
    (0x179, 0x17D, 2, 1),
    (0x1A0, 0x1A4, 2, 1),
    (0x1AF, 0x1AF, 1, 1),
    (0x1CD, 0x1DB, 2, 1),
    (0x1DE, 0x1EE, 2, 1),
    (0x1F8, 0x21E, 2, 1),
    (0x222, 0x232, 2, 1),
    (0x370, 0x372, 2, 1),
    (0x386, 0x386, 1, 38),
    (0x388, 0x38A, 1, 37),
    (0x38C, 0x38C, 1, 64),
    (0x38E, 0x38F, 1, 63),
    (0x391, 0x3A1, 1, 32),
    (0x3A3, 0x3AB, 1, 32),
    (0x3D8, 0x3EE, 2, 1),
    (0x400, 0x40F, 1, 80),
    (0x410, 0x42F, 1, 32),
    (0x460, 0x480, 2, 1),
    (0x48A, 0x4BE, 2, 1),
    (0x4C0, 0x4C0, 1, 15),
    (0x4C1, 0x4CD, 2, 1),
    (0x4D0, 0x52E, 2, 1),
    (0x531, 0x556, 1, 48),
    (0x1E00, 0x1E94, 2, 1),
    (0x1EA0, 0x1EFE, 2, 1),
    (0x1F08, 0x1F0F, 1, -8),
    (0x1F18, 0x1F1D, 1, -8),
    (0x1F28, 0x1F2F, 1, -8),
    (0x1F38, 0x1F3F, 1, -8),
    (0x1F48, 0x1F4D, 1, -8),
    (0x1F59, 0x1F5F, 2, -8),
    (0x1F68, 0x1F6F, 1, -8),
    (0x2160, 0x216F, 1, 16),
    (0x24B6, 0x24CF, 1, 26),
    (0x2C00, 0x2C2F, 1, 48),
    (0x2C80, 0x2CE2, 2, 1),
    (0xA640, 0xA66C, 2, 1),
    (0xFF21, 0xFF3A, 1, 32),
];

/// The letter `by` away in each range, if `c` is among those `from` away.
fn shifted(c: char, from: i32, by: i32) -> Option<char> {
    let code = u32::from(c) as i32;
    CASES.iter().find_map(|&(first, last, step, apart)| {
        let capital = code - from * i32::from(apart);
        let inside = (i32::from(first)..=i32::from(last)).contains(&capital)
            && (capital - i32::from(first)) % i32::from(step) == 0;
        let found = capital + by * i32::from(apart);
        inside.then(|| char::from_u32(found as u32)).flatten()
    })
}

/// The small letter of a capital; anything else as it is.
pub fn lower(c: char) -> char {
    shifted(c, 0, 1).unwrap_or(c)
}

/// The capital of a small letter; anything else as it is.
pub fn upper(c: char) -> char {
    let c = if c == 'ς' { 'σ' } else { c };
    shifted(c, 1, 0).unwrap_or(c)
}

pub fn is_upper(c: char) -> bool {
    shifted(c, 0, 1).is_some()
}

pub fn is_lower(c: char) -> bool {
    matches!(c, 'ß' | 'ς' | 'ª' | 'º') || shifted(c, 1, 0).is_some()
}

pub fn to_lower(text: &str) -> String {
    text.chars().map(lower).collect()
}

pub fn to_upper(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        push_upper(c, &mut out);
    }
    out
}

/// Appends the capital of a letter, two for `ß`.
pub fn push_upper(c: char, out: &mut String) {
    match c {
        'ß' => out.push_str("SS"),
        c => out.push(upper(c)),
    }
}

/// Digits, fractions, raised, lowered, Roman and circled numbers.
pub fn is_numeric(c: char) -> bool {
    matches!(c, '0'..='9' | '²' | '³' | '¹' | '¼'..='¾' | '⁰' | '⁴'..='⁹' | '₀'..='₉'
        | '⅐'..='ↂ' | 'ↅ'..='↉' | '①'..='⒛' | '⓪'..='⓿' | '０'..='９')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one<I: Iterator<Item = char>>(mut of: I) -> Option<char> {
        of.next().filter(|_| of.next().is_none())
    }

    #[test]
    fn what_has_case_here_has_the_same_in_the_standard_library() {
        for c in '\0'..='\u{FFFF}' {
            if lower(c) != c {
                assert_eq!(one(c.to_lowercase()), Some(lower(c)), "{c}");
                assert!(is_upper(c) && !is_lower(c) && upper(lower(c)) == c, "{c}");
            }
            if upper(c) != c {
                assert_eq!(one(c.to_uppercase()), Some(upper(c)), "{c}");
                assert!(is_lower(c) && !is_upper(c), "{c}");
            }
            assert!(!is_lower(c) || c.is_lowercase() || c.is_numeric(), "{c}");
            assert!(!is_numeric(c) || c.is_numeric(), "{c}");
        }
    }

    #[test]
    fn the_scripts_of_our_languages_are_whole() {
        for c in ('\0'..='\u{17E}').chain('А'..='ӿ').chain('Α'..='ω') {
            let special = matches!(c, 'İ' | 'ı' | 'ŉ' | 'µ' | 'ĸ' | 'ß' | 'ΐ' | 'ΰ');
            assert_eq!(lower(c) != c, one(c.to_lowercase()) != Some(c) && !special, "{c}");
            let capital = special || one(c.to_uppercase()) == Some(c);
            assert_eq!(upper(c) != c, !capital, "{c}");
            assert_eq!(is_numeric(c), c.is_numeric(), "{c}");
        }
        assert_eq!(to_upper("straße, ёлка"), "STRASSE, ЁЛКА");
        assert_eq!(to_lower("ЁЛКА Ångström"), "ёлка ångström");
    }
}
