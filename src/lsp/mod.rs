//! The language server: the only user of the protocol crate.
