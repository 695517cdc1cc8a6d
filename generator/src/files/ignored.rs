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
        || CONFLICTS.iter().any(|part| lower.contains(part))
}

#[cfg(test)]
mod tests {
    use super::is_ignored;

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
        ] {
            assert!(is_ignored(name), "{name}");
        }
        for name in
            ["quay.yaml", "README.md", "conflict-resolution.yaml", "temp.yaml", "backup.md", "notes.txt", "#1.yaml"]
        {
            assert!(!is_ignored(name), "{name}");
        }
    }
}
