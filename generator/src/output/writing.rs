//! Writes single files: none that has its bytes already, and none that anybody could read half of.

use std::fs::{self, File};
use std::io::{self, BufReader, Read, Write};
use std::path::Path;

use super::manifest::{Kept, Trace};
use super::{Output, OutputError};
use crate::files::FileError;
use crate::stamp::Stamp;

impl Output {
    /// Writes a file, unless it has these bytes already. A file that is there is replaced as a whole, so that nobody
    /// ever reads half of it.
    ///
    /// # Errors
    /// If it can't be read or written.
    pub fn write(&self, name: &str, made_of: Stamp, bytes: &[u8]) -> Result<(), OutputError> {
        self.write_beside(name, made_of, bytes, None)
    }

    /// The same for a page that names a picture made for it.
    ///
    /// # Errors
    /// If it can't be read or written.
    pub fn write_beside(
        &self,
        name: &str,
        made_of: Stamp,
        bytes: &[u8],
        beside: Option<String>,
    ) -> Result<(), OutputError> {
        let path = self.folder.join(name);
        let at = || FileError::at(&path);
        let facts = match self.create(name, &path).map_err(at())? {
            Some(mut file) => file
                .write_all(bytes)
                .and_then(|()| file.metadata())
                .map_err(at())
                .inspect(|_| self.count(&self.written))?,
            None if has_bytes(&path, bytes).map_err(at())? => {
                self.count(&self.unchanged);
                fs::metadata(&path).map_err(at())?
            }
            None => {
                let part = self.part();
                let mut file = File::create(&part).map_err(at())?;
                let facts = file.write_all(bytes).and_then(|()| file.metadata()).map_err(at())?;
                fs::rename(&part, &path).map_err(at())?;
                self.count(&self.written);
                facts
            }
        };
        let kept = Trace::of(&facts).map(|trace| Kept { made_of, trace, beside });
        self.note(name, kept);
        Ok(())
    }

    /// Writes a file piece by piece, as `make` makes it: for what is too large to be held.
    ///
    /// # Errors
    /// Those of `make`, or if it can't be read or written.
    pub fn stream<E: From<OutputError>>(
        &self,
        name: &str,
        made_of: Stamp,
        make: impl FnOnce(&mut dyn Write) -> Result<(), E>,
    ) -> Result<(), E> {
        let path = self.folder.join(name);
        let wrong = |source| OutputError::from(FileError { path: path.clone(), source });
        let part = self.part();
        let mut file = File::create(&part).map_err(wrong)?;
        make(&mut file)?;
        let mut facts = file.metadata().map_err(wrong)?;
        if same_bytes(&part, &path, facts.len()) {
            fs::remove_file(&part).map_err(wrong)?;
            facts = fs::metadata(&path).map_err(wrong)?;
            self.count(&self.unchanged);
        } else {
            make_parent(&path).and_then(|()| fs::rename(&part, &path)).map_err(wrong)?;
            self.count(&self.written);
        }
        self.note(name, Trace::of(&facts).map(|trace| Kept { made_of, trace, beside: None }));
        Ok(())
    }

    /// Opens a file that is not there yet; none, where one is.
    fn create(&self, name: &str, path: &Path) -> io::Result<Option<File>> {
        if self.before.contains_key(name) && path.exists() {
            return Ok(None);
        }
        // A page has a folder of its own, so that the folder is missing more often than not; where it can't be made, making the
        // file fails too, and says why.
        if name.ends_with("/index.html")
            && let Some(parent) = path.parent()
        {
            fs::create_dir(parent).ok();
        }
        for attempt in 0..2 {
            match File::create_new(path) {
                Ok(file) => return Ok(Some(file)),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(None),
                Err(error) if error.kind() == io::ErrorKind::NotFound && attempt == 0 => make_parent(path)?,
                Err(error) => return Err(error),
            }
        }
        Ok(None)
    }
}

fn make_parent(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)
}

fn has_bytes(path: &Path, bytes: &[u8]) -> io::Result<bool> {
    let length = u64::try_from(bytes.len()).ok();
    Ok(Some(fs::metadata(path)?.len()) == length && fs::read(path)? == bytes)
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
