//! Files and folders for their owner only: those with personal data, and secrets.

use std::io;
use std::path::Path;

/// Rights of everybody but the owner.
#[cfg(unix)]
const OTHERS: u32 = 0o077;

/// Creates a folder and those above it, each for its owner only; one that is there stays as it is.
///
/// # Errors
/// If the system does not allow it.
pub fn create_folder(folder: &Path) -> io::Result<()> {
    let mut folders = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut folders, 0o700);
    folders.recursive(true).create(folder)
}

/// Takes a file away from everybody but its owner, and says so. What can't be changed is logged with what to do.
pub fn restrict_to_owner(file: &Path) {
    #[cfg(unix)]
    remove_permissions(file, OTHERS);
    #[cfg(not(unix))]
    let _ = file;
}

/// Takes a folder away from everybody but its owner and its group, and says so.
#[cfg(all(unix, feature = "sqlite"))]
pub fn restrict_to_owner_and_group(folder: &Path) {
    remove_permissions(folder, 0o007);
}

#[cfg(unix)]
fn remove_permissions(path: &Path, rights: u32) {
    use std::fs::Permissions;
    use std::os::unix::fs::PermissionsExt;

    // What is not there yet is made with the right mode.
    let Ok(found) = path.metadata() else { return };
    let mode = found.permissions().mode() & 0o7777;
    if mode & rights == 0 {
        return;
    }
    let tight = mode & !rights;
    let name = path.display();
    match std::fs::set_permissions(path, Permissions::from_mode(tight)) {
        Ok(()) => tracing::warn!(
            "{name} had mode {mode:04o}, so others on this machine could get at personal data or secrets; it has \
             {tight:04o} now"
        ),
        Err(error) => tracing::warn!(
            "{name} has mode {mode:04o}, so others on this machine can get at personal data or secrets, and this \
             user can't change it ({error}); as its owner, run `chmod {tight:04o} {name}`"
        ),
    }
}

#[cfg(all(test, unix, feature = "sqlite"))]
mod tests {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::PermissionsExt;

    use super::{create_folder, restrict_to_owner, restrict_to_owner_and_group};

    #[test]
    fn rights_of_others_are_taken_away_and_all_else_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("file");
        fs::write(&path, "a secret").expect("a file");
        let after = |before: u32, change: fn(&std::path::Path)| {
            fs::set_permissions(&path, Permissions::from_mode(before)).expect("rights");
            change(&path);
            fs::metadata(&path).expect("a file").permissions().mode() & 0o7777
        };
        for (before, expected) in [(0o644, 0o600), (0o666, 0o600), (0o640, 0o600), (0o600, 0o600), (0o400, 0o400)] {
            assert_eq!(after(before, restrict_to_owner), expected, "{before:o}");
        }
        assert_eq!(after(0o1737, restrict_to_owner_and_group), 0o1730);
        restrict_to_owner(&folder.path().join("missing"));

        create_folder(&folder.path().join("a/b")).expect("folders");
        for made in ["a", "a/b"] {
            let mode = fs::metadata(folder.path().join(made)).expect("a folder").permissions().mode();
            assert_eq!(mode & 0o777, 0o700, "{made}");
        }
    }
}
