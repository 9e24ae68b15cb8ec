//! The view, without a browser: geometry, columns, hits, steps, colours.

mod arrows;
mod columns;
mod fixture;
mod geometry;
mod keys;
mod lanes;
mod locks;
mod marks;
mod moment;
mod palette;
mod queues;
mod words;
