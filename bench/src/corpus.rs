//! A site on the disk: what is copied, and what is made up.

use std::fs;
use std::path::{Path, PathBuf};

use crate::files::{CorpusError, copy, put, repository};
use crate::peers::Peers;
use crate::vocabulary::Vocabulary;
use crate::words::Tongues;
use crate::{offer, story};

/// What was asked for.
pub struct Order {
    /// Offers; a case study for every twenty of them.
    pub offers: usize,
    /// Languages of the site.
    pub languages: Vec<String>,
    /// Whether it is dressed in the theme for measuring, which others equal, instead of the default one.
    pub light: bool,
    /// Whether to write the same for other generators, below `peers/`.
    pub peers: bool,
    /// Where to.
    pub folder: PathBuf,
}

/// What was written.
pub struct Written {
    pub offers: usize,
    pub case_studies: usize,
}

/// Writes a corpus.
pub fn write(order: &Order) -> Result<Written, CorpusError> {
    let folder = &order.folder;
    if fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(CorpusError::NotEmpty(folder.clone()));
    }
    for part in ["content/vocabulary", "themes"] {
        copy(&repository().join(part), &folder.join(part))?;
    }
    let vocabulary = Vocabulary::read(&folder.join("content/vocabulary"))?;
    let theme = if order.light { "measured" } else { "default" };
    if order.light {
        dress(folder)?;
    }
    speak(folder, theme, &order.languages)?;
    put(&folder.join("site.toml"), &settings(order))?;
    let peers = order.peers.then(|| Peers::write(folder, &vocabulary)).transpose()?;
    let tongues = Tongues::new(&order.languages);
    for number in 0..order.offers {
        let (slug, offer) = (offer::slug(number), offer::make(number, &vocabulary, &tongues));
        put(&folder.join(format!("content/offers/{slug}.yaml")), &offer.text)?;
        peers.as_ref().map(|peers| peers.offer(&slug, &offer)).transpose()?;
    }
    let case_studies = case_studies(order.offers);
    for number in 0..case_studies {
        let (slug, story) = (story::slug(number), story::make(number, &vocabulary, &tongues));
        put(&folder.join(format!("content/case-studies/{slug}.md")), &story.text)?;
        peers.as_ref().map(|peers| peers.story(&slug, &story)).transpose()?;
    }
    Ok(Written { offers: order.offers, case_studies })
}

/// How many case studies there are beside so many offers.
pub fn case_studies(offers: usize) -> usize {
    offers / 20
}

/// Templates that a theme for measuring has from the default one: the function finds its places in them.
const FORMS: [&str; 8] = [
    "components.html",
    "find-a-host.html",
    "form-parts.html",
    "form.html",
    "join.html",
    "not-accepted.html",
    "offer-to-host.html",
    "thank-you.html",
];

/// A theme of few bytes a page: what it does not bring is the default theme's.
fn dress(folder: &Path) -> Result<(), CorpusError> {
    let (from, to) = (folder.join("themes/default"), folder.join("themes/measured"));
    for part in ["fonts", "i18n", "map", "static"] {
        copy(&from.join(part), &to.join(part))?;
    }
    for name in FORMS {
        let from = from.join("templates").join(name);
        let text = fs::read_to_string(&from).map_err(CorpusError::at(&from))?;
        put(&to.join("templates").join(name), &text)?;
    }
    copy(&repository().join("bench/peers/theme"), &to)
}

/// Gives a theme the words of all languages, where it has none: the English ones, so that only content is translated.
fn speak(folder: &Path, theme: &str, languages: &[String]) -> Result<(), CorpusError> {
    let words = folder.join("themes").join(theme).join("i18n");
    for language in languages {
        let path = words.join(format!("{language}.ftl"));
        if !path.exists() {
            fs::copy(words.join("en.ftl"), &path).map_err(CorpusError::at(&path))?;
        }
    }
    Ok(())
}

/// Offers on a page of a list, where several generators make it.
const PER_PAGE: usize = 100;

fn settings(order: &Order) -> String {
    let languages = order.languages.iter().map(|language| format!("\"{language}\"")).collect::<Vec<_>>().join(", ");
    let mut settings = format!(
        r#"name = "Measured Matchmaking"
base_url = "https://matchmaking.example.org"
languages = [{languages}]

[secretariat]
organisation = "Example Network"
email = "secretariat@example.org"
answers_within_days = 5
"#
    );
    if order.light {
        settings.push_str(&format!(
            "\n[catalogue]\noffers_per_page = {PER_PAGE}\nfacets = [\"country\", \"sector\"]\nembeds = false\n\
             workbooks = false\n\n[social]\npictures = false\n\n[search]\nwords = false\n"
        ));
        // The name of a theme stands before all groups.
        settings.insert_str(0, "theme = \"measured\"\n");
    }
    settings
}
