//! One offer, as far as matching looks at it: from a checked [`Offer`] or the published list.

use std::borrow::Cow;

use jiff::civil::Date;
use serde::Deserialize;

use super::numbers::NOWHERE;
use crate::content::common::{LanguageLevel, Level, Span};
use crate::content::offer::Offer;
use crate::dates::Period;
use crate::text::{LocalizedText, Slug};
use crate::vocabulary::Code;

/// A text that may lie in somebody else's memory.
#[derive(Debug, Clone)]
pub struct Text<'e>(pub Cow<'e, str>);

/// What matching looks at in an offer.
#[derive(Debug, Deserialize)]
pub struct CatalogueEntry<'e> {
    #[serde(borrow)]
    pub(super) slug: Text<'e>,
    #[serde(borrow)]
    pub(super) title: Texts<'e>,
    #[serde(borrow)]
    pub(super) summary: Texts<'e>,
    #[serde(borrow)]
    pub(super) host: HostEntry<'e>,
    #[serde(borrow)]
    pub(super) activities: Vec<Text<'e>>,
    #[serde(borrow)]
    pub(super) audiences: Vec<Text<'e>>,
    #[serde(borrow)]
    pub(super) sectors: Vec<Text<'e>>,
    #[serde(borrow)]
    pub(super) themes: Vec<Text<'e>>,
    #[serde(borrow)]
    pub(super) languages: Vec<LanguageEntry<'e>>,
    pub(super) group: Span,
    pub(super) duration: Span,
    pub(super) windows: Vec<Period>,
    #[serde(borrow)]
    pub(super) programme: Vec<StopEntry<'e>>,
    #[serde(borrow)]
    pub(super) learning: Vec<Texts<'e>>,
    #[serde(borrow)]
    pub(super) support: SupportEntry<'e>,
    #[serde(default)]
    pub(super) minors: Option<bool>,
    pub(super) confirmed: Date,
    pub(super) valid_until: Date,
    /// Where it begins in the published list.
    #[serde(skip, default = "nowhere")]
    pub(super) begins: u32,
}

fn nowhere() -> u32 {
    NOWHERE
}

/// A text with its languages, the original first.
#[derive(Debug)]
pub(super) struct Texts<'e>(pub(super) Vec<(Text<'e>, Text<'e>)>);

#[derive(Debug, Deserialize)]
pub(super) struct HostEntry<'e> {
    #[serde(borrow)]
    pub(super) name: Text<'e>,
    #[serde(borrow)]
    pub(super) region: Text<'e>,
    #[serde(borrow)]
    pub(super) place: Text<'e>,
}

#[derive(Debug, Deserialize)]
pub(super) struct LanguageEntry<'e> {
    #[serde(borrow)]
    pub(super) code: Text<'e>,
    pub(super) level: Level,
}

#[derive(Debug, Deserialize)]
pub(super) struct StopEntry<'e> {
    #[serde(borrow)]
    pub(super) name: Texts<'e>,
    #[serde(borrow)]
    pub(super) see: Texts<'e>,
}

#[derive(Debug, Deserialize)]
pub(super) struct SupportEntry<'e> {
    #[serde(borrow)]
    pub(super) measures: Vec<Text<'e>>,
    #[serde(borrow)]
    pub(super) barriers: Vec<Text<'e>>,
}

impl Text<'_> {
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'e> CatalogueEntry<'e> {
    pub fn of(slug: &'e Slug, offer: &'e Offer) -> Self {
        Self {
            slug: text(slug.as_str()),
            title: texts(&offer.title),
            summary: texts(&offer.summary),
            host: HostEntry {
                name: text(&offer.host.name),
                region: text(offer.host.region.as_str()),
                place: text(&offer.host.place),
            },
            activities: codes(&offer.activities),
            audiences: codes(&offer.audiences),
            sectors: codes(&offer.sectors),
            themes: codes(&offer.themes),
            languages: levels(&offer.languages),
            group: offer.group,
            duration: offer.duration,
            windows: offer.windows.clone(),
            programme: offer
                .programme
                .iter()
                .map(|stop| StopEntry { name: texts(&stop.name), see: texts(&stop.see) })
                .collect(),
            learning: offer.learning.iter().map(texts).collect(),
            support: SupportEntry {
                measures: codes(&offer.support.measures),
                barriers: codes(&offer.support.barriers),
            },
            minors: offer.minors,
            confirmed: offer.confirmed,
            valid_until: offer.valid_until,
            begins: NOWHERE,
        }
    }

    /// The same, knowing where it begins in the list that it was read from: at the brace before its slug, which comes first.
    pub(super) fn standing_in(mut self, json: &[u8]) -> Self {
        if let Text(Cow::Borrowed(slug)) = self.slug {
            // The slug lies within the list, so this is how far it is from the beginning.
            let place = slug.as_ptr().addr().wrapping_sub(json.as_ptr().addr());
            let begins = json.get(..place).and_then(|before| before.iter().rposition(|byte| *byte == b'{'));
            self.begins = begins.and_then(|begins| u32::try_from(begins).ok()).unwrap_or(NOWHERE);
        }
        self
    }

    /// The last day on which somebody can come, as [`Offer::ends`] has it.
    pub(super) fn ends(&self) -> Date {
        let last = self.windows.iter().map(|window| window.until).max();
        last.map_or(self.valid_until, |last| last.min(self.valid_until))
    }
}

fn text(text: &str) -> Text<'_> {
    Text(Cow::Borrowed(text))
}

fn texts(localized: &LocalizedText) -> Texts<'_> {
    Texts(localized.iter().map(|(language, own)| (text(language.as_str()), text(own))).collect())
}

fn codes<T>(codes: &[Code<T>]) -> Vec<Text<'_>> {
    codes.iter().map(|code| text(code.as_str())).collect()
}

fn levels(languages: &[LanguageLevel]) -> Vec<LanguageEntry<'_>> {
    languages.iter().map(|known| LanguageEntry { code: text(known.code.as_str()), level: known.level }).collect()
}
