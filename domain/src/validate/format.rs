//! How texts are written.

use crate::validate::{Limit, Schema};

/// How a text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Plain,
    /// A day: `YYYY-MM-DD`.
    Date,
    /// A month: `YYYY-MM`.
    Month,
    /// A time of day: `HH:MM`.
    Time,
    /// The name of a time zone, which is looked up.
    Zone,
    /// An address that begins with http or https.
    WebAddress,
    EmailAddress,
    /// Lower-case letters, digits and single hyphens.
    Slug,
}

/// A text of a format. Days and months are as long as their pattern; a limit would say it twice.
pub(super) fn text_schema(limit: Limit, format: Format) -> Schema {
    let limited = Schema { min_length: Some(limit.min), max_length: Some(limit.max), ..Schema::of("string") };
    match format {
        Format::Plain | Format::Zone => limited,
        Format::Date => Schema {
            format: Some("date"),
            pattern: Some("^[0-9]{4}-[0-9]{2}-[0-9]{2}$".into()),
            ..Schema::of("string")
        },
        Format::Month => Schema { pattern: Some("^[0-9]{4}-(0[1-9]|1[0-2])$".into()), ..Schema::of("string") },
        Format::Time => Schema { pattern: Some("^([01][0-9]|2[0-3]):[0-5][0-9]$".into()), ..Schema::of("string") },
        Format::WebAddress => Schema { format: Some("uri"), pattern: Some(WEB_ADDRESS.into()), ..limited },
        // As long as mail allows (RFC 3696, erratum 1690), which is less than is read before it is checked.
        Format::EmailAddress => Schema { format: Some("email"), max_length: Some(254), ..limited },
        Format::Slug => Schema { pattern: Some("^[a-z0-9]+(-[a-z0-9]+)*$".into()), ..limited },
    }
}

/// A web address: a host without a user, no empty name in it, a port that is not 0, no blank and no backslash anywhere. What else
/// [`web_address_fault`](crate::content::common::web_address_fault) refuses is no URI either.
const WEB_ADDRESS: &str = concat!(
    r"^https?://",
    r"(\[[0-9A-Fa-f:.]+\]|[^\s/?#:@.\\\[\]]+(\.[^\s/?#:@.\\\[\]]+)*\.?)",
    r"(:[1-9][0-9]{0,4})?",
    r"([/?#][^\s\\]*)?$"
);
