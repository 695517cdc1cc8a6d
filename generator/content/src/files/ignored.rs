//! Files that other programs leave in a folder: system files, backups, temporary files, leftovers of merges and of
//! synchronisation. They are no content, whatever their names end with.

use std::borrow::Cow;

/// Names of files and folders that systems create.
const NAMES: [&str; 14] = [
    "thumbs.db",
    "ehthumbs.db",
    "ehthumbs_vista.db",
    "desktop.ini",
    "icon\r",
    "$recycle.bin",
    "#recycle",
    "@eadir",
    "lost+found",
    "system volume information",
    "__macosx",
    "__pycache__",
    // Vim writes and removes this file to find out whether it may write.
    "4913",
    "nohup.out",
];

/// Endings of backups and temporary files.
const ENDINGS: [&str; 17] = [
    "~",
    ".bak",
    ".backup",
    ".orig",
    ".rej",
    ".swp",
    ".swo",
    ".swn",
    ".swx",
    ".tmp",
    ".temp",
    ".part",
    ".partial",
    ".crdownload",
    ".icloud",
    "___jb_tmp___",
    "___jb_old___",
];

/// Parts of the names that synchronisation gives to a copy that conflicts with another.
const CONFLICTS: [&str; 4] = [".sync-conflict-", "conflicted copy", "_conflict-", "~syncthing~"];

/// What Git's `mergetool` puts between a file's name and a number, for the versions that it compares.
const MERGED: [&str; 4] = ["_backup_", "_base_", "_local_", "_remote_"];

/// What programs put before or behind the name of a copy, in the languages of our editors. A number may follow.
const COPIES: [&str; 9] =
    ["copy", "copy of", "kopie", "kopie von", "copie", "copia", "copia de", "c\u{f2}pia", "kopia"];

/// The name of a file, without its ending, whose copy has this name: `x (1)`, `x - Copy (2)`, `Copy of x`, `x copy 2`.
pub fn original_of_copy(stem: &str) -> Option<&str> {
    let numbered = |stem: &'_ str| -> Option<usize> {
        let before = stem.strip_suffix(')')?.trim_end_matches(|c: char| c.is_ascii_digit());
        let before = before.strip_suffix('(').filter(|_| !stem.ends_with("()"))?;
        Some(before.trim_end().len())
    };
    let is_copy = |word: &str| COPIES.iter().any(|copy| word.eq_ignore_ascii_case(copy));
    let bare = numbered(stem).map_or(stem, |end| &stem[..end]);
    let without_number = bare.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
    let original = [bare, without_number].into_iter().find_map(|bare| {
        let (before, word) = bare.rsplit_once([' ', '-', '_'])?;
        is_copy(word).then(|| before.trim_end_matches([' ', '-', '_', '\u{2013}']))
    });
    let of = || {
        COPIES.iter().find_map(|copy| {
            let start = bare.get(..copy.len()).filter(|start| start.eq_ignore_ascii_case(copy))?;
            bare[start.len()..].strip_prefix(' ').filter(|_| copy.contains(' '))
        })
    };
    original.or_else(of).or((bare.len() < stem.len()).then_some(bare)).filter(|original| !original.is_empty())
}

/// Whether a name is that of a version of a file that `mergetool` compares with others, such as `quay_LOCAL_123.yaml`.
fn is_merged(lower: &str) -> bool {
    MERGED.iter().any(|mark| {
        let number = lower.split_once(mark).map_or("", |(_, behind)| behind.split('.').next().unwrap_or_default());
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// Whether a file or folder of this name is passed over. Loading, watching and checking all ask here.
pub fn is_ignored(name: &str) -> bool {
    // Nearly all names are in lower case already.
    let is_lower = name.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    let lower = if is_lower { Cow::Borrowed(name) } else { Cow::Owned(name.to_lowercase()) };
    let lower = &*lower;
    // Hidden files, among them `.DS_Store`, `._x`, `.#x.yaml` and `.~lock.x#`.
    name.starts_with('.')
        || lower.starts_with("~$")
        || (lower.starts_with('#') && lower.ends_with('#') && lower.len() > 1)
        || NAMES.contains(&lower)
        || ENDINGS.iter().any(|ending| lower.ends_with(ending))
        || is_merged(lower)
        || CONFLICTS.iter().any(|part| lower.contains(part))
}

#[cfg(test)]
mod tests {
    use super::{is_ignored, original_of_copy};

    #[test]
    fn a_copy_is_known_by_its_name() {
        for copy in [
            "quay (1)",
            "quay - Copy",
            "quay - Copy (2)",
            "quay copy",
            "quay copy 2",
            "quay Kopie",
            "quay \u{2013} Kopie",
            "quay - Copia",
            "quay (12)",
            "Copy of quay",
            "Kopie von quay",
            "quay_copy",
        ] {
            assert_eq!(original_of_copy(copy), Some("quay"), "{copy}");
        }
        for other in ["quay", "Quay", "my quay", "quay 2", "hard copy shop", "quay (old)", "()"] {
            assert_eq!(original_of_copy(other), None, "{other}");
        }
    }

    #[test]
    fn leftovers_of_other_programs_are_ignored_and_content_is_not() {
        for name in [
            ".DS_Store",
            "._quay.yaml",
            ".quay.yaml.swp",
            ".#quay.yaml",
            ".~lock.quay.docx#",
            ".syncthing.quay.yaml.tmp",
            ".quay.yaml.icloud",
            "Thumbs.db",
            "Desktop.ini",
            "#quay.yaml#",
            "quay.yaml~",
            "quay.yaml.orig",
            "quay.yaml.BAK",
            "quay.yaml.rej",
            "quay.yaml.swp",
            "~$plan.docx",
            "~WRL0003.tmp",
            "quay.yaml___jb_tmp___",
            "quay.yaml___jb_old___",
            "quay.sync-conflict-20261130-101500-ABCDEFG.yaml",
            "quay (conflicted copy 2026-11-30).yaml",
            "quay (A colleague's conflicted copy 2026-11-30).yaml",
            "quay_conflict-20261130-101500.yaml",
            "quay_BACKUP_123.md",
            "quay_BASE_123.md",
            "quay_LOCAL_4567.yaml",
            "quay_REMOTE_4567.yaml",
        ] {
            assert!(is_ignored(name), "{name}");
        }
        for name in [
            "quay.yaml",
            "README.md",
            "a_local_b.md",
            "quay (1).yaml",
            "quay - Copy.md",
            "conflict-resolution.yaml",
            "temp.yaml",
            "backup.md",
            "notes.txt",
            "#1.yaml",
        ] {
            assert!(!is_ignored(name), "{name}");
        }
    }
}
