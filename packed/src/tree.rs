//! Huffman trees: a frequent byte is few decisions, so that it is unpacked
//! fast; what the decisions cost is the business of the model.

/// How long the code of each byte is in one tree; 0: it does not occur.
pub type Lengths = [u8; 256];

pub struct Tree {
    /// Where a decision leads: to another (its place), or to a byte (its complement).
    next: Vec<[i16; 2]>,
    /// The decisions that lead to a byte, as bits, and how many.
    codes: Vec<(u32, u8)>,
    /// The only byte there is: nothing to decide.
    pub only: Option<u8>,
}

impl Tree {
    /// The canonical tree: shorter codes first, then smaller bytes.
    pub fn new(lengths: &Lengths) -> Self {
        let mut order: Vec<u8> = Vec::new();
        let longest = lengths.iter().copied().max().unwrap_or(0);
        for length in 1..=longest {
            order.extend((0..=255).filter(|&byte| lengths[usize::from(byte)] == length));
        }
        let only = if order.len() < 2 { Some(order.first().copied().unwrap_or(0)) } else { None };
        let mut tree = Tree { next: vec![[0, 0]], codes: vec![(0, 0); 256], only };
        let (mut code, mut before) = (0u32, 0u8);
        for byte in order {
            let length = lengths[usize::from(byte)];
            code <<= length - before;
            before = length;
            tree.codes[usize::from(byte)] = (code, length);
            tree.grow(code, length, byte);
            code = code.wrapping_add(1);
        }
        tree
    }

    fn grow(&mut self, code: u32, length: u8, byte: u8) {
        let mut node = 0;
        for left in (0..length).rev() {
            let bit = (code >> left & 1) as usize;
            if left == 0 {
                self.next[node][bit] = !i16::from(byte);
            } else {
                if self.next[node][bit] <= 0 {
                    self.next[node][bit] = self.next.len() as i16;
                    self.next.push([0, 0]);
                }
                node = self.next[node][bit] as usize;
            }
        }
    }

    #[inline(always)]
    pub fn code(&self, byte: u8) -> (u32, u8) {
        self.codes[usize::from(byte)]
    }

    /// The next decision's place, or the complement of the byte found.
    #[inline(always)]
    pub fn step(&self, node: i16, bit: u32) -> i16 {
        self.next.get(node as usize).map_or(-1, |next| next[(bit & 1) as usize])
    }
}

/// The lengths for bytes that occur so often.
pub fn lengths(often: &[u32; 256]) -> Lengths {
    let mut lengths = [0; 256];
    let mut groups: Vec<(u32, Vec<u8>)> = Vec::new();
    for byte in 0..=255u8 {
        if often[usize::from(byte)] > 0 {
            groups.push((often[usize::from(byte)], vec![byte]));
        }
    }
    if let [(_, only)] = &groups[..] {
        lengths[usize::from(only[0])] = 1;
    }
    while groups.len() > 1 {
        groups.sort_by_key(|group| std::cmp::Reverse(group.0));
        let (Some(a), Some(mut b)) = (groups.pop(), groups.pop()) else { break };
        b.1.extend(a.1);
        for &byte in &b.1 {
            lengths[usize::from(byte)] += 1;
        }
        groups.push((a.0 + b.0, b.1));
    }
    lengths
}
