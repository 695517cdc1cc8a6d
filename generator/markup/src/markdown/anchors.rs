//! Anchors of headings. They begin with words that no template uses for an `id`, so that a heading can be called anything.

use percent_encoding::percent_decode_str;

use super::document::Heading;

/// How every anchor of a heading begins. An editor writes links without it: `#pledges` leads to `section_pledges`.
pub const PREFIX: &str = "section_";

/// The anchor of a heading, from its words or from `{#…}` behind them; another than those before it.
pub(super) fn create(words: &str, own: Option<&str>, headings: &[Heading]) -> String {
    let anchor = format!("{PREFIX}{}", own.map_or_else(|| from_words(words), str::to_owned));
    let taken = |candidate: &str| headings.iter().any(|heading| heading.anchor == candidate);
    if !taken(&anchor) {
        return anchor;
    }
    (2..).map(|number| format!("{anchor}-{number}")).find(|candidate| !taken(candidate)).unwrap_or(anchor)
}

/// Letters and digits of any script in lower case, with hyphens between.
fn from_words(heading: &str) -> String {
    let lower = heading.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if words.is_empty() { "section".to_owned() } else { words.join("-") }
}

/// The words of a heading, and the anchor that `{#…}` at its end names.
pub(super) fn own_anchor(words: &str) -> Option<(&str, &str)> {
    let (before, own) = words.trim_end().strip_suffix('}')?.rsplit_once("{#")?;
    let fine = !own.is_empty() && own.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
    fine.then(|| (before.trim_end(), own.strip_prefix(PREFIX).unwrap_or(own)))
}

/// The anchor as it stands in the page, of a link as an editor writes it or as a browser's bar of addresses shows it.
pub fn published(written: &str) -> String {
    let written = percent_decode_str(written).decode_utf8_lossy();
    if written.starts_with(PREFIX) { written.into_owned() } else { format!("{PREFIX}{written}") }
}
