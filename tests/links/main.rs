//! Links: what was ever sent opens for ever; what breaks on its way is told.

mod broken;
mod corpus;
mod laws;
mod python;
