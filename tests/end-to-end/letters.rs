//! The templates of messages that an operator may write: checked like all content, and never on the site.

use tests::TestSite;

#[test]
fn a_mistake_in_a_template_is_told_with_its_place() {
    let site = TestSite::small()
        .with("content/letters/question.fr.txt", "Subject: Une question\n\nBonjour {group_nam},\n\n{question}\n")
        .with("content/letters/declin.de.txt", "Subject: x\n\ny\n")
        .with("content/letters/decline.xx.txt", "Subject: x\n\ny\n")
        .with("content/letters/accepted.en.txt", "Welcome\n");
    let checked = site.run(&["check"]);
    assert_eq!(checked.status, 1);
    for told in [
        "content/letters/question.fr.txt:3:9: error: such a letter has no blank `{group_nam}`; did you mean \"group_name\"?",
        "  write {group_name}; content/README.md lists the blanks of each letter",
        "content/letters/declin.de.txt:1:1: error: \"declin.de.txt\" is not the name of a letter; did you mean \"decline.de.txt\"?",
        "content/letters/decline.xx.txt:1:1: error: \"xx\" is not a language code",
        "content/letters/accepted.en.txt:1:1: error: `Subject:` is missing",
    ] {
        assert!(checked.stderr.contains(told), "{told} in {}", checked.stderr);
    }
}

#[test]
fn a_template_is_used_by_the_desk_and_not_published() {
    let site =
        TestSite::small().with("content/letters/decline.en.txt", "Subject: Marked words\n\nDear {group_name},\n");
    let built = site.run(&["build"]);
    assert_eq!(built.status, 0, "{}", built.stderr);
    let public = walk(&site.path("public"));
    assert!(!public.is_empty());
    for file in public {
        let bytes = std::fs::read(&file).expect("a file");
        assert!(!bytes.windows(12).any(|words| words == b"Marked words"), "{}", file.display());
    }
}

fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path());
    entries.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}
