//! Where the secret of references is kept: in the environment, or in a file beside the store, which its first process makes.
//!
//! Every process that puts into one store must have the same one: else the same request that is sent twice would have two
//! references. A store keeps its references when the secret changes; only what is sent again after that is taken for new.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use domain::case::ReferenceKey;

use crate::file_mode;
use crate::secret::secret;

/// The environment variable, or the credential, that holds the secret.
pub const VARIABLE: &str = "MATCHMAKER_REFERENCE_KEY";

/// Bytes of a secret that nobody guesses.
const MIN_BYTES: usize = 32;

/// A secret that can't be used.
#[derive(Debug, thiserror::Error)]
pub enum ReferenceKeyError {
    #[error("{VARIABLE} must have at least {MIN_BYTES} bytes; `openssl rand -hex 32` makes a good one")]
    Short,
    #[error(
        "{VARIABLE} is not set; it must be the same in every process of one store, and `openssl rand -hex 32` makes a good one"
    )]
    Missing,
    #[error("{}: the secret of references can't be read or made: {source}", .path.display())]
    File { path: PathBuf, source: io::Error },
    #[error("{}: is no secret of references: it has less than {MIN_BYTES} bytes; put back the right file, or remove it to get a new one", .0.display())]
    Damaged(PathBuf),
}

/// The secret of the environment or of a credential, if there is one.
///
/// # Errors
/// If it is too short.
pub fn from_environment() -> Result<Option<ReferenceKey>, ReferenceKeyError> {
    match secret(VARIABLE) {
        Some(secret) if secret.len() < MIN_BYTES => Err(ReferenceKeyError::Short),
        given => Ok(given.map(ReferenceKey::new)),
    }
}

/// The secret in a file, which is made if it is not there; of several processes that make it at once, one wins.
///
/// # Errors
/// If the file can't be read or made, or holds no secret.
pub fn in_file(path: &Path) -> Result<ReferenceKey, ReferenceKeyError> {
    let failed = |source| ReferenceKeyError::File { path: path.to_owned(), source };
    file_mode::restrict_to_owner(path);
    let secret = match fs::read(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            make(path).map_err(failed)?;
            fs::read(path).map_err(failed)?
        }
        read => read.map_err(failed)?,
    };
    let secret = secret.trim_ascii();
    if secret.len() < MIN_BYTES {
        return Err(ReferenceKeyError::Damaged(path.to_owned()));
    }
    Ok(ReferenceKey::new(secret))
}

/// Makes a file with a new secret, whole or not at all; leaves one that is there meanwhile.
fn make(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    file_mode::create_folder(folder)?;
    let random: [u8; 32] = rand::random();
    let secret: String = random.iter().map(|byte| format!("{byte:02x}")).collect();
    let draft = folder.join(format!(".reference-key-{:016x}", rand::random::<u64>()));
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(&draft).and_then(|mut file| {
        file.write_all(secret.as_bytes())?;
        file.sync_all()
    });
    // A link fails where there is a file already: whoever comes second takes the first one's.
    let linked = written.and_then(|()| match fs::hard_link(&draft, path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        linked => linked,
    });
    fs::remove_file(&draft).ok();
    linked?;
    #[cfg(unix)]
    File::open(folder)?.sync_all()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::Barrier;
    use std::thread;

    use tempfile::TempDir;

    use super::{ReferenceKeyError, in_file};

    #[test]
    fn of_many_processes_that_begin_at_once_all_have_one_secret() {
        let folder = TempDir::new().expect("a folder");
        let path = folder.path().join("new/requests.sqlite-key");
        let start = Barrier::new(8);
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    start.wait();
                    in_file(&path).expect("a secret");
                });
            }
        });
        let secret = fs::read_to_string(&path).expect("a file");
        assert_eq!(secret.len(), 64);
        in_file(&path).expect("a secret");
        assert_eq!(fs::read_to_string(&path).expect("a file"), secret, "it stays");
        assert_eq!(fs::read_dir(folder.path().join("new")).expect("a folder").count(), 1, "nothing else is left");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(&path).expect("a file").permissions().mode() & 0o777, 0o600);
        }
    }

    #[test]
    fn a_file_that_is_cut_off_is_refused() {
        let folder = TempDir::new().expect("a folder");
        let path = folder.path().join("key");
        fs::write(&path, "short").expect("a file");
        assert!(matches!(in_file(&path), Err(ReferenceKeyError::Damaged(_))));
    }
}
