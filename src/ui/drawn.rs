//! Parts of the page without state of their own, drawn again only when what
//! they show is another.
//!
//! One component serves all of them: each component of Yew costs about 2 KB of
//! the same machinery. A second one serves those with hooks, whose state it keeps.

use std::any::Any;
use std::rc::Rc;
use yew::functional::{FunctionProvider, Hook, HookContext};
use yew::prelude::*;
use yew::virtual_dom::{Key, VComp};

/// What a part shows, and how.
pub trait Drawn: PartialEq + 'static {
    fn view(&self) -> Html;
}

/// The part at this place of the document.
pub fn drawn(part: impl Drawn) -> Html {
    component(Rc::new(part), None)
}

/// The same where parts come and go, or change their order.
pub fn keyed(key: String, part: impl Drawn) -> Html {
    component(Rc::new(part), Some(key.into()))
}

#[inline(never)]
fn component(part: Rc<dyn AnyPart>, key: Option<Key>) -> Html {
    VComp::new::<Part>(Rc::new(Props { part }), key).into()
}

/// Parts of all types behind one pointer.
trait AnyPart {
    fn view(&self) -> Html;
    fn any(&self) -> &dyn Any;
    fn same(&self, other: &dyn Any) -> bool;
}

impl<P: Drawn> AnyPart for P {
    fn view(&self) -> Html {
        Drawn::view(self)
    }

    fn any(&self) -> &dyn Any {
        self
    }

    fn same(&self, other: &dyn Any) -> bool {
        other.downcast_ref::<P>().is_some_and(|other| self == other)
    }
}

#[derive(Clone, Properties)]
struct Props {
    part: Rc<dyn AnyPart>,
}

impl PartialEq for Props {
    fn eq(&self, other: &Props) -> bool {
        self.part.same(other.part.any())
    }
}

struct Part;

impl Component for Part {
    type Message = ();
    type Properties = Props;

    fn create(_: &Context<Part>) -> Part {
        Part
    }

    fn view(&self, ctx: &Context<Part>) -> Html {
        ctx.props().part.view()
    }
}

/// A function component at this place. `name` tells it from another that may
/// stand there: the hooks of one mean nothing to the other.
pub fn hooked<F: FunctionProvider + 'static>(name: &'static str, props: F::Properties) -> Html {
    hooking(Rc::new(Function::<F>(props)), name)
}

#[inline(never)]
fn hooking(function: Rc<dyn AnyFunction>, name: &'static str) -> Html {
    VComp::new::<Hooking>(Rc::new(HookingProps { function }), Some(name.into())).into()
}

/// Function components of all types behind one pointer.
trait AnyFunction {
    fn run(&self, context: &mut HookContext) -> HtmlResult;
    fn any(&self) -> &dyn Any;
    fn same(&self, other: &dyn Any) -> bool;
}

struct Function<F: FunctionProvider>(F::Properties);

impl<F: FunctionProvider + 'static> AnyFunction for Function<F> {
    fn run(&self, context: &mut HookContext) -> HtmlResult {
        F::run(context, &self.0)
    }

    fn any(&self) -> &dyn Any {
        self
    }

    fn same(&self, other: &dyn Any) -> bool {
        other.downcast_ref::<Function<F>>().is_some_and(|other| self.0 == other.0)
    }
}

#[derive(Clone, Properties)]
struct HookingProps {
    function: Rc<dyn AnyFunction>,
}

impl PartialEq for HookingProps {
    fn eq(&self, other: &HookingProps) -> bool {
        self.function.same(other.function.any())
    }
}

#[component]
fn Hooking(props: &HookingProps) -> HtmlResult {
    use_function(&props.function)
}

/// Runs the hooks of the function as one of the component's own.
fn use_function(function: &Rc<dyn AnyFunction>) -> impl Hook<Output = HtmlResult> {
    Run(function.clone())
}

struct Run(Rc<dyn AnyFunction>);

impl Hook for Run {
    type Output = HtmlResult;

    fn run(self, context: &mut HookContext) -> HtmlResult {
        self.0.run(context)
    }
}
