//! Whether a request may be another once more: sent again by a colleague, or from another address.
//!
//! The same request sent twice has one reference and is stored once. What remains is the same wish in other words, and only
//! people can judge that: so here are signs, and no verdict.

use std::collections::BTreeSet;

use crate::matching::words::{self, Words};
use crate::request::{Organisation, Proposal, Request, Search, Wish};
use crate::vocabulary::Code;

coded! {
    "kebab-case",
    /// Something that two requests have in common, and that speaks for their being one.
    pub enum Sign {
        /// Answers go to one address.
        Sender,
        /// The organisation has the same name, in the same country.
        Organisation,
        Activity,
        Period,
        /// Most words of the goal, or of the offer's title.
        Words,
        Subject,
    }
}

/// From this share of words in common (Sørensen and Dice), two texts say about the same.
const SAME_TEXT: f64 = 0.6;

/// What speaks for two requests being one; nothing if they hardly are. Both come from one sender or one organisation, and
///
/// - two wishes for a host are for one form of mobility, in periods that share a day;
/// - two offers to host are for one form of mobility, with about the same title or on a common subject;
/// - two wishes to join have no more to differ in.
pub fn duplicate_signs(one: &Request, other: &Request) -> Vec<Sign> {
    let mut signs = Vec::new();
    if one.contact.email.trim().to_lowercase() == other.contact.email.trim().to_lowercase() {
        signs.push(Sign::Sender);
    }
    if is_same_organisation(&one.organisation, &other.organisation) {
        signs.push(Sign::Organisation);
    }
    if signs.is_empty() {
        return signs;
    }
    let wishes = match (&one.wish, &other.wish) {
        (Wish::FindAHost(one), Wish::FindAHost(other)) => searches(one, other),
        (Wish::OfferToHost(one), Wish::OfferToHost(other)) => proposals(one, other),
        (Wish::Join(_), Wish::Join(_)) => Some(Vec::new()),
        _ => None,
    };
    match wishes {
        Some(wishes) => signs.into_iter().chain(wishes).collect(),
        None => Vec::new(),
    }
}

/// Whether two organisations have one name and one country. Case, marks and signs between words make no difference.
pub fn is_same_organisation(one: &Organisation, other: &Organisation) -> bool {
    one.country == other.country && is_same_name(&one.name, &other.name)
}

/// Whether two names have the same words, however they are written.
pub(crate) fn is_same_name(one: &str, other: &str) -> bool {
    let (one, other) = (Words::of(one), Words::of(other));
    !one.is_empty() && one.iter().eq(other.iter())
}

/// The share of words that two texts have in common, from 0 to 1: of those that say something of a subject.
pub(crate) fn words_in_common(one: &str, other: &str) -> f64 {
    let (one, other) = (stems(one), stems(other));
    if one.is_empty() || other.is_empty() {
        return 0.0;
    }
    let both = one.intersection(&other).count();
    2.0 * both as f64 / (one.len() + other.len()) as f64
}

fn stems(text: &str) -> BTreeSet<String> {
    Words::of(text).iter().filter(|word| !words::is_common(word)).map(words::stem).collect()
}

fn searches(one: &Search, other: &Search) -> Option<Vec<Sign>> {
    if one.activity != other.activity || !one.period.overlaps(&other.period) {
        return None;
    }
    let mut signs = vec![Sign::Activity, Sign::Period];
    if words_in_common(&one.goal, &other.goal) >= SAME_TEXT {
        signs.push(Sign::Words);
    }
    Some(signs)
}

fn proposals(one: &Proposal, other: &Proposal) -> Option<Vec<Sign>> {
    let mut signs = Vec::new();
    if words_in_common(&one.title, &other.title) >= SAME_TEXT {
        signs.push(Sign::Words);
    }
    if share(&one.sectors, &other.sectors) || share(&one.themes, &other.themes) {
        signs.push(Sign::Subject);
    }
    if signs.is_empty() || !share(&one.activities, &other.activities) {
        return None;
    }
    Some(std::iter::once(Sign::Activity).chain(signs).collect())
}

fn share<T>(one: &[Code<T>], other: &[Code<T>]) -> bool {
    one.iter().any(|code| other.contains(code))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Sign, duplicate_signs};
    use crate::request::Request;

    /// A request with what it says changed, by pointers.
    fn request(wish: Value, changes: &[(&str, Value)]) -> Request {
        let mut request = json!({
            "language": "en",
            "organisation": {"name": "Invented School", "kind": "vet-provider", "country": "BE", "place": "Ghent"},
            "contact": {"name": "Invented Person", "role": null, "email": "person@example.org"},
            "wish": wish,
        });
        for (pointer, value) in changes {
            *request.pointer_mut(pointer).expect("a field") = value.clone();
        }
        serde_json::from_value(request).expect("a request")
    }

    fn search(changes: &[(&str, Value)]) -> Request {
        let wish = json!({
            "form": "find-a-host", "offer": null, "activity": "job-shadowing", "audiences": ["teachers"],
            "sectors": [], "themes": [], "goal": "How welders learn with robots beside them.", "countries": [],
            "own_country_welcome": false, "period": {"from": "2027-03-01", "until": "2027-03-31"}, "days": 3,
            "participants": 4, "fewer_opportunities": null, "minors": false,
            "languages": [{"code": "en", "level": "B2"}], "support": {"measures": [], "barriers": [], "note": null},
        });
        request(wish, changes)
    }

    fn proposal(changes: &[(&str, Value)]) -> Request {
        let wish = json!({
            "form": "offer-to-host", "title": "Two weeks in a boat yard", "summary": "Planks.", "website": null,
            "activities": ["job-shadowing"], "audiences": ["teachers"], "sectors": ["0722"], "themes": [],
            "programme": "Planks.", "learning": "Planks.", "languages": [{"code": "en", "level": "B1"}],
            "group": {"min": 1, "max": 6}, "duration": {"min": 2, "max": 5},
            "windows": [{"from": "2027-03-01", "until": "2027-04-30"}],
            "support": {"measures": [], "barriers": [], "note": null}, "costs": "None.", "by_rail": true,
            "minors": false, "safeguarding": null, "reciprocity": false,
        });
        request(wish, changes)
    }

    #[test]
    fn the_same_wish_in_other_words_is_suspected_with_its_signs() {
        let again = search(&[
            ("/contact/email", json!("colleague@example.org")),
            ("/organisation/name", json!("INVENTED  schöol")),
            ("/wish/goal", json!("Something else.")),
            ("/wish/period", json!({"from": "2027-03-31", "until": "2027-05-31"})),
        ]);
        assert_eq!(duplicate_signs(&search(&[]), &again), [Sign::Organisation, Sign::Activity, Sign::Period]);
        let shouted = search(&[
            ("/contact/email", json!("Person@Example.org")),
            ("/organisation/name", json!("Invented School of Ghent")),
            ("/wish/goal", json!("How do welders learn beside robots?")),
        ]);
        let signs = [Sign::Sender, Sign::Activity, Sign::Period, Sign::Words];
        assert_eq!(duplicate_signs(&search(&[]), &shouted), signs);
    }

    #[test]
    fn another_wish_of_the_same_organisation_is_none() {
        for (pointer, value) in [
            ("/wish/activity", json!("study-visit")),
            ("/wish/period", json!({"from": "2027-04-01", "until": "2027-05-31"})),
        ] {
            assert_eq!(duplicate_signs(&search(&[]), &search(&[(pointer, value)])), [], "{pointer}");
        }
        assert_eq!(duplicate_signs(&search(&[]), &proposal(&[])), [], "another form");
    }

    #[test]
    fn the_same_wish_of_somebody_else_is_none() {
        let neighbour =
            search(&[("/contact/email", json!("other@example.org")), ("/organisation/country", json!("NL"))]);
        assert_eq!(duplicate_signs(&search(&[]), &neighbour), []);
    }

    #[test]
    fn an_offer_is_suspected_by_its_title_or_its_subject() {
        let signs = [Sign::Sender, Sign::Organisation, Sign::Activity];
        let alike = |pointer, value| duplicate_signs(&proposal(&[]), &proposal(&[(pointer, value)]));
        assert_eq!(alike("/wish/sectors", json!(["1013"])), [&signs[..], &[Sign::Words]].concat());
        assert_eq!(alike("/wish/title", json!("A week of sails")), [&signs[..], &[Sign::Subject]].concat());
        let other = proposal(&[("/wish/title", json!("A week of sails")), ("/wish/sectors", json!(["1013"]))]);
        assert_eq!(duplicate_signs(&proposal(&[]), &other), []);
    }
}
