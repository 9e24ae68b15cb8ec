//! What the learner chose, and the one function that changes it.
//!
//! Only inputs are stored; diagnostics, the run, the numbers are derived from
//! them (`runner`). Nothing here touches the browser: the URL, the storage and
//! the clipboard follow the state from outside (`effects`).

use crate::base::Time;
use crate::scenario::Scenario;
use crate::setup::Setup;
use crate::ui::controls::Change;
use crate::ui::open;
use crate::ui::options::{Options, ThemeChoice};
use crate::words::Lang;
use crate::words::ui::Notice;
use std::rc::Rc;

#[derive(Clone, PartialEq)]
pub struct Page {
    pub title: Rc<str>,
    pub script: Rc<str>,
    pub setup: Rc<Setup>,
    /// The scenario as it was opened: what *Reset* brings back, and what
    /// carries the parts of a link that the page does not edit.
    pub authored: Rc<Scenario>,
    /// What other scenarios replaced, latest last.
    pub replaced: Vec<Rc<Scenario>>,
    pub saving: Saving,
    /// Counts runs asked for by hand, so that the same inputs run again.
    pub runs: u32,

    pub options: Rc<Options>,
    pub lang: Lang,
    pub theme: ThemeChoice,

    pub selected: Option<usize>,
    pub playhead: Time,
    /// The script line of the bar under the pointer.
    pub hovered_line: Option<u32>,
    pub panel: Panel,
    pub tab: Tab,
    pub dialog: Option<Dialog>,
    /// The hints that are left, a bit each.
    pub hints: u8,
    pub notices: Vec<Notice>,
}

/// Where the scenario is kept as it changes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Saving {
    /// Nothing was done yet: the address stays as it came.
    #[default]
    Nowhere,
    /// It was opened, not edited: the learner's draft stays.
    Address,
    AddressAndDraft,
}

/// The explanations under the timeline.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Panel {
    #[default]
    Why,
    Now,
    Memory,
    Console,
    Numbers,
    Table,
}

impl Panel {
    /// By their numbers, which the browser keeps.
    pub const ALL: [Panel; 6] =
        [Panel::Why, Panel::Now, Panel::Memory, Panel::Console, Panel::Numbers, Panel::Table];
}

/// What a narrow screen shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Tab {
    Script,
    #[default]
    Timeline,
    Explain,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Dialog {
    Examples,
}

/// Something that a newcomer has not tried yet.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Hint {
    Script,
    Bar,
    Model,
}

impl Hint {
    /// In the order in which they are given.
    const ALL: [Hint; 3] = [Hint::Script, Hint::Bar, Hint::Model];
    /// Of a first visit.
    pub const EVERY: u8 = 0b111;

    fn bit(self) -> u8 {
        1 << self as u8
    }

    pub fn first(left: u8) -> Option<Hint> {
        Hint::ALL.into_iter().find(|hint| left & hint.bit() != 0)
    }
}

#[derive(Clone, PartialEq, Debug)]
pub enum Action {
    Edit(Rc<str>),
    Rename(Rc<str>),
    Configure(Change),
    /// Another scenario takes the place of this one.
    Open(Rc<Scenario>),
    Reset,
    Undo,
    RunAgain,
    Select(Option<usize>),
    Seek(Time),
    HoverLine(Option<u32>),
    Show(Panel),
    Turn(Tab),
    Ask(Dialog),
    CloseDialog,
    Speak(Lang),
    Paint(ThemeChoice),
    Notify(Notice),
    Dismiss(usize),
    Learnt(Hint),
    NoHints,
}

/// Not a part of each user's own code: a setup is large to copy.
#[inline(never)]
pub fn copy(setup: &Setup) -> Setup {
    setup.clone()
}

impl Page {
    pub fn new(scenario: Scenario, options: Options, lang: Lang, theme: ThemeChoice) -> Page {
        let playhead = options.at_ms.and_then(Time::from_ms).or(scenario.view.at);
        let scenario = Rc::new(scenario);
        Page {
            title: scenario.title.as_str().into(),
            script: scenario.script.as_str().into(),
            setup: Rc::new(scenario.setup.clone()),
            authored: scenario,
            replaced: Vec::new(),
            saving: Saving::default(),
            runs: 0,
            options: Rc::new(options),
            lang,
            theme,
            selected: None,
            playhead: playhead.unwrap_or_default(),
            hovered_line: None,
            panel: Panel::default(),
            tab: Tab::default(),
            dialog: None,
            hints: 0,
            notices: Vec::new(),
        }
    }

    /// The scenario as it stands: what a link or a draft holds.
    pub fn scenario(&self) -> Scenario {
        Scenario {
            title: self.title.as_ref().into(),
            script: self.script.as_ref().into(),
            setup: copy(&self.setup),
            ..(*self.authored).clone()
        }
    }

    pub fn is_authored(&self) -> bool {
        *self.title == *self.authored.title
            && *self.script == *self.authored.script
            && *self.setup == self.authored.setup
    }

    /// The state after `action`; the same `Rc` where nothing changes.
    pub fn after(self: Rc<Self>, action: Action) -> Rc<Page> {
        let before = self.clone();
        let mut page = Rc::unwrap_or_clone(self);
        page.apply(action);
        if page == *before { before } else { Rc::new(page) }
    }

    fn apply(&mut self, action: Action) {
        match action {
            Action::Edit(script) => {
                self.edited_if(*script != *self.script);
                self.learn(Hint::Script);
                self.name_after(&script);
                self.script = script;
                self.forget_selection();
            }
            Action::Rename(title) => {
                self.edited_if(true);
                self.title = title;
            }
            Action::Configure(change) => {
                let mut setup = copy(&self.setup);
                change.apply(&mut setup);
                self.edited_if(setup != *self.setup);
                if setup.model != self.setup.model {
                    self.learn(Hint::Model);
                }
                self.setup = Rc::new(setup);
                self.forget_selection();
            }
            Action::Open(scenario) => self.open(scenario),
            Action::Reset => {
                self.open(self.authored.clone());
                self.edited_if(true);
            }
            Action::Undo => {
                if let Some(scenario) = self.replaced.pop() {
                    self.load(&scenario);
                    self.edited_if(true);
                    self.notices.retain(|n| *n != Notice::Replaced);
                }
            }
            Action::RunAgain => self.runs += 1,
            Action::Select(selected) => {
                self.selected = selected;
                if selected.is_some() {
                    self.learn(Hint::Bar);
                }
            }
            Action::Seek(time) => self.playhead = time,
            Action::HoverLine(line) => self.hovered_line = line,
            Action::Show(panel) => self.panel = panel,
            Action::Turn(tab) => self.tab = tab,
            Action::Ask(dialog) => self.dialog = Some(dialog),
            Action::CloseDialog => self.dialog = None,
            Action::Speak(lang) => self.speak(lang),
            Action::Paint(theme) => self.theme = theme,
            Action::Notify(notice) => self.notify(notice),
            Action::Dismiss(index) => {
                if index < self.notices.len() {
                    self.notices.remove(index);
                }
            }
            Action::Learnt(hint) => self.learn(hint),
            Action::NoHints => self.hints = 0,
        }
    }

    fn open(&mut self, scenario: Rc<Scenario>) {
        // Twenty are plenty to walk back through, and bound the memory.
        const KEPT: usize = 20;
        if !self.is_authored() {
            if self.replaced.len() == KEPT {
                self.replaced.remove(0);
            }
            self.replaced.push(Rc::new(self.scenario()));
            self.notify(Notice::Replaced);
        }
        self.load(&scenario);
        self.authored = scenario;
        self.saving = Saving::Address;
        self.dialog = None;
    }

    fn edited_if(&mut self, changed: bool) {
        if changed {
            self.saving = Saving::AddressAndDraft;
        }
    }

    /// Another script in the place of the one that was opened does not bear its
    /// title; once that is back, so is the title.
    fn name_after(&mut self, script: &str) {
        let Scenario { title, script: opened, .. } = &*self.authored;
        if *self.title == **title && is_another(&self.script, script) {
            self.title = "".into();
        } else if self.title.is_empty() && script == opened {
            self.title = title.as_str().into();
        }
    }

    fn load(&mut self, scenario: &Scenario) {
        self.title = scenario.title.as_str().into();
        self.script = scenario.script.as_str().into();
        self.setup = Rc::new(scenario.setup.clone());
        self.playhead = scenario.view.at.unwrap_or_default();
        self.forget_selection();
    }

    /// An example that nobody changed follows the language of the page.
    fn speak(&mut self, lang: Lang) {
        let translated = open::translated(&self.authored, self.lang, lang);
        if let Some(scenario) = translated.filter(|_| self.is_authored()) {
            // The same run in other words: what is looked at stays.
            let (selected, playhead) = (self.selected, self.playhead);
            self.load(&scenario);
            (self.selected, self.playhead) = (selected, playhead);
            self.authored = Rc::new(scenario);
        }
        self.lang = lang;
    }

    /// Another run has other segments: an index of the old one means nothing.
    fn forget_selection(&mut self) {
        self.selected = None;
        self.hovered_line = None;
    }

    fn learn(&mut self, hint: Hint) {
        self.hints &= !hint.bit();
    }

    fn notify(&mut self, notice: Notice) {
        if !self.notices.contains(&notice) {
            self.notices.push(notice);
        }
    }
}

/// Whether an edit left less than a third of a script in its place: something
/// that begins or ends alike, as by an import, is no part of it.
fn is_another(script: &str, text: &str) -> bool {
    let same = |(a, b): &(u8, u8)| a == b;
    let start = script.bytes().zip(text.bytes()).take_while(same).count();
    let end = script.bytes().rev().zip(text.bytes().rev()).take_while(same).count();
    (start + end) * 3 < script.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(script: &str) -> Rc<Page> {
        let scenario = Scenario { script: script.into(), ..Scenario::default() };
        Rc::new(Page::new(scenario, Options::default(), Lang::En, ThemeChoice::System))
    }

    #[test]
    fn an_action_that_changes_nothing_keeps_the_state() {
        let before = page("cpu(1)");
        let after = before.clone().after(Action::Edit("cpu(1)".into()));
        assert!(Rc::ptr_eq(&before, &after));
    }

    #[test]
    fn opening_an_example_over_an_edit_can_be_undone() {
        let example = Scenario { script: "io(2)".into(), ..Scenario::default() };
        let edited = page("cpu(1)").after(Action::Edit("cpu(7)".into()));
        let opened = edited.after(Action::Open(Rc::new(example)));
        assert_eq!(&*opened.script, "io(2)");
        assert_eq!(opened.notices, [Notice::Replaced]);
        let back = opened.after(Action::Undo);
        assert_eq!(&*back.script, "cpu(7)");
        assert!(back.notices.is_empty() && back.replaced.is_empty());
    }

    #[test]
    fn another_script_does_not_bear_the_title_of_the_one_it_replaced() {
        let script = "import time\n\ndef work():\n    cpu(10)\n\nspawn(work)\n";
        let lesson =
            Scenario { script: script.into(), title: "Work".into(), ..Scenario::default() };
        let opened = page("").after(Action::Open(Rc::new(lesson)));
        let title = |page: &Rc<Page>, script: &str| {
            page.clone().after(Action::Edit(script.into())).title.to_string()
        };
        assert_eq!(title(&opened, &script.replace("10", "20")), "Work");
        let own = opened.clone().after(Action::Edit("import time\nio(1)\n".into()));
        assert_eq!(&*own.title, "");
        assert_eq!(title(&own, script), "Work", "undone in the editor");
        let named = own.after(Action::Rename("Mine".into()));
        assert_eq!(title(&named, script), "Mine");
        let renamed = opened.after(Action::Rename("Mine".into()));
        assert_eq!(title(&renamed, "io(1)"), "Mine");
    }

    #[test]
    fn reset_brings_the_authored_scenario_back_and_can_be_undone() {
        let edited = page("cpu(1)").after(Action::Edit("cpu(7)".into()));
        let reset = edited.after(Action::Reset);
        assert_eq!(&*reset.script, "cpu(1)");
        assert_eq!(&*reset.after(Action::Undo).script, "cpu(7)");
    }

    #[test]
    fn a_hint_goes_once_it_is_followed_or_dismissed() {
        let new = Rc::new(Page { hints: Hint::EVERY, ..(*page("cpu(1)")).clone() });
        assert_eq!(Hint::first(new.hints), Some(Hint::Script));
        let other = new.clone().after(Action::Select(Some(0)));
        assert_eq!(Hint::first(other.hints), Some(Hint::Script), "another was followed");
        let edited = other.after(Action::Edit("cpu(2)".into()));
        assert_eq!(Hint::first(edited.hints), Some(Hint::Model));
        let done = edited.after(Action::Learnt(Hint::Model));
        assert_eq!((done.hints, Hint::first(done.hints)), (0, None));
        assert_eq!(new.after(Action::NoHints).hints, 0);
    }

    #[test]
    fn looking_around_is_no_edit() {
        let seen =
            page("cpu(1)").after(Action::Seek(Time::ms(3))).after(Action::Show(Panel::Table));
        assert_eq!(seen.saving, Saving::Nowhere);
        let edited = seen.after(Action::Configure(Change::Cores(1)));
        assert_eq!(edited.saving, Saving::AddressAndDraft);
        let opened = edited.after(Action::Open(Rc::default()));
        assert_eq!(opened.saving, Saving::Address, "the draft stays the learner's own");
    }
}
