//! A small site, and what people do to it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use generator::Options;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;

/// What somebody does to a site. Numbers choose a file, or a value.
#[derive(Debug, Clone)]
pub enum Edit {
    /// Another title for an offer or a case study.
    Title(usize, u8),
    /// Something else in one of the other fields of any file.
    Field(usize, usize),
    /// A file is copied under another name.
    Copy(usize),
    /// A file has another name.
    Rename(usize),
    /// A file goes.
    Delete(usize),
    /// An offer's title gets a translation.
    Translate(usize),
    /// A template, a message, a style or a script changes.
    Theme(usize, u8),
    /// A label of the vocabulary changes.
    Vocabulary(usize, u8),
    /// A setting changes.
    Settings(usize),
    /// Days go by.
    Days(i64),
    /// Somebody touches what was built, or deletes it.
    Output(usize, bool),
    /// A file is broken, a build fails, and it is mended.
    Break(usize),
}

/// Any of them, those of editors more often.
pub fn any_edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        4 => (any::<usize>(), any::<u8>()).prop_map(|(file, value)| Edit::Title(file, value)),
        6 => (any::<usize>(), any::<usize>()).prop_map(|(file, field)| Edit::Field(file, field)),
        2 => any::<usize>().prop_map(Edit::Copy),
        2 => any::<usize>().prop_map(Edit::Rename),
        2 => any::<usize>().prop_map(Edit::Delete),
        2 => any::<usize>().prop_map(Edit::Translate),
        2 => (any::<usize>(), any::<u8>()).prop_map(|(file, value)| Edit::Theme(file, value)),
        1 => (any::<usize>(), any::<u8>()).prop_map(|(file, value)| Edit::Vocabulary(file, value)),
        2 => any::<usize>().prop_map(Edit::Settings),
        1 => prop::sample::select(vec![1_i64, 20, 90, 400]).prop_map(Edit::Days),
        1 => (any::<usize>(), any::<bool>()).prop_map(|(file, delete)| Edit::Output(file, delete)),
        1 => any::<usize>().prop_map(Edit::Break),
    ]
}

/// Settings that take turns.
const SETTINGS: [(&str, &str); 9] = [
    ("offers_per_page = 4", "offers_per_page = 5"),
    ("languages = [\"en\"]", "languages = [\"en\", \"fr\"]"),
    ("answers_within_days = 5", "answers_within_days = 6"),
    ("name = \"Small Matchmaking\"", "name = \"Small Site\""),
    ("https://small.example.org", "https://small.example.org/below"),
    ("embeds = true", "embeds = false"),
    ("facets = [\"country\", \"theme\"]", "facets = [\"country\"]"),
    ("pictures = false", "pictures = true"),
    ("words = true", "words = false"),
];

/// Values that take turns, in files of all kinds.
const FIELDS: [(&str, &str); 10] = [
    ("by_rail: true", "by_rail: false"),
    ("minors: false", "minors: true"),
    ("kind: school", "kind: college"),
    ("sectors: [", "sectors: [\"0915\", "),
    ("themes: [", "themes: [mentoring, "),
    ("reciprocity: true", "reciprocity: false"),
    ("demo: true", "demo: false"),
    ("level: B1", "level: B2"),
    ("2027-", "2028-"),
    (" the ", " one "),
];

/// Files of the theme of which each does something else.
const THEME: [&str; 7] = [
    "templates/offer.html",
    "templates/row.html",
    "templates/components.html",
    "templates/base.html",
    "i18n/en.ftl",
    "css/10-tokens.css",
    "static/share.js",
];

/// A site in a folder of its own, beside what is built of it.
pub struct EditedSite {
    folder: tempfile::TempDir,
    today: Date,
    /// Names given by now.
    names: usize,
}

impl EditedSite {
    /// A few files of each kind of our own content.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let ours = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let root = folder.path().join("site");
        copy(&ours.join("themes/default"), &root.join("themes/default"), usize::MAX);
        let messages = root.join("themes/default/i18n");
        let french = fs::read_to_string(messages.join("en.ftl")).expect("messages").replace("Offers", "Offres");
        fs::write(messages.join("fr.ftl"), french).expect("messages");
        for (kind, most) in [("offers", 9), ("case-studies", 3), ("events", 2), ("pages", 3), ("monitoring", 3)] {
            copy(&ours.join("content").join(kind), &root.join("content").join(kind), most);
        }
        for kind in ["partners", "promoters", "vocabulary"] {
            copy(&ours.join("content").join(kind), &root.join("content").join(kind), usize::MAX);
        }
        let settings = "name = \"Small Matchmaking\"\nbase_url = \"https://small.example.org\"\nlanguages = [\"en\"]\n\
                        [secretariat]\norganisation = \"Example Network\"\nemail = \"secretariat@example.org\"\n\
                        answers_within_days = 5\n[catalogue]\noffers_per_page = 4\nembeds = true\n\
                        facets = [\"country\", \"theme\"]\n[search]\nwords = true\n[social]\npictures = false\n";
        fs::write(root.join("site.toml"), settings).expect("settings");
        let site = Self { folder, today: date(2026, 11, 23), names: 0 };
        for path in site.content(&["case-studies", "events", "pages"]) {
            // Links and references lead to files that are not here.
            let stays = |line: &&str| !line.contains("](/") && !line.starts_with("offer:");
            change(&path, |text| text.lines().filter(stays).map(|line| format!("{line}\n")).collect());
        }
        site
    }

    /// Where a folder lies that stands beside the site.
    pub fn beside(&self, out: &str) -> PathBuf {
        self.folder.path().join(out)
    }

    /// To build it into a folder beside it.
    pub fn options(&self, out: &str) -> Options {
        Options { root: self.beside("site"), out: self.beside(out), base_url: None, today: self.today }
    }

    /// Files that editors write, of some kinds.
    fn content(&self, kinds: &[&str]) -> Vec<PathBuf> {
        kinds.iter().flat_map(|kind| files(&self.beside("site/content").join(kind))).collect()
    }

    /// Changes a file of the site.
    pub fn change(&self, name: &str, with: impl FnOnce(&str) -> String) {
        change(&self.beside("site").join(name), with);
    }

    /// Does something to it; `broken` is called while a file is broken.
    pub fn apply(&mut self, edit: &Edit, broken: impl FnOnce(&Options)) {
        let editors = ["offers", "case-studies", "events", "pages", "partners", "promoters"];
        self.names += 1;
        let number = self.names;
        let renamed = |path: &Path, how: &str| {
            path.with_file_name(format!("{how}-{number}-{}", path.file_name().expect("a name").to_string_lossy()))
        };
        match edit {
            Edit::Title(file, value) => {
                let path = one(self.content(&["offers", "case-studies"]), *file);
                change(&path, |text| replace_line(text, "title:", &format!("title: \"A day like number {value}\"")));
            }
            Edit::Field(file, field) => {
                let (before, after) = FIELDS[field % FIELDS.len()];
                change(&one(self.content(&editors), *file), |text| swap(text, before, after));
            }
            Edit::Copy(file) => {
                let path = one(self.content(&["offers", "case-studies", "events"]), *file);
                fs::copy(&path, renamed(&path, "copy")).expect("a copy");
            }
            Edit::Rename(file) => {
                let path = one(self.content(&["offers", "case-studies"]), *file);
                fs::rename(&path, renamed(&path, "a")).expect("another name");
            }
            Edit::Delete(file) => {
                let all = self.content(&["offers", "case-studies", "events", "promoters"]);
                if all.len() > 3 {
                    fs::remove_file(one(all, *file)).expect("a file");
                }
            }
            Edit::Translate(file) => change(&one(self.content(&["offers"]), *file), translated),
            Edit::Theme(file, value) => {
                let name = THEME[file % THEME.len()];
                change(&self.beside("site/themes/default").join(name), |text| match name.rsplit_once('.') {
                    Some((_, "ftl")) => format!("{text}\nspare-message-{number} = Word {value}\n"),
                    Some((_, "html")) => text.replacen("</", &format!("<b>{value}</b></"), 1),
                    _ => format!("{text}/* {value} */\n"),
                });
            }
            Edit::Vocabulary(file, value) => {
                let name = ["activities", "sectors", "regions/ES", "countries", "themes"][file % 5];
                let path = self.beside("site/content/vocabulary").join(format!("{name}.yaml"));
                change(&path, |text| text.replacen("label: ", &format!("label: V{value} "), 1));
            }
            Edit::Settings(which) => {
                let (before, after) = SETTINGS[which % SETTINGS.len()];
                change(&self.beside("site/site.toml"), |text| swap(text, before, after));
            }
            Edit::Days(days) => self.today = self.today.saturating_add(days.days()),
            Edit::Output(file, delete) => {
                let built: Vec<_> = files(&self.beside("public")).into_iter().filter(|path| !is_hidden(path)).collect();
                let path = one(built, *file);
                if *delete { fs::remove_file(path) } else { fs::write(path, "by hand") }.expect("a file");
            }
            Edit::Break(file) => {
                let path = one(self.content(&editors), *file);
                let text = fs::read_to_string(&path).expect("a text");
                fs::write(&path, "---\ntitle: [\n").expect("a text");
                broken(&self.options("public"));
                fs::write(&path, text).expect("a text");
            }
        }
    }
}

/// What a folder has, but for what builds keep for themselves.
pub fn bytes(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let name = |path: &Path| path.strip_prefix(folder).expect("below").display().to_string();
    if !folder.exists() {
        return BTreeMap::new();
    }
    let retired = retired(folder);
    let files = files(folder).into_iter().filter(|path| !is_hidden(path) && !retired.contains(&name(path)));
    files.map(|path| (name(&path), fs::read(&path).expect("bytes"))).collect()
}

/// The files that stay for pages of the edition before: a folder that is built anew has none.
fn retired(folder: &Path) -> BTreeSet<String> {
    let manifest = fs::read(folder.join(".matchmaker-manifest.json")).unwrap_or_else(|_| b"{}".to_vec());
    let manifest: serde_json::Value = serde_json::from_slice(&manifest).expect("a manifest");
    let retired = manifest["retired"].as_array().cloned().unwrap_or_default();
    retired.iter().filter_map(|name| name.as_str().map(str::to_owned)).collect()
}

fn copy(from: &Path, to: &Path, most: usize) {
    fs::create_dir_all(to).expect("a folder");
    for path in files(from).into_iter().take(most) {
        let to = to.join(path.strip_prefix(from).expect("below"));
        fs::create_dir_all(to.parent().expect("a folder")).expect("a folder");
        fs::copy(&path, &to).expect("a copy");
    }
}

/// All files below a folder, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path).collect()
}

fn is_hidden(path: &Path) -> bool {
    path.iter().any(|name| name.to_string_lossy().starts_with(".matchmaker"))
}

fn one(all: Vec<PathBuf>, number: usize) -> PathBuf {
    let position = number % all.len();
    all.into_iter().nth(position).expect("a file")
}

fn change(path: &Path, change: impl FnOnce(&str) -> String) {
    let text = fs::read_to_string(path).expect("a text");
    fs::write(path, change(&text)).expect("a text");
}

/// The first of one, or of the other, is exchanged.
fn swap(text: &str, one: &str, other: &str) -> String {
    if text.contains(other) { text.replacen(other, one, 1) } else { text.replacen(one, other, 1) }
}

/// The first line that begins so is another.
fn replace_line(text: &str, beginning: &str, line: &str) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    if let Some(old) = lines.iter_mut().find(|old| old.starts_with(beginning)) {
        *old = line;
    }
    lines.join("\n") + "\n"
}

/// An offer whose title has a second language.
fn translated(text: &str) -> String {
    match text.lines().find_map(|line| line.strip_prefix("title: ")) {
        Some(title) if !title.starts_with('{') => {
            let title = title.trim_matches('"').replace('"', "'");
            replace_line(text, "title:", &format!("title: {{en: \"{title}\", fr: \"En français\"}}"))
        }
        _ => text.to_owned(),
    }
}
