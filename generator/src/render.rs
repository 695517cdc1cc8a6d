//! Templates, compiled once a language, and what they can ask for.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::dates::Period;
use domain::messages::Messages;
use domain::text::LanguageTag;
use fluent_bundle::FluentValue;
use jiff::civil::Date;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use tera::{Context, Kwargs, State, Tera, Value};

use crate::site::Site;
use crate::theme::{Theme, ThemeError};

/// Renders the pages of all languages.
pub struct Renderer {
    by_language: BTreeMap<LanguageTag, Tera>,
}

impl Renderer {
    /// Compiles the theme's templates.
    ///
    /// # Errors
    /// If a template is malformed or asks for something that nobody gives.
    pub fn new(site: &Site, theme: &Theme) -> Result<Self, ThemeError> {
        let mut by_language = BTreeMap::new();
        for (language, messages) in &theme.messages {
            let mut tera = Tera::new();
            tera.autoescape_on([".html"]);
            register(&mut tera, site, theme, messages);
            tera.add_raw_templates(theme.templates.iter().map(|(name, text)| (name.as_str(), text.as_str())))?;
            by_language.insert(language.clone(), tera);
        }
        Ok(Self { by_language })
    }

    /// Whether the theme has a template of this name.
    pub fn has(&self, template: &str) -> bool {
        self.by_language.values().any(|tera| tera.contains_template(template))
    }

    /// Renders a page.
    ///
    /// # Errors
    /// If the template asks for a value or a message that is not there.
    pub fn render(&self, language: &LanguageTag, template: &str, context: &Context) -> Result<String, ThemeError> {
        let tera = self
            .by_language
            .get(language)
            .ok_or_else(|| tera::Error::message(format!("no messages in language {language}")))?;
        Ok(tera.render(template, context)?)
    }
}

/// What templates can call:
/// - `t(key="…", name=value)`: a message in the page's language;
/// - `asset(path="site.css")`: the address of a static file, with its fingerprint;
/// - `page(path="offers/")`: the address of a page in the page's language;
/// - `file(path="data/offers.json")`: the address of a file of all languages;
/// - filters `date`, `month`, `days`: a day, a month, a period in words;
/// - filter `encoded`: a text as a part of an address, such as the subject of `mailto:`;
/// - filter `grouped`: a large number with thin spaces between its thousands.
fn register(tera: &mut Tera, site: &Site, theme: &Theme, messages: &Arc<Messages>) {
    let words = Arc::clone(messages);
    tera.register_function("t", move |arguments: Kwargs, _: &State| translate(&words, &arguments));

    let base = site.settings.base_path().to_owned();
    let fingerprints: BTreeMap<String, String> = theme
        .assets
        .keys()
        .filter_map(|name| theme.fingerprint(name).map(|fingerprint| (name.clone(), fingerprint)))
        .collect();
    let assets = base.clone();
    tera.register_function("asset", move |arguments: Kwargs, _: &State| {
        let path: &str = arguments.must_get("path")?;
        let fingerprint = fingerprints
            .get(path)
            .ok_or_else(|| tera::Error::message(format!("the theme has no file static/{path}")))?;
        Ok::<_, tera::Error>(format!("{assets}/assets/{path}?v={fingerprint}"))
    });

    let pages = format!("{base}/{}/", messages.language());
    tera.register_function("page", move |arguments: Kwargs, _: &State| {
        let path: &str = arguments.must_get("path")?;
        Ok::<_, tera::Error>(format!("{pages}{path}"))
    });
    tera.register_function("file", move |arguments: Kwargs, _: &State| {
        let path: &str = arguments.must_get("path")?;
        Ok::<_, tera::Error>(format!("{base}/{path}"))
    });

    tera.register_filter("encoded", |text: &str, _: Kwargs, _: &State| {
        utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
    });
    let words = Arc::clone(messages);
    tera.register_filter("date", move |day: &str, _: Kwargs, _: &State| day_in_words(&words, day));
    let words = Arc::clone(messages);
    tera.register_filter("month", move |day: &str, _: Kwargs, _: &State| {
        let (year, month, _) = parts(day)?;
        month_of_year(&words, year, month)
    });
    tera.register_filter("grouped", |number: i64, _: Kwargs, _: &State| grouped(number));
    let words = Arc::clone(messages);
    tera.register_filter("days", move |period: &Value, _: Kwargs, _: &State| period_in_words(&words, period));
}

/// Thousands apart by a narrow no-break space, as European institutions set them in every language; four digits stay
/// together.
fn grouped(number: i64) -> String {
    let digits = number.to_string();
    if digits.len() < 5 {
        return digits;
    }
    let mut text = String::new();
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text
}

fn translate(messages: &Messages, arguments: &Kwargs) -> Result<String, tera::Error> {
    let key: &str = arguments.must_get("key")?;
    let values = arguments.iter().filter_map(|(name, value)| {
        let value = match (value.as_i64(), value.as_str()) {
            (Some(number), _) => FluentValue::from(number),
            (None, Some(text)) => FluentValue::from(text.to_owned()),
            (None, None) => FluentValue::from(value.to_string()),
        };
        name.as_str().filter(|name| *name != "key").map(|name| (name, value))
    });
    messages.format(key, values).map_err(|error| tera::Error::message(error.to_string()))
}

fn say<'a, const N: usize>(
    messages: &Messages,
    key: &str,
    values: [(&'a str, FluentValue<'a>); N],
) -> Result<String, tera::Error> {
    messages.format(key, values).map_err(|error| tera::Error::message(error.to_string()))
}

/// Year, month and day of `YYYY-MM-DD`.
fn parts(day: &str) -> Result<(i16, i8, i8), tera::Error> {
    let date = domain::dates::parse_date(day)
        .ok_or_else(|| tera::Error::message(format!("{day:?} is not a day as YYYY-MM-DD")))?;
    Ok((date.year(), date.month(), date.day()))
}

fn day_in_words(messages: &Messages, day: &str) -> Result<String, tera::Error> {
    let (year, month, day) = parts(day)?;
    let month = say(messages, &format!("month-{month}"), [])?;
    let values = [("day", day.to_string().into()), ("month", month.into()), ("year", year.to_string().into())];
    say(messages, "date", values)
}

fn month_of_year(messages: &Messages, year: i16, month: i8) -> Result<String, tera::Error> {
    let month = say(messages, &format!("month-{month}"), [])?;
    say(messages, "month-of-year", [("month", month.into()), ("year", year.to_string().into())])
}

/// The month of a day, in words.
///
/// # Errors
/// If the theme lacks a message.
pub fn month_in_words(messages: &Messages, day: Date) -> Result<String, tera::Error> {
    month_of_year(messages, day.year(), day.month())
}

/// A period in words, without saying a month or a year twice.
///
/// # Errors
/// If the theme lacks a message.
pub fn days_in_words(messages: &Messages, period: Period) -> Result<String, tera::Error> {
    from_until(messages, &period.from.to_string(), &period.until.to_string())
}

/// From the first to the last day of `{from, until}`.
fn period_in_words(messages: &Messages, period: &Value) -> Result<String, tera::Error> {
    let end = |name| {
        period
            .get_from_path(name)
            .and_then(Value::as_str)
            .ok_or_else(|| tera::Error::message(format!("the filter `days` needs `{name}`")))
    };
    from_until(messages, end("from")?, end("until")?)
}

fn from_until(messages: &Messages, from: &str, until: &str) -> Result<String, tera::Error> {
    if from == until {
        return day_in_words(messages, from);
    }
    let (first, last) = (parts(from)?, parts(until)?);
    let month = |number: i8| say(messages, &format!("month-{number}"), []);
    if (first.0, first.1) == (last.0, last.1) {
        let values = [
            ("from", first.2.to_string().into()),
            ("until", last.2.to_string().into()),
            ("month", month(first.1)?.into()),
            ("year", first.0.to_string().into()),
        ];
        return say(messages, "days-of-month", values);
    }
    if first.0 == last.0 {
        let values = [
            ("from", first.2.to_string().into()),
            ("from_month", month(first.1)?.into()),
            ("until", last.2.to_string().into()),
            ("until_month", month(last.1)?.into()),
            ("year", first.0.to_string().into()),
        ];
        return say(messages, "days-of-year", values);
    }
    let (from, until) = (day_in_words(messages, from)?, day_in_words(messages, until)?);
    say(messages, "days", [("from", from.into()), ("until", until.into())])
}
