//! A folder into which the public side puts what was sent, and out of which the desk's side takes it into its store.
//!
//! On one machine, two Unix users share nothing else: the public process may make files in the folder and do nothing more there
//! (mode 1730: no listing), the desk's user owns it. A name is random, so whoever takes over the public process can neither find
//! nor read what others sent before.
//!
//! | file | what | who removes it |
//! |---|---|---|
//! | `part-<random>` | a request that is being written; never acknowledged | the desk's side, a day later |
//! | `request-<random>.json` | a request that was acknowledged | the desk's side, once its store has it |
//! | `spent-<digest>` | a used proof of work, with the second at which it would be refused anyway | the desk's side, after that second |
//! | `unreadable-<random>` | what the desk's side could not read | a person; else the desk's side, once a new request would be erased |

mod collect;
mod files;
mod sink;

pub use collect::{CollectedFiles, UnreadableFile, collect, unreadable_files};
pub use sink::DropFolder;

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;

    use jiff::{SignedDuration, Timestamp};
    use tempfile::TempDir;

    use super::{CollectedFiles, DropFolder, collect, unreadable_files};
    use crate::sqlite::SqliteStore;
    use crate::{InsertOutcome, SubmissionSink};

    #[tokio::test]
    async fn a_proof_is_spent_once_and_forgotten_when_it_is_over() {
        let folder = TempDir::new().expect("a folder");
        let store = SqliteStore::open(&folder.path().join("store/requests.sqlite")).expect("a store");
        let drop = folder.path().join("drop");
        fs::create_dir(&drop).expect("a folder");
        let public = DropFolder::open(&drop).expect("a folder to put into");
        let now = Timestamp::from_second(1_000).expect("a moment");
        let until = now + SignedDuration::from_secs(60);
        assert_eq!(public.spend("a-proof", until, now).await.expect("an answer"), InsertOutcome::Inserted);
        assert_eq!(public.spend("a-proof", until, now).await.expect("an answer"), InsertOutcome::AlreadyExists);
        assert_eq!(public.spend("another", until, now).await.expect("an answer"), InsertOutcome::Inserted);
        for (at, left) in [(now, 2), (until, 0)] {
            assert_eq!(collect(&drop, &store, at).await.expect("a look"), CollectedFiles::default());
            assert_eq!(fs::read_dir(&drop).expect("a folder").count(), left);
        }
    }

    #[tokio::test]
    async fn what_is_no_request_is_put_aside_and_holds_nothing_up() {
        let folder = TempDir::new().expect("a folder");
        let store = SqliteStore::open(&folder.path().join("store/requests.sqlite")).expect("a store");
        let drop = folder.path().join("drop");
        fs::create_dir(&drop).expect("a folder");
        fs::write(folder.path().join("secret"), "nobody's business").expect("a file");
        fs::write(drop.join("request-cut.json"), "{\"version\": 1, \"submis").expect("a file");
        fs::write(drop.join("request-large.json"), vec![b' '; 2 * 1024 * 1024]).expect("a file");
        fs::write(drop.join("part-just-begun"), "{").expect("a file");
        fs::create_dir(drop.join("request-folder.json")).expect("a folder");
        symlink("../secret", drop.join("request-link.json")).expect("a link");
        let taken = collect(&drop, &store, Timestamp::UNIX_EPOCH).await.expect("a look");
        assert_eq!(taken, CollectedFiles { requests: 0, unreadable: 4 });
        let again = collect(&drop, &store, Timestamp::UNIX_EPOCH).await.expect("a look");
        assert_eq!(again, CollectedFiles::default());
        assert!(drop.join("part-just-begun").exists(), "somebody may still be writing it");

        fs::write(drop.join("request-just-come.json"), "{").expect("a file");
        let now = Timestamp::now();
        let aside = unreadable_files(&drop, now).expect("a list");
        assert!(
            aside.len() == 4 && aside.iter().all(|file| now.duration_since(file.since).as_secs() < 60),
            "{aside:?}"
        );
        for file in aside {
            file.erase().expect("it goes, whatever it is");
        }
        let left: Vec<_> =
            fs::read_dir(&drop).expect("a folder").map(|file| file.expect("a file").file_name()).collect();
        assert!(left.len() == 2 && unreadable_files(&drop, now).expect("a list").is_empty(), "{left:?}");
        let later = now + SignedDuration::from_mins(2);
        assert_eq!(unreadable_files(&drop, later).expect("a list").len(), 1, "nobody could open it meanwhile");
        assert_eq!(fs::read_to_string(folder.path().join("secret")).expect("a file"), "nobody's business");
    }

    #[test]
    fn a_folder_that_takes_nothing_is_told_at_the_start() {
        let folder = TempDir::new().expect("a folder");
        let missing = folder.path().join("missing");
        let error = DropFolder::open(&missing).expect_err("no folder");
        assert!(error.to_string().contains("nothing can be put into it"), "{error}");
    }
}
