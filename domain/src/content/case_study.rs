//! A case study: an exchange that took place, told so that others follow.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::content::common::{Stop, read_period};
use crate::dates::When;
use crate::text::{LocalizedText, Slug};
use crate::validate::{ErrorKind, Format, Limit, ObjectReader};
use crate::vocabulary::{Activity, Code, Region, Sector, Theme};

/// The front matter of a case study, checked. The story itself is the file's Markdown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CaseStudy {
    /// What it is about.
    pub title: LocalizedText,
    /// In one or two sentences.
    pub summary: LocalizedText,
    /// The form of mobility.
    pub activity: Code<Activity>,
    /// Subjects.
    pub themes: Vec<Code<Theme>>,
    /// Fields of education.
    pub sectors: Vec<Code<Sector>>,
    /// Who received; at least one.
    pub hosts: Vec<Party>,
    /// Who came; at least one.
    pub visitors: Vec<Party>,
    /// The town where it took place.
    pub place: String,
    /// When it took place.
    pub dates: When,
    /// Days, where known.
    pub days: Option<i64>,
    /// How many took part, where known.
    pub participants: Participants,
    /// How it came about.
    pub background: Option<LocalizedText>,
    /// Stops, in order.
    pub programme: Vec<Stop>,
    /// What both sides learned.
    pub lessons: Lessons,
    /// What people said.
    pub voices: Vec<Voice>,
    /// What came of it.
    pub follow_up: Option<LocalizedText>,
    /// The offer it grew from.
    pub offer: Option<Slug>,
    /// Pictures.
    pub images: Vec<Image>,
    /// Where the facts come from.
    pub source: Option<String>,
    /// When the story was published.
    pub published: Date,
}

/// One of the organisations.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Party {
    /// Its name.
    pub organisation: String,
    /// Its region.
    pub region: Code<Region>,
    /// Its town.
    pub place: String,
}

/// How many took part. Unknown is not zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Participants {
    /// Staff.
    pub staff: Option<i64>,
    /// Learners.
    pub learners: Option<i64>,
    /// Of all these, people with fewer opportunities.
    pub fewer_opportunities: Option<i64>,
}

/// What both sides learned.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Lessons {
    /// The hosts.
    pub hosts: Vec<LocalizedText>,
    /// The visitors.
    pub participants: Vec<LocalizedText>,
}

/// A person's words, or a report of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Voice {
    /// The person.
    pub name: String,
    /// What the person does.
    pub role: LocalizedText,
    /// Where.
    pub organisation: String,
    /// What was said, and on what ground we may print it.
    pub words: Words,
}

/// What a person said. Only a person who agreed is quoted; what was told in public may be reported.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Words {
    /// In the person's own words.
    Quote {
        /// The words.
        text: LocalizedText,
        /// The day of written consent.
        consent: Date,
    },
    /// As reported speech.
    Reported {
        /// The report.
        text: LocalizedText,
        /// Where it was told in public.
        source: Option<String>,
        /// The day of written consent.
        consent: Option<Date>,
    },
}

/// A picture in `content/images/`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Image {
    /// The file's name.
    pub file: String,
    /// What it shows, for those who can't see it.
    pub alt: LocalizedText,
    /// Who made it.
    pub credit: String,
}

impl CaseStudy {
    pub fn read(fields: &mut ObjectReader) -> Option<Self> {
        fields.skip_draft_flag();
        let title = fields.localized("title", Limit::LINE);
        let summary = fields.localized("summary", Limit::SUMMARY);
        let activity = fields.code("activity");
        let themes = fields.codes("themes", 0);
        let sectors = fields.codes("sectors", 0);
        let hosts = fields.some_of("hosts", 10, Party::read);
        let visitors = fields.some_of("visitors", 10, Party::read);
        let place = fields.text("place", Limit::LINE);
        let dates = read_when(fields);
        let days = fields.optional_integer("days", 1..=366);
        let participants = fields.optional_group("participants", Participants::read).unwrap_or_default();
        let background = fields.optional_localized("background", Limit::PARAGRAPH);
        let programme = fields.list_of("programme", 30, Stop::read);
        let lessons = fields.group("lessons", Lessons::read);
        let voices = fields.list_of("voices", 12, Voice::read);
        let follow_up = fields.optional_localized("follow_up", Limit::PARAGRAPH);
        let offer = read_slug(fields, "offer");
        let images = fields.list_of("images", 24, Image::read);
        let source = fields.optional_text("source", Limit::SUMMARY);
        let published = fields.date("published");
        if let (Some(days), Some(dates)) = (days, dates)
            && days > dates.most_days()
        {
            fields.note("days", ErrorKind::DaysExceed { days, period: dates.most_days() });
        }
        if let (Some(published), Some(dates)) = (published, dates)
            && published < dates.start()
        {
            let (value, other) = (published.to_string(), dates.start().to_string());
            fields.note("published", ErrorKind::DateOrder { value, earlier: true, other, key: "dates" });
        }
        complete! { Self:
            title, summary, activity, themes, sectors, hosts, visitors, place, dates, days, participants,
            background, programme, lessons, voices, follow_up, offer, images, source, published
        }
    }

    /// Days of the exchange, where known: as stated, or counted from its dates.
    pub fn length(&self) -> Option<i64> {
        self.days.or(match self.dates {
            When::Days(period) => Some(period.days()),
            When::Month(_) => None,
        })
    }
}

fn read_when(fields: &mut ObjectReader) -> Option<When> {
    if fields.is_text("dates") {
        return fields.month("dates").map(When::Month);
    }
    fields.group("dates", read_period).map(When::Days)
}

/// Reads the slug of another thing, which may be left out.
pub fn read_slug(fields: &mut ObjectReader, key: &'static str) -> Option<Slug> {
    let written = fields.optional_formatted(key, Limit { min: 1, max: 120 }, Format::Slug)?;
    fields.noted(key, Slug::parse(&written).ok_or(ErrorKind::Slug { value: written }))
}

impl Party {
    fn read(fields: &mut ObjectReader) -> Option<Self> {
        let organisation = fields.text("organisation", Limit::LINE);
        let region = fields.code("region");
        let place = fields.text("place", Limit::LINE);
        complete! { Self: organisation, region, place }
    }
}

impl Participants {
    fn read(fields: &mut ObjectReader) -> Option<Self> {
        let mut number = |key| fields.optional_integer(key, 0..=100_000);
        let staff = number("staff");
        let learners = number("learners");
        let fewer_opportunities = number("fewer_opportunities");
        if let (Some(part), Some(staff), Some(learners)) = (fewer_opportunities, staff, learners)
            && part > staff + learners
        {
            fields.note("fewer_opportunities", ErrorKind::PartExceedsWhole { part, whole: staff + learners });
        }
        Some(Self { staff, learners, fewer_opportunities })
    }
}

impl Lessons {
    fn read(fields: &mut ObjectReader) -> Option<Self> {
        let hosts = fields.localized_list("hosts", 0, Limit::PARAGRAPH);
        let participants = fields.localized_list("participants", 0, Limit::PARAGRAPH);
        // A side of whom no lesson is known has none; a plan is not one.
        if hosts.is_empty() && participants.is_empty() {
            fields.note("hosts", ErrorKind::NoLesson);
        }
        Some(Self { hosts, participants })
    }
}

impl Voice {
    fn read(fields: &mut ObjectReader) -> Option<Self> {
        let name = fields.text("name", Limit::LINE);
        let role = fields.localized("role", Limit::LINE);
        let organisation = fields.text("organisation", Limit::LINE);
        let words = Words::read(fields);
        complete! { Self: name, role, organisation, words }
    }
}

impl Words {
    fn read(fields: &mut ObjectReader) -> Option<Self> {
        let quote = fields.optional_localized("quote", Limit::PARAGRAPH);
        let reported = fields.optional_localized("reported", Limit::PARAGRAPH);
        let consent = fields.optional_date("consent");
        let source = fields.optional_text("source", Limit::SUMMARY);
        match (quote, reported) {
            (Some(text), None) => match consent {
                Some(consent) => Some(Self::Quote { text, consent }),
                None => {
                    let (form, needed) = ("a quotation", "`consent`, the day on which the person agreed in writing");
                    fields.note("quote", ErrorKind::VoiceWithoutGround { form, needed });
                    None
                }
            },
            (None, Some(text)) => {
                if source.is_none() && consent.is_none() {
                    let (form, needed) = ("reported speech", "`source`, or `consent`");
                    fields.note("reported", ErrorKind::VoiceWithoutGround { form, needed });
                }
                Some(Self::Reported { text, source, consent })
            }
            _ => {
                fields.note("reported", ErrorKind::VoiceWithoutWords);
                None
            }
        }
    }
}

impl Image {
    fn read(fields: &mut ObjectReader) -> Option<Self> {
        let file = fields.text("file", Limit::LINE);
        let alt = fields.localized("alt", Limit::SUMMARY);
        let credit = fields.text("credit", Limit::LINE);
        complete! { Self: file, alt, credit }
    }
}
