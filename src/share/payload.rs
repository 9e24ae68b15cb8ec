//! A script squeezed into a field: raw DEFLATE, with or without the preset
//! dictionary, and its bounded way back.

use crate::share::{MAX_SCRIPT, base64};
use miniz_oxide::deflate::core::{
    CompressionStrategy, CompressorOxide, TDEFLFlush, compress_to_output,
    create_comp_flags_from_zip_params,
};
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress, inflate_flags};

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

/// How unpacking went; whatever came out is kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unpacked {
    Whole,
    /// The data end too early.
    Cut,
    Damaged,
    /// More would have come than is allowed.
    TooLarge,
}

pub fn pack(script: &str) -> String {
    // Short texts fare better with the fixed code, long ones with their own.
    let own = deflate(script.as_bytes(), CompressionStrategy::Default);
    let fixed = deflate(script.as_bytes(), CompressionStrategy::Fixed);
    base64::encode(if fixed.len() < own.len() { &fixed } else { &own })
}

fn deflate(bytes: &[u8], strategy: CompressionStrategy) -> Vec<u8> {
    const BEST: i32 = 10;
    const RAW: i32 = 0;
    let flags = create_comp_flags_from_zip_params(BEST, RAW, strategy as i32);
    let mut compressor = CompressorOxide::new(flags);
    // The dictionary fills the window; what it compresses to is dropped. A
    // sync flush ends on a whole byte, so what follows is a stream of its own.
    compress_to_output(&mut compressor, DICTIONARY_1, TDEFLFlush::Sync, |_| true);
    let mut packed = Vec::new();
    compress_to_output(&mut compressor, bytes, TDEFLFlush::Finish, |out| {
        packed.extend_from_slice(out);
        true
    });
    packed
}

/// Never gives more than [`MAX_SCRIPT`] bytes, whatever comes in.
pub fn unpack(packing: Packing, value: &str) -> (Vec<u8>, Unpacked) {
    let (bytes, whole) = base64::decode(value);
    let (mut script, state) = match packing {
        Packing::Plain => (bytes, if whole { Unpacked::Whole } else { Unpacked::Cut }),
        _ => inflate(&bytes, packing.dictionary()),
    };
    if script.len() > MAX_SCRIPT {
        script.truncate(MAX_SCRIPT);
        return (script, Unpacked::TooLarge);
    }
    (script, state)
}

fn inflate(bytes: &[u8], dictionary: &[u8]) -> (Vec<u8>, Unpacked) {
    // One byte more than allowed, to see whether there is more.
    let mut out = vec![0; dictionary.len() + MAX_SCRIPT + 1];
    out[..dictionary.len()].copy_from_slice(dictionary);
    let flags = inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF
        | inflate_flags::TINFL_FLAG_HAS_MORE_INPUT;
    let mut state = DecompressorOxide::new();
    let (status, _, length) = decompress(&mut state, bytes, &mut out, dictionary.len(), flags);
    let result = match status {
        TINFLStatus::Done => Unpacked::Whole,
        TINFLStatus::HasMoreOutput => Unpacked::TooLarge,
        TINFLStatus::NeedsMoreInput | TINFLStatus::FailedCannotMakeProgress => Unpacked::Cut,
        _ => Unpacked::Damaged,
    };
    out.truncate(dictionary.len() + length);
    out.drain(..dictionary.len());
    (out, result)
}
