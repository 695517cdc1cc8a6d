//! Parsers of single values.

use domain::case::Reference;
use domain::text::Slug;
use domain::validate::base_url::BaseUrl;
use jiff::civil::Date;
use web::Clock;

fn day(text: &str) -> Result<Date, String> {
    domain::dates::parse_date(text).ok_or_else(|| "write an existing day as YYYY-MM-DD, such as 2027-03-18".to_owned())
}

pub fn clock(text: &str) -> Result<Clock, String> {
    let day = day(text)?;
    // As far as days of content may lie. Sums of days stay within what the calendar knows.
    if !(1950..=2100).contains(&day.year()) {
        return Err("write a day between 1950 and 2100".to_owned());
    }
    Ok(Clock::starting_on(day))
}

pub fn at_least_one(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|number| *number > 0).ok_or_else(|| "write a number from 1".to_owned())
}

pub fn reference(text: &str) -> Result<Reference, String> {
    Reference::parse(text).ok_or_else(|| "write it as it was acknowledged, such as MM-7K3M-9QPD-2XWV".to_owned())
}

pub fn slug(text: &str) -> Result<Slug, String> {
    Slug::parse(text).ok_or_else(|| "use lower-case letters a-z, digits and single hyphens".to_owned())
}

pub fn web_address(text: &str) -> Result<String, String> {
    let example = "write it in full, such as https://www.example.org or https://www.example.org/mobility";
    BaseUrl::parse(text).map(|url| url.as_str().to_owned()).map_err(|error| format!("{error}; {example}"))
}
