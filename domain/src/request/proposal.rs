//! "Offer to host": what becomes an offer once the secretariat has accepted it. The rules are an offer's own.

use serde::{Deserialize, Serialize};

use super::ReadContext;
use crate::content::common::{LanguageLevel, Span, Support, check_activity_bounds, read_web_address, read_windows};
use crate::dates::Period;
use crate::validate::{ErrorKind, Limit, ObjectReader};
use crate::vocabulary::{Activity, Audience, Code, Sector, Theme};

/// An offer to host, checked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Proposal {
    pub title: String,
    pub summary: String,
    pub website: Option<String>,
    pub activities: Vec<Code<Activity>>,
    pub audiences: Vec<Code<Audience>>,
    pub sectors: Vec<Code<Sector>>,
    pub themes: Vec<Code<Theme>>,
    /// Stops of the programme, in the host's words.
    pub programme: String,
    /// What visitors take home, in the host's words.
    pub learning: String,
    pub languages: Vec<LanguageLevel>,
    pub group: Span,
    pub duration: Span,
    pub windows: Vec<Period>,
    pub support: Support,
    pub costs: String,
    /// Whether the place can be reached by train from abroad within a day.
    pub by_rail: bool,
    pub minors: bool,
    /// How they are kept safe; always there where minors are received.
    pub safeguarding: Option<String>,
    pub reciprocity: bool,
}

impl Proposal {
    pub(super) fn read(fields: &mut ObjectReader, circumstances: ReadContext) -> Option<Self> {
        let title = fields.text("title", Limit::LINE);
        let summary = fields.text("summary", Limit::SUMMARY);
        let website = read_web_address(fields, "website");
        let activities = fields.codes("activities", 1);
        let audiences = fields.codes("audiences", 1);
        let sectors = fields.codes("sectors", 1);
        let themes = fields.codes("themes", 0);
        let programme = fields.text("programme", Limit::PAGE);
        let learning = fields.text("learning", Limit::PARAGRAPH);
        let languages = fields.some_of("languages", 10, LanguageLevel::read);
        let group = fields.group("group", |fields| Span::read(fields, Span::MOST_PERSONS));
        let duration = fields.group("duration", |fields| Span::read(fields, Span::MOST_DAYS));
        let windows = read_windows(fields, duration, |fields, window| {
            if window.until < circumstances.today {
                fields.note_here(ErrorKind::Past { value: window.until.to_string() });
            }
        });
        let support = fields.optional_group("support", Support::read).unwrap_or_default();
        let costs = fields.text("costs", Limit::PARAGRAPH);
        let by_rail = fields.flag("by_rail");
        let minors = fields.flag("minors");
        let safeguarding = if minors {
            fields.text("safeguarding", Limit::PARAGRAPH)
        } else {
            fields.optional_text("safeguarding", Limit::PARAGRAPH)
        };
        let reciprocity = fields.flag("reciprocity");

        check_activity_bounds(
            fields,
            &activities,
            group.map(|span| ("group.max", span)),
            duration.map(|span| ("duration.max", span)),
        );

        complete! { Self:
            title, summary, website, activities, audiences, sectors, themes, programme, learning, languages, group,
            duration, windows, support, costs, by_rail, minors, safeguarding, reciprocity
        }
    }
}
