//! Parts of the page without state of their own, drawn again only when what
//! they show is another.
//!
//! One component serves all of them: each component of Yew costs about 2 KB of
//! the same machinery. A part that needs hooks or a node is a component still.

use std::any::Any;
use std::rc::Rc;
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
