//! Findings as text, JSON and JSON Lines.
