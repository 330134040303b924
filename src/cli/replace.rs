//! Putting a new text in the place of a file, whole or not at all.

use std::fmt;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use super::files::reason;
use crate::text::{decode, encode};

/// Why a file was left as it is.
#[derive(Debug)]
pub(super) enum ReplaceError {
    /// The system says no.
    Io(io::Error),
    /// Its owner has locked it.
    ReadOnly,
    /// Somebody else wrote to it.
    Changed,
    /// Its bytes cannot be made of its text again.
    Undecodable,
}

impl fmt::Display for ReplaceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReplaceError::Io(error) => write!(f, "cannot be written: {}", reason(error)),
            ReplaceError::ReadOnly => f.write_str("is read-only, and was not changed"),
            ReplaceError::Changed => f.write_str("changed meanwhile, and was not written; run again"),
            ReplaceError::Undecodable => f.write_str("holds bytes that are no text, and was not changed"),
        }
    }
}

impl From<io::Error> for ReplaceError {
    fn from(error: io::Error) -> Self {
        ReplaceError::Io(error)
    }
}

/// Writes `now` in the place of `was` at `path` (which is no link), in the same encoding and with the same permissions: into
/// a file beside it, which then takes its place.
pub(super) fn replace(path: &Path, was: &str, now: &str) -> Result<(), ReplaceError> {
    let metadata = fs::metadata(path)?;
    if metadata.permissions().readonly() {
        return Err(ReplaceError::ReadOnly);
    }
    let bytes = fs::read(path)?;
    if encode(was, &bytes) != bytes {
        let same = decode(bytes).text == was;
        return Err(if same { ReplaceError::Undecodable } else { ReplaceError::Changed });
    }
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut beside = tempfile::Builder::new().prefix(".rolelint-").tempfile_in(folder)?;
    beside.write_all(&encode(now, &bytes))?;
    beside.as_file().set_permissions(metadata.permissions())?;
    beside.as_file().sync_all()?;
    if fs::read(path)? != bytes {
        return Err(ReplaceError::Changed);
    }
    beside.persist(path).map_err(|error| error.error)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_only_while_it_is_what_was_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.role");
        fs::write(&path, "\u{feff}Role: A\r\n").unwrap();
        assert!(matches!(replace(&path, "Role: B\r\n", "Role: C\r\n"), Err(ReplaceError::Changed)));
        replace(&path, "Role: A\r\n", "Role: B\r\n").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "\u{feff}Role: B\r\n");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
    }

    #[test]
    fn bytes_that_do_not_come_back_are_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.role");
        // Half of a pair of UTF-16 units.
        let bytes = [0xFF, 0xFE, b'A', 0, 0x3D, 0xD8];
        fs::write(&path, bytes).unwrap();
        let was = decode(bytes.to_vec()).text;
        assert!(matches!(replace(&path, &was, "B"), Err(ReplaceError::Undecodable)));
        assert_eq!(fs::read(&path).unwrap(), bytes);
    }
}
