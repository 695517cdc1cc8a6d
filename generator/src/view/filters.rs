//! The choices that pages offer: every filter with its values, labels and numbers, counted once for a build.

use std::collections::{BTreeMap, HashMap};

use domain::content::common::Level;
use domain::text::{Alphabet, LanguageTag};
use domain::vocabulary::{Activity, Audience, Country, Language, Region, Sector, SupportMeasure, Term, Theme};
use rayon::prelude::*;
use schemars::JsonSchema;
use serde::Serialize;
use tera::Value;

use crate::plan::story_groups;
use crate::view::LocalizedSite;
use content::model::filter::{ANY, Choosing, Filter, Months, YES, groups, month_value, months};
use content::model::site::Site;

/// What is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    Offers,
    Stories,
    All,
}

impl Scope {
    /// Its name in message keys.
    pub fn code(self) -> &'static str {
        match self {
            Scope::Offers => "offers",
            Scope::Stories => "stories",
            Scope::All => "all",
        }
    }

    /// The filters that make sense here, in the order of the page.
    fn filters(self) -> &'static [Filter] {
        match self {
            Scope::Offers => &[
                Filter::Activity,
                Filter::Country,
                Filter::Month,
                Filter::Language,
                Filter::Group,
                Filter::Sector,
                Filter::Theme,
                Filter::Audience,
                Filter::Support,
                Filter::Region,
                Filter::Rail,
                Filter::Minors,
            ],
            Scope::Stories => &[Filter::Activity, Filter::Country, Filter::Sector, Filter::Theme, Filter::Year],
            Scope::All => &[Filter::Kind, Filter::Activity, Filter::Country, Filter::Sector, Filter::Theme],
        }
    }
}

/// A filter with all that can be chosen.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Choices {
    /// The filter's name in addresses; `filter-<code>` is the message with its title.
    pub code: &'static str,
    /// How it is chosen by.
    pub choosing: Choosing,
    /// Whether its values have pages of their own, which need no script.
    pub linked: bool,
    /// Its values, those that occur.
    pub choices: Vec<Choice>,
}

/// A value of a filter.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Choice {
    /// Its code in addresses.
    pub value: String,
    /// What people read; nothing where a message of the value's name says it.
    pub label: String,
    /// The page that lists the same.
    pub address: Option<String>,
    /// The family, for an activity.
    pub family: Option<&'static str>,
    /// How many there are.
    pub count: usize,
    /// Narrower values, or the levels of a language.
    pub parts: Vec<Choice>,
}

/// The choices of every language and scope.
pub struct FilterIndex {
    by_language: BTreeMap<LanguageTag, [Value; 3]>,
}

/// How often each value of a filter occurs.
#[derive(Clone, Default)]
struct Counts(HashMap<Filter, HashMap<String, usize>>);

impl Counts {
    fn add(&mut self, filter: Filter, value: &str, times: usize) {
        let values = self.0.entry(filter).or_default();
        match values.get_mut(value) {
            Some(count) => *count += times,
            None => {
                values.insert(value.to_owned(), times);
            }
        }
    }

    /// Together with others.
    fn with(mut self, others: &Counts) -> Counts {
        for (filter, values) in &others.0 {
            values.iter().for_each(|(value, count)| self.add(*filter, value, *count));
        }
        self
    }

    fn of(&self, filter: Filter, value: &str) -> Option<usize> {
        self.0.get(&filter)?.get(value).copied()
    }

    fn values(&self, filter: Filter) -> impl Iterator<Item = &String> {
        self.0.get(&filter).into_iter().flat_map(HashMap::keys)
    }
}

impl FilterIndex {
    /// Counts everything and looks up all labels.
    pub fn new(site: &Site) -> Self {
        let mut stories = Counts::default();
        let months = Months::from(site.today);
        let offers = site.offers.par_iter().filter(|offer| offer.value.is_open(site.today)).fold(
            Counts::default,
            |mut counts, offer| {
                for filter in Filter::ALL {
                    filter.each_of_offer(&offer.value, site, &months, |value| counts.add(*filter, value, 1));
                }
                counts
            },
        );
        let offers = offers.reduce(Counts::default, |some, others| some.with(&others));
        for story in &site.case_studies {
            for filter in Filter::ALL {
                filter.each_of_story(&story.entry.value, site, |value| stories.add(*filter, value, 1));
            }
        }
        let all = offers.clone().with(&stories);
        let counts = [(Scope::Offers, offers), (Scope::Stories, stories), (Scope::All, all)];
        let by_language = site.settings.languages.iter().map(|language| {
            let localized = LocalizedSite::new(site, language);
            let values = |(scope, counts): &(Scope, Counts)| {
                Value::from_serializable(&scope_choices(*scope, counts, &localized))
            };
            (language.clone(), counts.each_ref().map(values))
        });
        Self { by_language: by_language.collect() }
    }

    /// The choices of a page: a list of [`Choices`], made once and shared by all pages.
    pub fn choices(&self, language: &LanguageTag, scope: Scope) -> Value {
        let number = match scope {
            Scope::Offers => 0,
            Scope::Stories => 1,
            Scope::All => 2,
        };
        self.by_language.get(language).map_or_else(Value::none, |scopes| scopes[number].clone())
    }
}

fn scope_choices(scope: Scope, counts: &Counts, localized: &LocalizedSite) -> Vec<Choices> {
    let settings = &localized.site.settings;
    scope
        .filters()
        .iter()
        .map(|filter| {
            let mut choices = choices(*filter, counts, localized);
            let linked = match (scope, filter.facet()) {
                (Scope::Offers, Some(facet)) if settings.has_pages(facet) => {
                    link(&mut choices, &|code| localized.addresses.facet(facet, code));
                    true
                }
                (Scope::Stories, Some(facet)) if settings.has_pages(facet) && story_groups::FACETS.contains(&facet) => {
                    link(&mut choices, &|code| localized.addresses.story_facet(facet, code));
                    true
                }
                _ => false,
            };
            Choices { code: filter.code(), choosing: filter.choosing(), linked, choices }
        })
        .filter(|filter| !filter.choices.is_empty())
        // Without an index there is nothing to filter by, so what leads nowhere is not shown.
        .filter(|filter| settings.search_words || filter.linked)
        .collect()
}

fn link(choices: &mut [Choice], address: &impl Fn(&str) -> String) {
    for choice in choices {
        choice.address = Some(address(&choice.value));
        link(&mut choice.parts, address);
    }
}

/// The values of a filter that occur: those of a vocabulary by number, the others in their natural order.
fn choices(filter: Filter, counts: &Counts, localized: &LocalizedSite) -> Vec<Choice> {
    let plain = |value: String| choice(filter, value, String::new(), counts);
    match filter {
        Filter::Activity => {
            let mut choices = terms::<Activity>(filter, counts, localized);
            for choice in &mut choices {
                let activity = localized.site.vocabulary.activities.find(&choice.value);
                choice.family = activity.map(|activity| activity.family.code());
            }
            choices
        }
        Filter::Audience => terms::<Audience>(filter, counts, localized),
        Filter::Country => terms::<Country>(filter, counts, localized),
        Filter::Region => terms::<Region>(filter, counts, localized),
        Filter::Theme => terms::<Theme>(filter, counts, localized),
        Filter::Sector => {
            let (broad, mut narrow): (Vec<Choice>, Vec<Choice>) =
                terms::<Sector>(filter, counts, localized).into_iter().partition(|choice| choice.value.len() == 2);
            let with_parts = |mut broad: Choice| {
                broad.parts = narrow.extract_if(.., |choice| choice.value.starts_with(&broad.value)).collect();
                broad
            };
            broad.into_iter().map(with_parts).collect()
        }
        Filter::Language => {
            let mut languages = terms::<Language>(filter, counts, localized);
            let alphabet = Alphabet::of(localized.language);
            languages.sort_by(|a, b| alphabet.compare(&a.label, &b.label));
            for language in &mut languages {
                let levels = Level::ALL.into_iter().map(|level| (level.code(), level.code().to_lowercase()));
                language.parts = levels
                    .filter_map(|(name, code)| {
                        choice(filter, format!("{}-{code}", language.value), name.to_owned(), counts)
                    })
                    .collect();
            }
            languages
        }
        Filter::Support => {
            plain(ANY.to_owned()).into_iter().chain(terms::<SupportMeasure>(filter, counts, localized)).collect()
        }
        Filter::Month => {
            months(localized.site.today).into_iter().filter_map(|month| plain(month_value(month))).collect()
        }
        Filter::Group => groups().filter_map(|code| plain(code.to_owned())).collect(),
        Filter::Rail | Filter::Minors => plain(YES.to_owned()).into_iter().collect(),
        Filter::Kind => ["offer", "case-study"].into_iter().filter_map(|kind| plain(kind.to_owned())).collect(),
        Filter::Year => {
            let mut years: Vec<String> = counts.values(filter).cloned().collect();
            years.sort_unstable_by(|a, b| b.cmp(a));
            years.into_iter().filter_map(|year| choice(filter, year.clone(), year, counts)).collect()
        }
    }
}

/// A value, if it occurs.
fn choice(filter: Filter, value: String, label: String, counts: &Counts) -> Option<Choice> {
    let count = counts.of(filter, &value)?;
    Some(Choice { value, label, address: None, family: None, count, parts: Vec::new() })
}

/// The terms of a vocabulary that occur, the most frequent first.
fn terms<T: Term>(filter: Filter, counts: &Counts, localized: &LocalizedSite) -> Vec<Choice> {
    let mut choices: Vec<Choice> = localized
        .choices::<T>(|_| true)
        .into_iter()
        .filter_map(|label| choice(filter, label.code.to_lowercase(), label.label.to_owned(), counts))
        .collect();
    choices.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.label.cmp(&b.label)));
    choices
}
