//! How the entries of the vocabularies are read from their files.

use crate::text::LocalizedText;
use crate::validate::{Limit, ObjectReader};
use crate::vocabulary::geography::Coordinates;
use crate::vocabulary::{
    Activity, Audience, Barrier, Country, EventKind, Family, Language, OrganisationKind, Region, Sector, StopKind,
    SupportMeasure, Term, Theme,
};

/// Reads one entry of a vocabulary's file.
pub trait ReadTerm: Term {
    /// The entry, or `None` after its problems have been noted.
    fn read(fields: &mut ObjectReader) -> Option<Self>;
}

/// What every entry has.
fn code_and_label(fields: &mut ObjectReader) -> (Option<String>, Option<LocalizedText>) {
    (fields.text("code", Limit::LINE), fields.localized("label", Limit::LINE))
}

/// Words that stand for themselves.
fn same<const N: usize>(words: [&'static str; N]) -> [(&'static str, &'static str); N] {
    words.map(|word| (word, word))
}

/// Other words for an entry.
fn also(fields: &mut ObjectReader) -> Vec<LocalizedText> {
    fields.localized_list("also", 0, Limit::LINE)
}

impl ReadTerm for Activity {
    fn read(fields: &mut ObjectReader) -> Option<Self> {
        let (code, label) = code_and_label(fields);
        let family = fields.choice("family", &Family::choices());
        let who = fields.choice("who", &same(["learners", "staff", "other"])).map(str::to_owned);
        let mut number = |key| fields.optional_integer(key, 1..=10_000);
        let min_days = number("min_days");
        let max_days = number("max_days");
        let min_participants = number("min_participants");
        let max_participants = number("max_participants");
        let min_days_fewer_opportunities = number("min_days_fewer_opportunities");
        let erasmus = fields.flag("erasmus");
        complete! { Self:
            code, label, family, who, min_days, max_days, min_participants, max_participants,
            min_days_fewer_opportunities, erasmus
        }
    }
}

impl ReadTerm for Barrier {
    fn read(fields: &mut ObjectReader) -> Option<Self> {
        let (code, label) = code_and_label(fields);
        let gloss = fields.localized("gloss", Limit::SUMMARY);
        complete! { Self: code, label, gloss }
    }
}

impl ReadTerm for Country {
    fn read(fields: &mut ObjectReader) -> Option<Self> {
        let (code, label) = code_and_label(fields);
        let alpha3 = fields.text("alpha3", Limit::LINE);
        let nuts = fields.text("nuts", Limit::LINE);
        let status = fields.choice("status", &same(["eu-member", "associated", "other"])).map(str::to_owned);
        complete! { Self: code, alpha3, label, nuts, status }
    }
}

impl ReadTerm for Language {
    fn read(fields: &mut ObjectReader) -> Option<Self> {
        let (code, label) = code_and_label(fields);
        let alpha3 = fields.text("alpha3", Limit::LINE);
        let autonym = fields.text("autonym", Limit::LINE);
        let official = fields.flag("official");
        complete! { Self: code, alpha3, label, autonym, official }
    }
}

impl ReadTerm for OrganisationKind {
    fn read(fields: &mut ObjectReader) -> Option<Self> {
        let (code, label) = code_and_label(fields);
        let short = fields.flag("short");
        complete! { Self: code, label, short }
    }
}

impl ReadTerm for Region {
    fn read(fields: &mut ObjectReader) -> Option<Self> {
        let (code, label) = code_and_label(fields);
        let autonym = fields.optional_text("autonym", Limit::LINE);
        let autonym = autonym.or_else(|| label.as_ref().map(|label| label.original().to_owned()));
        let also = fields.texts("also", Limit::LINE);
        let country = fields.code("country");
        let place = fields.text("place", Limit::LINE);
        let latitude = fields.decimal("latitude", -90.0..=90.0);
        let longitude = fields.decimal("longitude", -180.0..=180.0);
        let coordinates = latitude.zip(longitude).map(|(latitude, longitude)| Coordinates { latitude, longitude });
        let formerly = fields.texts("formerly", Limit::LINE);
        let network = fields.flag("network");
        complete! { Self: code, label, autonym, country, place, coordinates, network, also, formerly }
    }
}

/// Broad fields with their narrow and detailed ones, read as one flat list: each field, then its parts.
pub fn read_sectors(fields: &mut ObjectReader) -> Vec<Sector> {
    let sector = |fields: &mut ObjectReader| {
        let (code, label) = code_and_label(fields);
        let also = also(fields);
        Some(Sector { code: code?, label: label?, also })
    };
    let broad = sector(fields);
    let narrow = fields.list_of("narrow", usize::MAX, |fields| {
        let narrow = sector(fields);
        let detailed = fields.list_of("detailed", usize::MAX, sector);
        Some(narrow.into_iter().chain(detailed).collect::<Vec<Sector>>())
    });
    broad.into_iter().chain(narrow.into_iter().flatten()).collect()
}

/// Vocabularies that have a code, a label and other words, nothing more.
macro_rules! read_plain_terms {
    ($($term:ident),*) => {$(
        impl ReadTerm for $term {
            fn read(fields: &mut ObjectReader) -> Option<Self> {
                let (code, label) = code_and_label(fields);
                let also = also(fields);
                complete! { Self: code, label, also }
            }
        }
    )*};
}

read_plain_terms!(Audience, EventKind, StopKind, SupportMeasure, Theme);
