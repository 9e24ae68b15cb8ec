//! `sorted`, `list.sort`, `min`, `max`, with and without a key function.
//!
//! A merge sort of our own: stable, and it may fail in the middle, which the
//! standard library's must not.

use super::exec::Context;
use super::fault::Outcome;
use super::native::{Move, Signal};
use super::object::Object;
use super::{Memory, Value};
use crate::program::CompareOp;

/// `sorted(items, key=function)`, while the keys are computed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Sort {
    pub items: Vec<Value>,
    pub keys: Vec<Value>,
    pub function: Value,
    pub reverse: bool,
    /// The list that `sort()` changes; `Unbound` for `sorted`.
    pub target: Value,
}

/// `min` or `max` with a key.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Best {
    pub items: Vec<Value>,
    pub keys: Vec<Value>,
    pub function: Value,
    pub greatest: bool,
}

impl Sort {
    pub fn values(&self) -> Vec<Value> {
        [&self.items[..], &self.keys[..], &[self.function, self.target]].concat()
    }

    pub fn step(&mut self, context: &mut Context, signal: Signal) -> Outcome<Move> {
        if let Signal::Value(key) = signal {
            self.keys.push(key);
        }
        if let Some(&item) = self.items.get(self.keys.len()) {
            return Ok(Move::Call(self.function, vec![item]));
        }
        let order = sorted_order(context.memory, &self.keys, self.reverse)?;
        let items = order.iter().map(|&i| self.items[i as usize]).collect();
        Ok(Move::Done(finish(context.memory, items, self.target)))
    }
}

impl Best {
    pub fn values(&self) -> Vec<Value> {
        [&self.items[..], &self.keys[..], &[self.function]].concat()
    }

    pub fn step(&mut self, context: &mut Context, signal: Signal) -> Outcome<Move> {
        if let Signal::Value(key) = signal {
            self.keys.push(key);
        }
        if let Some(&item) = self.items.get(self.keys.len()) {
            return Ok(Move::Call(self.function, vec![item]));
        }
        let at = best(context.memory, &self.keys, self.greatest)?;
        Ok(Move::Done(self.items[at]))
    }
}

/// Where the least or greatest is, the first among equals.
pub(super) fn best(memory: &mut Memory, keys: &[Value], greatest: bool) -> Outcome<usize> {
    let op = if greatest { CompareOp::Gt } else { CompareOp::Lt };
    let mut found = 0;
    for at in 1..keys.len() {
        if memory.compare(op, keys[at], keys[found])? {
            found = at;
        }
    }
    Ok(found)
}

/// Sorts values; puts them into `target` or a new list.
pub(super) fn sort(
    memory: &mut Memory,
    items: Vec<Value>,
    reverse: bool,
    target: Value,
) -> Outcome<Value> {
    let order = sorted_order(memory, &items, reverse)?;
    let items = order.iter().map(|&i| items[i as usize]).collect();
    Ok(finish(memory, items, target))
}

fn finish(memory: &mut Memory, items: Vec<Value>, target: Value) -> Value {
    if let Value::Object(id) = target
        && let Object::List(list) = memory.get_mut(id)
    {
        *list = items;
        return Value::None;
    }
    memory.new_list(items)
}

/// Positions of the keys in ascending order, equal ones in their old order
/// (also when reversed, as Python promises).
fn sorted_order(memory: &mut Memory, keys: &[Value], reverse: bool) -> Outcome<Vec<u32>> {
    let mut order: Vec<u32> = (0..keys.len() as u32).collect();
    if reverse {
        order.reverse();
    }
    let mut spare = order.clone();
    let mut width = 1;
    while width < order.len() {
        for start in (0..order.len()).step_by(2 * width) {
            let middle = (start + width).min(order.len());
            let end = (start + 2 * width).min(order.len());
            let into = &mut spare[start..end];
            merge(memory, keys, &order[start..middle], &order[middle..end], into)?;
        }
        std::mem::swap(&mut order, &mut spare);
        width *= 2;
    }
    if reverse {
        order.reverse();
    }
    Ok(order)
}

fn merge<'o>(
    memory: &mut Memory,
    keys: &[Value],
    mut left: &'o [u32],
    mut right: &'o [u32],
    into: &mut [u32],
) -> Outcome<()> {
    memory.charge(into.len() as u64)?;
    for slot in into {
        let from_right = match (left.first(), right.first()) {
            (Some(&l), Some(&r)) => {
                memory.compare(CompareOp::Lt, keys[r as usize], keys[l as usize])?
            }
            (None, _) => true,
            (_, None) => false,
        };
        let side = if from_right { &mut right } else { &mut left };
        if let Some((&first, rest)) = side.split_first() {
            *slot = first;
            *side = rest;
        }
    }
    Ok(())
}
