//! The address and the drafts follow the scenario, a moment after the last
//! change, and at once when the page is left.

use crate::scenario::Scenario;
use crate::setup::Setup;
use crate::ui::drafts::Slot;
use crate::ui::effect::use_effect_with;
use crate::ui::open;
use crate::ui::page::browser::{self, Listener, window};
use crate::ui::state::{Action, Page, Saving};
use crate::words::ui::Notice;
use gloo_timers::callback::Timeout;
use std::cell::RefCell;
use std::rc::Rc;
use yew::prelude::*;

pub const DRAFTS: &str = "interleave.drafts";

/// How long after the last change the address and the drafts follow it.
const SETTLED_MS: u32 = 400;

/// What is to be saved soon.
struct Change {
    scenario: Scenario,
    authored: Rc<Scenario>,
    saving: Saving,
}

/// What of the page is saved.
type Inputs = (Rc<str>, Rc<str>, Rc<Setup>);

#[derive(Default)]
struct Saver {
    /// As they were looked at last, and the count of their changes.
    inputs: Option<Inputs>,
    changes: u32,
    change: Option<Change>,
    /// The draft that the open scenario is, and what was opened.
    slot: Option<(Rc<Scenario>, Slot)>,
    /// It was said that nothing is kept here.
    told: bool,
}

impl Saver {
    /// Notes what is to be saved.
    fn look(&mut self, page: &Page) -> u32 {
        let inputs = Some((page.title.clone(), page.script.clone(), page.setup.clone()));
        if self.inputs != inputs {
            self.inputs = inputs;
            self.changes += 1;
            let saving = if page.options.embed { Saving::Nowhere } else { page.saving };
            self.change = (saving != Saving::Nowhere).then(|| Change {
                scenario: page.scenario(),
                authored: page.authored.clone(),
                saving,
            });
        }
        self.changes
    }
}

/// An embed leaves the address and the drafts alone: they are the course page's.
#[hook]
pub fn use_saving(page: &UseReducerHandle<Page>, send: &Callback<Action>) {
    let saver = use_mut_ref(Saver::default);
    let changes = saver.borrow_mut().look(page);
    {
        let (saver, send) = (saver.clone(), send.clone());
        use_effect_with(changes, move |_| {
            let timer = Timeout::new(SETTLED_MS, move || save(&saver, &send));
            move || drop(timer)
        });
    }
    let (page, send) = (page.clone(), send.clone());
    use_effect_with((), move |()| {
        let leaving = Listener::new(&window(), "pagehide", move |_| {
            // The last edit may not be drawn yet. A handle keeps all that was
            // ever read through it, so each time another one is asked.
            saver.borrow_mut().look(&page.clone());
            save(&saver, &send);
        });
        move || drop(leaving)
    });
}

fn save(saver: &RefCell<Saver>, send: &Callback<Action>) {
    let mut saver = saver.borrow_mut();
    let Some(Change { scenario, authored, saving }) = saver.change.take() else { return };
    let fragment = open::to_link(&scenario);
    browser::replace_fragment(&fragment);
    if saving != Saving::AddressAndDraft {
        return;
    }
    let stored = browser::stored(DRAFTS).unwrap_or_default();
    let known = saver.slot.take().filter(|(of, _)| Rc::ptr_eq(of, &authored));
    let (_, mut slot) = known.unwrap_or_else(|| {
        let slot = Slot::opened(&stored, &open::to_link(&authored));
        (authored.clone(), slot)
    });
    let text = slot.save(&stored, &fragment, js_sys::Date::now() as u64);
    saver.slot = Some((authored, slot));
    let kept = text.is_none_or(|text| browser::store(DRAFTS, &text));
    if !kept && !std::mem::replace(&mut saver.told, true) {
        send.emit(Action::Notify(Notice::NotSaved));
    }
}
