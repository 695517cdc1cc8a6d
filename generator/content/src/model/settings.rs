//! `site.toml`: everything an operator sets.

use std::num::NonZeroU32;

use domain::case::Reminders;
use domain::case::retention::Retention;
use domain::matching::weights::Weights;
use domain::request::{read_optional_reachable, read_reachable};
use domain::text::LanguageTag;
use domain::validate::base_url::BaseUrl;
use domain::validate::{Limit, ObjectReader};

use crate::model::facet::Facet;

/// The operator's settings, checked.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// The site's name.
    pub name: String,
    /// The full address of the site's root.
    pub base_url: BaseUrl,
    /// Languages of the user interface; the first is the default. Never empty.
    pub languages: Vec<LanguageTag>,
    /// The folder below `themes/`.
    pub theme: String,
    /// Who answers.
    pub secretariat: Secretariat,
    /// What kind of organisation that is, in the list of kinds of publishers (ADMS).
    pub publisher_type: Option<&'static str>,
    /// Whom to tell of a weakness of the site.
    pub security: Security,
    /// Offers on one page of a list.
    pub offers_per_page: usize,
    /// The facets that have pages of their own; codes of the others are plain text.
    pub facets: Vec<Facet>,
    /// Whether there are lists to stand in other websites' pages.
    pub embeds: bool,
    /// Whether the tables are published as Excel workbooks, too.
    pub workbooks: bool,
    /// Whether browsers can search: the index of words, and the table to filter by, whose lines are in the index.
    pub search_words: bool,
    /// Whether every page has a picture of its own for those who share it, or all have one together.
    pub social_pictures: bool,
    /// What one address may send.
    pub limits: Option<Limits>,
    /// Whether browsers do a calculation against robots before a form is sent.
    pub proof_of_work: bool,
    /// How long requests are kept.
    pub retention: Retention,
    /// How long each may take before the desk calls it overdue.
    pub reminders: Reminders,
    /// What counts how much when hosts are suggested.
    pub matching: Weights,
    /// Pledges and targets to measure against.
    pub targets: Vec<Target>,
}

/// Who answers requests.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
pub struct Secretariat {
    /// The organisation.
    pub organisation: String,
    /// Its website.
    pub website: Option<String>,
    /// Its public address.
    pub email: String,
    /// Working days within which a person answers.
    pub answers_within_days: i64,
}

/// Whom to tell of a weakness of the site; without any of it, the secretariat.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Security {
    /// Where to write.
    pub email: Option<String>,
    /// A page with a form, or whatever else leads to a person.
    pub page: Option<String>,
    /// What one may expect in answer.
    pub policy: Option<String>,
}

/// What one address may send to the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, schemars::JsonSchema, serde::Deserialize)]
pub struct Limits {
    /// Requests a minute, in the long run.
    pub requests_per_minute: NonZeroU32,
    /// Requests at once.
    pub burst: NonZeroU32,
}

/// A pledge or a target, in per cent.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
pub struct Target {
    /// Its name; the messages `monitoring-whose-<code>` and `standing-<code>` tell whose it is.
    pub code: &'static str,
    /// Per cent.
    pub percent: i64,
    /// By when, where a year is named.
    pub year: Option<i64>,
}

impl Target {
    /// Whether the partnership pledged it; the others are the Council's.
    pub fn is_pledge(&self) -> bool {
        self.code.starts_with("pledge-")
    }

    /// What it is about: `vet` or `fewer-opportunities`.
    pub fn subject(&self) -> &'static str {
        self.code.split_once('-').map_or(self.code, |(_, subject)| subject)
    }
}

/// The lists of offers.
struct Catalogue {
    offers_per_page: usize,
    facets: Vec<Facet>,
    embeds: bool,
    workbooks: bool,
}

impl Default for Catalogue {
    fn default() -> Self {
        Self { offers_per_page: 24, facets: Facet::ALL.into(), embeds: true, workbooks: true }
    }
}

impl Catalogue {
    fn read(fields: &mut ObjectReader) -> Option<Self> {
        let default = Self::default();
        let offers_per_page = fields.optional_integer("offers_per_page", 4..=200);
        let facets = fields.optional_choices("facets", &Facet::ALL.map(|facet| (facet.code(), facet)));
        let embeds = fields.flag_or("embeds", default.embeds);
        let workbooks = fields.flag_or("workbooks", default.workbooks);
        Some(Self {
            offers_per_page: offers_per_page
                .and_then(|number| usize::try_from(number).ok())
                .unwrap_or(default.offers_per_page),
            facets: facets.unwrap_or(default.facets),
            embeds,
            workbooks,
        })
    }
}

/// Kinds of publishers, as `site.toml` and as ADMS names them.
const PUBLISHER_TYPES: [(&str, &str); 7] = [
    ("local-authority", "LocalAuthority"),
    ("regional-authority", "RegionalAuthority"),
    ("national-authority", "NationalAuthority"),
    ("non-profit", "NonProfitOrganisation"),
    ("non-governmental", "NonGovernmentalOrganisation"),
    ("academia", "Academia-ScientificOrganisation"),
    ("company", "Company"),
];

/// The targets that are told of: the partnership's pledges of 17 September 2024, and the Council Recommendation of
/// 13 May 2024 (C/2024/3364).
const TARGETS: [(&str, &str); 4] = [
    ("pledge-vet", "pledge-vet"),
    ("council-vet", "council-vet"),
    ("pledge-fewer-opportunities", "pledge-fewer-opportunities"),
    ("council-fewer-opportunities", "council-fewer-opportunities"),
];

impl Settings {
    /// The file, relative to the root.
    pub const FILE: &'static str = "site.toml";

    /// The language of plain texts and of the start page.
    pub fn default_language(&self) -> &LanguageTag {
        &self.languages[0]
    }

    /// The full address of the site's root, without a slash at its end.
    pub fn base_url(&self) -> &str {
        self.base_url.as_str()
    }

    /// The path of the base address: empty, or `/matchmaking` for a site that lives below another.
    pub fn base_path(&self) -> &str {
        self.base_url.path()
    }

    /// Whether a facet has pages of its own.
    pub fn has_pages(&self, facet: Facet) -> bool {
        self.facets.contains(&facet)
    }

    /// Reads `site.toml`.
    pub fn read(fields: &mut ObjectReader) -> Option<Self> {
        let name = fields.text("name", Limit::LINE);
        let base_url = domain::content::common::read_base_url(fields, "base_url");
        let languages: Vec<LanguageTag> = fields
            .codes::<domain::vocabulary::Language>("languages", 1)
            .iter()
            .filter_map(|code| LanguageTag::parse(code.as_str()))
            .collect();
        let theme = fields.optional_text("theme", Limit::LINE).unwrap_or_else(|| "default".to_owned());
        let secretariat = fields.group("secretariat", |fields| {
            let organisation = fields.text("organisation", Limit::LINE);
            let website = domain::content::common::read_web_address(fields, "website");
            let email = read_reachable(fields, "email");
            let answers_within_days = fields.integer("answers_within_days", 1..=60);
            let publisher_type = fields.optional_choice("type", &PUBLISHER_TYPES);
            let secretariat = Secretariat {
                organisation: organisation?,
                website,
                email: email?,
                answers_within_days: answers_within_days?,
            };
            Some((secretariat, publisher_type))
        });
        let security = fields.optional_group("security", |fields| {
            let email = read_optional_reachable(fields, "email");
            let page = domain::content::common::read_web_address(fields, "page");
            let policy = domain::content::common::read_web_address(fields, "policy");
            Some(Security { email, page, policy })
        });
        let catalogue = fields.optional_group("catalogue", Catalogue::read).unwrap_or_default();
        let search_words = fields.optional_group("search", |fields| Some(fields.flag_or("words", true)));
        let social_pictures = fields.optional_group("social", |fields| Some(fields.flag_or("pictures", true)));
        let limits = fields.optional_group("limits", |fields| {
            let requests_per_minute = fields.integer("requests_per_minute", 1..=100_000);
            let burst = fields.integer("burst", 1..=100_000);
            let number = |value: Option<i64>| u32::try_from(value?).ok().and_then(NonZeroU32::new);
            Some(Limits { requests_per_minute: number(requests_per_minute)?, burst: number(burst)? })
        });
        let retention = fields.optional_group("retention", Retention::read);
        let reminders = fields.optional_group("reminders", Reminders::read);
        let proof_of_work = fields.optional_group("guard", |fields| Some(fields.flag("proof_of_work")));
        let matching = fields.optional_group("matching", Weights::read);
        let targets = fields.list_of("targets", 20, |fields| {
            let code = fields.choice("code", &TARGETS);
            let percent = fields.integer("percent", 1..=100);
            let year = fields.optional_integer("year", 2000..=2100);
            Some(Target { code: code?, percent: percent?, year })
        });
        let (secretariat, publisher_type) = secretariat?;
        let answers_within_days = secretariat.answers_within_days;
        Some(Self {
            name: name?,
            base_url: base_url?,
            languages,
            theme,
            secretariat,
            publisher_type,
            security: security.unwrap_or_default(),
            offers_per_page: catalogue.offers_per_page,
            facets: catalogue.facets,
            embeds: catalogue.embeds,
            workbooks: catalogue.workbooks,
            search_words: search_words.unwrap_or(true),
            social_pictures: social_pictures.unwrap_or(true),
            limits,
            retention: retention.unwrap_or_default(),
            reminders: Reminders {
                answer_working_days: u32::try_from(answers_within_days).unwrap_or(u32::MAX),
                ..reminders.unwrap_or_default()
            },
            proof_of_work: proof_of_work.unwrap_or(false),
            matching: matching.unwrap_or_default(),
            targets,
        })
    }
}
