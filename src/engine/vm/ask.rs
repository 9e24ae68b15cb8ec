//! Operations that need the answer of a script's own method: `==` of two
//! objects with `__eq__`, `sorted` of some with `__lt__`, `print` of one with
//! `__str__`.
//!
//! No operation calls script code in its middle. It asks; if the answer is not
//! at hand it fails with [`Fault::ASK`], the method is called like any other
//! (it may wait, raise, be interrupted), and the operation is done again from
//! its beginning with all answers so far at hand. Hence it must not have
//! changed anything before it asks.

use super::exec::{Answer, Machine, NATIVE};
use super::fault::{Fault, Outcome};
use super::native::Native;
use super::object::Object;
use super::{Memory, Value};
use std::rc::Rc;

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Question {
    pub callee: Value,
    pub args: Vec<Value>,
    /// An AttributeError is an answer, too: `Unbound`.
    pub lenient: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Answered {
    pub question: Question,
    pub answer: Value,
}

impl Answered {
    pub fn values(&self) -> impl Iterator<Item = Value> + '_ {
        let Question { callee, args, .. } = &self.question;
        args.iter().copied().chain([*callee, self.answer])
    }
}

/// A question on its way, and what is done again afterwards.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Ask {
    pub question: Question,
    /// Answers to the same operation's earlier questions.
    pub known: Vec<Answered>,
    pub then: Then,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Then {
    /// The op of the frame below.
    Op,
    /// The last step of the builtin below.
    Step,
    /// A call that the builtin below made.
    Call(Value, Vec<Value>, Vec<(Rc<str>, Value)>),
}

impl Ask {
    pub fn values(&self) -> Vec<Value> {
        let mut all = self.question.args.clone();
        all.push(self.question.callee);
        all.extend(self.known.iter().flat_map(Answered::values));
        if let Then::Call(callee, args, keywords) = &self.then {
            all.push(*callee);
            all.extend(args);
            all.extend(keywords.iter().map(|(_, v)| *v));
        }
        all
    }
}

impl Memory {
    /// What `callee(*args)` gives.
    pub(super) fn ask(&self, callee: Value, args: &[Value]) -> Outcome<Value> {
        let alike = |a: &Answered| {
            a.question.callee == callee
                && a.question.args.len() == args.len()
                && a.question.args.iter().zip(args).all(|(&x, &y)| self.alike(x, y))
        };
        if let Some(known) = self.answers.iter().find(|a| alike(a)) {
            return Ok(known.answer);
        }
        let question = Question { callee, args: args.to_vec(), lenient: self.lenient };
        self.question.replace(Some(Box::new(question)));
        Err(Fault::ASK)
    }

    /// The same, also of texts made anew.
    fn alike(&self, x: Value, y: Value) -> bool {
        let texts = (self.text(x), self.text(y));
        super::compare::same(x, y)
            || matches!(texts, (Some(x), Some(y)) if x.as_str() == y.as_str())
    }

    /// Fails if a text just made lacks an answer.
    pub(super) fn told(&self) -> Outcome<()> {
        if self.question.borrow().is_some() { Err(Fault::ASK) } else { Ok(()) }
    }
}

impl Machine<'_, '_> {
    /// Calls the method that the last operation asked for.
    pub fn pose(&mut self, then: Then) -> Outcome<Answer> {
        let Some(question) = self.memory.question.take() else {
            return Ok(Answer::Value(Value::None));
        };
        let known = std::mem::take(&mut self.memory.answers);
        Ok(Answer::Native(Native::Ask(Box::new(Ask { question: *question, known, then }))))
    }

    /// The innermost frame asked.
    pub fn pose_for_frame(&mut self) -> Outcome<Answer> {
        let then = match self.calls.frames.last_mut() {
            Some(frame) if frame.code != NATIVE => {
                frame.pc = frame.pc.saturating_sub(1);
                Then::Op
            }
            _ => Then::Step,
        };
        self.pose(then)
    }

    /// The answer is there: does again what asked.
    pub fn answered(&mut self, ask: Ask, answer: Value) -> Outcome<Answer> {
        self.check_text(&ask.question, answer)?;
        self.calls.leave();
        let mut known = ask.known;
        known.push(Answered { question: ask.question, answer });
        match ask.then {
            Then::Op => {
                self.calls.answers = known;
                Ok(Answer::Entered)
            }
            Then::Step => {
                self.memory.answers = known;
                self.step_native(super::native::Signal::Start)
            }
            Then::Call(callee, args, keywords) => {
                self.memory.answers = known;
                self.call_again(callee, args, keywords)
            }
        }
    }

    /// `__str__` and `__repr__` have to give a text.
    fn check_text(&mut self, question: &Question, answer: Value) -> Outcome<()> {
        let Some(Object::Function(function)) = self.memory.object(question.callee) else {
            return Ok(());
        };
        let name = &*self.program.codes[function.code.0 as usize].name;
        if !["__str__", "__repr__"].contains(&name) || self.memory.text(answer).is_some() {
            return Ok(());
        }
        let kind = self.memory.type_name(answer);
        let text = format!("{name} returned non-string (type {kind})");
        Err(self.memory.type_error(&text))
    }

    /// A call that a builtin makes.
    pub fn call_again(
        &mut self,
        callee: Value,
        args: Vec<Value>,
        keywords: Vec<(Rc<str>, Value)>,
    ) -> Outcome<Answer> {
        match self.call(callee, &args, &keywords) {
            Err(Fault::ASK) => self.pose(Then::Call(callee, args, keywords)),
            other => {
                self.memory.answers.clear();
                other
            }
        }
    }
}
