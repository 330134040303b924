//! The `.role` grammar.
