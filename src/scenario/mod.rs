//! The learner's document: script, setup, view. What a link carries.

use crate::setup::Setup;

/// Everything that a link, a draft or a lesson holds.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Scenario {
    /// Shown as the page's title; may be empty.
    pub title: String,
    pub script: String,
    pub setup: Setup,
}
