//! What a program took: time on the clock, time of processors, memory.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use wait4::Wait4;
use walkdir::WalkDir;

use super::error::CompareError;

/// What one run took, or the median of several.
#[derive(Debug, Clone)]
pub struct Taken {
    /// On the clock.
    pub wall: Duration,
    /// Of all processors, in the program and in the system for it, if known.
    pub processor: Option<Duration>,
    /// Most bytes in memory of one process, if known.
    pub memory: Option<u64>,
    /// The shortest of all runs.
    pub least: Duration,
    /// The longest.
    pub most: Duration,
}

impl Taken {
    /// One after the other.
    pub fn then(self, next: Taken) -> Self {
        let wall = self.wall + next.wall;
        Self {
            wall,
            processor: self.processor.zip(next.processor).map(|(first, second)| first + second),
            memory: self.memory.max(next.memory),
            least: wall,
            most: wall,
        }
    }

    /// The processors' time, as tables tell it; empty where the system does not say.
    pub fn processor_told(&self) -> String {
        self.processor.map(|time| format!("{:.2} s", time.as_secs_f64())).unwrap_or_default()
    }

    /// The memory, likewise.
    pub fn memory_told(&self) -> String {
        self.memory.map(|bytes| format!("{} MiB", bytes / (1 << 20))).unwrap_or_default()
    }

    /// Each figure's median of its own.
    pub fn median(takes: Vec<Taken>) -> Option<Self> {
        let mut walls: Vec<Duration> = takes.iter().map(|taken| taken.wall).collect();
        let (least, most) = (walls.iter().min().copied()?, walls.iter().max().copied()?);
        Some(Self {
            wall: middle(&mut walls)?,
            processor: middle(&mut takes.iter().map(|taken| taken.processor).collect::<Vec<_>>())?,
            memory: middle(&mut takes.iter().map(|taken| taken.memory).collect::<Vec<_>>())?,
            least,
            most,
        })
    }
}

/// The middle one of some.
pub fn middle<T: Ord + Clone>(values: &mut [T]) -> Option<T> {
    values.sort_unstable();
    values.get(values.len() / 2).cloned()
}

/// Runs a program to its end.
///
/// # Errors
/// If it can't be started, or fails: then with what it said.
pub fn run(mut command: Command) -> Result<(Taken, String), CompareError> {
    let name = format!("{command:?}");
    let at = |source| CompareError::File { path: command_path(&name), source };
    // What it says goes to a file: a full pipe would make it wait.
    let mut said = tempfile::tempfile().map_err(at)?;
    let errors = said.try_clone().map_err(at)?;
    command.stdin(Stdio::null()).stdout(said.try_clone().map_err(at)?).stderr(errors);
    let begin = Instant::now();
    let used = command.spawn().and_then(Wait4::wait4).map_err(at)?;
    let wall = begin.elapsed();
    let mut text = String::new();
    std::io::Seek::rewind(&mut said).and_then(|()| said.read_to_string(&mut text)).map_err(at)?;
    if !used.status.success() {
        return Err(CompareError::Failed { command: name, said: text });
    }
    let usage = used.rusage;
    let taken =
        Taken { wall, processor: Some(usage.utime + usage.stime), memory: Some(usage.maxrss), least: wall, most: wall };
    Ok((taken, text))
}

fn command_path(name: &str) -> std::path::PathBuf {
    Path::new(name).to_owned()
}

/// What a build wrote.
#[derive(Debug, Clone, Copy, Default)]
pub struct Output {
    pub files: usize,
    pub bytes: u64,
}

impl Output {
    /// Counts the files of a folder.
    ///
    /// # Errors
    /// If it can't be read.
    pub fn of(folder: &Path) -> Result<Self, CompareError> {
        let mut output = Self::default();
        for entry in WalkDir::new(folder) {
            let entry = entry.map_err(|error| CompareError::at(folder)(error.into()))?;
            if entry.file_type().is_file() {
                let length = fs::metadata(entry.path()).map_err(CompareError::at(entry.path()))?.len();
                output.files += 1;
                output.bytes += length;
            }
        }
        Ok(output)
    }
}

/// Waits until earlier writes are on the disk, so that nobody pays for another's.
pub fn settle() -> Result<(), CompareError> {
    run(Command::new("sync")).map(|_| ())
}

pub fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// How busy the machine was in the last minute.
pub fn load() -> String {
    let text = fs::read_to_string("/proc/loadavg").ok();
    text.as_deref().and_then(|text| text.split(' ').next()).unwrap_or("unknown").to_owned()
}

#[cfg(test)]
mod tests {
    use std::process::Command;
    use std::time::Duration;

    use super::{Taken, run};

    fn taken(milliseconds: u64, memory: u64) -> Taken {
        let wall = Duration::from_millis(milliseconds);
        Taken { wall, processor: Some(2 * wall), memory: Some(memory), least: wall, most: wall }
    }

    #[test]
    fn the_median_is_the_middle_one_and_tells_its_bounds() {
        let median = Taken::median(vec![taken(9, 1), taken(1, 5), taken(3, 3)]).expect("a median");
        assert_eq!((median.wall.as_millis(), median.least.as_millis(), median.most.as_millis()), (3, 1, 9));
        assert_eq!((median.processor, median.memory), (Some(Duration::from_millis(6)), Some(3)));
        assert!(Taken::median(Vec::new()).is_none());
    }

    #[test]
    fn two_programs_one_after_the_other_share_their_memory_and_add_their_times() {
        let both = taken(9, 1).then(taken(1, 5));
        assert_eq!(both.processor, Some(Duration::from_millis(20)));
        assert_eq!((both.wall, both.memory), (Duration::from_millis(10), Some(5)));
    }

    #[test]
    fn a_program_that_fails_is_quoted() {
        let mut command = Command::new("sh");
        command.args(["-c", "echo no such page; exit 3"]);
        let error = run(command).expect_err("a failure").to_string();
        assert!(error.contains("no such page"), "{error}");
    }
}
