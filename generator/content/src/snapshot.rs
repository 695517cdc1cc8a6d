//! Tells whether a file changed, without reading it.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

/// The metadata of a file at a moment: while they stay the same, so does its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileSnapshot {
    /// Length, time of modification, device, inode, and time of the last change of content, name or rights. The last three
    /// also tell a file that took another's place, and one whose time of modification was set back.
    metadata: [i128; 5],
    /// Whether a later change is sure to show in the metadata.
    settled: bool,
}

/// Nanoseconds. Clocks of file systems tick up to every hundredth of a second: of two changes within a tick, the second
/// leaves no trace but perhaps in the length.
const TICKS: i128 = 50_000_000;

impl FileSnapshot {
    /// Takes a snapshot of a file; `None` if there is none.
    pub fn take(path: &Path) -> Option<Self> {
        let metadata = fs::metadata(path).ok()?;
        let nanoseconds =
            |time: SystemTime| i128::try_from(time.duration_since(SystemTime::UNIX_EPOCH).ok()?.as_nanos()).ok();
        let modified = metadata.modified().ok().and_then(nanoseconds);
        #[cfg(unix)]
        let (device, inode, changed) = {
            use std::os::unix::fs::MetadataExt;
            let changed = i128::from(metadata.ctime()) * 1_000_000_000 + i128::from(metadata.ctime_nsec());
            (metadata.dev(), metadata.ino(), Some(changed))
        };
        #[cfg(not(unix))]
        let (device, inode, changed) = (0_u64, 0_u64, modified);
        let now = nanoseconds(SystemTime::now()).unwrap_or_default();
        let settled = [modified, changed].iter().all(|time| time.is_some_and(|time| now - time > TICKS));
        let [modified, changed] = [modified, changed].map(|time| time.unwrap_or(-1));
        Some(Self { metadata: [metadata.len().into(), modified, device.into(), inode.into(), changed], settled })
    }

    /// Returns the metadata as bytes, unless a later change might not show in them.
    pub fn bytes(&self) -> Option<Vec<u8>> {
        self.settled.then(|| self.metadata.iter().flat_map(|number| number.to_le_bytes()).collect())
    }

    /// Returns whether a file has surely not changed until another snapshot.
    pub fn is_unchanged(&self, again: Option<Self>) -> bool {
        self.settled && again.is_some_and(|again| again.metadata == self.metadata)
    }
}
