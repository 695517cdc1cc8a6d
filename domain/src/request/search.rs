//! "Find a host": what a group wants to learn, when, with how many, and what it needs.

use serde::{Deserialize, Serialize};

use super::ReadContext;
use crate::content::case_study::read_slug;
use crate::content::common::{LanguageLevel, Span, Support, check_activity_bounds, read_period};
use crate::dates::Period;
use crate::text::{LocalizedText, Slug, nearest};
use crate::validate::{ErrorKind, Limit, ObjectReader};
use crate::vocabulary::{Activity, Audience, Code, Country, Sector, Theme};

/// A wish for a host, checked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Search {
    /// The offer that was asked about, if it was one.
    pub offer: Option<Slug>,
    pub activity: Code<Activity>,
    /// Who would come; at least one.
    pub audiences: Vec<Code<Audience>>,
    pub sectors: Vec<Code<Sector>>,
    pub themes: Vec<Code<Theme>>,
    /// What the group wants to learn, in its own words.
    pub goal: String,
    /// Countries wished for; none means any.
    pub countries: Vec<Code<Country>>,
    /// Whether a host in the asking organisation's own country is welcome too.
    pub own_country_welcome: bool,
    pub period: Period,
    /// Days of the visit, without travel.
    pub days: i64,
    pub participants: i64,
    /// Of these, people with fewer opportunities, where known.
    pub fewer_opportunities: Option<i64>,
    pub minors: bool,
    /// Languages that all of the group speak; at least one.
    pub languages: Vec<LanguageLevel>,
    pub support: Support,
    /// Whether the host that the group is introduced to may read the note about support. Requests from before it was asked did not
    /// agree to it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub share_support_note: bool,
}

impl Search {
    /// A goal said in a word or two helps nobody to find a host.
    const GOAL: Limit = Limit { min: 20, max: 3_000 };

    /// What a host may read of the note about support: all of it where the group agreed, else nothing.
    pub fn note_for_host(&self) -> Option<&LocalizedText> {
        self.support.note.as_ref().filter(|_| self.share_support_note)
    }

    /// Whether there is a note about support that no host may read.
    pub fn keeps_note_from_host(&self) -> bool {
        self.support.note.is_some() && !self.share_support_note
    }

    pub(super) fn read(fields: &mut ObjectReader, circumstances: ReadContext) -> Option<Self> {
        let offer = read_slug(fields, "offer");
        let activity = fields.code("activity");
        let audiences = fields.codes("audiences", 1);
        let sectors = fields.codes("sectors", 0);
        let themes = fields.codes("themes", 0);
        let goal = fields.text("goal", Self::GOAL);
        let countries = fields.codes("countries", 0);
        let own_country_welcome = fields.flag("own_country_welcome");
        let period = fields.group("period", read_period);
        let days = fields.integer("days", 1..=Span::MOST_DAYS);
        let participants = fields.integer("participants", 1..=Span::MOST_PERSONS);
        let fewer_opportunities = fields.optional_integer("fewer_opportunities", 0..=Span::MOST_PERSONS);
        let minors = fields.flag("minors");
        let languages = fields.some_of("languages", 10, LanguageLevel::read);
        let support = fields.optional_group("support", Support::read).unwrap_or_default();
        let share_support_note = fields.flag("share_support_note");

        if let Some(offer) = offer.as_ref().filter(|offer| !circumstances.open_offers.contains(offer)) {
            let suggestion = nearest(offer.as_str(), circumstances.open_offers.iter().map(Slug::as_str));
            let value = offer.to_string();
            fields.note("offer", ErrorKind::UnknownReference { kind: "offer", value, suggestion });
        }
        if let Some(period) = period {
            if period.from < circumstances.today {
                fields.note("period.from", ErrorKind::Past { value: period.from.to_string() });
            }
            if let Some(needed) = days.filter(|days| *days > period.days()) {
                fields.note("days", ErrorKind::WindowTooShort { days: period.days(), needed });
            }
        }
        if let (Some(part), Some(whole)) = (fewer_opportunities, participants)
            && part > whole
        {
            fields.note("fewer_opportunities", ErrorKind::PartExceedsWhole { part, whole });
        }
        if let Some(activity) = &activity {
            let exactly = |number: Option<i64>| number.map(|number| Span { min: number, max: number });
            let group = exactly(participants).map(|span| ("participants", span));
            let duration = exactly(days).map(|span| ("days", span));
            check_activity_bounds(fields, std::slice::from_ref(activity), group, duration);
        }

        complete! { Self:
            offer, activity, audiences, sectors, themes, goal, countries, own_country_welcome, period, days,
            participants, fewer_opportunities, minors, languages, support, share_support_note
        }
    }
}
