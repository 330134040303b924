//! Front matter of Markdown documents, in YAML and TOML, with positions.
