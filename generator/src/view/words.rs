//! Days, months, periods and large numbers in words.

use std::collections::HashMap;
use std::sync::{Arc, RwLock};

use domain::dates::Period;
use domain::text::messages::Messages;
use fluent_bundle::FluentValue;
use jiff::civil::Date;
use tera::Value;

/// Thousands apart by a narrow no-break space, as European institutions set them in every language; four digits stay
/// together.
pub fn grouped(number: i64) -> String {
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

/// Days in words, each found once: content has many dates and few different ones.
pub struct WordCache<F> {
    messages: Arc<Messages>,
    find: F,
    found: RwLock<HashMap<String, Value>>,
}

impl<F: Fn(&Messages, &str) -> Result<String, tera::Error>> WordCache<F> {
    pub fn new(messages: &Arc<Messages>, find: F) -> Self {
        Self { messages: Arc::clone(messages), find, found: RwLock::default() }
    }

    pub fn of(&self, day: &str) -> Result<Value, tera::Error> {
        if let Some(words) = self.found.read().ok().and_then(|found| found.get(day).cloned()) {
            return Ok(words);
        }
        let words = Value::from((self.find)(&self.messages, day)?);
        if let Ok(mut found) = self.found.write() {
            found.insert(day.to_owned(), words.clone());
        }
        Ok(words)
    }
}

fn message<'a, const N: usize>(
    messages: &Messages,
    key: &str,
    values: [(&'a str, FluentValue<'a>); N],
) -> Result<String, tera::Error> {
    messages.format(key, values).map_err(|error| tera::Error::message(error.to_string()))
}

/// Year, month and day of `YYYY-MM-DD`.
pub fn parts(day: &str) -> Result<(i16, i8, i8), tera::Error> {
    let date = domain::dates::parse_date(day)
        .ok_or_else(|| tera::Error::message(format!("{day:?} is not a day as YYYY-MM-DD")))?;
    Ok((date.year(), date.month(), date.day()))
}

pub fn day_in_words(messages: &Messages, day: &str) -> Result<String, tera::Error> {
    let (year, month, day) = parts(day)?;
    let month = message(messages, &format!("month-{month}"), [])?;
    let values = [("day", day.to_string().into()), ("month", month.into()), ("year", year.to_string().into())];
    message(messages, "date", values)
}

pub fn month_of_year(messages: &Messages, year: i16, month: i8) -> Result<String, tera::Error> {
    let month = message(messages, &format!("month-{month}"), [])?;
    message(messages, "month-of-year", [("month", month.into()), ("year", year.to_string().into())])
}

/// The month of a day, in words.
pub fn month_in_words(messages: &Messages, day: Date) -> Result<String, tera::Error> {
    month_of_year(messages, day.year(), day.month())
}

/// A period in words, without saying a month or a year twice.
pub fn days_in_words(messages: &Messages, period: Period) -> Result<String, tera::Error> {
    from_until(messages, &period.from.to_string(), &period.until.to_string())
}

/// From the first to the last day of `{from, until}`.
pub fn period_in_words(messages: &Messages, period: &Value) -> Result<String, tera::Error> {
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
    let month = |number: i8| message(messages, &format!("month-{number}"), []);
    if (first.0, first.1) == (last.0, last.1) {
        let values = [
            ("from", first.2.to_string().into()),
            ("until", last.2.to_string().into()),
            ("month", month(first.1)?.into()),
            ("year", first.0.to_string().into()),
        ];
        return message(messages, "days-of-month", values);
    }
    if first.0 == last.0 {
        let values = [
            ("from", first.2.to_string().into()),
            ("from_month", month(first.1)?.into()),
            ("until", last.2.to_string().into()),
            ("until_month", month(last.1)?.into()),
            ("year", first.0.to_string().into()),
        ];
        return message(messages, "days-of-year", values);
    }
    let (from, until) = (day_in_words(messages, from)?, day_in_words(messages, until)?);
    message(messages, "days", [("from", from.into()), ("until", until.into())])
}
