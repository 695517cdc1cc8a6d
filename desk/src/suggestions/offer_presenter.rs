//! Matching in words: an offer with its score, its reasons and its year, as pages show it.

use domain::dates::Period;
use domain::matching::catalogue::Facts;
use domain::matching::criterion::Criterion;
use domain::matching::rank::{Match, NearMiss};
use domain::matching::reason::Reason;
use domain::text::place::town_behind;
use domain::vocabulary::{Country, Term, Terms, Vocabulary};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use super::axis::{Axis, Bar};
use super::history::Past;
use crate::offer_titles::titled;
use crate::reasons::ReasonWords;
use crate::words::Words;
use web::clock::day_of;
use web::published::{MatchIndex, Published};

/// Everything that it takes to tell of offers.
pub(super) struct OfferPresenter<'a> {
    pub(super) words: &'a Words,
    pub(super) reasons: &'a ReasonWords,
    pub(super) published: &'a Published,
    pub(super) index: &'a MatchIndex,
    pub(super) past: &'a Past,
    pub(super) axis: Axis,
    /// The period asked for.
    pub(super) asked: Period,
    pub(super) now: Timestamp,
}

/// How well something suits, as a bar and in words.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Score {
    /// Of 100.
    number: u8,
    words: String,
}

/// A host, and why.
#[derive(Debug, Serialize)]
pub(super) struct HostView {
    pub(super) slug: String,
    pub(super) title: String,
    pub(super) host: String,
    /// Its town, unless its name says it.
    pub(super) place: Option<String>,
    pub(super) country: Option<String>,
    pub(super) href: String,
    pub(super) score: Score,
    /// The best reasons for it, and all against it.
    pros: Vec<String>,
    cons: Vec<String>,
    parts: Vec<PartView>,
    pub(super) strip: Strip,
    /// All windows still to come; which of them lie in the period asked for, the line of the year shows.
    windows: Vec<String>,
    /// How often its host was asked of late.
    pub(super) load: String,
    /// How its host answers, where that is a reason to think twice.
    pub(super) silence: Option<Silence>,
    /// What would have to be agreed on.
    negotiate: Option<String>,
    rule: Option<String>,
}

/// When a host receives, on the line of the year.
#[derive(Debug, Serialize)]
pub(super) struct Strip {
    open: Vec<Bar>,
    /// What of it lies in the period asked for.
    common: Vec<Bar>,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct Silence {
    pub(super) text: String,
    /// It never answers.
    never: bool,
}

/// What a part of the score says.
#[derive(Debug, Clone, Serialize)]
pub(super) struct PartView {
    pub(super) part: String,
    pub(super) reason: String,
    /// Of 100.
    pub(super) share: u8,
}

/// Reasons for an offer that are told without being asked for.
const PROS: usize = 3;

impl OfferPresenter<'_> {
    pub(super) fn today(&self) -> Date {
        day_of(self.now)
    }

    pub(super) fn vocabulary(&self) -> &Vocabulary {
        self.published.vocabulary()
    }

    /// An offer that fits.
    pub(super) fn host(&self, offer: &Match) -> HostView {
        let cons = offer.reasons.iter().filter(|reason| reason.is_against());
        let catalogue = &self.index.catalogue;
        let place = catalogue.find(&offer.offer).unwrap_or_default();
        let facts = catalogue.facts(place);
        let load = offer.reasons.iter().find(|reason| reason.part() == Some(Criterion::Load));
        HostView {
            title: self.title(place),
            host: catalogue.host(place).to_owned(),
            place: town_behind(catalogue.host(place), catalogue.place(place)).map(str::to_owned),
            country: catalogue.country(place).map(|code| self.country(code)),
            href: self.offer_page(&offer.offer),
            score: self.score(offer.score),
            pros: self.pros(offer),
            cons: cons.map(|reason| self.reason(reason)).collect(),
            parts: self.parts(offer),
            strip: self.strip(&facts),
            windows: self.windows(&facts),
            load: load.map(|reason| self.reason(reason)).unwrap_or_default(),
            silence: self.silence(&offer.offer),
            negotiate: None,
            rule: None,
            slug: offer.offer.clone(),
        }
    }

    /// An offer that would fit if people agreed.
    pub(super) fn near_miss(&self, miss: &NearMiss) -> HostView {
        let negotiate = Some(self.reason(&miss.negotiate));
        HostView { negotiate, rule: Some(self.reasons.rule(miss.rule)), ..self.host(&miss.offer) }
    }

    pub(super) fn reason(&self, reason: &Reason) -> String {
        self.reasons.reason_with_days(reason, self.vocabulary(), &|day| self.words.date(day))
    }

    /// The best reasons for an offer.
    pub(super) fn pros(&self, offer: &Match) -> Vec<String> {
        let pros = offer.reasons.iter().filter(|reason| reason.is_for());
        pros.take(PROS).map(|reason| self.reason(reason)).collect()
    }

    /// What each part of the score says, in the order of what it gave.
    pub(super) fn parts(&self, offer: &Match) -> Vec<PartView> {
        let part = |reason: &Reason| {
            let part = reason.part()?;
            let share = offer.parts.get(&part).copied().unwrap_or_default();
            Some(PartView { part: self.reasons.part(part), reason: self.reason(reason), share: of_hundred(share) })
        };
        offer.reasons.iter().filter_map(part).collect()
    }

    pub(super) fn score(&self, score: f64) -> Score {
        let key = match score {
            0.75.. => "score-very-close",
            0.5.. => "score-close",
            0.3.. => "score-partly",
            _ => "score-little",
        };
        Score { number: of_hundred(score), words: self.words.text(key) }
    }

    pub(super) fn country(&self, code: &str) -> String {
        self.label::<Country>(&self.vocabulary().countries, code)
    }

    pub(super) fn labels<T: Term>(&self, terms: &Terms<T>, codes: &[&str]) -> String {
        self.words.list(codes.iter().map(|code| self.label(terms, code)))
    }

    fn label<T: Term>(&self, terms: &Terms<T>, code: &str) -> String {
        terms.find(code).map_or(code, |term| term.label().in_language(self.words.language()).0).to_owned()
    }

    pub(super) fn silence(&self, offer: &str) -> Option<Silence> {
        let responses = self.past.responses(offer)?;
        let text = self.words.silence(&responses)?;
        Some(Silence { text, never: responses.never_answers() })
    }

    /// What is still to come of a window, while the offer stands.
    fn still(&self, window: &Period, facts: &Facts) -> Option<Period> {
        let still = Period { from: window.from.max(self.today()), until: window.until.min(facts.ends) };
        (still.from <= still.until).then_some(still)
    }

    fn strip(&self, facts: &Facts) -> Strip {
        let still = || facts.windows.iter().filter_map(|window| self.still(window, facts));
        let common = |window: Period| {
            let (from, until) = (window.from.max(self.asked.from), window.until.min(self.asked.until));
            (from <= until).then_some(Period { from, until })
        };
        Strip {
            open: still().filter_map(|window| self.axis.bar(&window)).collect(),
            common: still().filter_map(common).filter_map(|days| self.axis.bar(&days)).collect(),
        }
    }

    /// All windows that are still to come.
    pub(super) fn windows(&self, facts: &Facts) -> Vec<String> {
        let still = facts.windows.iter().filter_map(|window| self.still(window, facts));
        still.map(|window| self.words.period(window)).collect()
    }

    /// What the offer at a place of the catalogue is called.
    pub(super) fn title(&self, place: usize) -> String {
        let catalogue = &self.index.catalogue;
        titled(self.words, self.published, catalogue.slug(place), catalogue.title(place))
    }

    pub(super) fn offer_page(&self, slug: &str) -> String {
        let language = self.published.language(self.words.language().as_str());
        let language = language.unwrap_or_else(|| self.published.default_language());
        self.published.offer_page(language, slug)
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub(super) fn of_hundred(share: f64) -> u8 {
    (share * 100.0).round().clamp(0.0, 100.0) as u8
}
