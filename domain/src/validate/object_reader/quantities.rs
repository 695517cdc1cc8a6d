//! Days, months, numbers, and yes or no.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use jiff::civil::Date;
use serde_json::Number;

use crate::dates::{parse_date, parse_month};
use crate::validate::format::{Format, text_schema};
use crate::validate::object_reader::ObjectReader;
use crate::validate::{ErrorKind, Limit, Node, Schema, Source, numbers, without_marks};

/// Years that a file or a form may name: within living memory, and as far ahead as anybody plans.
const MEANT_YEARS: RangeInclusive<i16> = 1950..=2100;

impl<'r> ObjectReader<'r, '_> {
    /// A required day.
    pub fn date(&mut self, key: &'static str) -> Option<Date> {
        let written = self.required_line(key, Format::Date)?;
        self.as_date(key, written)
    }

    /// A day that may be left out.
    pub fn optional_date(&mut self, key: &'static str) -> Option<Date> {
        self.describe(key, false, |_| text_schema(Limit::LINE, Format::Date));
        let node = self.ask(key)?;
        let written = self.reader.as_formatted(self.path.key(key), node, Limit::LINE, Format::Date)?;
        self.as_date(key, written)
    }

    /// A required month, as its first day.
    pub fn month(&mut self, key: &'static str) -> Option<Date> {
        let written = self.formatted(key, Limit::LINE, Format::Month)?;
        match parse_month(&written) {
            Some(month) => self.sensible(key, month),
            None => {
                self.note(key, ErrorKind::Month { value: written });
                None
            }
        }
    }

    fn as_date(&mut self, key: &'static str, written: Cow<str>) -> Option<Date> {
        let date = parse_date(&written);
        if date.is_none() {
            self.note(key, ErrorKind::Date { value: written.into_owned() });
        }
        self.sensible(key, date?)
    }

    /// The day, unless nobody can mean it: `0207` and `2207` are slips for `2027`.
    fn sensible(&mut self, key: &'static str, date: Date) -> Option<Date> {
        if !MEANT_YEARS.contains(&date.year()) {
            self.note(key, ErrorKind::DateOutOfSense { value: date.to_string() });
            return None;
        }
        Some(date)
    }

    /// A required whole number.
    pub fn integer(&mut self, key: &'static str, bounds: RangeInclusive<i64>) -> Option<i64> {
        self.describe(key, true, |_| whole(&bounds));
        self.require(key)?;
        self.optional_integer(key, bounds)
    }

    /// A whole number that may be left out.
    pub fn optional_integer(&mut self, key: &'static str, bounds: RangeInclusive<i64>) -> Option<i64> {
        self.describe(key, false, |_| whole(&bounds));
        let node = self.ask(key)?;
        let number = match node {
            Node::Text(text) if self.reader.source == Source::Posted => numbers::from_text(&without_marks(text)),
            other => match numbers::from_node(other) {
                Some(number) => number,
                None => {
                    let kind = self.reader.mistyped("a whole number", other);
                    self.note(key, kind);
                    return None;
                }
            },
        };
        match number.within(&bounds) {
            Ok(number) => Some(number),
            Err(kind) => {
                self.note(key, kind);
                None
            }
        }
    }

    /// A required number that may have a fraction.
    pub fn decimal(&mut self, key: &'static str, bounds: RangeInclusive<f64>) -> Option<f64> {
        self.describe(key, true, |_| decimal(&bounds));
        let node = self.require(key)?;
        self.as_decimal(key, node, &bounds)
    }

    fn as_decimal(&mut self, key: &'static str, node: &Node, bounds: &RangeInclusive<f64>) -> Option<f64> {
        let number = match node {
            Node::Whole(number) => *number as f64,
            Node::Decimal(number) => *number,
            other => {
                let kind = self.reader.mistyped("a number", other);
                self.note(key, kind);
                return None;
            }
        };
        if bounds.contains(&number) {
            return Some(number);
        }
        let (min, max) = (*bounds.start() as i64, *bounds.end() as i64);
        self.note(key, ErrorKind::OutOfRange { value: number.to_string(), min, max });
        None
    }

    /// A number that may have a fraction, and may be left out.
    pub fn optional_decimal(&mut self, key: &'static str, bounds: RangeInclusive<f64>) -> Option<f64> {
        self.describe(key, false, |_| decimal(&bounds));
        let node = self.ask(key)?;
        self.as_decimal(key, node, &bounds)
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
