//! The language server, as a client sees it: the real process, over its pipes.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test stops where something is wrong")]

mod client;

mod code_actions;
mod configuration;
mod diagnostics;
mod editing;
mod features;
mod folders;
mod lifecycle;
mod random;
mod refresh;
mod robust;
mod rolelint_toml;
