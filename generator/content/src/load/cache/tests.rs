//! Whatever is done to a site's files: reading them with a memory gives what reading them anew gives.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use jiff::civil::date;
use proptest::prelude::*;
use proptest::sample::Index;

use super::ReadCache;
use crate::cache::Cache;
use crate::files;
use crate::inputs::SourceFiles;
use crate::load::load;
use crate::schemas;

/// Files of a site, each with texts that it may hold; the first is right.
fn sources() -> Vec<(String, Vec<String>)> {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    let text = |path: &str| fs::read_to_string(root.join(path)).expect("a file of the site");
    let all = |folder: &str, most: usize| -> Vec<String> {
        let names = files::list(&root.join(folder)).expect("a folder of the site");
        names.into_iter().take(most).map(|name| format!("{folder}/{name}")).collect()
    };
    let folders = [("offers", 5), ("events", 2), ("pages", 2), ("partners", 2), ("promoters", 1), ("monitoring", 3)];
    let mut files: Vec<(String, Vec<String>)> = folders
        .iter()
        .flat_map(|(folder, most)| all(&format!("content/{folder}"), *most))
        .chain(
            ["content/vocabulary/themes.yaml", "content/vocabulary/languages.yaml", "content/README.md"]
                .map(str::to_owned),
        )
        .chain(all("content/schemas", 2))
        .map(|path| {
            let text = text(&path);
            (path, vec![text])
        })
        .collect();
    let settings = text("site.toml");
    let below = settings.replace("matchmaking.example.org\"", "example.org/matchmaking\"");
    let catalan = settings.replace("languages = [\"en\"]", "languages = [\"ca\", \"en\"]");
    files.push(("site.toml".to_owned(), vec![settings, below, catalan, "name = ".to_owned()]));
    for path in all("content/case-studies", 2) {
        let story = text(&path);
        let draft = story.replacen("---\n", "---\ndraft: true\n", 1);
        let pictured = format!("{story}\n![A quay](quay.svg)\n\n[Offers](/en/offers/)\n");
        files.push((path, vec![story, draft, pictured]));
    }
    let drawing = |width: u8| format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} 9\"/>");
    files.push(("content/images/quay.svg".to_owned(), vec![drawing(5), drawing(7)]));
    files.push((
        "content/letters/introduction.en.txt".to_owned(),
        vec!["Subject: {".to_owned(), "Subject: a\n\nb".to_owned()],
    ));
    files.push(("content/offers/notes.txt".to_owned(), vec!["no offer".to_owned()]));
    files.push(("content/lost.yaml".to_owned(), vec!["title: Lost".to_owned()]));
    files
}

/// What somebody does to a file.
#[derive(Debug, Clone)]
enum How {
    /// Writes one of its texts.
    Write(Index),
    /// Changes one letter: its length stays.
    Letter(Index),
    /// The same, and sets the time of the change back.
    Unnoticed(Index),
    /// Writes what is no text at all.
    Break,
    /// Deletes it.
    Delete,
    /// Gives it and another file each other's names.
    Swap(Index),
    /// Gives it another name.
    Rename,
    /// Lets some time pass.
    Wait,
}

fn edits() -> impl Strategy<Value = Vec<Vec<(Index, How)>>> {
    let how = prop_oneof![
        4 => any::<Index>().prop_map(How::Write),
        3 => any::<Index>().prop_map(How::Letter),
        2 => any::<Index>().prop_map(How::Unnoticed),
        1 => Just(How::Break),
        2 => Just(How::Delete),
        2 => any::<Index>().prop_map(How::Swap),
        1 => Just(How::Rename),
        2 => Just(How::Wait),
    ];
    prop::collection::vec(prop::collection::vec((any::<Index>(), how), 0..4), 1..8)
}

fn settle() {
    std::thread::sleep(Duration::from_millis(60));
}

fn edit(root: &Path, sources: &[(String, Vec<String>)], file: Index, how: &How) {
    let (name, texts) = file.get(sources);
    let path = root.join(name);
    let with_letter = |place: &Index| {
        let Ok(mut bytes) = fs::read(&path) else { return };
        if let Some(byte) = bytes.get_mut(place.index(texts[0].len())).filter(|byte| byte.is_ascii()) {
            *byte = b'x';
        }
        fs::write(&path, bytes).expect("a file");
    };
    match how {
        How::Write(text) => fs::write(&path, text.get(texts)).expect("a file"),
        How::Letter(place) => with_letter(place),
        How::Unnoticed(place) => {
            let before = fs::metadata(&path).and_then(|facts| facts.modified());
            with_letter(place);
            let before = before.unwrap_or_else(|_| SystemTime::now() - Duration::from_secs(100));
            if let Ok(file) = File::options().append(true).open(&path) {
                file.set_modified(before).expect("a time");
            }
        }
        How::Break => fs::write(&path, b"\xff").expect("a file"),
        How::Delete => drop(fs::remove_file(&path)),
        How::Swap(other) => {
            let (other, aside) = (root.join(&other.get(sources).0), root.join("aside"));
            if path != other && path.exists() && other.exists() {
                let moves = [(&path, &aside), (&other, &path), (&aside, &other)];
                moves.iter().for_each(|(from, to)| fs::rename(from, to).expect("a name"));
            }
        }
        How::Rename => drop(fs::rename(
            &path,
            path.with_file_name(format!("renamed-{}", name.rsplit('/').next().unwrap_or_default())),
        )),
        How::Wait => settle(),
    }
}

/// All that was read and all that is wrong with it, as a text; or why it can't be read.
fn read(root: &Path, mut memory: Option<&mut ReadCache>) -> Result<String, String> {
    let loaded =
        load(root, &SourceFiles::find(root), None, date(2026, 11, 23), &Cache::read_only(root), memory.as_deref_mut());
    let stale = loaded.site.as_ref().map(|site| {
        schemas::stale(root, site, memory.map(|memory| &mut memory.schemas)).map_err(|error| error.to_string())
    });
    let stale = stale.transpose()?;
    let site = loaded.site.as_ref().map(|site| {
        let entries = (&site.offers, &site.case_studies, &site.pages, &site.events, &site.promoters, &site.partners);
        let others = (&site.settings, &site.monitoring, &site.notes, &site.pictures, site.codes);
        let vocabulary = serde_json::to_string(&*site.vocabulary).expect("JSON");
        format!("{entries:#?}\n{others:#?}\n{vocabulary}")
    });
    Ok(format!("{:#?}\n{:#?}\n{stale:#?}\n{}", loaded.problems, loaded.unread, site.unwrap_or_default()))
}

fn new_site(root: &Path, sources: &[(String, Vec<String>)]) {
    let whole = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../content/vocabulary"));
    let write = |name: &str, text: &[u8]| {
        let path: PathBuf = root.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    };
    for name in files::list(whole).expect("the vocabularies") {
        write(&format!("content/vocabulary/{name}"), &fs::read(whole.join(&name)).expect("a vocabulary"));
    }
    for (name, texts) in sources {
        write(name, texts[0].as_bytes());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 40, ..ProptestConfig::default() })]

    #[test]
    fn reading_with_a_memory_gives_what_reading_anew_gives(rounds in edits()) {
        let (folder, sources) = (tempfile::tempdir().expect("a folder"), sources());
        new_site(folder.path(), &sources);
        settle();
        let mut memory = ReadCache::default();
        read(folder.path(), Some(&mut memory)).ok();
        for round in rounds {
            for (file, how) in &round {
                edit(folder.path(), &sources, *file, how);
            }
            let (with, anew) = (read(folder.path(), Some(&mut memory)), read(folder.path(), None));
            prop_assert!(with == anew, "after {round:?}:\n{with:?}\nanew:\n{anew:?}");
        }
    }
}

#[test]
fn what_is_the_same_on_disk_is_not_read_again() {
    let (folder, sources) = (tempfile::tempdir().expect("a folder"), sources());
    new_site(folder.path(), &sources);
    settle();
    let mut memory = ReadCache::default();
    let offers = |memory: &mut ReadCache| {
        let loaded = load(
            folder.path(),
            &SourceFiles::find(folder.path()),
            None,
            date(2026, 11, 23),
            &Cache::read_only(folder.path()),
            Some(memory),
        );
        loaded.site.expect("a site").offers
    };
    let (before, same) = (offers(&mut memory), offers(&mut memory));
    assert!(before.len() == 5 && before.iter().zip(&same).all(|(before, same)| std::sync::Arc::ptr_eq(before, same)));

    let path = folder.path().join(&same[0].path);
    fs::write(&path, fs::read_to_string(&path).expect("an offer") + "\n").expect("an offer");
    let after = offers(&mut memory);
    let kept = |entry| after.iter().any(|other| std::sync::Arc::ptr_eq(entry, other));
    assert_eq!(same.iter().map(kept).collect::<Vec<_>>(), [false, true, true, true, true]);
}
