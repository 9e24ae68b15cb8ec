//! Scripts in, programs and diagnostics out.

mod cases;
mod hostile;

mod listing;
