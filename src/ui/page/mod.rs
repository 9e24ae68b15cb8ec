//! Everything around the timeline. `runner` derives results from the state,
//! `effects` carries it to the address and the storage, `app` lays out the
//! parts, `code` and `browser` are the doors to JavaScript and the DOM.

mod app;
mod browser;
mod code;
mod console;
mod control_bar;
mod dialogs;
mod editor;
mod effects;
mod embed_bar;
mod hints;
mod icons;
mod library;
mod live;
mod machine;
mod marks;
mod memory;
mod menu;
mod notices;
mod now;
mod numbers;
mod panels;
mod parts;
mod phone_tabs;
mod problems;
mod result;
mod run_parts;
mod runner;
mod saving;
mod splitter;
mod start;
mod tabs;
mod texts;
mod tools;
mod top_bar;
mod why;

pub use start::start;
