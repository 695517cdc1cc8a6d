//! Templates, compiled once a language, and what they can ask for.

pub mod build_context;
pub mod context;
mod contract;
mod errors;
mod fold;
pub mod fragments;
mod names;
mod shape;
pub mod site_index;
mod tokens;
mod types;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use domain::text::LanguageTag;
use domain::text::messages::Messages;
use fluent_bundle::FluentValue;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use tera::{Context, Kwargs, State, Tera, Value, escape_html};

use self::contract::Contract;
use self::fold::fold;
use crate::theme::{Theme, ThemeError};
use crate::view::months;
use crate::view::words::{WordCache, day_in_words, grouped, month_of_year, parts, period_in_words};
use content::model::site::Site;
use content::model::site::{absolute, search_name};
use markup::LocatedProblem;
use markup::markdown::mailto;

/// The template of the months that stand below every offer's strip: `months_line` of all others.
const MONTHS: &str = "months.html";

/// Renders the pages of all languages.
pub struct Renderer {
    by_language: BTreeMap<LanguageTag, Language>,
    /// What each template asks a page for, by its name.
    asked: HashMap<String, HashSet<String>>,
    contract: Contract,
    sources: errors::Sources,
}

/// The templates in one language.
struct Language {
    tera: Tera,
    globals: Context,
    messages: Arc<Messages>,
    places: Arc<Places>,
    /// The templates as they were written: errors found with these have their true places. Compiled for the first error.
    written: OnceLock<Option<Tera>>,
}

impl Renderer {
    /// Compiles the theme's templates.
    ///
    /// # Errors
    /// What is wrong with the templates.
    pub fn new(site: &Site, theme: &Theme) -> Result<Self, Vec<LocatedProblem>> {
        let sources = errors::Sources::of(theme);
        let mut by_language = BTreeMap::new();
        for (language, messages) in &theme.messages {
            let places = Arc::new(Places::new(site, theme, language));
            let mut globals = Context::new();
            globals.insert("site_name", &site.settings.name);
            globals.insert("language", language);
            // What stands before an address from the root of the host, for an address on paper.
            globals.insert("site_url", &absolute(site, ""));
            globals.insert("secretariat", &site.settings.secretariat);
            globals.insert("search_words", &site.settings.search_words);
            globals.insert("search_name", search_name(site));
            globals.insert("embeds", &site.settings.embeds);
            globals.insert("workbooks", &site.settings.workbooks);
            globals.insert("text_pages", &site.pages.keys().collect::<Vec<_>>());
            let mut tera = prepared(globals, &places, messages);
            let templates = theme.templates.iter();
            let folded: Vec<(&String, String)> =
                templates.map(|(name, text)| (name, fold(text, |call| answer(messages, &places, call)))).collect();
            if let Err(error) = tera.add_raw_templates(folded) {
                let mut written = prepared(tera.global_context().clone(), &places, messages);
                // Folding keeps what is wrong, so the same error has its true place in the other.
                let error = written.add_raw_templates(sources.templates()).err().unwrap_or(error);
                return Err(sources.problems(error));
            }
            if tera.contains_template(MONTHS) {
                let mut context = Context::new();
                context.insert("months", &months(site.today));
                let line = tera.render(MONTHS, &context).map_err(|error| sources.problems(error))?;
                tera.global_context().insert_value("months_line", Value::safe_string(line.trim()));
            }
            let (globals, messages) = (tera.global_context().clone(), Arc::clone(messages));
            let compiled = Language { tera, globals, messages, places, written: OnceLock::new() };
            by_language.insert(language.clone(), compiled);
        }
        let mut asked = HashMap::new();
        // The templates of all languages ask for the same.
        if let Some(Language { tera, .. }) = by_language.values().next() {
            for (name, _) in &theme.templates {
                let names = tera.get_template_variables(name).map_err(|error| sources.problems(error))?;
                asked.insert(name.clone(), names.into_iter().map(str::to_owned).collect());
            }
        }
        let contract = Contract::of(theme.templates.iter().map(|(name, _)| name.as_str()));
        let problems = sources.check_names(theme, &contract);
        if problems.is_empty() { Ok(Self { by_language, asked, contract, sources }) } else { Err(problems) }
    }

    /// Whether the theme has a template of this name.
    pub fn has(&self, template: &str) -> bool {
        self.by_language.values().any(|language| language.tera.contains_template(template))
    }

    /// Whether a template shows a value of this name. What it does not show need not be made.
    pub fn shows(&self, template: &str, name: &str) -> bool {
        self.asked.get(template).is_some_and(|names| names.contains(name))
    }

    /// The same for any of several names.
    pub fn shows_any(&self, template: &str, names: [&str; 2]) -> bool {
        names.iter().any(|name| self.shows(template, name))
    }

    /// Renders a page.
    ///
    /// # Errors
    /// If the template asks for a value or a message that is not there.
    pub fn render(&self, language: &LanguageTag, template: &str, context: &Context) -> Result<String, ThemeError> {
        let Some(compiled) = self.by_language.get(language) else {
            let error = tera::Error::message(format!("no messages in language {language}"));
            return Err(ThemeError::Problems(self.sources.problems(error)));
        };
        debug_assert_eq!(self.contract.broken_by(template, context), None, "a value that {template} is given");
        compiled.tera.render(template, context).map_err(|error| {
            let error =
                compiled.written(&self.sources).and_then(|tera| tera.render(template, context).err()).unwrap_or(error);
            ThemeError::Problems(self.sources.problems(error))
        })
    }
}

impl Language {
    fn written(&self, sources: &errors::Sources) -> Option<&Tera> {
        let compile = || {
            let mut tera = prepared(self.globals.clone(), &self.places, &self.messages);
            tera.add_raw_templates(sources.templates()).ok()?;
            Some(tera)
        };
        self.written.get_or_init(compile).as_ref()
    }
}

/// A Tera with all that templates can call, and no templates yet.
fn prepared(globals: Context, places: &Arc<Places>, messages: &Arc<Messages>) -> Tera {
    let mut tera = Tera::new();
    *tera.global_context() = globals;
    tera.autoescape_on([".html"]);
    register(&mut tera, places, messages);
    tera
}

/// Where things are, in one language.
struct Places {
    /// What stands before every address.
    base: String,
    /// What stands before the address of a page.
    pages: String,
    /// The addresses of static files, by their path.
    assets: HashMap<String, Value>,
}

impl Places {
    fn new(site: &Site, theme: &Theme, language: &LanguageTag) -> Self {
        let base = site.settings.base_path().to_owned();
        let address =
            |(name, hashed): (&String, &String)| (name.clone(), Value::from(format!("{base}/assets/{hashed}")));
        Self { assets: theme.hashed.iter().map(address).collect(), pages: format!("{base}/{language}/"), base }
    }

    fn page(&self, path: &str) -> String {
        [&self.pages, path].concat()
    }

    fn file(&self, path: &str) -> String {
        [&self.base, "/", path].concat()
    }
}

/// What a call in a template comes to, where it is the same on every page.
fn answer(messages: &Messages, places: &Places, (function, argument, text): fold::Call) -> Option<String> {
    match (function, argument) {
        ("t", "key") => messages.text(text).ok(),
        ("page", "path") => Some(places.page(text)),
        ("file", "path") => Some(places.file(text)),
        ("asset", "path") => places.assets.get(text)?.as_str().map(str::to_owned),
        _ => None,
    }
}

/// What templates can call:
/// - `t(key="…", name=value)`: a message in the page's language;
/// - `asset(path="site.css")`: the address of a static file, with its fingerprint;
/// - `page(path="offers/")`: the address of a page in the page's language;
/// - `file(path="data/offers.json")`: the address of a file of all languages;
/// - filter `text`: a text, marked with its language where it is not the page's;
/// - filters `date`, `month`, `days`: a day, a month, a period in words;
/// - filter `encoded`: a text as a part of an address, such as the subject of `mailto:`;
/// - filter `mailto`: an address of mail as a link's target, its domain as mail servers know it;
/// - filter `grouped`: a large number with thin spaces between its thousands.
fn register(tera: &mut Tera, places: &Arc<Places>, messages: &Arc<Messages>) {
    let words = Arc::clone(messages);
    let plain: HashMap<String, Value> =
        messages.plain().map(|(key, text)| (key.to_owned(), Value::normal_string(text))).collect();
    tera.register_function("t", move |arguments: Kwargs, _: &State| {
        let key: &str = arguments.must_get("key")?;
        // A message without blanks says the same whatever it is given.
        plain.get(key).cloned().map_or_else(|| translate(&words, key, &arguments).map(Value::from), Ok)
    });

    let known = Arc::clone(places);
    tera.register_function("asset", move |arguments: Kwargs, _: &State| {
        let path: &str = arguments.must_get("path")?;
        let address = known.assets.get(path).cloned();
        address.ok_or_else(|| tera::Error::message(format!("{}{path}", errors::NO_ASSET)))
    });
    let known = Arc::clone(places);
    tera.register_function("page", move |arguments: Kwargs, _: &State| {
        Ok::<_, tera::Error>(known.page(arguments.must_get("path")?))
    });
    let known = Arc::clone(places);
    tera.register_function("file", move |arguments: Kwargs, _: &State| {
        Ok::<_, tera::Error>(known.file(arguments.must_get("path")?))
    });

    tera.register_filter("text", |text: &Value, _: Kwargs, _: &State| marked(text));
    tera.register_filter("encoded", |text: &str, _: Kwargs, _: &State| {
        utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
    });
    let words = WordCache::new(messages, day_in_words);
    tera.register_filter("date", move |day: &str, _: Kwargs, _: &State| words.of(day));
    let words = WordCache::new(messages, |messages, day| {
        let (year, month, _) = parts(day)?;
        month_of_year(messages, year, month)
    });
    tera.register_filter("month", move |day: &str, _: Kwargs, _: &State| words.of(day));
    tera.register_filter("mailto", |address: &str, _: Kwargs, _: &State| mailto(address));
    tera.register_filter("grouped", |number: i64, _: Kwargs, _: &State| grouped(number));
    let words = Arc::clone(messages);
    tera.register_filter("days", move |period: &Value, _: Kwargs, _: &State| period_in_words(&words, period));
}

/// A text as HTML, in an element that names its language where it has one of its own.
fn marked(text: &Value) -> Result<Value, tera::Error> {
    let part = |name| text.get_from_path(name).and_then(Value::as_str);
    let words = part("text").ok_or_else(|| tera::Error::message("the filter `text` needs a text with its language"))?;
    let mut html = Vec::with_capacity(words.len() + 32);
    match part("language") {
        None => escape_html(words, &mut html)?,
        Some(language) => {
            html.extend_from_slice(b"<span lang=\"");
            escape_html(language, &mut html)?;
            html.extend_from_slice(b"\">");
            escape_html(words, &mut html)?;
            html.extend_from_slice(b"</span>");
        }
    }
    Ok(Value::safe_string(&String::from_utf8(html)?))
}

fn translate(messages: &Messages, key: &str, arguments: &Kwargs) -> Result<String, tera::Error> {
    let values = arguments.iter().filter_map(|(name, value)| {
        let value = match (value.as_i64(), value.as_str()) {
            (Some(number), _) => FluentValue::from(number),
            (None, Some(text)) => FluentValue::from(text),
            (None, None) => FluentValue::from(value.to_string()),
        };
        name.as_str().filter(|name| *name != "key").map(|name| (name, value))
    });
    messages.format(key, values).map_err(|error| tera::Error::message(error.to_string()))
}

#[cfg(test)]
mod tests {
    use tera::Value;

    use super::marked;

    #[test]
    fn a_text_is_escaped_and_names_its_language_only_where_it_has_one_of_its_own() {
        let text = |language: Option<&str>| {
            let text = crate::view::Text { text: "Pa & <oli>", language };
            marked(&Value::from_serializable(&text)).expect("HTML")
        };
        assert_eq!(text(None), Value::safe_string("Pa &amp; &lt;oli&gt;"));
        assert_eq!(text(Some("ca")), Value::safe_string("<span lang=\"ca\">Pa &amp; &lt;oli&gt;</span>"));
        assert!(text(None).is_safe(), "or it would be escaped twice");
        assert!(marked(&Value::from("words")).is_err());
    }
}
