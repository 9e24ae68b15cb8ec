//! A script squeezed into a field: raw DEFLATE, with or without the preset
//! dictionary, and its bounded way back.

use crate::share::deflate::{self, End};
use crate::share::{MAX_SCRIPT, base64};

/// What format 1 takes as already said: the words and lines of small task
/// scripts, the likeliest last. Frozen for ever, byte by byte.
pub const DICTIONARY_1: &[u8] = include_bytes!("dictionary_1.txt");

/// How a script is packed; the key of its field.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Packing {
    /// DEFLATE with the dictionary of format 1.
    Dictionary,
    Deflate,
    Plain,
}

impl Packing {
    pub fn from_key(key: &str) -> Option<Packing> {
        match key {
            "z" => Some(Packing::Dictionary),
            "d" => Some(Packing::Deflate),
            "p" => Some(Packing::Plain),
            _ => None,
        }
    }

    fn dictionary(self) -> &'static [u8] {
        if self == Packing::Dictionary { DICTIONARY_1 } else { &[] }
    }
}

pub fn pack(script: &str) -> String {
    base64::encode(&deflate::pack(script.as_bytes(), DICTIONARY_1))
}

/// Never gives more than [`MAX_SCRIPT`] bytes, whatever comes in.
pub fn unpack(packing: Packing, value: &str) -> (Vec<u8>, End) {
    let (mut bytes, whole) = base64::decode(value);
    if packing != Packing::Plain {
        return deflate::unpack(&bytes, packing.dictionary(), MAX_SCRIPT);
    }
    if bytes.len() > MAX_SCRIPT {
        bytes.truncate(MAX_SCRIPT);
        return (bytes, End::TooLarge);
    }
    (bytes, if whole { End::Whole } else { End::Cut })
}
