use std::fs;
use std::path::Path;

use domain::validate::ErrorKind;

use super::{Unreadable, decode, list, walk};
use markup::Position;

fn site(files: &[&str]) -> tempfile::TempDir {
    let root = tempfile::tempdir().expect("a folder");
    for name in files {
        let path = root.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, "").expect("a file");
    }
    root
}

#[test]
fn files_are_listed_by_their_paths_without_ignored_ones() {
    let root =
        site(&["content/offers/quay.yaml", "content/offers/.swap", "content/offers/quay.yaml~", "content/README.md"]);
    let content = list(&root.path().join("content")).expect("a list");
    assert_eq!(content, ["README.md", "offers/quay.yaml"]);
    assert!(list(&root.path().join("themes")).expect("a list").is_empty());
}

#[test]
fn a_folder_named_like_a_file_is_told_and_not_entered() {
    let root = site(&["content/offers/quay.yaml/inner.yaml", "content/offers/pier.yaml"]);
    let content = walk(root.path(), "content");
    assert_eq!(content.files, ["offers/pier.yaml"]);
    assert_eq!(content.problems, [("offers/quay.yaml".to_owned(), ErrorKind::NotAFile { found: "a folder" })]);
}

#[cfg(unix)]
fn link(target: impl AsRef<Path>, root: &tempfile::TempDir, name: &str) {
    std::os::unix::fs::symlink(target, root.path().join(name)).expect("a link");
}

#[cfg(unix)]
#[test]
fn links_within_the_root_are_followed_and_others_are_told() {
    let outside = site(&["secret.yaml", "more/secret.yaml"]);
    let root = site(&["content/offers/quay.yaml", "shared/pier.yaml", ".matchmaker/store"]);
    link("../../shared/pier.yaml", &root, "content/offers/pier.yaml");
    link("../shared", &root, "content/shared");
    link(outside.path().join("secret.yaml"), &root, "content/offers/secret.yaml");
    link(outside.path().join("more"), &root, "content/more");
    link("../../.matchmaker/store", &root, "content/offers/store.yaml");
    link("gone.yaml", &root, "content/offers/lost.yaml");
    link("..", &root, "content/offers/loop");
    // Emacs locks a file with a link that leads nowhere.
    link("somebody@host.1234", &root, "content/offers/.#quay.yaml");
    let content = walk(root.path(), "content");
    assert_eq!(content.files, ["offers/pier.yaml", "offers/quay.yaml", "shared/pier.yaml"]);
    let codes: Vec<(&str, &str)> = content.problems.iter().map(|(name, kind)| (name.as_str(), kind.code())).collect();
    assert_eq!(
        codes,
        [
            ("more", "forbidden-target"),
            ("offers/loop", "unreadable"),
            ("offers/lost.yaml", "dangling-link"),
            ("offers/secret.yaml", "forbidden-target"),
            ("offers/store.yaml", "forbidden-target"),
        ]
    );
    link(outside.path(), &root, "themes");
    let themes = walk(root.path(), "themes");
    assert!(themes.files.is_empty());
    assert!(matches!(themes.problems.as_slice(), [(_, ErrorKind::ForbiddenTarget { .. })]), "{themes:?}");
}

#[test]
fn a_text_in_another_encoding_names_it_and_its_place() {
    let latin = decode(b"title: Quay\ntown: Bor\xe5s\n".to_vec());
    let kind = ErrorKind::Encoding { looks_like: "Latin-1 or Windows-1252" };
    assert_eq!(latin, Err(Unreadable { position: Position { line: 2, column: 10 }, kind }));
    let wide: Vec<u8> = "title: Quay".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = [&[0xff, 0xfe], wide.as_slice()].concat();
    for bytes in [wide, marked] {
        let kind = ErrorKind::Encoding { looks_like: "UTF-16" };
        assert_eq!(decode(bytes), Err(Unreadable { position: Position::START, kind }));
    }
    assert_eq!(decode("\u{feff}title: Bor\u{e5}s".into()), Ok("title: Bor\u{e5}s".to_owned()));
}
