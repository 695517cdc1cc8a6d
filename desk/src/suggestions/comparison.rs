//! The rows of a comparison: what the group asks, and what each host has to it.

use domain::content::common::{LanguageLevel, Level, Span};
use domain::content::offer::Offer;
use domain::matching::catalogue::Facts;
use domain::matching::criterion::Criterion;
use domain::matching::inspect::InspectedOffer;
use domain::request::Search;
use domain::text::LocalizedText;
use domain::vocabulary::{Code, Term};
use serde::Serialize;
use serde_json::Value;

use super::offer_presenter::{OfferPresenter, of_hundred};

/// A row, with a cell for the group and one for each host.
#[derive(Debug, Serialize)]
pub(super) struct ComparisonRow {
    label: String,
    asked: Option<String>,
    cells: Vec<ComparisonCell>,
}

/// What a host has to it.
#[derive(Debug, Default, Serialize)]
struct ComparisonCell {
    texts: Vec<String>,
    /// The language of the texts, where the host wrote them.
    lang: Option<String>,
    score: Option<Value>,
    /// Of 100.
    share: Option<u8>,
    /// Whether it is a reason to think twice.
    against: bool,
}

/// What rows are made of.
pub(super) struct Comparison<'a> {
    pub(super) presenter: &'a OfferPresenter<'a>,
    pub(super) search: &'a Search,
    pub(super) places: &'a [usize],
    pub(super) inspected: &'a [InspectedOffer],
    /// What the published list says beyond what matching knows; nothing for one that has just been rebuilt.
    pub(super) offers: &'a [Option<Offer>],
}

impl Comparison<'_> {
    /// The score, the rules and each part of the score.
    pub(super) fn why(&self) -> Vec<ComparisonRow> {
        let words = self.presenter.words;
        let score = self.row("compare-score", None, |inspected| ComparisonCell {
            score: Some(self.presenter.score(inspected.offer.score)),
            ..ComparisonCell::default()
        });
        let rules = self.row("compare-rules", None, |inspected| match self.presenter.broken(inspected) {
            broken if broken.is_empty() => ComparisonCell::of(words.text("compare-rules-kept")),
            broken => ComparisonCell { texts: broken, against: true, ..ComparisonCell::default() },
        });
        let is_scored =
            |part: &Criterion| self.inspected.iter().any(|inspected| inspected.offer.parts.contains_key(part));
        // Days and persons, languages and dates of confirmation stand among the facts.
        let parts = Criterion::ALL.into_iter().filter(is_scored).filter(|part| {
            !matches!(part, Criterion::Fit | Criterion::Language | Criterion::Confirmed | Criterion::Load)
        });
        let parts = parts.map(|part| ComparisonRow {
            label: self.presenter.context.reasons.part(part),
            asked: self.asked(part),
            cells: self.inspected.iter().map(|inspected| self.part(inspected, part)).collect(),
        });
        [score, rules].into_iter().chain(parts).collect()
    }

    /// What else is worth knowing.
    pub(super) fn facts(&self) -> Vec<ComparisonRow> {
        let (words, search) = (self.presenter.words, self.search);
        let vocabulary = self.presenter.vocabulary();
        let flag = |flag: bool| words.text(if flag { "yes" } else { "no" });
        let span = |span: Span| words.format("from-to", [("from", span.min.into()), ("to", span.max.into())]);
        let rows = [
            self.fact("field-country", None, |_, place| {
                let catalogue = &self.presenter.index.catalogue;
                let country = catalogue.country(place).map(|code| self.presenter.country(code));
                words.list([catalogue.place(place).to_owned()].into_iter().chain(country))
            }),
            self.facts_of("field-languages", Some(self.languages(&search.languages)), |facts, _| {
                let language = |(code, level): &(&str, Level)| {
                    let language = self.presenter.labels(&vocabulary.languages, &[code]);
                    words.language_level(language, *level)
                };
                facts.languages.iter().map(language).collect()
            }),
            self.fact("field-group", Some(search.participants.to_string()), |facts, _| span(facts.group)),
            self.fact("field-duration", Some(search.days.to_string()), |facts, _| span(facts.duration)),
            self.fact("field-minors", Some(flag(search.minors)), |facts, _| facts.minors.map(flag).unwrap_or_default()),
            self.fact("field-support-measures", self.codes(&search.support.measures), |facts, _| {
                self.presenter.labels(&vocabulary.support_measures, &facts.measures)
            }),
            self.fact("field-support-barriers", self.codes(&search.support.barriers), |facts, _| {
                self.presenter.labels(&vocabulary.barriers, &facts.barriers)
            }),
            self.text("field-costs", |offer| Some(&offer.costs)),
            self.text("compare-accommodation", |offer| offer.accommodation.as_ref()),
            self.text("compare-accessibility", |offer| offer.accessibility.as_ref()),
            self.text("compare-travel", |offer| offer.travel.note.as_ref()),
            self.fact("compare-confirmed", None, |facts, _| words.date(facts.confirmed)),
            self.fact("compare-ends", None, |facts, _| words.date(facts.ends)),
            self.row("compare-load", None, |inspected| {
                let silence = self.presenter.silence(&inspected.offer.offer).map(|(text, _)| text);
                let against = silence.is_some();
                let texts = [self.presenter.load(&inspected.offer)].into_iter().chain(silence);
                ComparisonCell { texts: texts.collect(), against, ..ComparisonCell::default() }
            }),
        ];
        let says = |row: &ComparisonRow| row.asked.is_some() || row.cells.iter().any(|cell| !cell.texts.is_empty());
        rows.into_iter().filter(says).collect()
    }

    fn row(
        &self,
        label: &str,
        asked: Option<String>,
        cell: impl Fn(&InspectedOffer) -> ComparisonCell,
    ) -> ComparisonRow {
        ComparisonRow {
            label: self.presenter.words.text(label),
            asked,
            cells: self.inspected.iter().map(cell).collect(),
        }
    }

    fn fact(&self, label: &str, asked: Option<String>, value: impl Fn(&Facts, usize) -> String) -> ComparisonRow {
        self.facts_of(label, asked, |facts, place| {
            Some(value(facts, place)).filter(|text| !text.is_empty()).into_iter().collect()
        })
    }

    /// A fact with several lines.
    fn facts_of(
        &self,
        label: &str,
        asked: Option<String>,
        value: impl Fn(&Facts, usize) -> Vec<String>,
    ) -> ComparisonRow {
        let texts = |place: &usize| value(&self.presenter.index.catalogue.facts(*place), *place);
        let cell = |place: &usize| ComparisonCell { texts: texts(place), ..ComparisonCell::default() };
        ComparisonRow { label: self.presenter.words.text(label), asked, cells: self.places.iter().map(cell).collect() }
    }

    /// A text of the hosts' own.
    fn text(&self, label: &str, text: impl Fn(&Offer) -> Option<&LocalizedText>) -> ComparisonRow {
        let cell = |offer: &Option<Offer>| match offer.as_ref().and_then(&text) {
            Some(text) => {
                let (text, language) = text.in_language(self.presenter.words.language());
                ComparisonCell { lang: Some(language.to_string()), ..ComparisonCell::of(text.to_owned()) }
            }
            None => ComparisonCell::default(),
        };
        ComparisonRow {
            label: self.presenter.words.text(label),
            asked: None,
            cells: self.offers.iter().map(cell).collect(),
        }
    }

    fn part(&self, inspected: &InspectedOffer, part: Criterion) -> ComparisonCell {
        let Some(reason) = inspected.offer.reasons.iter().find(|reason| reason.part() == Some(part)) else {
            return ComparisonCell::default();
        };
        let share = inspected.offer.parts.get(&part).map(|share| of_hundred(*share));
        ComparisonCell { share, against: reason.is_against(), ..ComparisonCell::of(self.presenter.reason(reason)) }
    }

    /// What the group asks that a part is measured by.
    fn asked(&self, part: Criterion) -> Option<String> {
        match part {
            Criterion::Sectors => self.codes(&self.search.sectors),
            Criterion::Themes => self.codes(&self.search.themes),
            Criterion::Place => self.codes(&self.search.countries),
            _ => None,
        }
    }

    fn codes<T: Term>(&self, codes: &[Code<T>]) -> Option<String> {
        let label = |code| self.presenter.words.term(self.presenter.vocabulary(), code);
        (!codes.is_empty()).then(|| self.presenter.words.list(codes.iter().map(label)))
    }

    fn languages(&self, languages: &[LanguageLevel]) -> String {
        self.presenter.words.list(languages.iter().map(|known| {
            let language = self.presenter.words.term(self.presenter.vocabulary(), &known.code);
            self.presenter.words.language_level(language, known.level)
        }))
    }
}

impl ComparisonCell {
    fn of(text: String) -> Self {
        Self { texts: Some(text).into_iter().filter(|text| !text.is_empty()).collect(), ..Self::default() }
    }
}
