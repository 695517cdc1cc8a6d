//! The files of the folder.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use domain::case::Submission;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The format of a file; it changes when a file could no longer be read as written.
pub(super) const VERSION: u32 = 1;

pub(super) const PART: &str = "part-";
pub(super) const REQUEST: &str = "request-";
pub(super) const SPENT: &str = "spent-";
pub(super) const UNREADABLE: &str = "unreadable-";

/// What a file holds.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct DroppedRequest {
    pub(super) version: u32,
    pub(super) submission: Submission,
    pub(super) until: Timestamp,
    pub(super) due: Option<Timestamp>,
    /// Whether it must not take the place of one that is suspected.
    #[serde(default)]
    pub(super) if_absent: bool,
}

/// Writes a new file, which its owner and its folder's group may read.
pub(super) fn write(path: &Path, bytes: &[u8]) -> io::Result<File> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o640).open(path)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    if written.is_err() {
        fs::remove_file(path).ok();
    }
    written.map(|()| file)
}
