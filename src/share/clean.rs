//! The link inside what was pasted: out of an address, brackets and quotes,
//! percent signs undone, line breaks taken out.

use crate::share::crc::crc32;

/// The text that is most probably the fragment.
pub fn clean(pasted: &str) -> String {
    let plain = unescape(pasted);
    let fragment = &plain[start(&plain)..];
    // A mail program breaks a link into lines; a chat puts words behind it.
    let joined = only_link(&mut fragment.chars().filter(|c| !is_break(*c)));
    if is_sealed(&joined) {
        return joined;
    }
    let first = fragment.split(is_break).find(|word| word.contains(is_link)).unwrap_or("");
    let first = only_link(&mut first.chars());
    if has_seal(&first) { first } else { joined }
}

/// Where `1.m-` or the like begins: behind a `#` if there is such a place,
/// else behind anything that is no letter, else behind the first `#`.
fn start(text: &str) -> usize {
    let behind_hash = text.match_indices('#').map(|(i, _)| i + 1);
    let behind_any =
        text.char_indices().filter(|(_, c)| !is_link(*c)).map(|(i, c)| i + c.len_utf8());
    let begins = |i: &usize| is_start(&text.as_bytes()[*i..]);
    let first_hash = behind_hash.clone().next();
    behind_hash.chain([0]).chain(behind_any).find(begins).or(first_hash).unwrap_or(0)
}

/// A few digits, a dot, a short key, a minus.
fn is_start(text: &[u8]) -> bool {
    const LONGEST: usize = 10;
    let run =
        |text: &[u8], of: fn(&u8) -> bool| text.iter().take(LONGEST).take_while(|b| of(b)).count();
    let format = run(text, u8::is_ascii_digit);
    if format == 0 || text.get(format) != Some(&b'.') {
        return false;
    }
    let key = &text[format + 1..];
    let length = run(key, u8::is_ascii_alphanumeric);
    length > 0 && key.get(length) == Some(&b'-')
}

/// Whether the last part is a checksum, and the right one.
pub fn is_sealed(text: &str) -> bool {
    let Some((body, seal)) = text.rsplit_once('.') else { return false };
    has_seal(text) && u32::from_str_radix(seal, 16) == Ok(crc32(body.as_bytes()))
}

/// Whether the last part looks like a checksum.
pub fn has_seal(text: &str) -> bool {
    text.rsplit_once('.')
        .is_some_and(|(_, seal)| seal.len() == 8 && seal.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// From the first letter or digit to the last before something that no link has.
fn only_link(chars: &mut dyn Iterator<Item = char>) -> String {
    let text: String =
        chars.skip_while(|c| !c.is_ascii_alphanumeric()).take_while(|c| is_link(*c)).collect();
    text.trim_end_matches('.').into()
}

fn is_link(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-')
}

/// Spaces, line ends, and what is put where a long word may be broken.
fn is_break(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Undoes `%41`; leaves what is no such thing as it is. Some programs encode
/// twice: `%252E`.
fn unescape(text: &str) -> String {
    let once = unescape_once(text);
    if once.contains('%') { unescape_once(&once) } else { once }
}

fn unescape_once(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        plain.push_str(before);
        let byte = after.get(..2).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match byte.filter(u8::is_ascii) {
            Some(byte) => {
                plain.push(char::from(byte));
                rest = &after[2..];
            }
            None => {
                plain.push('%');
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    plain
}
