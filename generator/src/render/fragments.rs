//! Parts that many pages show: an offer's line in a list, the choices of a filter. Each is made once from a small template
//! of the theme and kept as HTML, as long as there is room: what is kept does not grow with the site.

use std::collections::BTreeMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

use domain::content::offer::Offer;
use domain::text::LanguageTag;
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use tera::{Context, Value};

use crate::render::Renderer;
use crate::theme::ThemeError;
use crate::view::LocalizedSite;
use crate::view::filters::{FilterIndex, Scope};
use content::model::facet::Facet;
use content::model::site::Entry;

/// Bytes of lines kept. A line has 300 to 3,000, so these are all lines of tens of thousands of offers, and of a larger
/// catalogue those of late.
const MOST_OF_ROWS: usize = 64 << 20;
/// Bytes of filters with a marked choice kept: the pages of one list come one after another.
const MOST_OF_MARKED: usize = 4 << 20;

/// The template of an offer's line; the search index carries the same.
const ROW: &str = "row.html";
/// The template of a filter with its choices.
const FILTER: &str = "filter.html";
/// The template of a single choice.
const CHOICE: &str = "choice.html";

/// The filters of a page, each as HTML.
type Lists = Arc<Vec<Value>>;

/// The parts made so far.
pub struct Fragments<'s> {
    rows: Recent<(&'s LanguageTag, &'s str)>,
    /// Filters without a mark, closed, by language and scope.
    lists: Mutex<BTreeMap<(&'s LanguageTag, &'static str), Lists>>,
    /// Open ones, one by one.
    open: Mutex<BTreeMap<(&'s LanguageTag, &'static str, String), Value>>,
    marked: Recent<String>,
}

impl<'s> Fragments<'s> {
    /// None so far.
    pub fn new() -> Self {
        Self {
            rows: Recent::new(MOST_OF_ROWS),
            lists: Mutex::default(),
            open: Mutex::default(),
            marked: Recent::new(MOST_OF_MARKED),
        }
    }

    /// The lines of offers in a list, as HTML.
    pub fn rows(
        &self,
        localized: &LocalizedSite<'s>,
        renderer: &Renderer,
        offers: &[&'s Entry<Offer>],
    ) -> Result<Vec<Value>, ThemeError> {
        let card = |offer| Value::from_serializable(&localized.card(offer));
        offers.iter().map(|offer| self.row(localized, renderer, offer, || card(offer))).collect()
    }

    /// The line of an offer, as HTML; `card` gives its card as templates see it, if the line has to be made.
    pub fn row(
        &self,
        localized: &LocalizedSite<'s>,
        renderer: &Renderer,
        offer: &'s Entry<Offer>,
        card: impl FnOnce() -> Value,
    ) -> Result<Value, ThemeError> {
        self.rows.of(&(localized.language, offer.slug.as_str()), || {
            let mut context = Context::new();
            context.insert_value("offer", card());
            html(renderer, localized.language, ROW, &context)
        })
    }

    /// The lines of offers in the list of one kind of exchange, which each of them names first.
    pub fn rows_of_activity(
        &self,
        localized: &LocalizedSite<'s>,
        renderer: &Renderer,
        offers: &[&'s Entry<Offer>],
        activity: &str,
    ) -> Result<Vec<Value>, ThemeError> {
        let row = |offer: &&'s Entry<Offer>| {
            // Most offers name it first anyway, or name no other.
            if offer.value.activities.first().is_some_and(|first| first.as_str() == activity) {
                return self.row(localized, renderer, offer, || Value::from_serializable(&localized.card(offer)));
            }
            let mut card = localized.card(offer);
            card.lead_with(activity);
            let mut context = Context::new();
            context.insert("offer", &card);
            html(renderer, localized.language, ROW, &context)
        };
        offers.iter().map(row).collect()
    }

    /// The filters of a page, each as HTML. On the page of those that share something, which is one of a filter's
    /// choices, this filter is open and the choice with the page's address is marked.
    pub fn filters(
        &self,
        localized: &LocalizedSite<'s>,
        renderer: &Renderer,
        filter_index: &FilterIndex,
        scope: Scope,
        page: Option<(Facet, &str)>,
    ) -> Result<Vec<Value>, ThemeError> {
        let all = filter_index.choices(localized.language, scope);
        let all = all.as_array().unwrap_or_default();
        let mut lists = self.lists(localized, renderer, scope, all)?.as_ref().clone();
        if let Some((facet, address)) = page
            && let Some(own) = all.iter().position(|filter| text(filter, "code") == facet.code())
        {
            let marked = || self.with_mark(localized, renderer, scope, &all[own], address);
            lists[own] = self.marked.of(&address.to_owned(), marked)?;
        }
        Ok(lists)
    }

    /// All filters without a mark, closed.
    fn lists(
        &self,
        localized: &LocalizedSite<'s>,
        renderer: &Renderer,
        scope: Scope,
        filters: &[Value],
    ) -> Result<Lists, ThemeError> {
        let kept = || self.lists.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (localized.language, scope.code());
        if let Some(lists) = kept().get(&key) {
            return Ok(Arc::clone(lists));
        }
        let made = filters.iter().map(|filter| filter_html(localized, renderer, scope, filter, false, ""));
        let made = Arc::new(made.collect::<Result<Vec<_>, _>>()?);
        kept().insert(key, Arc::clone(&made));
        Ok(made)
    }

    /// An open filter without a mark.
    fn open(
        &self,
        localized: &LocalizedSite<'s>,
        renderer: &Renderer,
        scope: Scope,
        filter: &Value,
    ) -> Result<Value, ThemeError> {
        let kept = || self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (localized.language, scope.code(), text(filter, "code").to_owned());
        if let Some(html) = kept().get(&key) {
            return Ok(html.clone());
        }
        let html = filter_html(localized, renderer, scope, filter, true, "")?;
        kept().insert(key, html.clone());
        Ok(html)
    }

    /// An open filter with the mark at one of its choices. Only this choice is made anew.
    fn with_mark(
        &self,
        localized: &LocalizedSite<'s>,
        renderer: &Renderer,
        scope: Scope,
        filter: &Value,
        address: &str,
    ) -> Result<Value, ThemeError> {
        let open = self.open(localized, renderer, scope, filter)?;
        let Some(choice) = choice_of(filter, address) else { return Ok(open) };
        let choice_html = |current: &str| {
            let mut context = Context::new();
            context.insert_value("filter", Value::from(text(filter, "code")));
            context.insert_value("choice", choice.clone());
            context.insert_value("scope", Value::from(scope.code()));
            context.insert_value("current", Value::from(current));
            html(renderer, localized.language, CHOICE, &context)
        };
        let (plain, marked) = (choice_html("")?, choice_html(address)?);
        let (Some(whole), Some(plain), Some(marked)) = (open.as_str(), plain.as_str(), marked.as_str()) else {
            return Ok(open);
        };
        let mut places = whole.match_indices(plain);
        match (places.next(), places.next()) {
            (Some((place, _)), None) => {
                Ok(Value::safe_string(&[&whole[..place], marked, &whole[place + plain.len()..]].concat()))
            }
            // The theme makes a choice differently within its filter.
            _ => filter_html(localized, renderer, scope, filter, true, address),
        }
    }
}

fn filter_html(
    localized: &LocalizedSite,
    renderer: &Renderer,
    scope: Scope,
    filter: &Value,
    open: bool,
    current: &str,
) -> Result<Value, ThemeError> {
    let mut context = Context::new();
    context.insert_value("filter", filter.clone());
    context.insert_value("scope", Value::from(scope.code()));
    context.insert_value("open", Value::from(open));
    context.insert_value("current", Value::from(current));
    html(renderer, localized.language, FILTER, &context)
}

fn html(renderer: &Renderer, language: &LanguageTag, template: &str, context: &Context) -> Result<Value, ThemeError> {
    Ok(Value::safe_string(renderer.render(language, template, context)?.trim()))
}

/// The choice of a filter, or of one of its choices, that leads to an address.
fn choice_of<'v>(filter: &'v Value, address: &str) -> Option<&'v Value> {
    let choices = |of: &'v Value, name| of.get_from_path(name).and_then(Value::as_array).unwrap_or_default().iter();
    choices(filter, "choices")
        .flat_map(|choice| std::iter::once(choice).chain(choices(choice, "parts")))
        .find(|choice| text(choice, "address") == address)
}

fn text<'v>(value: &'v Value, name: &'v str) -> &'v str {
    value.get_from_path(name).and_then(Value::as_str).unwrap_or_default()
}

/// HTML made of late, as much as there is room for.
struct Recent<K>(Cache<K, Value, Bytes>);

impl<K: Eq + Hash + Clone> Recent<K> {
    /// At most so many bytes.
    fn new(most: usize) -> Self {
        Self(Cache::with_weighter(most / ABOUT, most as u64, Bytes))
    }

    /// What is kept for a key, or made now.
    fn of(&self, key: &K, make: impl FnOnce() -> Result<Value, ThemeError>) -> Result<Value, ThemeError> {
        self.0.get_or_insert_with(key, make)
    }
}

/// Bytes of a piece, about: only an estimate of how many will be kept.
const ABOUT: usize = 1024;
/// What a piece takes beside its text, about.
const FRAME: usize = 96;

/// Weighs a piece by the memory it takes.
#[derive(Clone)]
struct Bytes;

impl<K> Weighter<K, Value> for Bytes {
    fn weight(&self, _: &K, html: &Value) -> u64 {
        (FRAME + html.as_str().map_or(0, str::len)) as u64
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use tera::Value;

    use super::Recent;

    #[test]
    fn what_is_kept_is_made_once_and_does_not_grow_with_the_site() {
        let most = 256 << 10;
        let (recent, made) = (Recent::new(most), Cell::new(0));
        let piece = |number: usize| Value::from(format!("{number:01000}"));
        let ask = |number: usize| {
            let value = recent.of(&number, || {
                made.set(made.get() + 1);
                Ok(piece(number))
            });
            assert_eq!(value.expect("a value"), piece(number));
        };
        for number in [1, 2, 3, 1, 2, 3] {
            ask(number);
        }
        assert_eq!(made.get(), 3, "all had room");
        for number in 0..10_000 {
            ask(number);
            assert!(recent.0.weight() <= most as u64, "{} at {number}", recent.0.weight());
        }
        assert!(recent.0.weight() > most as u64 / 2, "what there is room for is kept");
    }
}
