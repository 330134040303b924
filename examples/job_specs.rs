//! Writes made-up job specs to a folder, for measuring: `cargo run --release --example job_specs -- FOLDER COUNT BYTES`.

use std::path::PathBuf;
use std::process::ExitCode;

#[path = "../benches/support/documents.rs"]
mod documents;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, count, bytes] = arguments.as_slice() else {
        eprintln!("usage: job_specs FOLDER COUNT BYTES");
        return ExitCode::from(2);
    };
    let (Ok(count), Ok(bytes)) = (count.parse::<u64>(), bytes.parse::<usize>()) else {
        eprintln!("COUNT and BYTES are whole numbers, such as 1000 and 5000");
        return ExitCode::from(2);
    };
    let folder = PathBuf::from(folder);
    let written = std::fs::create_dir_all(&folder).and_then(|()| {
        (0..count).try_for_each(|seed| {
            std::fs::write(folder.join(format!("spec-{seed:05}.md")), documents::job_spec(seed, bytes))
        })
    });
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}: {error}", folder.display());
            ExitCode::from(2)
        }
    }
}
