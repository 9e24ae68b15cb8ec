//! What is done after drawing, when what it depends on is another.
//!
//! Yew makes the machinery of its own hook anew for each of its users. Here one
//! copy serves all: what they depend on and what they do stand behind pointers.

use std::any::Any;
use yew::functional::TearDown;
use yew::prelude::*;

/// As Yew's hook of the same name.
#[hook]
pub fn use_effect_with<T, D>(depends: T, effect: impl FnOnce(&T) -> D + 'static)
where
    T: PartialEq + 'static,
    D: TearDown,
{
    let same =
        |one: &dyn Any, other: &dyn Any| match (one.downcast_ref::<T>(), other.downcast_ref()) {
            (Some(one), Some(other)) => one == other,
            _ => false,
        };
    let effect = Box::new(move |depends: &dyn Any| {
        let end = effect(depends.downcast_ref::<T>()?);
        Some(Box::new(move || end.tear_down()) as End)
    });
    use_any(Depends { value: Box::new(depends), same }, effect)
}

type Effect = Box<dyn FnOnce(&dyn Any) -> Option<End>>;
type End = Box<dyn FnOnce()>;

struct Depends {
    value: Box<dyn Any>,
    same: fn(&dyn Any, &dyn Any) -> bool,
}

impl PartialEq for Depends {
    fn eq(&self, other: &Depends) -> bool {
        (self.same)(&*self.value, &*other.value)
    }
}

#[hook]
#[inline(never)]
fn use_any(depends: Depends, effect: Effect) {
    yew::functional::use_effect_with(depends, move |depends: &Depends| {
        let end = effect(&*depends.value);
        move || {
            if let Some(end) = end {
                end();
            }
        }
    });
}
