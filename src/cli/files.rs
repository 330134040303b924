//! Reading files: the one place where the command line touches their content.

use std::fmt;
use std::io;
use std::path::Path;
use std::time::SystemTime;

use crate::text::{self, Encoding};

/// No document may be larger than this many bytes; the longest of 584 public role documents has 41 kB.
pub(super) const LIMIT: u64 = 64 * 1024 * 1024;

/// Where bytes come from; tests put something else in its place.
pub(super) trait Files: Sync {
    /// Size and time of the last change.
    fn stamp(&self, path: &Path) -> io::Result<Stamp>;
    /// All bytes.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
}

/// What tells one state of a file from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    /// Bytes.
    pub(super) size: u64,
    /// Time of the last change, where the system knows one.
    pub(super) modified: Option<SystemTime>,
    /// A file with a size; a pipe or device is read as it comes.
    pub(super) regular: bool,
}

/// The files of this machine.
pub(super) struct Disk;

impl Files for Disk {
    fn stamp(&self, path: &Path) -> io::Result<Stamp> {
        let metadata = std::fs::metadata(path)?;
        Ok(Stamp { size: metadata.len(), modified: metadata.modified().ok(), regular: metadata.is_file() })
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        std::fs::read(path)
    }
}

/// Why a file could not be read.
#[derive(Debug)]
pub(super) enum ReadError {
    /// The system says no.
    Io(io::Error),
    /// Larger than [`LIMIT`].
    TooLarge(u64),
    /// Somebody writes to it.
    Changing,
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReadError::Io(error) => write!(f, "cannot be read: {}", reason(error)),
            ReadError::TooLarge(size) => write!(
                f,
                "has {:.1} MB; a document may have {} MB at most",
                *size as f64 / (1024.0 * 1024.0),
                LIMIT / (1024 * 1024)
            ),
            ReadError::Changing => f.write_str("changes while it is being read; run again when it has been saved"),
        }
    }
}

/// What the system says, without the number that Rust puts after it.
pub(super) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => {
            let text = error.to_string();
            let text = text.split(" (os error").next().unwrap_or(&text);
            let mut chars = text.chars();
            chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
        }
    }
}

/// Text of a file, and what was odd about its bytes.
#[derive(Debug)]
pub(super) struct SourceText {
    /// The text.
    pub(super) text: String,
    /// Where it was not UTF-8: line (from 1) of the first such byte, and what to tell people.
    pub(super) note: Option<(u32, String)>,
    /// It can be read again: no pipe or device.
    pub(super) stays: bool,
}

/// Reads a file whole; one that changes meanwhile is read a second time, and refused when it changes again.
pub(super) fn read(files: &dyn Files, path: &Path) -> Result<SourceText, ReadError> {
    for _ in 0..2 {
        let before = files.stamp(path).map_err(ReadError::Io)?;
        if before.size > LIMIT {
            return Err(ReadError::TooLarge(before.size));
        }
        let bytes = files.read(path).map_err(ReadError::Io)?;
        if bytes.len() as u64 > LIMIT {
            return Err(ReadError::TooLarge(bytes.len() as u64));
        }
        let steady = || files.stamp(path).is_ok_and(|after| after == before && bytes.len() as u64 == after.size);
        if !before.regular || steady() {
            return Ok(SourceText { stays: before.regular, ..decode(bytes) });
        }
    }
    Err(ReadError::Changing)
}

/// Bytes as text, with a note where they are no UTF-8.
pub(super) fn decode(bytes: Vec<u8>) -> SourceText {
    let decoded = text::decode(bytes);
    let note = match decoded.encoding {
        Encoding::Windows1252 { first_bad } => {
            // Every byte before the first bad one was UTF-8, and stands in the text as one character a byte or more;
            // line ends are the same in both readings.
            let line = line_of_byte(&decoded.text, first_bad);
            let message = format!(
                "byte {} is not UTF-8; the file is read as Windows-1252 and is never changed. Save it as UTF-8.",
                first_bad + 1
            );
            Some((line, message))
        }
        Encoding::Utf8 | Encoding::Utf16 => None,
    };
    SourceText { text: decoded.text, note, stays: false }
}

/// Line (from 1) of a byte of a Windows-1252 file, told from its text: there one byte is one character.
fn line_of_byte(text: &str, byte: usize) -> u32 {
    let mut line = 1;
    let mut chars = text.chars().take(byte).peekable();
    while let Some(c) = chars.next() {
        if c == '\n' || (c == '\r' && chars.peek() != Some(&'\n')) {
            line += 1;
        }
    }
    line
}

#[cfg(test)]
pub(super) mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    /// A file that grows before each of the first `changes` looks at it.
    struct Growing {
        changes: usize,
        looks: AtomicUsize,
    }

    impl Growing {
        fn new(changes: usize) -> Self {
            Self { changes, looks: AtomicUsize::new(0) }
        }
    }

    impl Files for Growing {
        fn stamp(&self, _: &Path) -> io::Result<Stamp> {
            let look = self.looks.fetch_add(1, Ordering::Relaxed);
            Ok(Stamp { size: look.min(self.changes) as u64, modified: None, regular: true })
        }

        fn read(&self, _: &Path) -> io::Result<Vec<u8>> {
            Ok(vec![b'a'; self.looks.load(Ordering::Relaxed).min(self.changes)])
        }
    }

    #[test]
    fn a_file_that_changes_is_read_once_more_and_then_refused() {
        let path = Path::new("a.role");
        assert_eq!(read(&Growing::new(0), path).unwrap().text, "");
        assert_eq!(read(&Growing::new(1), path).unwrap().text, "a");
        assert!(matches!(read(&Growing::new(9), path), Err(ReadError::Changing)));
    }

    struct Huge;

    impl Files for Huge {
        fn stamp(&self, _: &Path) -> io::Result<Stamp> {
            Ok(Stamp { size: LIMIT + 1, modified: None, regular: true })
        }

        fn read(&self, _: &Path) -> io::Result<Vec<u8>> {
            unreachable!("a file over the limit is not read")
        }
    }

    #[test]
    fn a_file_over_the_limit_is_refused_unread() {
        let error = read(&Huge, Path::new("a.role")).unwrap_err().to_string();
        assert_eq!(error, "has 64.0 MB; a document may have 64 MB at most");
    }

    #[test]
    fn the_note_on_bytes_names_the_first_one_and_its_line() {
        let read = decode(b"Role: A\r\n\r\nPurpose: caf\xE9\n".to_vec());
        let (line, message) = read.note.unwrap();
        assert_eq!(line, 3);
        assert!(message.starts_with("byte 24 is not UTF-8"), "{message}");
        assert!(decode(b"Role: A".to_vec()).note.is_none());
    }
}
