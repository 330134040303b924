//! The language server, as a client sees it: the real process, over its pipes.

mod client;

mod configuration;
mod diagnostics;
mod editing;
mod folders;
mod lifecycle;
