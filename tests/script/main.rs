//! Scripts in, programs and diagnostics out.

mod cases;
mod flow;
mod hostile;

mod listing;
