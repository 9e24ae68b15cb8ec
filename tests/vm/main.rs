//! The interpreter alone, without cores or schedulers: what scripts compute.
//!
//! `machine` runs a script and answers its requests itself; `python` asks a
//! real CPython the same question.

mod companion;
mod expressions;
#[cfg(not(fast_functions))]
mod fused;
mod limits;
mod machine;
mod programs;
mod python;
mod python_files;
mod random_programs;
mod textbook;
