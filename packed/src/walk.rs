//! The walk over a program, the same when packing and unpacking: of each
//! function first the instructions, then their operands, which are easier to
//! foretell when the instructions around them are known.

use crate::Broken;
use crate::coder::Coder;
use crate::form::{self, ALIGNED, KINDS, Kind};
use crate::model::{Model, Place, hash};
use crate::tree::{Lengths, Tree, lengths};

/// Numbers have a tree for each of their first bytes.
const PLACES: usize = 4;
/// The last ones are for the lengths of the others.
const TREES: usize = KINDS * PLACES;
pub const DESCRIBED: usize = Kind::Tree as usize * PLACES;
/// Codes longer than this do not occur: it would take more bytes than a program has.
const LONGEST: u8 = 31;
/// Browsers take no longer ones: of more, bytes that were not packed here speak.
const LONGEST_TABLE: u32 = 1 << 16;
/// So many instructions are a step.
const PIECE: usize = 512;

pub struct Walk<C> {
    pub coder: C,
    pub model: Model,
    trees: Vec<Tree>,
    /// How often which byte came, by tree.
    pub often: Vec<[u32; 256]>,
    /// The program, as far as it is.
    pub out: Vec<u8>,
    /// More than this is no program of ours.
    pub limit: usize,
    /// The last eight instructions, the last one lowest.
    ops: u64,
    /// The instructions of the function, with room before and behind.
    code: Vec<u8>,
    next: usize,
    /// Blocks that are open.
    depth: i32,
    /// Where the function's body begins in `out`.
    body: usize,
    last: [u32; KINDS],
}

impl<C: Coder> Walk<C> {
    pub fn new(coder: C) -> Self {
        let flat = Tree::new(&[8; 256]);
        let mut trees: Vec<Tree> = (0..TREES).map(|_| Tree::new(&[0; 256])).collect();
        trees[Kind::Tree as usize * PLACES] = flat;
        Walk {
            coder,
            model: Model::new(),
            trees,
            often: vec![[0; 256]; TREES],
            out: Vec::new(),
            limit: usize::MAX,
            ops: 0,
            code: Vec::new(),
            next: 0,
            depth: 0,
            body: 0,
            last: [0; KINDS],
        }
    }

    /// Every byte in every tree, for a first look.
    pub fn flat(&mut self) {
        self.trees = (0..TREES).map(|_| Tree::new(&[8; 256])).collect();
    }

    fn byte(
        &mut self,
        kind: Kind,
        place: usize,
        selected: usize,
        contexts: [u32; 4],
        around: u32,
    ) -> u8 {
        let tree = kind as usize * PLACES + place;
        let place =
            Place { tree: &self.trees[tree], kind: kind as usize, selected, contexts, around };
        let byte = self.model.byte(&mut self.coder, &place);
        self.often[tree][usize::from(byte)] += 1;
        byte
    }

    /// One of the trees, whose lengths are in the past when packing.
    pub fn tree(&mut self, tree: usize) {
        let mut lengths: Lengths = [0; 256];
        if self.length(tree, 0, 0, 0) > 0 {
            let (mut a, mut b) = (0, 0);
            for (byte, place) in lengths.iter_mut().enumerate() {
                let length = self.length(tree, byte, a, b).min(LONGEST);
                *place = length;
                (a, b) = (length, a);
            }
        }
        self.trees[tree] = Tree::new(&lengths);
    }

    fn length(&mut self, tree: usize, byte: usize, a: u8, b: u8) -> u8 {
        let (tree, byte, a, b) = (tree as u32, byte as u32, u32::from(a), u32::from(b));
        let contexts = [a, hash(a, b + 1), hash(byte, 2), hash(hash(tree, byte / 8), 3)];
        self.byte(Kind::Tree, 0, 400, contexts, 0)
    }

    /// Bytes that are no code.
    pub fn plain(&mut self, kind: Kind, count: usize) {
        let key = kind as u32;
        let mut word = 0;
        for i in 0..count {
            let past = &self.model.past[..self.model.at];
            let back = |n: usize| past.len().checked_sub(n).map_or(0, |at| u32::from(past[at]));
            let (a, b, c) = (back(1), back(2), back(3));
            let letter = a > 127 || (a as u8).is_ascii_alphabetic();
            word = if letter { hash(word, a) } else { 0 };
            let contexts = [
                hash(key, a),
                hash(key + 32, a | b << 8 | c << 16),
                hash(key + 64, word),
                hash(key + 96, back(4) | back(8) << 8 | (i as u32 & 3) << 16),
            ];
            let selected = 340 + (kind as usize - Kind::Float as usize) * 4 + (self.model.at & 3);
            let byte = self.byte(kind, 0, selected, contexts, back(4));
            self.out.push(byte);
        }
    }

    /// Begins a function.
    pub fn begin(&mut self) {
        self.ops = 0xff;
        self.code.clear();
        self.code.extend([0xff, 0xff]);
        self.depth = 1;
    }

    /// Some of the function's instructions; whether these are all.
    pub fn code(&mut self) -> Result<bool, Broken> {
        for _ in 0..PIECE {
            let op = self.op();
            self.code.push(op);
            self.depth += i32::from(form::opens(op)) - i32::from(form::closes(op));
            self.within(self.code.len())?;
            if self.depth == 0 {
                self.code.extend([0; 3]);
                self.next = 2;
                self.body = self.out.len();
                self.locals();
                return self.within(0).map(|()| true);
            }
        }
        Ok(false)
    }

    fn locals(&mut self) {
        for _ in 0..self.number(Kind::Locals, 0) {
            self.number(Kind::Locals, 1);
            self.number(Kind::Locals, 2);
        }
    }

    /// Some of the operands; whether the body is whole, with its length before it.
    pub fn operands(&mut self) -> Result<bool, Broken> {
        for _ in 0..PIECE {
            if self.next >= self.code.len() - 3 {
                let body = self.out.split_off(self.body);
                form::numeral(&mut self.out, body.len() as u32);
                self.out.extend(body);
                return Ok(true);
            }
            self.instruction()?;
        }
        Ok(false)
    }

    fn op(&mut self) -> u8 {
        let ops = self.ops as u32;
        let six = (self.ops >> 32) as u32 & 0xffff;
        let contexts = [ops & 255, hash(ops & 0xffff, 1), hash(ops, 2), hash(hash(ops, six), 3)];
        let op = self.byte(Kind::Code, 0, (ops & 255) as usize, contexts, ops >> 24);
        self.ops = self.ops << 8 | u64::from(op);
        op
    }

    fn instruction(&mut self) -> Result<(), Broken> {
        let mut op = self.code[self.next];
        self.next += 1;
        let mut aligned = form::alignment(op);
        if (ALIGNED..ALIGNED + 8).contains(&op) {
            aligned = Some(op - ALIGNED);
            op = self.code[self.next];
            self.next += 1;
        }
        self.out.push(op);
        if form::alignment(op).is_some() {
            self.out.extend(aligned);
        }
        form::operands(
            self,
            op,
            |walk, kind| Ok(walk.number(kind, op)),
            |walk, bytes| {
                walk.plain(Kind::Float, bytes);
                Ok(())
            },
        )?;
        self.within(0)
    }

    fn number(&mut self, kind: Kind, op: u8) -> u32 {
        let [before, _, after, later] =
            [3, 2, 1, 0].map(|back| u32::from(self.code[(self.next + 1).saturating_sub(back)]));
        let last = self.last[kind as usize];
        let (mut value, mut bytes, mut place) = (0u32, 0u32, 0u32);
        loop {
            let key = hash(hash(kind as u32 * 8 + place.min(7), u32::from(op)), bytes);
            let contexts = [
                key,
                hash(key, last),
                hash(hash(key, after), hash(last, before)),
                hash(key, (after | later << 8 | before << 16) + 5),
            ];
            let tree = place.min(PLACES as u32 - 1) as usize;
            let byte =
                self.byte(kind, tree, 256 + kind as usize * PLACES + tree, contexts, contexts[3]);
            self.out.push(byte);
            value |= u32::from(byte & 127).checked_shl(7 * place).unwrap_or(0);
            bytes = bytes << 8 | u32::from(byte);
            place += 1;
            if byte < 128 || place == 10 {
                break;
            }
        }
        self.last[kind as usize] = value;
        value.min(LONGEST_TABLE)
    }

    /// Whether the program, with `more` to come, is not longer than it says.
    pub fn within(&self, more: usize) -> Result<(), Broken> {
        if self.out.len() + more > self.limit { Err(Broken) } else { Ok(()) }
    }
}

/// The trees for bytes that came so often, as `Walk::trees` reads them.
pub fn described(often: &[[u32; 256]]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for often in &often[..DESCRIBED] {
        let lengths = lengths(often);
        let used = lengths.iter().any(|&length| length > 0);
        bytes.push(u8::from(used));
        if used {
            bytes.extend(lengths);
        }
    }
    bytes
}
