//! Matching in words: an offer with its score, its reasons and its year, as pages show it.

use domain::dates::Period;
use domain::matching::catalogue::Facts;
use domain::matching::criterion::Criterion;
use domain::matching::rank::{Match, NearMiss};
use domain::matching::reason::Reason;
use domain::text::place::town_behind;
use domain::vocabulary::{Country, Term, Terms, Vocabulary};
use serde_json::{Value, json};

use super::axis::{Axis, Bar};
use super::history::Past;
use crate::context::RequestContext;
use crate::offer_titles::titled;
use crate::words::Words;
use web::published::MatchIndex;

/// Everything that it takes to present offers.
pub(super) struct OfferPresenter<'a> {
    pub(super) context: &'a RequestContext,
    pub(super) words: &'a Words,
    pub(super) index: &'a MatchIndex,
    pub(super) past: &'a Past,
    pub(super) axis: Axis,
    /// The period asked for.
    pub(super) asked: Period,
}

/// Reasons for an offer that are shown without being asked for.
const PROS: usize = 3;

impl OfferPresenter<'_> {
    pub(super) fn vocabulary(&self) -> &Vocabulary {
        &self.context.published.vocabulary
    }

    /// An offer that fits: a host, and why.
    pub(super) fn host(&self, offer: &Match) -> Value {
        let cons = offer.reasons.iter().filter(|reason| reason.is_against());
        let catalogue = &self.index.catalogue;
        let place = catalogue.find(&offer.offer).unwrap_or_default();
        let facts = catalogue.facts(place);
        json!({
            "slug": offer.offer,
            "title": self.title(place),
            "host": catalogue.host(place),
            // Its town, unless its name says it.
            "place": town_behind(catalogue.host(place), catalogue.place(place)),
            "country": catalogue.country(place).map(|code| self.country(code)),
            "href": self.context.offer_address(&offer.offer),
            "score": self.score(offer.score),
            // The best reasons for it, and all against it.
            "pros": self.pros(offer),
            "cons": cons.map(|reason| self.reason(reason)).collect::<Vec<_>>(),
            "parts": self.parts(offer),
            "strip": self.strip(&facts),
            // All windows still to come; which of them lie in the period asked for, the line of the year shows.
            "windows": self.windows(&facts),
            "load": self.load(offer),
            "silence": self.silence(&offer.offer).map(|(text, never)| json!({ "text": text, "never": never })),
            "negotiate": null,
            "rule": null,
        })
    }

    /// An offer that would fit if people agreed.
    pub(super) fn near_miss(&self, miss: &NearMiss) -> Value {
        let mut host = self.host(&miss.offer);
        host["negotiate"] = self.reason(&miss.negotiate).into();
        host["rule"] = self.context.reasons.rule(miss.rule).into();
        host
    }

    pub(super) fn reason(&self, reason: &Reason) -> String {
        self.context.reasons.reason_with_days(reason, self.vocabulary(), &|day| self.words.date(day))
    }

    /// The best reasons for an offer.
    pub(super) fn pros(&self, offer: &Match) -> Vec<String> {
        let pros = offer.reasons.iter().filter(|reason| reason.is_for());
        pros.take(PROS).map(|reason| self.reason(reason)).collect()
    }

    /// What each part of the score says, in the order of what it gave.
    fn parts(&self, offer: &Match) -> Vec<Value> {
        let part = |reason: &Reason| {
            let part = reason.part()?;
            let share = of_hundred(offer.parts.get(&part).copied().unwrap_or_default());
            Some(json!({ "part": self.context.reasons.part(part), "reason": self.reason(reason), "share": share }))
        };
        offer.reasons.iter().filter_map(part).collect()
    }

    /// How well something suits, as a number of 100 and in words.
    pub(super) fn score(&self, score: f64) -> Value {
        let key = match score {
            0.75.. => "score-very-close",
            0.5.. => "score-close",
            0.3.. => "score-partly",
            _ => "score-little",
        };
        json!({ "number": of_hundred(score), "words": self.words.text(key) })
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

    /// How often the host of an offer was asked of late.
    pub(super) fn load(&self, offer: &Match) -> String {
        let load = offer.reasons.iter().find(|reason| reason.part() == Some(Criterion::Load));
        load.map(|reason| self.reason(reason)).unwrap_or_default()
    }

    /// How the host of an offer answers, where that is a reason to think twice; and whether it never does.
    pub(super) fn silence(&self, offer: &str) -> Option<(String, bool)> {
        let responses = self.past.responses(offer)?;
        Some((self.words.silence(&responses)?, responses.never_answers()))
    }

    /// What is still to come of a window, while the offer stands.
    fn still(&self, window: &Period, facts: &Facts) -> Option<Period> {
        let still = Period { from: window.from.max(self.context.today()), until: window.until.min(facts.ends) };
        (still.from <= still.until).then_some(still)
    }

    /// When a host receives, on the line of the year; and what of it lies in the period asked for.
    fn strip(&self, facts: &Facts) -> Value {
        let still = || facts.windows.iter().filter_map(|window| self.still(window, facts));
        let common = |window: Period| {
            let (from, until) = (window.from.max(self.asked.from), window.until.min(self.asked.until));
            (from <= until).then_some(Period { from, until })
        };
        json!({
            "open": still().filter_map(|window| self.axis.bar(&window)).collect::<Vec<Bar>>(),
            "common": still().filter_map(common).filter_map(|days| self.axis.bar(&days)).collect::<Vec<Bar>>(),
        })
    }

    /// All windows that are still to come.
    fn windows(&self, facts: &Facts) -> Vec<String> {
        let still = facts.windows.iter().filter_map(|window| self.still(window, facts));
        still.map(|window| self.words.period(window)).collect()
    }

    /// What the offer at a place of the catalogue is called.
    pub(super) fn title(&self, place: usize) -> String {
        let catalogue = &self.index.catalogue;
        titled(self.words, &self.context.published, catalogue.slug(place), catalogue.title(place))
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub(super) fn of_hundred(share: f64) -> u8 {
    (share * 100.0).round().clamp(0.0, 100.0) as u8
}
