//! The figures of a year: what took place, for whom, and how fast requests were matched. Counts only, no person.
//!
//! [`Figures`] are what an editor writes; [`crate::statistics::published::PublishedYear`] is what anybody may read of it, after small
//! numbers were protected (see [`crate::statistics::protection`]). Nothing else of a year leaves this module for a page or a data file.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::text::LocalizedText;
use crate::validate::{ErrorKind, Limit, ObjectReader, Pointer, Problem};
use crate::vocabulary::{Activity, Code, Country, Term};

/// The figures of a year, checked. The year is the file's name, and so kept beside it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// The last day counted, for a year that is not over or not yet counted to its end.
    pub until: Option<Date>,
    /// What took place, by activity; at least one, none twice.
    pub activities: Vec<ByActivity>,
    /// The same mobilities by the country of the host; empty where it was not counted.
    pub hosts: Vec<ByCountry>,
    /// Learners in vocational education and training, for the pledge.
    pub vet: Option<VetLearners>,
    pub requests: Option<Requests>,
    pub source: String,
    pub note: Option<LocalizedText>,
    pub demo: bool,
}

/// The mobilities of one activity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ByActivity {
    pub activity: Code<Activity>,
    /// Visits and stays; a group that travels together is one.
    pub mobilities: i64,
    pub staff: i64,
    pub learners: i64,
    /// Of all these, people with fewer opportunities, where known.
    pub fewer_opportunities: Option<i64>,
}

/// The mobilities to one country.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ByCountry {
    pub country: Code<Country>,
    pub mobilities: i64,
    pub participants: i64,
}

/// What the pledge on learners in vocational education and training is measured with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct VetLearners {
    /// All of them in the regions that report, in persons.
    pub learners: i64,
    /// Of these, those who went on a mobility in the year.
    pub mobile: i64,
    pub source: String,
}

/// What became of a year's requests. These are organisations' requests, not persons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Requests {
    /// Received in the year.
    pub received: i64,
    /// Of these, matched with a host.
    pub matched: i64,
    /// Of these, told that no host was found.
    pub declined: i64,
    /// Median of days from a request to its match; there is none where nothing was matched.
    pub median_days_to_match: Option<i64>,
}

/// Most mobilities, participants or requests of a year: a limit against slips of the finger.
const MOST: i64 = 1_000_000;
/// Most learners in vocational education and training: more than the European Union has.
const MOST_LEARNERS: i64 = 20_000_000;
/// Most days from a request to its match.
const MOST_DAYS: i64 = 1_000;
/// The first year that can have figures: the network was established in 2001.
const FIRST_YEAR: i16 = 2001;

impl ByActivity {
    pub fn participants(&self) -> i64 {
        self.staff + self.learners
    }

    fn read(fields: &mut ObjectReader) -> Option<Self> {
        let activity = fields.code("activity");
        let mobilities = fields.integer("mobilities", 1..=MOST);
        let staff = fields.integer("staff", 0..=MOST);
        let learners = fields.integer("learners", 0..=MOST);
        let fewer_opportunities = fields.optional_integer("fewer_opportunities", 0..=MOST);
        let entry = complete! { Self: activity, mobilities, staff, learners, fewer_opportunities }?;
        let whole = entry.participants();
        check_part(fields, "mobilities", ("mobilities", entry.mobilities), ("participants", whole));
        if let Some(part) = fewer_opportunities {
            let part = ("people with fewer opportunities", part);
            check_part(fields, "fewer_opportunities", part, ("participants", whole));
        }
        Some(entry)
    }
}

impl ByCountry {
    fn read(fields: &mut ObjectReader) -> Option<Self> {
        let country = fields.code("country");
        let mobilities = fields.integer("mobilities", 1..=MOST);
        let participants = fields.integer("participants", 1..=MOST);
        let entry = Self { country: country?, mobilities: mobilities?, participants: participants? };
        check_part(fields, "mobilities", ("mobilities", entry.mobilities), ("participants", entry.participants));
        Some(entry)
    }
}

impl VetLearners {
    fn read(fields: &mut ObjectReader) -> Option<Self> {
        let learners = fields.integer("learners", 1..=MOST_LEARNERS);
        let mobile = fields.integer("mobile", 0..=MOST_LEARNERS);
        let source = fields.text("source", Limit::SUMMARY);
        let entry = Self { learners: learners?, mobile: mobile?, source: source? };
        check_part(fields, "mobile", ("mobile learners", entry.mobile), ("learners", entry.learners));
        Some(entry)
    }
}

impl Requests {
    fn read(fields: &mut ObjectReader) -> Option<Self> {
        let received = fields.integer("received", 0..=MOST);
        let matched = fields.integer("matched", 0..=MOST);
        let declined = fields.optional_integer("declined", 0..=MOST).unwrap_or(0);
        let median_days_to_match = fields.optional_integer("median_days_to_match", 0..=MOST_DAYS);
        let (received, matched) = (received?, matched?);
        let answered = ("matched and declined requests", matched + declined);
        check_part(fields, "matched", answered, ("requests received", received));
        if matched == 0 && median_days_to_match.is_some() {
            fields.note("median_days_to_match", ErrorKind::NothingToMeasure { needed: "a matched request" });
        }
        Some(Self { received, matched, declined, median_days_to_match })
    }
}

impl Figures {
    pub fn read(fields: &mut ObjectReader) -> Option<Self> {
        fields.skip_draft_flag();
        let before = fields.errors();
        let until = fields.optional_date("until");
        let (mut forms, mut countries) = (Listed::default(), Listed::default());
        let activities = fields.some_of("activities", 100, |fields| {
            let entry = ByActivity::read(fields);
            forms.take(fields.index(), entry.as_ref().map(|entry| &entry.activity));
            entry
        });
        let hosts = fields.list_of("hosts", 300, |fields| {
            let entry = ByCountry::read(fields);
            countries.take(fields.index(), entry.as_ref().map(|entry| &entry.country));
            entry
        });
        let vet = fields.optional_group("vet", VetLearners::read);
        let requests = fields.optional_group("requests", Requests::read);
        let source = fields.text("source", Limit::SUMMARY);
        let note = fields.optional_localized("note", Limit::PARAGRAPH);
        let demo = fields.flag("demo");
        let figures = Self { until, activities, hosts, vet, requests, source: source?, note, demo };
        // Entries with a problem are missing here, so that sums would be wrong.
        let whole = fields.errors() == before;
        forms.note(fields, "activities");
        countries.note(fields, "hosts");
        if whole {
            figures.check_hosts(fields);
        }
        Some(figures)
    }

    /// Visits and stays of the year.
    pub fn mobilities(&self) -> i64 {
        self.activities.iter().map(|entry| entry.mobilities).sum()
    }

    /// Persons who took part in the year.
    pub fn participants(&self) -> i64 {
        self.activities.iter().map(ByActivity::participants).sum()
    }

    /// Of these, people with fewer opportunities; not known if one activity does not say.
    pub fn fewer_opportunities(&self) -> Option<i64> {
        self.activities.iter().map(|entry| entry.fewer_opportunities).sum()
    }

    /// The countries are another cut through the same mobilities: a sum that differs is a slip in one of them.
    fn check_hosts(&self, fields: &mut ObjectReader) {
        if self.hosts.is_empty() {
            return;
        }
        let mobilities = self.hosts.iter().map(|entry| entry.mobilities).sum();
        let participants = self.hosts.iter().map(|entry| entry.participants).sum();
        for (what, parts, whole) in
            [("mobilities", mobilities, self.mobilities()), ("participants", participants, self.participants())]
        {
            if parts != whole {
                fields.note("hosts", ErrorKind::SumDiffers { what, parts, whole });
            }
        }
    }

    /// The year that a file's name stands for: four digits, from the network's first year on.
    pub fn year_of(name: &str) -> Option<i16> {
        let digits = name.len() == 4 && name.bytes().all(|byte| byte.is_ascii_digit());
        name.parse().ok().filter(|year| digits && *year >= FIRST_YEAR)
    }

    /// What is wrong with the figures of `year` on the day `today`: a year to come has none, and neither has a day.
    pub fn check_year(&self, year: i16, today: Date) -> Vec<Problem> {
        let mut problems = Vec::new();
        if year > today.year() {
            problems.push(Problem { pointer: Pointer::root(), kind: ErrorKind::Future { value: year.to_string() } });
        }
        if let Some(until) = self.until {
            let pointer = Pointer::root().key("until");
            if until.year() != year {
                let kind = ErrorKind::OtherYear { value: until.to_string(), year };
                problems.push(Problem { pointer, kind });
            } else if until > today {
                problems.push(Problem { pointer, kind: ErrorKind::Future { value: until.to_string() } });
            }
        }
        problems
    }
}

/// Notes a part that is larger than its whole; each is named in the plural.
fn check_part(
    fields: &mut ObjectReader,
    key: &str,
    (what, part): (&'static str, i64),
    (of, whole): (&'static str, i64),
) {
    if part > whole {
        fields.note(key, ErrorKind::Exceeds { what, part, of, whole });
    }
}

/// The codes of a list, and the entries whose code an earlier one has, by their places as they were written.
#[derive(Default)]
struct Listed {
    codes: Vec<String>,
    repeated: Vec<(usize, String)>,
}

impl Listed {
    fn take<T: Term>(&mut self, place: usize, code: Option<&Code<T>>) {
        let Some(code) = code.map(|code| code.as_str().to_owned()) else { return };
        if self.codes.contains(&code) {
            self.repeated.push((place, code));
        } else {
            self.codes.push(code);
        }
    }

    fn note(self, fields: &mut ObjectReader, key: &'static str) {
        for (place, value) in self.repeated {
            fields.note_entry(key, place, ErrorKind::Repeated { value });
        }
    }
}
