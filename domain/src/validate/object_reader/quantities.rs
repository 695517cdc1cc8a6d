//! Days, months, numbers, and yes or no.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use jiff::civil::Date;
use serde_json::Number;

use crate::dates::{parse_date, parse_month};
use crate::validate::format::Format;
use crate::validate::object_reader::ObjectReader;
use crate::validate::{ErrorKind, Limit, Node, Schema, Source, numbers, without_marks};

/// Years that a file or a form may name: within living memory, and as far ahead as anybody plans.
const MEANT_YEARS: RangeInclusive<i16> = 1950..=2100;

impl ObjectReader<'_, '_> {
    /// A required day.
    pub fn date(&mut self, key: &'static str) -> Option<Date> {
        let written = self.line_or_text(key, true, Limit::LINE, Format::Date)?;
        self.as_date(key, written)
    }

    /// A day that may be left out.
    pub fn optional_date(&mut self, key: &'static str) -> Option<Date> {
        let written = self.line_or_text(key, false, Limit::LINE, Format::Date)?;
        self.as_date(key, written)
    }

    /// A required month, as its first day.
    pub fn month(&mut self, key: &'static str) -> Option<Date> {
        let written = self.formatted(key, Limit::LINE, Format::Month)?;
        let month = self.noted(key, parse_month(&written).ok_or(ErrorKind::Month { value: written }))?;
        self.sensible(key, month)
    }

    fn as_date(&mut self, key: &'static str, written: Cow<str>) -> Option<Date> {
        let date = parse_date(&written).ok_or_else(|| ErrorKind::Date { value: written.into_owned() });
        let date = self.noted(key, date)?;
        self.sensible(key, date)
    }

    /// The day, unless nobody can mean it: `0207` and `2207` are slips for `2027`.
    fn sensible(&mut self, key: &'static str, date: Date) -> Option<Date> {
        let is_meant = MEANT_YEARS.contains(&date.year());
        let date = is_meant.then_some(date).ok_or_else(|| ErrorKind::DateOutOfSense { value: date.to_string() });
        self.noted(key, date)
    }

    /// A required whole number.
    pub fn integer(&mut self, key: &'static str, bounds: RangeInclusive<i64>) -> Option<i64> {
        let node = self.value(key, true, |_| whole(&bounds))?;
        self.as_integer(key, node, &bounds)
    }

    /// A whole number that may be left out.
    pub fn optional_integer(&mut self, key: &'static str, bounds: RangeInclusive<i64>) -> Option<i64> {
        let node = self.value(key, false, |_| whole(&bounds))?;
        self.as_integer(key, node, &bounds)
    }

    fn as_integer(&mut self, key: &'static str, node: &Node, bounds: &RangeInclusive<i64>) -> Option<i64> {
        let number = match node {
            Node::Text(text) if self.reader.source == Source::Posted => {
                Some(numbers::from_text(&without_marks(text), bounds))
            }
            other => numbers::from_node(other, bounds),
        };
        self.noted(key, number.unwrap_or_else(|| Err(self.reader.mistyped("a whole number", node))))
    }

    /// Days from 1 to `most`; `default` where they are left out.
    pub(crate) fn days(&mut self, key: &'static str, most: i64, default: u32) -> u32 {
        self.optional_integer(key, 1..=most).and_then(|days| u32::try_from(days).ok()).unwrap_or(default)
    }

    /// A required number that may have a fraction.
    pub fn decimal(&mut self, key: &'static str, bounds: RangeInclusive<f64>) -> Option<f64> {
        let node = self.value(key, true, |_| decimal(&bounds))?;
        self.as_decimal(key, node, &bounds)
    }

    /// A number that may have a fraction, and may be left out.
    pub fn optional_decimal(&mut self, key: &'static str, bounds: RangeInclusive<f64>) -> Option<f64> {
        let node = self.value(key, false, |_| decimal(&bounds))?;
        self.as_decimal(key, node, &bounds)
    }

    fn as_decimal(&mut self, key: &'static str, node: &Node, bounds: &RangeInclusive<f64>) -> Option<f64> {
        let number = match node {
            Node::Whole(number) => Ok(*number as f64),
            Node::Decimal(number) => Ok(*number),
            other => Err(self.reader.mistyped("a number", other)),
        };
        let (min, max) = (*bounds.start() as i64, *bounds.end() as i64);
        let within = |number: f64| {
            let value = || ErrorKind::OutOfRange { value: number.to_string(), min, max };
            bounds.contains(&number).then_some(number).ok_or_else(value)
        };
        self.noted(key, number.and_then(within))
    }

    /// True or false; false where the key is left out.
    pub fn flag(&mut self, key: &'static str) -> bool {
        self.flag_or(key, false)
    }

    /// True or false; nothing where the key is left out.
    pub fn optional_flag(&mut self, key: &'static str) -> Option<bool> {
        if self.describes() {
            return self.describe_flag(key, None).then_some(true);
        }
        self.ask(key)?;
        Some(self.flag_or(key, false))
    }

    /// True or false; `absent` where the key is left out.
    pub fn flag_or(&mut self, key: &'static str, absent: bool) -> bool {
        if self.describes() {
            return self.describe_flag(key, Some(absent));
        }
        let posted = self.reader.source == Source::Posted;
        match self.ask(key) {
            None => absent,
            Some(Node::Flag(flag)) => *flag,
            Some(Node::Text(text)) if posted => match without_marks(text).as_ref() {
                "on" | "true" | "yes" | "1" => true,
                "off" | "false" | "no" | "0" => false,
                other => {
                    self.note(key, ErrorKind::Flag { value: other.to_owned() });
                    false
                }
            },
            Some(other) => {
                let kind = self.reader.mistyped("true or false", other);
                self.note(key, kind);
                false
            }
        }
    }
}

fn decimal(bounds: &RangeInclusive<f64>) -> Schema {
    Schema {
        minimum: Number::from_f64(*bounds.start()),
        maximum: Number::from_f64(*bounds.end()),
        ..Schema::of("number")
    }
}

fn whole(bounds: &RangeInclusive<i64>) -> Schema {
    Schema { minimum: Some((*bounds.start()).into()), maximum: Some((*bounds.end()).into()), ..Schema::of("integer") }
}
