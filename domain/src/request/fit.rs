//! Whether a wish for a host fits the offer that it names. What does not fit is no mistake: hosts and groups can agree on
//! much, so a sender is told, and may send the wish all the same.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Search;
use crate::content::common::{LanguageLevel, Span};
use crate::content::offer::Offer;
use crate::dates::Period;
use crate::text::{LocalizedText, Slug};
use crate::vocabulary::{Activity, Audience, Code, Country, Region, Terms};

/// What an offer says about the visits that it is for: enough to show it above the form, and to compare a wish with it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OfferConditions {
    pub title: LocalizedText,
    pub host: String,
    pub place: String,
    /// The host's country, where the vocabulary knows its region.
    pub country: Option<Code<Country>>,
    pub activities: Vec<Code<Activity>>,
    pub audiences: Vec<Code<Audience>>,
    pub languages: Vec<LanguageLevel>,
    pub group: Span,
    pub duration: Span,
    /// When visitors can come, as far as the offer stands then.
    pub windows: Vec<Period>,
    /// Whether people under 18 are received, where the host says so.
    pub minors: Option<bool>,
    pub demo: bool,
}

impl OfferConditions {
    /// Those of an offer, without the windows that have gone by.
    pub fn of(offer: &Offer, regions: &Terms<Region>, today: Date) -> Self {
        let ends = offer.valid_until;
        let open =
            offer.windows.iter().map(|window| Period { from: window.from.max(today), until: window.until.min(ends) });
        Self {
            title: offer.title.clone(),
            host: offer.host.name.clone(),
            place: offer.host.place.clone(),
            country: regions.find(offer.host.region.as_str()).map(|region| region.country.clone()),
            activities: offer.activities.clone(),
            audiences: offer.audiences.clone(),
            languages: offer.languages.clone(),
            group: offer.group,
            duration: offer.duration,
            windows: open.filter(|window| window.from <= window.until).collect(),
            minors: offer.minors,
            demo: offer.demo,
        }
    }
}

/// The conditions of all offers that can be asked for, as they are published for the function.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ConditionsOfOffers {
    pub version: u32,
    /// By the offers' names.
    pub offers: std::collections::BTreeMap<Slug, OfferConditions>,
}

coded! {
    "kebab-case",
    /// Something about a wish that does not fit an offer, in the order of the form.
    pub enum Mismatch {
        Activity,
        Audience,
        /// No window has room for the visit within the days asked for.
        Period,
        Duration,
        Group,
        /// People under 18, whom the host does not accept.
        Minors,
        /// No language in which the group has the level needed.
        Language,
    }
}

impl Mismatch {
    /// The field of the form that it is about.
    pub fn field(self) -> &'static str {
        match self {
            Mismatch::Activity => "activity",
            Mismatch::Audience => "audiences",
            Mismatch::Group => "participants",
            Mismatch::Duration => "days",
            Mismatch::Period => "period.from",
            Mismatch::Language => "languages[0].code",
            Mismatch::Minors => "minors",
        }
    }

    /// Those of a list of codes; what is no code is passed over.
    pub fn from_codes(codes: &str) -> BTreeSet<Mismatch> {
        codes.split([',', ' ']).filter_map(Mismatch::from_code).collect()
    }
}

impl Search {
    /// What of this wish does not fit an offer, in the order of the form.
    pub fn mismatches(&self, offer: &OfferConditions) -> Vec<Mismatch> {
        let fits = |mismatch: Mismatch| match mismatch {
            Mismatch::Activity => offer.activities.contains(&self.activity),
            Mismatch::Audience => self.audiences.iter().all(|audience| offer.audiences.contains(audience)),
            Mismatch::Group => offer.group.contains(self.participants),
            Mismatch::Duration => offer.duration.contains(self.days),
            Mismatch::Period => offer.windows.iter().any(|window| self.days_within(window) >= self.days),
            Mismatch::Language => offer.languages.iter().any(|needed| {
                self.languages.iter().any(|spoken| spoken.code == needed.code && spoken.level >= needed.level)
            }),
            Mismatch::Minors => !self.minors || offer.minors != Some(false),
        };
        Mismatch::ALL.into_iter().filter(|mismatch| !fits(*mismatch)).collect()
    }

    /// Days of a window that lie within the days asked for.
    fn days_within(&self, window: &Period) -> i64 {
        let shared = Period { from: self.period.from.max(window.from), until: self.period.until.min(window.until) };
        shared.days().max(0)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Mismatch, OfferConditions, Search};

    fn offer() -> OfferConditions {
        serde_json::from_value(json!({
            "title": { "en": "A workshop" }, "host": "Host", "place": "Ghent", "country": "BE",
            "activities": ["job-shadowing"], "audiences": ["teachers", "trainers"],
            "languages": [{ "code": "en", "level": "B1" }, { "code": "nl", "level": "A2" }],
            "group": { "min": 2, "max": 12 }, "duration": { "min": 2, "max": 5 },
            "windows": [{ "from": "2027-02-01", "until": "2027-03-12" }], "minors": false, "demo": false
        }))
        .expect("conditions")
    }

    fn search(changes: serde_json::Value) -> Search {
        let mut search = json!({
            "offer": null, "activity": "job-shadowing", "audiences": ["teachers"], "sectors": [], "themes": [],
            "goal": "To see how it is done.", "countries": [], "own_country_welcome": false,
            "period": { "from": "2027-03-08", "until": "2027-06-30" }, "days": 5, "participants": 4,
            "fewer_opportunities": null, "minors": false, "languages": [{ "code": "en", "level": "B1" }],
            "support": { "measures": [], "barriers": [], "note": null }
        });
        for (key, value) in changes.as_object().expect("changes") {
            search[key] = value.clone();
        }
        serde_json::from_value(search).expect("a search")
    }

    #[test]
    fn a_wish_that_fits_has_no_mismatch() {
        assert_eq!(search(json!({})).mismatches(&offer()), []);
        // A host that says nothing about people under 18 has not refused them.
        let unknown = OfferConditions { minors: None, ..offer() };
        assert_eq!(search(json!({ "minors": true })).mismatches(&unknown), []);
    }

    #[test]
    fn each_condition_that_is_not_met_is_named() {
        for (change, expected) in [
            (json!({ "activity": "study-visit" }), Mismatch::Activity),
            (json!({ "audiences": ["teachers", "learners"] }), Mismatch::Audience),
            (json!({ "participants": 13 }), Mismatch::Group),
            (json!({ "participants": 1 }), Mismatch::Group),
            (json!({ "days": 1 }), Mismatch::Duration),
            (json!({ "period": { "from": "2027-03-09", "until": "2027-06-30" } }), Mismatch::Period),
            (json!({ "period": { "from": "2027-07-01", "until": "2027-07-30" } }), Mismatch::Period),
            (
                json!({ "languages": [{ "code": "en", "level": "A2" }, { "code": "nl", "level": "A1" }] }),
                Mismatch::Language,
            ),
            (json!({ "minors": true }), Mismatch::Minors),
        ] {
            assert_eq!(search(change.clone()).mismatches(&offer()), [expected], "{change}");
        }
        let all = json!({
            "activity": "study-visit", "audiences": ["learners"], "participants": 30, "days": 9, "minors": true,
            "period": { "from": "2027-07-01", "until": "2027-07-31" }, "languages": [{ "code": "ca", "level": "C2" }]
        });
        assert_eq!(search(all).mismatches(&offer()), Mismatch::ALL);
    }

    #[test]
    fn codes_lead_back_to_their_mismatches() {
        for mismatch in Mismatch::ALL {
            assert!(Mismatch::from_codes(mismatch.code()).contains(&mismatch));
        }
        assert_eq!(Mismatch::from_codes("group, nonsense,period").len(), 2);
    }
}
