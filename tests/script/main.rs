//! Scripts in, programs and diagnostics out.

mod cases;

mod listing;
