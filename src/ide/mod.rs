//! One editor feature a file; plain data in and out, no protocol types.
