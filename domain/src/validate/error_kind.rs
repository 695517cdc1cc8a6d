//! The catalogue of everything that can be wrong with a document: the kinds with their messages. Codes and remedies are in
//! `remedy.rs`, the values for translated messages in `arguments.rs`.

mod arguments;
mod remedy;

use std::fmt::Display;

use crate::text::name_of;

/// What can be wrong with a document. Its message says what each kind means; [`ErrorKind::code`] is the stable name for
/// programs and translations. New kinds are fine, a renamed code is a breaking change.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
#[allow(missing_docs)]
pub enum ErrorKind {
    #[error("this is not valid {format}: {detail}")]
    Syntax { format: &'static str, detail: String },
    #[error("the key `{key}` is given twice; the first is on line {first}")]
    DuplicateKey { key: String, first: usize },
    #[error("this line is indented with {}", name_of(*.character))]
    Indentation { character: char },
    #[error("two versions of this part stand in the file, since Git could not join them")]
    Conflict,
    #[error("the colon behind {before:?} makes a key of it")]
    ColonInText { before: String },
    #[error("brackets and lists stand within each other too often")]
    TooDeep,
    #[error("{what} has no meaning here: {written:?}")]
    YamlFeature { what: &'static str, written: String },
    #[error("{value:?} is not a number in plain digits")]
    NumberNotation { value: String },
    #[error("the text ends at this {quote} and goes on behind it")]
    EarlyQuote { quote: char },
    #[error("everything from {cut:?} on is a comment, and cut off")]
    CutByComment { cut: String },
    #[error("the front matter is {state}")]
    FrontMatter { state: &'static str },
    #[error("`{key}` is missing")]
    Missing { key: String },
    #[error("unknown key `{key}`{}", did_you_mean(.suggestion))]
    UnknownKey { key: String, suggestion: Option<String> },
    #[error("expected {expected}, found {found}")]
    WrongType { expected: &'static str, found: &'static str },
    #[error("this must not be empty")]
    Empty,
    #[error("this text has {}; at most {max} fit", count_of(*.length, "character", "characters"))]
    TooLong { max: usize, length: usize },
    #[error("this text has {}; at least {} needed", count_of(*.length, "character", "characters"), count_of(*.min, "is", "are"))]
    TooShort { min: usize, length: usize },
    #[error("this list has {}; at most {}", count_of(*.count, "entry", "entries"), count_of(*.max, "fits", "fit"))]
    TooMany { max: usize, count: usize },
    #[error("this text has the invisible character {}", name_of(*.character))]
    ControlCharacter { character: char },
    #[error("this text turns the direction of what stands behind it: {}", name_of(*.character))]
    TextDirection { character: char },
    #[error("this text has a \u{fffd}, where a letter was lost")]
    LostCharacter,
    #[error("this text must stand on one line")]
    LineBreak,
    #[error("this was given {count} times")]
    GivenTwice { count: usize },
    #[error("{value:?} is not {vocabulary}{}", did_you_mean(.suggestion))]
    UnknownCode { vocabulary: &'static str, file: &'static str, value: String, suggestion: Option<String> },
    #[error("{value:?} is listed twice")]
    Repeated { value: String },
    #[error("{value:?} has a blank or an invisible character in it")]
    Untrimmed { value: String, bare: String },
    #[error("the marks {open} and {close} are a part of this text, and would be shown")]
    QuotedText { open: char, close: char },
    #[error("{what}")]
    OnlineAndElsewhere { what: &'static str, remedy: &'static str },
    #[error("the region {region} lies in {lies_in}, not in {country}")]
    OtherCountry { region: String, lies_in: String, country: String },
    #[error("{value:?} is not a date")]
    Date { value: String },
    #[error("{value:?} is not a time of day")]
    Time { value: String },
    #[error("{value:?} is not a time zone{}", did_you_mean(.suggestion))]
    UnknownTimeZone { value: String, suggestion: Option<String> },
    #[error("there is no {value} on {day}: the clocks go forward then")]
    NoSuchHour { value: String, day: String, later: String },
    #[error("{until} does not come after {from}, when the event begins")]
    EndsFirst { from: String, until: String },
    #[error("{value} is the day on which the event starts now")]
    NotMoved { value: String },
    #[error("{value:?} is neither a month nor two days")]
    Month { value: String },
    #[error("{value} is a day that nobody can mean")]
    DateOutOfSense { value: String },
    #[error("{value} comes {} {other}, the day under `{key}`", if *.earlier { "before" } else { "after" })]
    DateOrder { value: String, earlier: bool, other: String, key: &'static str },
    #[error("{} not fit into {period}", count_of(*.days, "day does", "days do"))]
    DaysExceed { days: i64, period: i64 },
    #[error("{value} is still to come, but {what}")]
    StillToCome { value: String, what: &'static str },
    #[error("{value} is more than a year ahead")]
    FarAhead { value: String },
    #[error("nobody can come then: the offer ends on {end}")]
    WindowAfterEnd { end: String },
    #[error("this address would publish a user's name or password")]
    AddressWithUser { value: String },
    #[error("this text has {what}: {value:?}")]
    ContactData { what: &'static str, value: String },
    #[error("{value:?} is still to be replaced")]
    Placeholder { value: String },
    #[error("{value:?} is not a whole number")]
    Number { value: String },
    #[error("{value} is not between {min} and {max}")]
    OutOfRange { value: String, min: i64, max: i64 },
    #[error("{last} comes before {first}")]
    Reversed { first: String, last: String },
    #[error("{value} is in the past")]
    Past { value: String },
    #[error("{value} is more than {years} years away")]
    OutOfReach { value: String, years: i16 },
    #[error("{value:?} is not a web address")]
    WebAddress { value: String },
    #[error("{value:?} can't be the site's address: {reason}")]
    BaseUrl { value: String, reason: String },
    #[error("{value:?} is not encrypted, so that forms with names and e-mail addresses can be read on the way")]
    Unencrypted { value: String },
    #[error("{value:?} is not an e-mail address")]
    EmailAddress { value: String },
    #[error("{value:?} has letters before the @ that many mail servers can't deliver to")]
    EmailLocalPart { value: String },
    #[error("{value:?} is neither true nor false")]
    Flag { value: String },
    #[error("{subject} {value} is outside what {activity} allows ({bound})")]
    ActivityBound { subject: &'static str, value: i64, activity: String, bound: String },
    #[error("this window has {}, but the shortest visit takes {needed}", count_of(*.days, "day", "days"))]
    WindowTooShort { days: i64, needed: i64 },
    #[error("there are more persons with fewer opportunities ({part}) than persons in all ({whole})")]
    PartExceedsWhole { part: i64, whole: i64 },
    #[error("there are more {what} ({part}) than {of} ({whole})")]
    Exceeds { what: &'static str, part: i64, of: &'static str, whole: i64 },
    #[error("the {what} here add up to {parts}, but those of the activities to {whole}")]
    SumDiffers { what: &'static str, parts: i64, whole: i64 },
    #[error("there is nothing to measure without {needed}")]
    NothingToMeasure { needed: &'static str },
    #[error("{value:?} is not a year that can have figures")]
    NotAYear { value: String },
    #[error("{value} is still to come")]
    Future { value: String },
    #[error("these invented figures stand beside real ones of other years")]
    DemonstrationBesideReal,
    #[error("{value} does not lie in {year}")]
    OtherYear { value: String, year: i16 },
    #[error("{value:?} is not a language code")]
    Language { value: String },
    #[error("without consent nothing can be stored")]
    Consent,
    #[error("a voice needs either `quote` or `reported`")]
    VoiceWithoutWords,
    #[error("a story needs a lesson of the hosts or of the participants")]
    NoLesson,
    #[error("{form} needs {needed}")]
    VoiceWithoutGround { form: &'static str, needed: &'static str },
    #[error("{value:?} can't be an address")]
    Slug { value: String },
    #[error("{value:?} is named like a copy of {original:?}")]
    NamedLikeCopy { value: String, original: String },
    #[error("this says the same as {other}")]
    SameAsOther { other: String },
    #[error("the address {slug:?} is taken by {other}")]
    DuplicateSlug { slug: String, other: String },
    #[error("the code {code:?} is given twice")]
    DuplicateCode { code: String },
    #[error("there is no {kind} {value:?}{}", did_you_mean(.suggestion))]
    UnknownReference { kind: &'static str, value: String, suggestion: Option<String> },
    #[error("the link {target:?} leads nowhere{}", did_you_mean(.suggestion))]
    BrokenLink { target: String, suggestion: Option<String> },
    #[error("the link {target:?} is not allowed")]
    ForbiddenLink { target: String },
    #[error("HTML is not allowed here")]
    Html,
    #[error("this comment is never closed")]
    UnclosedComment,
    #[error("this would be printed as it is typed: {written:?}")]
    UnreadLink { written: String },
    #[error("nothing says where the link [{label}] leads")]
    UndefinedLink { label: String },
    #[error("there is no footnote [^{label}]")]
    FootnoteUndefined { label: String },
    #[error("the text names the footnote [^{label}] nowhere, so it is not shown")]
    FootnoteUnused { label: String },
    #[error("the footnote [^{label}] is there twice; only the first is shown")]
    FootnoteTwice { label: String },
    #[error("a callout [!{kind}] would be printed as it is typed")]
    Callout { kind: String },
    #[error("this would be printed as it is typed: {written:?}")]
    ForeignSyntax { written: String, instead: &'static str },
    #[error("this block of code is never closed")]
    UnclosedCode,
    #[error("these lines make no table, and would be printed as they are typed")]
    UnreadTable,
    #[error("this row has {cells} cells, and its table {}; the rest is not shown", count_of(*.columns, "column", "columns"))]
    TableCells { cells: usize, columns: usize },
    #[error("there is no text")]
    NoText,
    #[error("this is shown as code, because its lines begin with a tab or four blanks")]
    IndentedCode,
    #[error("a heading of level {level} is out of order")]
    HeadingOrder { level: u8 },
    #[error("the image {file:?} is missing{}", did_you_mean(.suggestion))]
    MissingImage { file: String, suggestion: Option<String> },
    #[error("{file:?} is not a picture that can be shown")]
    NotAnImage { file: String },
    #[error("the image {file:?} is empty: it has 0 bytes")]
    EmptyImage { file: String },
    #[error("the image {file:?} is {format}")]
    ForeignImage { file: String, format: &'static str, remedy: &'static str },
    #[error("the image {file:?} is animated ({format}); only its first frame would be shown")]
    AnimatedImage { file: String, format: &'static str },
    #[error("the image {file:?} is {format}, whatever its name says")]
    MisnamedImage { file: String, format: &'static str },
    #[error("the image {file:?} is damaged: {detail}")]
    DamagedImage { file: String, detail: String },
    #[error("the image {file:?} has {width} × {height} pixels; at most {most} megapixels fit")]
    ImageTooLarge { file: String, width: u32, height: u32, most: u64 },
    #[error("the image {file:?} has {megabytes} MB; at most {most} fit")]
    ImageTooHeavy { file: String, megabytes: u64, most: u64 },
    #[error("the image {file:?} is an SVG drawing, which only a partner's logo may be")]
    DrawingNotALogo { file: String },
    #[error("the drawing {file:?} {what}")]
    UnsafeDrawing { file: String, what: String },
    #[error("the image {file:?} has no text for those who can't see it")]
    ImageWithoutText { file: String },
    #[error("no content shows this image")]
    UnusedImage,
    #[error("this offer was last confirmed {} ago", count_of(*.days, "day", "days"))]
    Stale { days: i64 },
    #[error("this schema is not up to date")]
    StaleSchema,
    #[error("a draft: it is not published yet{}", match left { 0 => ", and nothing is left to write".to_owned(), 1 => "; one thing is left".to_owned(), left => format!("; {left} things are left") })]
    Draft { left: usize },
    #[error("this part is still to be written")]
    Unwritten,
    #[error("such a letter has no blank `{{{value}}}`{}", did_you_mean(.suggestion))]
    UnknownBlank { value: String, suggestion: Option<String> },
    #[error("this brace belongs to no blank")]
    LoneBrace,
    #[error("{value:?} is not the name of a letter{}", did_you_mean(.suggestion))]
    LetterName { value: String, suggestion: Option<String> },
    #[error("this file is not content: {reason}")]
    StrayFile { reason: &'static str },
    #[error("this can't be read: {detail}")]
    Unreadable { detail: String },
    #[error("this file is missing")]
    MissingFile,
    #[error("this file is empty")]
    EmptyFile,
    #[error("this file is not UTF-8; it looks like {looks_like}")]
    Encoding { looks_like: &'static str },
    #[error("this is {found}, not a file")]
    NotAFile { found: &'static str },
    #[error("this is a link to {target:?}, which does not exist")]
    DanglingLink { target: String },
    #[error("this is a link to {target:?}, {why}")]
    ForbiddenTarget { target: String, why: &'static str },
    #[error("there is no theme {value:?}{}", did_you_mean(.suggestion))]
    UnknownTheme { value: String, suggestion: Option<String>, themes: Vec<String> },
    #[error("{detail}")]
    Template { detail: String },
    #[error("there is no {kind} `{value}`{}", did_you_mean(.suggestion))]
    UnknownName { kind: &'static str, value: String, suggestion: Option<String> },
    #[error("this is not a valid catalogue of messages: {detail}")]
    Messages { detail: String },
    #[error("the name {value:?} is reserved: {reason}")]
    ReservedName { value: String, reason: &'static str },
    #[error("this will be published on {value}")]
    Scheduled { value: String },
    #[error("{value} is in the future")]
    NotYet { value: String },
    #[error("{slots} overlap")]
    Overlap { slots: String },
}

/// Where a choice between fixed words is explained, which is no vocabulary of its own.
pub(crate) const README: &str = "README.md";

/// A number with what follows it in the singular or the plural: "1 day", "3 days".
pub(crate) fn count_of<N: From<u8> + PartialEq + Display>(number: N, one: &str, many: &str) -> String {
    let words = if number == N::from(1) { one } else { many };
    format!("{number} {words}")
}

fn did_you_mean(suggestion: &Option<String>) -> String {
    suggestion.as_ref().map(|known| format!("; did you mean {known:?}?")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::ErrorKind;

    #[test]
    fn a_sentence_quotes_what_was_written_without_being_broken_by_it() {
        let value = |written: &str| ErrorKind::Date { value: written.to_owned() }.arguments()[0].1.clone();
        assert_eq!(value("31 June"), "31 June");
        assert_eq!(value("a\u{202e}b\nc"), "a\u{fffd}b\u{fffd}c");
        assert_eq!(value(&"é".repeat(50_000)), format!("{}…", "é".repeat(60)));
    }

    #[test]
    fn what_is_counted_agrees_with_its_number() {
        for (kind, sentence, help) in [
            (
                ErrorKind::TooShort { min: 20, length: 1 },
                "this text has 1 character; at least 20 are needed",
                "say it in at least 20 characters",
            ),
            (
                ErrorKind::TooShort { min: 1, length: 0 },
                "this text has 0 characters; at least 1 is needed",
                "say it in at least 1 character",
            ),
            (
                ErrorKind::TooLong { max: 160, length: 161 },
                "this text has 161 characters; at most 160 fit",
                "shorten it to 160 characters",
            ),
            (
                ErrorKind::TooMany { max: 1, count: 2 },
                "this list has 2 entries; at most 1 fits",
                "keep the 1 that matters most",
            ),
            (
                ErrorKind::WindowTooShort { days: 1, needed: 3 },
                "this window has 1 day, but the shortest visit takes 3",
                "lengthen the window, or shorten the shortest visit",
            ),
            (
                ErrorKind::DaysExceed { days: 2, period: 1 },
                "2 days do not fit into 1",
                "write at most 1 day, or mend the dates",
            ),
            (
                ErrorKind::PartExceedsWhole { part: 1, whole: 0 },
                "there are more persons with fewer opportunities (1) than persons in all (0)",
                "check both numbers",
            ),
        ] {
            assert_eq!((kind.to_string().as_str(), kind.help().as_str()), (sentence, help));
        }
    }

    #[test]
    fn no_sentence_puts_a_number_before_a_plural() {
        let catalogue = [include_str!("error_kind.rs"), include_str!("error_kind/remedy.rs")].concat();
        let plurals = ["characters", "entries", "days", "persons", "pages", "lines", "bytes"];
        for line in catalogue.lines().filter(|line| line.contains("#[error(") || line.contains("format!(")) {
            for plural in plurals {
                assert!(!line.contains(&format!("}} {plural}")), "use `count` in {line}");
            }
        }
    }

    #[test]
    fn a_suggestion_can_stand_in_a_message() {
        let kind = ErrorKind::UnknownKey { key: "colour".into(), suggestion: Some("color".into()) };
        assert_eq!(kind.arguments(), [("value", "colour".into()), ("suggestion", "color".into())]);
    }
}
