//! What a task or a thread is called.

use std::fmt;
use std::ops::Deref;

/// A text that lies in place if it is short, as names are: a task in ten thousand
/// needs no allocation of its own for it.
#[derive(Clone)]
pub enum Name {
    Short(u8, [u8; SHORT]),
    Long(Box<str>),
}

/// As many bytes as fit beside what tells the kinds apart.
const SHORT: usize = 22;

const _: () = assert!(size_of::<Name>() == 24);

impl Name {
    /// The text, then a space and the number if there is one.
    pub fn numbered(text: &str, number: Option<u32>) -> Name {
        // Digits from the last to the first, and the space before them.
        let mut end = [b' '; 11];
        let mut at = end.len();
        let mut rest = number;
        while let Some(n) = rest {
            at -= 1;
            end[at] = b'0' + (n % 10) as u8;
            rest = (n > 9).then_some(n / 10);
        }
        let end = &end[at - usize::from(number.is_some())..];
        let length = text.len() + end.len();
        let mut short = [0; SHORT];
        if let Some(short) = short.get_mut(..length) {
            short[..text.len()].copy_from_slice(text.as_bytes());
            short[text.len()..].copy_from_slice(end);
        } else {
            return Name::Long([text, str::from_utf8(end).unwrap_or("")].concat().into());
        }
        Name::Short(length as u8, short)
    }

    pub fn as_str(&self) -> &str {
        match self {
            Name::Short(length, text) => {
                text.get(..*length as usize).and_then(|t| str::from_utf8(t).ok()).unwrap_or("")
            }
            Name::Long(text) => text,
        }
    }
}

impl Deref for Name {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl From<&str> for Name {
    fn from(text: &str) -> Name {
        Name::numbered(text, None)
    }
}

impl From<String> for Name {
    fn from(text: String) -> Name {
        Name::from(&*text)
    }
}

impl PartialEq for Name {
    fn eq(&self, other: &Name) -> bool {
        **self == **other
    }
}

impl Eq for Name {}

impl PartialEq<str> for Name {
    fn eq(&self, other: &str) -> bool {
        **self == *other
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        fmt::Display::fmt(&**self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_and_long_names_are_the_text_and_the_number() {
        for text in ["", "f", "Käse", "quite_a_long_function", "longer_than_lies_in_place"] {
            assert_eq!(Name::from(text).as_str(), text);
            assert_eq!(Name::from(text), Name::from(text.to_string()));
            for number in [0, 1, 9, 10, 12_345, u32::MAX] {
                let name = Name::numbered(text, Some(number));
                assert_eq!(name.to_string(), format!("{text} {number}"));
                assert_eq!(format!("{name:?}"), format!("{:?}", format!("{text} {number}")));
            }
        }
        assert!(matches!(Name::from("twenty-two bytes: fits"), Name::Short(22, _)));
        assert!(matches!(Name::numbered("and one more: not", Some(10_000)), Name::Long(_)));
    }
}
