//! The least that any generator takes: to read all input, and to write all output, with nothing done in between.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use rayon::prelude::*;
use walkdir::WalkDir;

use super::error::CompareError;
use super::measure::{Taken, run};

/// Runs a floor as a process of its own, since the memory of the process that starts another counts for it. The time on the
/// clock is the job's alone: what is to be written is in memory already.
pub fn take(job: &str, threads: &str, folders: &[PathBuf]) -> Result<Taken, CompareError> {
    let program = std::env::current_exe().map_err(CompareError::at(Path::new("bench")))?;
    let mut command = Command::new(program);
    command.args(["floor", job, "--threads", threads]).args(folders);
    let (taken, said) = run(command)?;
    let seconds: f64 = said.trim().parse().map_err(|_| CompareError::Failed { command: job.to_owned(), said })?;
    let wall = Duration::from_secs_f64(seconds);
    let is_write = job == "write";
    Ok(Taken {
        wall,
        least: wall,
        most: wall,
        // To write, everything was read first; what both took can't be told apart.
        processor: taken.processor.filter(|_| !is_write),
        memory: None,
    })
}

/// Reads every file below a folder, and returns how long it took.
pub fn read(folder: &Path, parallel: bool) -> Result<Duration, CompareError> {
    let begin = Instant::now();
    let files = files(folder)?;
    let read = |path: &PathBuf| fs::read(path).map(|bytes| bytes.len() as u64).map_err(CompareError::at(path));
    let bytes: Result<Vec<u64>, CompareError> =
        if parallel { files.par_iter().map(read).collect() } else { files.iter().map(read).collect() };
    std::hint::black_box(bytes?.iter().sum::<u64>());
    Ok(begin.elapsed())
}

/// Writes every file below a folder to the same path below another, and returns how long that took without reading.
pub fn write(from: &Path, to: &Path, parallel: bool) -> Result<Duration, CompareError> {
    let mut contents: Vec<(PathBuf, Vec<u8>)> = Vec::new();
    for path in files(from)? {
        let bytes = fs::read(&path).map_err(CompareError::at(&path))?;
        let own = path.strip_prefix(from).unwrap_or(&path);
        contents.push((to.join(own), bytes));
    }
    let begin = Instant::now();
    let write = |(path, bytes): &(PathBuf, Vec<u8>)| {
        let written = match fs::write(path, bytes) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(path, bytes))
            }
            other => other,
        };
        written.map_err(CompareError::at(path))
    };
    if parallel {
        contents.par_iter().try_for_each(write)?
    } else {
        contents.iter().try_for_each(write)?
    }
    Ok(begin.elapsed())
}

fn files(folder: &Path) -> Result<Vec<PathBuf>, CompareError> {
    let mut files = Vec::new();
    for entry in WalkDir::new(folder) {
        let entry = entry.map_err(|error| CompareError::at(folder)(error.into()))?;
        if entry.file_type().is_file() {
            files.push(entry.into_path());
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{read, write};

    #[test]
    fn what_is_written_is_what_was_there() {
        let temporary = tempfile::tempdir().expect("a folder");
        let (from, to) = (temporary.path().join("from"), temporary.path().join("to"));
        fs::create_dir_all(from.join("a/b")).expect("a folder");
        fs::write(from.join("a/b/page"), "words").expect("a file");
        for parallel in [false, true] {
            write(&from, &to, parallel).expect("written");
            assert_eq!(fs::read_to_string(to.join("a/b/page")).expect("a file"), "words");
            fs::remove_dir_all(&to).expect("removed");
        }
        read(&from, true).expect("read");
    }
}
