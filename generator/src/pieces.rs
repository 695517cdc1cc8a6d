//! Parts that many pages show: an offer's line in a list, the choices of a filter. Each is made once from a small template
//! of the theme and kept as HTML, as long as there is room: what is kept does not grow with the site.

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, Hash, RandomState};
use std::sync::{Arc, Mutex, PoisonError};

use domain::offer::Offer;
use domain::text::LanguageTag;
use tera::{Context, Value};

use crate::facet::Facet;
use crate::render::Renderer;
use crate::search::{Finders, Scope};
use crate::site::Entry;
use crate::theme::ThemeError;
use crate::view::Lens;

/// Lines kept: of a catalogue of ten thousand offers all, of a larger one those of late.
const MOST_ROWS: usize = 16_384;
/// Filters with a marked choice kept: the pages of one list come one after another.
const MOST_MARKED: usize = 64;

/// The template of an offer's line; the search index carries the same.
const ROW: &str = "row.html";
/// The template of a filter with its choices.
const FILTER: &str = "filter.html";
/// The template of a single choice.
const CHOICE: &str = "choice.html";

/// The filters of a page, each as HTML.
type Lists = Arc<Vec<Value>>;

/// The parts made so far.
pub struct Pieces<'s> {
    rows: Recent<(&'s LanguageTag, &'s str)>,
    /// Filters without a mark, closed, by language and scope.
    lists: Mutex<BTreeMap<(&'s LanguageTag, &'static str), Lists>>,
    /// Open ones, one by one.
    open: Mutex<BTreeMap<(&'s LanguageTag, &'static str, String), Value>>,
    marked: Recent<String>,
}

impl<'s> Pieces<'s> {
    /// None so far.
    pub fn new() -> Self {
        Self {
            rows: Recent::new(MOST_ROWS),
            lists: Mutex::default(),
            open: Mutex::default(),
            marked: Recent::new(MOST_MARKED),
        }
    }

    /// The lines of offers in a list, as HTML.
    ///
    /// # Errors
    /// If the theme can't show one.
    pub fn rows(
        &self,
        lens: &Lens<'s>,
        renderer: &Renderer,
        offers: &[&'s Entry<Offer>],
    ) -> Result<Vec<Value>, ThemeError> {
        let row = |offer: &&'s Entry<Offer>| {
            self.rows.of((lens.language, offer.slug.as_str()), || {
                let mut context = Context::new();
                context.insert("offer", &lens.card(offer));
                html(renderer, lens.language, ROW, &context)
            })
        };
        offers.iter().map(row).collect()
    }

    /// The filters of a page, each as HTML. On the page of those that share something, which is one of a filter's
    /// choices, this filter is open and the choice with the page's address is marked.
    ///
    /// # Errors
    /// If the theme can't show one.
    pub fn filters(
        &self,
        lens: &Lens<'s>,
        renderer: &Renderer,
        finders: &Finders,
        scope: Scope,
        page: Option<(Facet, &str)>,
    ) -> Result<Vec<Value>, ThemeError> {
        let all = finders.choices(lens.language, scope);
        let all = all.as_array().unwrap_or_default();
        let mut lists = self.lists(lens, renderer, scope, all)?.as_ref().clone();
        if let Some((facet, address)) = page
            && let Some(own) = all.iter().position(|filter| text(filter, "code") == facet.code())
        {
            let marked = || self.with_mark(lens, renderer, scope, &all[own], address);
            lists[own] = self.marked.of(address.to_owned(), marked)?;
        }
        Ok(lists)
    }

    /// All filters without a mark, closed.
    fn lists(
        &self,
        lens: &Lens<'s>,
        renderer: &Renderer,
        scope: Scope,
        filters: &[Value],
    ) -> Result<Lists, ThemeError> {
        let kept = || self.lists.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (lens.language, scope.code());
        if let Some(lists) = kept().get(&key) {
            return Ok(Arc::clone(lists));
        }
        let made = filters.iter().map(|filter| filter_html(lens, renderer, scope, filter, false, ""));
        let made = Arc::new(made.collect::<Result<Vec<_>, _>>()?);
        kept().insert(key, Arc::clone(&made));
        Ok(made)
    }

    /// An open filter without a mark.
    fn open(&self, lens: &Lens<'s>, renderer: &Renderer, scope: Scope, filter: &Value) -> Result<Value, ThemeError> {
        let kept = || self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (lens.language, scope.code(), text(filter, "code").to_owned());
        if let Some(html) = kept().get(&key) {
            return Ok(html.clone());
        }
        let html = filter_html(lens, renderer, scope, filter, true, "")?;
        kept().insert(key, html.clone());
        Ok(html)
    }

    /// An open filter with the mark at one of its choices. Only this choice is made anew.
    fn with_mark(
        &self,
        lens: &Lens<'s>,
        renderer: &Renderer,
        scope: Scope,
        filter: &Value,
        address: &str,
    ) -> Result<Value, ThemeError> {
        let open = self.open(lens, renderer, scope, filter)?;
        let Some(choice) = choice_of(filter, address) else { return Ok(open) };
        let choice_html = |current: &str| {
            let mut context = Context::new();
            context.insert_value("filter", Value::from(text(filter, "code")));
            context.insert_value("choice", choice.clone());
            context.insert_value("scope", Value::from(scope.code()));
            context.insert_value("current", Value::from(current));
            html(renderer, lens.language, CHOICE, &context)
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
            _ => filter_html(lens, renderer, scope, filter, true, address),
        }
    }
}

fn filter_html(
    lens: &Lens,
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
    html(renderer, lens.language, FILTER, &context)
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

/// Values made of late. What is full grows old, and what is old and not asked for again is forgotten.
struct Recent<K> {
    shards: [Mutex<Generations<K>>; SHARDS],
    hasher: RandomState,
    most: usize,
}

/// So that threads seldom wait for each other.
const SHARDS: usize = 16;

struct Generations<K> {
    young: HashMap<K, Value>,
    old: HashMap<K, Value>,
}

impl<K: Eq + Hash> Recent<K> {
    /// At most so many values.
    fn new(most: usize) -> Self {
        let empty = || Mutex::new(Generations { young: HashMap::new(), old: HashMap::new() });
        Self { shards: std::array::from_fn(|_| empty()), hasher: RandomState::new(), most }
    }

    fn of(&self, key: K, make: impl FnOnce() -> Result<Value, ThemeError>) -> Result<Value, ThemeError> {
        let hash = self.hasher.hash_one(&key);
        let shard = &self.shards[usize::try_from(hash % SHARDS as u64).unwrap_or_default()];
        let lock = || shard.lock().unwrap_or_else(PoisonError::into_inner);
        let mut generations = lock();
        if let Some(value) = generations.young.get(&key) {
            return Ok(value.clone());
        }
        let known = generations.old.remove(&key);
        // Others need not wait while it is made.
        drop(generations);
        let value = known.map_or_else(make, Ok)?;
        generations = lock();
        if generations.young.len() >= self.most / SHARDS / 2 {
            generations.old = std::mem::take(&mut generations.young);
        }
        generations.young.insert(key, value.clone());
        Ok(value)
    }

    #[cfg(test)]
    fn len(&self) -> usize {
        let lens = self.shards.iter().map(|shard| shard.lock().map_or(0, |kept| kept.young.len() + kept.old.len()));
        lens.sum()
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use tera::Value;

    use super::Recent;

    #[test]
    fn what_is_kept_is_made_once_and_does_not_grow_with_the_site() {
        let (recent, made) = (Recent::new(512), Cell::new(0));
        let ask = |number: usize| {
            let value = recent.of(number, || {
                made.set(made.get() + 1);
                Ok(Value::from(number))
            });
            assert_eq!(value.expect("a value"), Value::from(number));
        };
        for number in (0..100).chain(0..100) {
            ask(number);
        }
        assert_eq!(made.get(), 100, "all had room");
        for number in 0..10_000 {
            ask(number);
            assert!(recent.len() <= 512, "{} at {number}", recent.len());
        }
    }
}
