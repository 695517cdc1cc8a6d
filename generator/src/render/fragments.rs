//! Parts that many pages show: an offer's row in a list, the filters of a list. Each is rendered once from a small template
//! of the theme and cached as HTML. The caches are limited, so memory does not grow with the site.

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

/// Bytes of cached rows. A row has 300 to 3,000, so all rows of tens of thousands of offers fit.
const MAX_ROW_BYTES: usize = 64 << 20;
/// Bytes of cached filters with a marked choice: the pages of one list come one after another.
const MAX_FILTER_BYTES: usize = 4 << 20;

/// The template of an offer's row; the search index contains the same.
const ROW: &str = "row.html";
/// The template of a filter with its choices.
const FILTER: &str = "filter.html";

/// The filters of a page, each as HTML.
type Filters = Arc<Vec<Value>>;

pub struct Fragments<'s> {
    rows: FragmentCache<(&'s LanguageTag, &'s str)>,
    /// Closed filters without a mark, by language and scope.
    closed_filters: Mutex<BTreeMap<(&'s LanguageTag, &'static str), Filters>>,
    /// Open filters with a mark, by the address of the list.
    marked_filters: FragmentCache<String>,
}

impl<'s> Fragments<'s> {
    pub fn new() -> Self {
        Self {
            rows: FragmentCache::new(MAX_ROW_BYTES),
            closed_filters: Mutex::default(),
            marked_filters: FragmentCache::new(MAX_FILTER_BYTES),
        }
    }

    /// Renders the rows of offers in a list.
    pub fn rows(
        &self,
        localized: &LocalizedSite<'s>,
        renderer: &Renderer,
        offers: &[&'s Entry<Offer>],
    ) -> Result<Vec<Value>, ThemeError> {
        let card = |offer| Value::from_serializable(&localized.card(offer));
        offers.iter().map(|offer| self.row(localized, renderer, offer, || card(offer))).collect()
    }

    /// Renders the row of an offer; `card` returns its card, if the row is not cached.
    pub fn row(
        &self,
        localized: &LocalizedSite<'s>,
        renderer: &Renderer,
        offer: &'s Entry<Offer>,
        card: impl FnOnce() -> Value,
    ) -> Result<Value, ThemeError> {
        self.rows.get_or_render(&(localized.language, offer.slug.as_str()), || {
            let mut context = Context::new();
            context.insert_value("offer", card());
            html(renderer, localized.language, ROW, &context)
        })
    }

    /// Renders the rows of offers in the list of one kind of exchange, which each row names first.
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

    /// Renders the filters of a page. On the list of one choice, its filter is open and the choice is marked.
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
        let mut filters = self.closed_filters(localized, renderer, scope, all)?.as_ref().clone();
        if let Some((facet, address)) = page
            && let Some(own) = all.iter().position(|filter| text(filter, "code") == facet.code())
        {
            let marked = || filter_html(localized, renderer, scope, &all[own], true, address);
            filters[own] = self.marked_filters.get_or_render(&address.to_owned(), marked)?;
        }
        Ok(filters)
    }

    fn closed_filters(
        &self,
        localized: &LocalizedSite<'s>,
        renderer: &Renderer,
        scope: Scope,
        filters: &[Value],
    ) -> Result<Filters, ThemeError> {
        let cache = || self.closed_filters.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (localized.language, scope.code());
        if let Some(filters) = cache().get(&key) {
            return Ok(Arc::clone(filters));
        }
        let rendered = filters.iter().map(|filter| filter_html(localized, renderer, scope, filter, false, ""));
        let rendered = Arc::new(rendered.collect::<Result<Vec<_>, _>>()?);
        cache().insert(key, Arc::clone(&rendered));
        Ok(rendered)
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

fn text<'v>(value: &'v Value, name: &'v str) -> &'v str {
    value.get_from_path(name).and_then(Value::as_str).unwrap_or_default()
}

/// Recently rendered HTML, of limited size.
struct FragmentCache<K>(Cache<K, Value, Bytes>);

impl<K: Eq + Hash + Clone> FragmentCache<K> {
    fn new(max_bytes: usize) -> Self {
        Self(Cache::with_weighter(max_bytes / USUAL_BYTES, max_bytes as u64, Bytes))
    }

    fn get_or_render(&self, key: &K, render: impl FnOnce() -> Result<Value, ThemeError>) -> Result<Value, ThemeError> {
        self.0.get_or_insert_with(key, render)
    }
}

/// The size of a usual fragment, to estimate how many will be cached.
const USUAL_BYTES: usize = 1024;
/// What a fragment takes beside its text, about.
const OVERHEAD_BYTES: usize = 96;

/// Weighs a fragment by the memory it takes.
#[derive(Clone)]
struct Bytes;

impl<K> Weighter<K, Value> for Bytes {
    fn weight(&self, _: &K, html: &Value) -> u64 {
        (OVERHEAD_BYTES + html.as_str().map_or(0, str::len)) as u64
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use tera::Value;

    use super::FragmentCache;

    #[test]
    fn what_is_kept_is_made_once_and_does_not_grow_with_the_site() {
        let most = 256 << 10;
        let (cache, made) = (FragmentCache::new(most), Cell::new(0));
        let piece = |number: usize| Value::from(format!("{number:01000}"));
        let ask = |number: usize| {
            let value = cache.get_or_render(&number, || {
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
            assert!(cache.0.weight() <= most as u64, "{} at {number}", cache.0.weight());
        }
        assert!(cache.0.weight() > most as u64 / 2, "what there is room for is kept");
    }
}
