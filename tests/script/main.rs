//! Scripts in, programs and diagnostics out.

mod listing;
