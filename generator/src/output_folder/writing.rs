//! Writes single files into the place where they wait, but for those that have their bytes already.

use std::fs::{self, File};
use std::io::{self, BufReader, Read, Write};
use std::path::Path;

use super::manifest::{FileState, ManifestEntry};
use super::{Output, OutputError};
use content::files::FileError;

impl Output {
    /// Writes a file, unless it has these bytes already.
    pub fn write(&self, name: &str, bytes: &[u8]) -> Result<(), OutputError> {
        self.write_page(name, bytes, None)
    }

    /// The same for a page that names a picture made for it.
    pub fn write_page(&self, name: &str, bytes: &[u8], picture: Option<String>) -> Result<(), OutputError> {
        let path = self.folder.join(name);
        let at = || FileError::at(&path);
        let there = if self.before.contains_key(name) { facts_of(&path).map_err(at())? } else { None };
        let facts = match there {
            Some(facts) if has_bytes(&path, &facts, bytes).map_err(at())? => {
                self.count(&self.unchanged);
                facts
            }
            Some(_) => {
                let (part, mut file) = self.staging.create_numbered().map_err(at())?;
                let facts = file.write_all(bytes).and_then(|()| file.metadata()).map_err(at())?;
                self.staging.name(part, name);
                self.count(&self.written);
                facts
            }
            None => {
                let mut file = self.staging.create(name).map_err(at())?;
                let facts = file.write_all(bytes).and_then(|()| file.metadata()).map_err(at())?;
                self.count(&self.written);
                facts
            }
        };
        self.note(name, FileState::of(&facts).map(|state| ManifestEntry { state, picture }));
        Ok(())
    }

    /// Writes a file piece by piece, as `make` makes it: for what is too large to be held.
    pub fn stream<E: From<OutputError>>(
        &self,
        name: &str,
        make: impl FnOnce(&mut (dyn Write + Send)) -> Result<(), E>,
    ) -> Result<(), E> {
        let path = self.folder.join(name);
        let wrong = |source| OutputError::from(FileError { path: path.clone(), source });
        let (part, mut file) = self.staging.create_numbered().map_err(wrong)?;
        make(&mut file)?;
        let mut facts = file.metadata().map_err(wrong)?;
        if same_bytes(&part, &path, facts.len()) {
            fs::remove_file(&part).map_err(wrong)?;
            facts = fs::metadata(&path).map_err(wrong)?;
            self.count(&self.unchanged);
        } else {
            self.staging.name(part, name);
            self.count(&self.written);
        }
        self.note(name, FileState::of(&facts).map(|state| ManifestEntry { state, picture: None }));
        Ok(())
    }
}

fn facts_of(path: &Path) -> io::Result<Option<fs::Metadata>> {
    match fs::metadata(path) {
        Ok(facts) => Ok(Some(facts)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn has_bytes(path: &Path, facts: &fs::Metadata, bytes: &[u8]) -> io::Result<bool> {
    Ok(u64::try_from(bytes.len()).is_ok_and(|length| facts.len() == length) && fs::read(path)? == bytes)
}

/// Whether two files of this length have the same bytes, without holding them. What can't be read has other bytes.
fn same_bytes(one: &Path, two: &Path, length: u64) -> bool {
    let open = |path| File::open(path).map(|file| BufReader::with_capacity(1 << 16, file));
    let (Ok(mut one), Ok(mut two)) = (open(one), open(two)) else { return false };
    if two.get_ref().metadata().is_ok_and(|facts| facts.len() != length) {
        return false;
    }
    let (mut first, mut second) = (vec![0; 1 << 16], vec![0; 1 << 16]);
    loop {
        let Ok(count) = one.read(&mut first) else { return false };
        if count == 0 {
            return true;
        }
        if two.read_exact(&mut second[..count]).is_err() || first[..count] != second[..count] {
            return false;
        }
    }
}
