//! Near misses: how far an offer is from fitting, and what host and group would have to agree on.

use super::catalogue::{day, level};
use super::reason::{Of, Reason};
use super::resolved_query::ResolvedQuery;
use super::rules::Rule;
use super::scorer::within;
use crate::content::common::{Level, Span};
use crate::vocabulary::{Code, Vocabulary};

/// Days by which a host may be asked to move a visit; beyond, it is another season.
const MOVED: i32 = 90;
/// The smallest share of the group or of the days, or the largest, that is worth a talk.
const SHARE: f64 = 0.5;
/// What is left of a score for one level less than the host asks; nothing for more.
const LEVEL_BELOW: f64 = 0.7;
/// What is left for another form of mobility of one family.
const OTHER_FORM: f64 = 0.6;
/// What is left for other people than the host receives.
const OTHER_PEOPLE: f64 = 0.5;
/// What is left where the host has not said whether it can.
const UNSAID: f64 = 0.8;
/// What is left for a visit at another time; less, the further away.
const OTHER_TIME: f64 = 0.8;

/// How much of its score a near miss keeps, from 0 to 1, and what is to be negotiated; `None` if there is too little hope.
pub(super) fn hope(query: &ResolvedQuery, vocabulary: &Vocabulary, offer: usize, rule: Rule) -> Option<f64> {
    let catalogue = query.catalogue;
    match rule {
        Rule::Group => {
            let share = within(query.search.participants, catalogue.group(offer));
            (share >= SHARE).then_some(share)
        }
        Rule::Duration => {
            let share = within(query.search.days, catalogue.duration(offer));
            (share >= SHARE).then_some(share)
        }
        Rule::Period => {
            let stay = query.longest_stay(offer);
            if stay > 0 && 2 * stay >= query.days {
                return Some(OTHER_TIME);
            }
            let moved = nearest_window(query, offer)?.0;
            (moved <= MOVED).then(|| OTHER_TIME * (1.0 - 0.5 * f64::from(moved) / f64::from(MOVED)))
        }
        Rule::Language => (query.best_language(offer)?.1 == -1).then_some(LEVEL_BELOW),
        Rule::Activity => (!same_family(query, vocabulary, offer).is_empty()).then_some(OTHER_FORM),
        Rule::Audience => Some(OTHER_PEOPLE),
        Rule::MinorsUnsaid => Some(UNSAID),
        Rule::Open | Rule::Minors | Rule::Country => None,
    }
}

/// What is to be negotiated about a rule that the offer breaks.
pub(super) fn subject(query: &ResolvedQuery, vocabulary: &Vocabulary, offer: usize, rule: Rule) -> Reason {
    let catalogue = query.catalogue;
    match rule {
        Rule::Group => {
            let Span { min, max } = catalogue.group(offer);
            let reason = Reason::new("negotiate-group").with("persons", query.search.participants);
            reason.with("least", min).with("most", max)
        }
        Rule::Duration => {
            let Span { min, max } = catalogue.duration(offer);
            Reason::new("negotiate-duration").with("days", query.search.days).with("least", min).with("most", max)
        }
        Rule::Period => {
            let stay = query.longest_stay(offer);
            if stay > 0 && 2 * stay >= query.days {
                return Reason::new("negotiate-stay").with("days", query.days).with("possible", stay);
            }
            let period = query.search.period;
            match nearest_window(query, offer) {
                Some((_, from, until)) => Reason::new("negotiate-dates")
                    .with("from", day(from))
                    .with("until", day(until))
                    .with("asked_from", period.from)
                    .with("asked_until", period.until),
                None => Reason::new("negotiate-dates-none").with("days", query.days),
            }
        }
        Rule::Language => match query.best_language(offer) {
            Some((needed, margin)) => {
                let (language, level) = catalogue.language(needed);
                Reason::new("negotiate-language")
                    .with_codes("language", Of::Languages, [language])
                    .with("level", level.to_string())
                    .with("own", own_level(needed, margin).to_string())
            }
            None => Reason::new("negotiate-language-none"),
        },
        Rule::Activity => {
            let alike = same_family(query, vocabulary, offer);
            let others = if alike.is_empty() { catalogue.codes_of(Of::Activities, offer).collect() } else { alike };
            if others.is_empty() {
                return Reason::new("negotiate-activity-none");
            }
            let reason = Reason::new("negotiate-activity").with_codes("activities", Of::Activities, others);
            reason.with_codes("asked", Of::Activities, [query.search.activity.as_str()])
        }
        Rule::Audience => {
            let received: Vec<&str> = catalogue.codes_of(Of::Audiences, offer).collect();
            let missing = query.search.audiences.iter().map(Code::as_str).filter(|code| !received.contains(code));
            if received.is_empty() {
                return Reason::new("negotiate-audience-unsaid").with_codes("audiences", Of::Audiences, missing);
            }
            let reason = Reason::new("negotiate-audience").with_codes("audiences", Of::Audiences, missing);
            reason.with_codes("received", Of::Audiences, &received)
        }
        Rule::MinorsUnsaid => Reason::new("negotiate-minors"),
        // Never asked about: there is no hope for them.
        Rule::Open | Rule::Minors | Rule::Country => Reason::new("negotiate-nothing"),
    }
}

/// The window that is long enough and comes nearest to the period asked for: the days between them, and its first and
/// last day, from today and while the offer stands.
fn nearest_window(query: &ResolvedQuery, offer: usize) -> Option<(i32, i32, i32)> {
    let windows = query.catalogue.windows.get(offer).chunks_exact(2);
    windows
        .map(|window| (window[0].max(query.today), window[1].min(query.catalogue.ends[offer])))
        .filter(|(from, until)| until - from + 1 >= query.days)
        .map(|(from, until)| {
            // The last day of a visit at its latest, and the first at its earliest, within the period asked for.
            let too_late = from + query.days - 1 - query.period.1;
            let too_early = query.period.0 - (until - query.days + 1);
            (too_late.max(too_early).max(0), from, until)
        })
        .min()
}

/// The level that the group has in a language that a host needs, as the catalogue writes it, by its margin.
fn own_level(needed: u16, margin: i32) -> Level {
    level(u16::try_from(i32::from(needed & 7) + margin).unwrap_or_default())
}

/// The forms of mobility of the offer that are of one family with the one asked for.
fn same_family<'a>(query: &ResolvedQuery<'a>, vocabulary: &Vocabulary, offer: usize) -> Vec<&'a str> {
    let family = |code: &str| vocabulary.activities.find(code).map(|activity| (activity.family, activity.who.as_str()));
    let Some(wanted) = family(query.search.activity.as_str()) else { return Vec::new() };
    query.catalogue.codes_of(Of::Activities, offer).filter(|code| family(code) == Some(wanted)).collect()
}
