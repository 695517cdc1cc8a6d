//! The catalogue of everything that can be wrong with what people write: one enum, so that a message, its code and
//! its remedy stand together. It is long because the list is.

use std::fmt::Display;

use crate::text::name_of;

/// Everything that can be wrong with what people write. [`Fault::code`] is the stable name that programs and
/// translations use; adding a variant is fine, renaming a code is a breaking change.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// The file is not YAML, JSON or TOML at all.
    #[error("this is not valid {format}: {detail}")]
    Syntax {
        /// The format that was expected.
        format: &'static str,
        /// The parser's own words.
        detail: String,
    },
    /// A key that its group has already.
    #[error("the key `{key}` is given twice; the first is on line {first}")]
    DuplicateKey {
        /// The key.
        key: String,
        /// The line of the first.
        first: usize,
    },
    /// A line that is indented with something else than spaces.
    #[error("this line is indented with {}", name_of(*.character))]
    Indentation {
        /// What stands there.
        character: char,
    },
    /// Two versions of a part of the file, of which nobody has chosen one.
    #[error("two versions of this part stand in the file, since Git could not join them")]
    Conflict,
    /// A text with a colon that makes it a group with one key.
    #[error("the colon behind {before:?} makes a key of it")]
    ColonInText {
        /// What stands before the colon.
        before: String,
    },
    /// Groups and lists within each other without end.
    #[error("brackets and lists stand within each other too often")]
    TooDeep,
    /// Something that YAML has and content does not.
    #[error("{what} has no meaning here: {written:?}")]
    YamlFeature {
        /// "an anchor", for instance.
        what: &'static str,
        /// As written.
        written: String,
    },
    /// A number that is written in a way that people misread.
    #[error("{value:?} is not a number in plain digits")]
    NumberNotation {
        /// As written.
        value: String,
    },
    /// A quotation mark within a text, which ends it.
    #[error("the text ends at this {quote} and goes on behind it")]
    EarlyQuote {
        /// The mark.
        quote: char,
    },
    /// A text that ends where its writer did not mean it to.
    #[error("everything from {cut:?} on is a comment, and cut off")]
    CutByComment {
        /// What is cut off.
        cut: String,
    },
    /// A Markdown file without front matter, or with one that never ends.
    #[error("the front matter is {state}")]
    FrontMatter {
        /// "missing" or "not closed".
        state: &'static str,
    },
    /// A required key is not there, or is there and empty.
    #[error("`{key}` is missing")]
    Missing {
        /// The key.
        key: String,
    },
    /// A key that is not part of the format.
    #[error("unknown key `{key}`{}", did_you_mean(.suggestion))]
    UnknownKey {
        /// The key as written.
        key: String,
        /// The nearest known key.
        suggestion: Option<String>,
    },
    /// A text where a list belongs, and so on.
    #[error("expected {expected}, found {found}")]
    WrongType {
        /// What belongs here.
        expected: &'static str,
        /// What is here.
        found: &'static str,
    },
    /// A required text or list has nothing in it.
    #[error("this must not be empty")]
    Empty,
    /// More characters than fit.
    #[error("this text has {}; at most {max} fit", counted(*.length, "character", "characters"))]
    TooLong {
        /// Characters allowed.
        max: usize,
        /// Characters given.
        length: usize,
    },
    /// Fewer characters than are useful.
    #[error("this text has {}; at least {} needed", counted(*.length, "character", "characters"), counted(*.min, "is", "are"))]
    TooShort {
        /// Characters needed.
        min: usize,
        /// Characters given.
        length: usize,
    },
    /// More entries than fit.
    #[error("this list has {}; at most {}", counted(*.count, "entry", "entries"), counted(*.max, "fits", "fit"))]
    TooMany {
        /// Entries allowed.
        max: usize,
        /// Entries given.
        count: usize,
    },
    /// A character that can't be part of a text, such as NUL.
    #[error("this text has the invisible character {}", name_of(*.character))]
    ControlCharacter {
        /// The character.
        character: char,
    },
    /// A sign that turns the direction of writing for what stands behind it, too.
    #[error("this text turns the direction of what stands behind it: {}", name_of(*.character))]
    TextDirection {
        /// The character.
        character: char,
    },
    /// U+FFFD: somebody's program could not read the letter that was here.
    #[error("this text has a \u{fffd}, where a letter was lost")]
    LostCharacter,
    /// A line break in a text of one line, such as a name.
    #[error("this text must stand on one line")]
    LineBreak,
    /// A field of a form that has one value and was sent with several.
    #[error("this was given {count} times")]
    GivenTwice {
        /// How often.
        count: usize,
    },
    /// A code that is not in its vocabulary.
    #[error("{value:?} is not {vocabulary}{}", did_you_mean(.suggestion))]
    UnknownCode {
        /// What the vocabulary lists, such as "an ISCED-F sector code".
        vocabulary: &'static str,
        /// The vocabulary's file.
        file: &'static str,
        /// The code as written.
        value: String,
        /// The nearest known code.
        suggestion: Option<String>,
    },
    /// The same entry twice in one list.
    #[error("{value:?} is listed twice")]
    Repeated {
        /// The entry.
        value: String,
    },
    /// A word with blanks or invisible characters that do not belong to it.
    #[error("{value:?} has a blank or an invisible character in it")]
    Untrimmed {
        /// As written.
        value: String,
        /// The word alone.
        bare: String,
    },
    /// A text that is wholly between typographic quotation marks.
    #[error("the marks {open} and {close} are a part of this text, and would be shown")]
    QuotedText {
        /// The first mark.
        open: char,
        /// The last.
        close: char,
    },
    /// An event that is said to take place online and somewhere else.
    #[error("{what}")]
    OnlineAndElsewhere {
        /// What can't be true, as a sentence.
        what: &'static str,
        /// How to mend it.
        remedy: &'static str,
    },
    /// A region of another country than the one that is named.
    #[error("the region {region} lies in {lies_in}, not in {country}")]
    OtherCountry {
        /// The region's code.
        region: String,
        /// Its country.
        lies_in: String,
        /// The country that is named.
        country: String,
    },
    /// Not a date of the calendar.
    #[error("{value:?} is not a date")]
    Date {
        /// As written.
        value: String,
    },
    /// Not a time of day.
    #[error("{value:?} is not a time of day")]
    Time {
        /// As written.
        value: String,
    },
    /// Not a time zone.
    #[error("{value:?} is not a time zone{}", did_you_mean(.suggestion))]
    UnknownTimeZone {
        /// As written.
        value: String,
        /// The nearest zone.
        suggestion: Option<String>,
    },
    /// A time that clocks pass over on this day.
    #[error("there is no {value} on {day}: the clocks go forward then")]
    NoSuchHour {
        /// The time.
        value: String,
        /// The day.
        day: String,
        /// What clocks show when it would be that time.
        later: String,
    },
    /// An event that would end when it begins, or before.
    #[error("{until} does not come after {from}, when the event begins")]
    EndsFirst {
        /// When it begins.
        from: String,
        /// When it ends.
        until: String,
    },
    /// An event that was moved from a day to the same day.
    #[error("{value} is the day on which the event starts now")]
    NotMoved {
        /// The day.
        value: String,
    },
    /// Not a month of the calendar.
    #[error("{value:?} is neither a month nor two days")]
    Month {
        /// As written.
        value: String,
    },
    /// A day that nobody can mean.
    #[error("{value} is a day that nobody can mean")]
    DateOutOfSense {
        /// The day.
        value: String,
    },
    /// Two days that can't stand in this order.
    #[error("{value} comes {} {other}, the day under `{key}`", if *.earlier { "before" } else { "after" })]
    DateOrder {
        /// The day.
        value: String,
        /// Whether it is too early; else it is too late.
        earlier: bool,
        /// The day it can't stand before or after.
        other: String,
        /// The key of the other.
        key: &'static str,
    },
    /// More days on the spot than the exchange had.
    #[error("{} not fit into {period}", counted(*.days, "day does", "days do"))]
    DaysExceed {
        /// Days on the spot.
        days: i64,
        /// Days from the first to the last.
        period: i64,
    },
    /// A day to come where only one that has gone by makes sense.
    #[error("{value} is still to come, but {what}")]
    StillToCome {
        /// The day.
        value: String,
        /// What must have taken place by then.
        what: &'static str,
    },
    /// A day so far ahead that its year is probably a slip.
    #[error("{value} is more than a year ahead")]
    FarAhead {
        /// The day.
        value: String,
    },
    /// A window that opens once the offer has ended.
    #[error("nobody can come then: the offer ends on {end}")]
    WindowAfterEnd {
        /// The offer's last day.
        end: String,
    },
    /// A web address with a user's name or a password in it.
    #[error("this address would publish a user's name or password")]
    AddressWithUser {
        /// As written.
        value: String,
    },
    /// Contact data of somebody, in a text that is published.
    #[error("this text has {what}: {value:?}")]
    ContactData {
        /// "an e-mail address" or "a telephone number".
        what: &'static str,
        /// As written.
        value: String,
    },
    /// A text that a new file begins with, where nobody has written another.
    #[error("{value:?} is still to be replaced")]
    Placeholder {
        /// The text.
        value: String,
    },
    /// Not a whole number.
    #[error("{value:?} is not a whole number")]
    Number {
        /// As written.
        value: String,
    },
    /// A number outside its bounds.
    #[error("{value} is not between {min} and {max}")]
    OutOfRange {
        /// As written.
        value: String,
        /// The least allowed.
        min: i64,
        /// The most allowed.
        max: i64,
    },
    /// The end comes before the beginning, or the most is less than the least.
    #[error("{last} comes before {first}")]
    Reversed {
        /// The beginning or the least.
        first: String,
        /// The end or the most.
        last: String,
    },
    /// A day that has gone by.
    #[error("{value} is in the past")]
    Past {
        /// The day.
        value: String,
    },
    /// A day that no visit can be on, seen from today.
    #[error("{value} is more than {years} years away")]
    OutOfReach {
        /// The day.
        value: String,
        /// The most years from today.
        years: i16,
    },
    /// Not a web address with http or https.
    #[error("{value:?} is not a web address")]
    WebAddress {
        /// As written.
        value: String,
    },
    /// An address that no site can be published at.
    #[error("{value:?} can't be the site's address: {reason}")]
    BaseUrl {
        /// As written.
        value: String,
        /// Why not.
        reason: String,
    },
    /// A site that is read without encryption.
    #[error("{value:?} is not encrypted, so that forms with names and e-mail addresses can be read on the way")]
    Unencrypted {
        /// As written.
        value: String,
    },
    /// Not an e-mail address that mail can reach.
    #[error("{value:?} is not an e-mail address")]
    EmailAddress {
        /// As written.
        value: String,
    },
    /// An e-mail address that many mail servers can't deliver to.
    #[error("{value:?} has letters before the @ that many mail servers can't deliver to")]
    EmailLocalPart {
        /// As written.
        value: String,
    },
    /// Neither true nor false.
    #[error("{value:?} is neither true nor false")]
    Flag {
        /// As written.
        value: String,
    },
    /// A group or duration that the activity's own rules do not allow.
    #[error("{subject} {value} is outside what {activity} allows ({bound})")]
    ActivityBound {
        /// "a duration of … days" or "a group of …".
        subject: &'static str,
        /// The number.
        value: i64,
        /// The activity's code.
        activity: String,
        /// The bound, in words.
        bound: String,
    },
    /// A window of availability that is shorter than the shortest visit.
    #[error("this window has {}, but the shortest visit takes {needed}", counted(*.days, "day", "days"))]
    WindowTooShort {
        /// Days in the window.
        days: i64,
        /// Days of the shortest visit.
        needed: i64,
    },
    /// More persons with fewer opportunities than persons in all.
    #[error("there are more persons with fewer opportunities ({part}) than persons in all ({whole})")]
    PartExceedsWhole {
        /// The part.
        part: i64,
        /// The whole.
        whole: i64,
    },
    /// A part that is larger than its whole.
    #[error("there are more {what} ({part}) than {of} ({whole})")]
    Exceeds {
        /// What the part counts, in the plural.
        what: &'static str,
        /// The part.
        part: i64,
        /// What the whole counts, in the plural.
        of: &'static str,
        /// The whole.
        whole: i64,
    },
    /// The same things counted in two ways, with two results.
    #[error("the {what} here add up to {parts}, but those of the activities to {whole}")]
    SumDiffers {
        /// What is counted, in the plural.
        what: &'static str,
        /// The sum of the entries here.
        parts: i64,
        /// The sum of the activities.
        whole: i64,
    },
    /// A number that measures something of which there is none.
    #[error("there is nothing to measure without {needed}")]
    NothingToMeasure {
        /// What there would have to be.
        needed: &'static str,
    },
    /// A file of figures whose name is no year.
    #[error("{value:?} is not a year that can have figures")]
    NotAYear {
        /// The name as written.
        value: String,
    },
    /// Figures of a time to come.
    #[error("{value} is still to come")]
    Future {
        /// The year or the day.
        value: String,
    },
    /// Invented figures among real ones.
    #[error("these invented figures stand beside real ones of other years")]
    DemonstrationBesideReal,
    /// A day of another year than the file's.
    #[error("{value} does not lie in {year}")]
    OtherYear {
        /// The day.
        value: String,
        /// The year of the file.
        year: i16,
    },
    /// A text with translations that names a language nobody knows, or none at all.
    #[error("{value:?} is not a language code")]
    Language {
        /// As written.
        value: String,
    },
    /// Consent was not given.
    #[error("without consent nothing can be stored")]
    Consent,
    /// A voice that says nothing, or says it twice.
    #[error("a voice needs either `quote` or `reported`")]
    VoiceWithoutWords,
    /// A story without a lesson of either side.
    #[error("a story needs a lesson of the hosts or of the participants")]
    NoLesson,
    /// A quotation without the day of consent, or reported speech without source and consent.
    #[error("{form} needs {needed}")]
    VoiceWithoutGround {
        /// "a quotation" or "reported speech".
        form: &'static str,
        /// What is missing.
        needed: &'static str,
    },
    /// A file name that can't be an address.
    #[error("{value:?} can't be an address")]
    Slug {
        /// The name as written.
        value: String,
    },
    /// A file that a program named like the copy of another.
    #[error("{value:?} is named like a copy of {original:?}")]
    NamedLikeCopy {
        /// The name as written.
        value: String,
        /// The name of which it seems to be a copy.
        original: String,
    },
    /// A file that says word for word what another says.
    #[error("this says the same as {other}")]
    SameAsOther {
        /// The other file.
        other: String,
    },
    /// Two files that would have the same address.
    #[error("the address {slug:?} is taken by {other}")]
    DuplicateSlug {
        /// The slug of both.
        slug: String,
        /// The file that came first.
        other: String,
    },
    /// Two terms of a vocabulary with one code.
    #[error("the code {code:?} is given twice")]
    DuplicateCode {
        /// The code.
        code: String,
    },
    /// A reference to a thing that is not there.
    #[error("there is no {kind} {value:?}{}", did_you_mean(.suggestion))]
    UnknownReference {
        /// "offer", for instance.
        kind: &'static str,
        /// The slug as written.
        value: String,
        /// The nearest slug.
        suggestion: Option<String>,
    },
    /// A link within the site that leads nowhere.
    #[error("the link {target:?} leads nowhere{}", did_you_mean(.suggestion))]
    BrokenLink {
        /// The link as written.
        target: String,
        /// The nearest address.
        suggestion: Option<String>,
    },
    /// A link that is neither http(s), mailto nor within the site.
    #[error("the link {target:?} is not allowed")]
    ForbiddenLink {
        /// The link as written.
        target: String,
    },
    /// Raw HTML in Markdown.
    #[error("HTML is not allowed here")]
    Html,
    /// A comment in Markdown that hides all that follows.
    #[error("this comment is never closed")]
    UnclosedComment,
    /// A link or picture whose address can't be read, so that it would be printed as it was typed.
    #[error("this would be printed as it is typed: {written:?}")]
    UnreadLink {
        /// As written.
        written: String,
    },
    /// A link by a name that nothing defines.
    #[error("nothing says where the link [{label}] leads")]
    UndefinedLink {
        /// The name.
        label: String,
    },
    /// A footnote that is named, but not there.
    #[error("there is no footnote [^{label}]")]
    FootnoteUndefined {
        /// Its label.
        label: String,
    },
    /// A footnote that nothing names, so that it is not shown.
    #[error("the text names the footnote [^{label}] nowhere, so it is not shown")]
    FootnoteUnused {
        /// Its label.
        label: String,
    },
    /// Two footnotes of one label.
    #[error("the footnote [^{label}] is there twice; only the first is shown")]
    FootnoteTwice {
        /// Their label.
        label: String,
    },
    /// A callout, as some programs show it.
    #[error("a callout [!{kind}] would be printed as it is typed")]
    Callout {
        /// Its kind, as written.
        kind: String,
    },
    /// A sign of another program, which means nothing here.
    #[error("this would be printed as it is typed: {written:?}")]
    ForeignSyntax {
        /// As written.
        written: String,
        /// What to write instead.
        instead: &'static str,
    },
    /// A block of code that has no end.
    #[error("this block of code is never closed")]
    UnclosedCode,
    /// Lines that were meant as a table.
    #[error("these lines make no table, and would be printed as they are typed")]
    UnreadTable,
    /// A row of a table that is longer than the table is wide.
    #[error("this row has {cells} cells, and its table {}; the rest is not shown", counted(*.columns, "column", "columns"))]
    TableCells {
        /// Cells of the row.
        cells: usize,
        /// Columns of the table.
        columns: usize,
    },
    /// A page or an event without a text.
    #[error("there is no text")]
    NoText,
    /// Text that is indented, so that it is shown as a program's code.
    #[error("this is shown as code, because its lines begin with a tab or four blanks")]
    IndentedCode,
    /// A heading that would break the order of the page.
    #[error("a heading of level {level} is out of order")]
    HeadingOrder {
        /// The level as written.
        level: u8,
    },
    /// A picture that is not in the images folder.
    #[error("the image {file:?} is missing{}", did_you_mean(.suggestion))]
    MissingImage {
        /// As written.
        file: String,
        /// The nearest file.
        suggestion: Option<String>,
    },
    /// A file that is no picture of an accepted format.
    #[error("{file:?} is not a picture that can be shown")]
    NotAnImage {
        /// As written.
        file: String,
    },
    /// A file of no bytes.
    #[error("the image {file:?} is empty: it has 0 bytes")]
    EmptyImage {
        /// As written.
        file: String,
    },
    /// A file of another format than those accepted, which we know by name.
    #[error("the image {file:?} is {format}")]
    ForeignImage {
        /// As written.
        file: String,
        /// The format, with its article.
        format: &'static str,
        /// How to make a picture of it that can be shown.
        remedy: &'static str,
    },
    /// A picture that moves.
    #[error("the image {file:?} is animated ({format}); only its first frame would be shown")]
    AnimatedImage {
        /// As written.
        file: String,
        /// Its format.
        format: &'static str,
    },
    /// A picture whose file is named like one of another format.
    #[error("the image {file:?} is {format}, whatever its name says")]
    MisnamedImage {
        /// As written.
        file: String,
        /// The format it has, with its article.
        format: &'static str,
    },
    /// A picture whose file breaks off, or is not what its beginning says.
    #[error("the image {file:?} is damaged: {detail}")]
    DamagedImage {
        /// As written.
        file: String,
        /// The decoder's own words.
        detail: String,
    },
    /// A picture with more pixels than a website can need.
    #[error("the image {file:?} has {width} × {height} pixels; at most {most} megapixels fit")]
    ImageTooLarge {
        /// As written.
        file: String,
        /// Pixels across.
        width: u32,
        /// Pixels down.
        height: u32,
        /// Megapixels allowed.
        most: u64,
    },
    /// A picture whose file is larger than one should commit.
    #[error("the image {file:?} has {megabytes} MB; at most {most} fit")]
    ImageTooHeavy {
        /// As written.
        file: String,
        /// Megabytes, rounded up.
        megabytes: u64,
        /// Megabytes allowed.
        most: u64,
    },
    /// A drawing where only a photograph belongs.
    #[error("the image {file:?} is an SVG drawing, which only a partner's logo may be")]
    DrawingNotALogo {
        /// As written.
        file: String,
    },
    /// A drawing that could do more than be looked at, or that no browser could lay out.
    #[error("the drawing {file:?} {what}")]
    UnsafeDrawing {
        /// As written.
        file: String,
        /// What is wrong with it, as the end of a sentence.
        what: String,
    },
    /// A picture in Markdown that says nothing to those who can't see it.
    #[error("the image {file:?} has no text for those who can't see it")]
    ImageWithoutText {
        /// As written.
        file: String,
    },
    /// A picture that nothing shows.
    #[error("no content shows this image")]
    UnusedImage,
    /// An offer that nobody has confirmed for long.
    #[error("this offer was last confirmed {} ago", counted(*.days, "day", "days"))]
    Stale {
        /// Days since.
        days: i64,
    },
    /// A schema that says something else than the formats and vocabularies do today.
    #[error("this schema is not up to date")]
    StaleSchema,
    /// Something that somebody is still writing.
    #[error("a draft: it is not published yet{}", match left { 0 => ", and nothing is left to write".to_owned(), 1 => "; one thing is left".to_owned(), left => format!("; {left} things are left") })]
    Draft {
        /// What is still wrong with it.
        left: usize,
    },
    /// A part of a story that nobody has written yet.
    #[error("this part is still to be written")]
    Unwritten,
    /// A blank that a letter of its kind has not.
    #[error("such a letter has no blank `{{{value}}}`{}", did_you_mean(.suggestion))]
    UnknownBlank {
        /// The name between the braces.
        value: String,
        /// The nearest known name.
        suggestion: Option<String>,
    },
    /// A brace of a letter that belongs to no blank.
    #[error("this brace belongs to no blank")]
    LoneBrace,
    /// A letter's file whose name tells no kind or no language.
    #[error("{value:?} is not the name of a letter{}", did_you_mean(.suggestion))]
    LetterName {
        /// The name as written.
        value: String,
        /// The nearest name.
        suggestion: Option<String>,
    },
    /// A file in the content folder that belongs to no kind of content.
    #[error("this file is not content: {reason}")]
    StrayFile {
        /// Why not.
        reason: &'static str,
    },
    /// A file that can't be read at all.
    #[error("this can't be read: {detail}")]
    Unreadable {
        /// What the system says.
        detail: String,
    },
    /// A file that a site needs and does not have.
    #[error("this file is missing")]
    MissingFile,
    /// A file that must say something and has nothing in it.
    #[error("this file is empty")]
    EmptyFile,
    /// A text in another encoding than UTF-8.
    #[error("this file is not UTF-8; it looks like {looks_like}")]
    Encoding {
        /// The encoding that it probably has.
        looks_like: &'static str,
    },
    /// A folder, a pipe or a device where a file belongs.
    #[error("this is {found}, not a file")]
    NotAFile {
        /// What it is, with its article.
        found: &'static str,
    },
    /// A symbolic link whose target does not exist.
    #[error("this is a link to {target:?}, which does not exist")]
    DanglingLink {
        /// The target as the link names it.
        target: String,
    },
    /// A symbolic link to a file that does not belong to the site.
    #[error("this is a link to {target:?}, {why}")]
    ForbiddenTarget {
        /// The target as the link names it.
        target: String,
        /// Why it must not be published, as a clause.
        why: &'static str,
    },
    /// A theme that is not there.
    #[error("there is no theme {value:?}{}", did_you_mean(.suggestion))]
    UnknownTheme {
        /// The name as written.
        value: String,
        /// The nearest theme.
        suggestion: Option<String>,
        /// The themes that are there.
        themes: Vec<String>,
    },
    /// A template that can't be understood or filled in.
    #[error("{detail}")]
    Template {
        /// What is wrong, as a sentence.
        detail: String,
    },
    /// A template uses something that does not exist.
    #[error("there is no {kind} `{value}`{}", did_you_mean(.suggestion))]
    UnknownName {
        /// "variable", "field", "filter", "message" and so on.
        kind: &'static str,
        /// The name as written.
        value: String,
        /// The nearest name.
        suggestion: Option<String>,
    },
    /// A catalogue of messages that can't be understood.
    #[error("this is not a valid catalogue of messages: {detail}")]
    Messages {
        /// What is wrong.
        detail: String,
    },
    /// A file name that another address of the site needs, now or once there is more content.
    #[error("the name {value:?} is reserved: {reason}")]
    ReservedName {
        /// The name as written.
        value: String,
        /// What needs it, as a clause.
        reason: &'static str,
    },
    /// An entry with a date of publication to come.
    #[error("this will be published on {value}")]
    Scheduled {
        /// The day.
        value: String,
    },
    /// A day to come where something must have happened.
    #[error("{value} is in the future")]
    NotYet {
        /// The day.
        value: String,
    },
    /// One host in two meetings at a time.
    #[error("{slots} overlap")]
    Overlap {
        /// Both, in words.
        slots: String,
    },
}

/// Where a choice between fixed words is explained, which is no vocabulary of its own.
pub(crate) const WORDS: &str = "README.md";

/// A fault's stable code, and how to mend it.
macro_rules! faults {
    ($($pattern:pat => $code:literal, $help:expr;)*) => {
        impl Fault {
            /// The stable names of all kinds of faults.
            pub const CODES: &'static [&'static str] = &[$($code),*];

            /// The stable name of this kind of fault, for programs and translations.
            pub fn code(&self) -> &'static str {
                #[allow(unused_variables)]
                match self { $($pattern => $code,)* }
            }

            /// How to mend it, as a sentence for an editor.
            pub fn help(&self) -> String {
                match self { $($pattern => $help.to_string(),)* }
            }
        }
    };
}

faults! {
    Fault::Syntax { format, .. } => "syntax", match *format {
        "JSON" => "mend the place named; keys and texts stand between double quotes, with commas between them and none behind the last",
        _ => "mend the line named; indent with spaces, and put texts with `: ` between quotes",
    };
    Fault::DuplicateKey { .. } => "duplicate-key", "keep one of the two";
    Fault::Indentation { .. } => "indentation", "delete what stands before the first word, and type spaces with the space bar";
    Fault::Conflict => "conflict", "keep the right one, and delete the other and the lines that begin with <<<<<<<, ======= and >>>>>>>";
    Fault::ColonInText { .. } => "colon-in-text", "put the whole text between quotation marks";
    Fault::TooDeep => "too-deep", "close the brackets; no format has more than a few groups within each other";
    Fault::YamlFeature { .. } => "yaml-feature", "write the value itself, between quotes if it begins with this sign";
    Fault::NumberNotation { .. } => "number-notation", "write the digits alone, such as 16; put a text between quotes";
    Fault::EarlyQuote { quote } => "early-quote", match quote {
        '"' => "write \\\" for a mark within the text, or put the whole text between single quotation marks",
        _ => "write '' for an apostrophe within the text, or put the whole text between double quotation marks",
    };
    Fault::CutByComment { .. } => "cut-by-comment", "put the text between quotes; begin a comment with # and a blank";
    Fault::FrontMatter { .. } => "front-matter", "begin the file with a line `---`, then the keys, then a second line `---`, then the text";
    Fault::Missing { key } => "missing", format!("add `{key}` with its value");
    Fault::UnknownKey { suggestion, .. } => "unknown-key", match suggestion {
        Some(known) => format!("write `{known}`, or remove the key"),
        None => "remove the key; content/README.md lists those that are known".to_owned(),
    };
    Fault::WrongType { expected, found } => "wrong-type", match (*expected, *found) {
        ("a text", "a number" | "true or false") => "put it between quotation marks, so that it is a text".to_owned(),
        _ => format!("write {expected} here"),
    };
    Fault::Empty => "empty", "fill it in, or remove the key if it is optional";
    Fault::TooLong { max, .. } => "too-long", format!("shorten it to {}", counted(*max, "character", "characters"));
    Fault::TooShort { min, .. } => "too-short", format!("say it in at least {}", counted(*min, "character", "characters"));
    Fault::TooMany { max, .. } => "too-many", format!("keep the {} most", counted(*max, "that matters", "that matter"));
    Fault::ControlCharacter { .. } => "control-character", "delete it: put the cursor in front of it and press Delete; it comes from a word processor or a PDF file";
    Fault::TextDirection { .. } => "text-direction", "delete it: put the cursor in front of it and press Delete; it comes from a word processor or a web page";
    Fault::LostCharacter => "lost-character", "type that letter again, and save the text as UTF-8";
    Fault::LineBreak => "line-break", "join the lines";
    Fault::GivenTwice { .. } => "given-twice", "give it once";
    Fault::UnknownCode { file, suggestion, .. } => "unknown-code", match suggestion {
        Some(known) if *file == WORDS => format!("write {known}, or another of the words that content/README.md names"),
        None if *file == WORDS => "write one of the words that content/README.md names".to_owned(),
        Some(known) => format!("write \"{known}\", or choose another code of content/vocabulary/{file}"),
        None => format!("choose a code of content/vocabulary/{file}"),
    };
    Fault::Repeated { .. } => "repeated", "keep one of them";
    Fault::Untrimmed { bare, .. } => "untrimmed", format!("write {bare}");
    Fault::QuotedText { .. } => "quoted-text", "delete them: no text needs quotation marks around it, and the site sets those of a quotation";
    Fault::OnlineAndElsewhere { remedy, .. } => "online-and-elsewhere", remedy;
    Fault::OtherCountry { .. } => "other-country", "mend the country or the region";
    Fault::Date { .. } => "date", "write an existing day as YYYY-MM-DD, such as 2027-03-18";
    Fault::Time { .. } => "time", "write hours and minutes from 00:00 to 23:59, such as 09:30";
    Fault::UnknownTimeZone { suggestion, .. } => "unknown-time-zone", match suggestion {
        Some(known) => format!("write {known}"),
        None => "write the zone of a large town near it, such as Europe/Brussels; the IANA database of time zones has all names".to_owned(),
    };
    Fault::NoSuchHour { later, .. } => "no-such-hour", format!("write {later}, or a time before the change");
    Fault::EndsFirst { .. } => "ends-first", "write a later time, or the day on which the event ends under `ends`";
    Fault::NotMoved { .. } => "not-moved", "write the day that was announced before, or remove the key";
    Fault::Month { .. } => "month", "write a month as YYYY-MM, such as 2025-02, or {from: 2025-05-12, until: 2025-05-13}";
    Fault::DateOutOfSense { .. } => "date-out-of-sense", "write a day between 1950 and 2100";
    Fault::DateOrder { earlier, other, .. } => "date-order", if *earlier { format!("write {other} or a later day, or mend the other one") } else { format!("write {other} or an earlier day, or mend the other one") };
    Fault::DaysExceed { period, .. } => "days-exceed", format!("write at most {}, or mend the dates", counted(*period, "day", "days"));
    Fault::StillToCome { .. } => "still-to-come", "write the day on which it happened";
    Fault::FarAhead { .. } => "far-ahead", "check the year";
    Fault::WindowAfterEnd { .. } => "window-after-end", "set `valid_until` to a later day, or remove the window";
    Fault::AddressWithUser { .. } => "address-with-user", "remove what stands between :// and @";
    Fault::ContactData { .. } => "contact-data", "remove it: the secretariat is the contact, and brings people together";
    Fault::Placeholder { .. } => "placeholder", "write what belongs here, or begin the file with `draft: true` until it is done";
    Fault::Number { .. } => "number", "write a whole number in digits";
    Fault::OutOfRange { min, max, .. } => "out-of-range", format!("write a number from {min} to {max}");
    Fault::Reversed { .. } => "reversed", "put the smaller or earlier one first";
    Fault::Past { .. } => "past", "choose a day to come";
    Fault::OutOfReach { .. } => "out-of-reach", "check the year";
    Fault::WebAddress { .. } => "web-address", "write it in full, beginning with https://";
    Fault::BaseUrl { .. } => "base-url", "write where the site will be read, such as https://www.example.org or https://www.example.org/mobility";
    Fault::Unencrypted { .. } => "unencrypted", "write https://, and set the server up for it; http:// is for localhost";
    Fault::EmailAddress { .. } => "email-address", "write it as name@organisation.eu";
    Fault::EmailLocalPart { .. } => "email-local-part", "use an address with only the letters a to z, digits and . _ + - before the @";
    Fault::Flag { .. } => "flag", "write true or false";
    Fault::ActivityBound { .. } => "activity-bound", "change the number, or drop the activity; content/vocabulary/activities.yaml has the bounds";
    Fault::WindowTooShort { .. } => "window-too-short", "lengthen the window, or shorten the shortest visit";
    Fault::PartExceedsWhole { .. } => "part-exceeds-whole", "check both numbers";
    Fault::Exceeds { .. } => "exceeds", "check both numbers: a part can't be larger than its whole";
    Fault::SumDiffers { .. } => "sum-differs", "count every mobility once under `activities` and once under `hosts`, or leave `hosts` out";
    Fault::NothingToMeasure { .. } => "nothing-to-measure", "remove the key, or mend the count it depends on";
    Fault::NotAYear { .. } => "not-a-year", "name the file after its year, such as 2026.yaml";
    Fault::Future { .. } => "future", "count what has taken place, and wait with the rest";
    Fault::DemonstrationBesideReal => "demonstration-beside-real", "remove the demonstration years: no chart may mix both";
    Fault::OtherYear { .. } => "other-year", "choose a day of the year that the file is named after";
    Fault::Language { .. } => "language", "use a code of content/vocabulary/languages.yaml, such as en or ca";
    Fault::Consent => "consent", "ask for consent, and record it";
    Fault::VoiceWithoutWords => "voice-without-words", "write what the person said under one of the two keys";
    Fault::NoLesson => "no-lesson", "write what one side learned under `hosts` or `participants`";
    Fault::VoiceWithoutGround { .. } => "voice-without-ground", "add it, or leave the voice out";
    Fault::Slug { .. } => "slug", "name the file with lower-case letters a-z, digits and single hyphens";
    Fault::NamedLikeCopy { .. } => "named-like-copy", "delete it if it is one; else name it after what it tells, with lower-case letters a-z, digits and single hyphens";
    Fault::SameAsOther { .. } => "same-as-other", "delete one of the two: both would be published";
    Fault::DuplicateSlug { .. } => "duplicate-slug", "rename one of the two files";
    Fault::DuplicateCode { .. } => "duplicate-code", "remove or rename one of the two";
    Fault::UnknownReference { kind, .. } => "unknown-reference", format!("use the file name of an existing {kind}, without its ending");
    Fault::BrokenLink { .. } => "broken-link", "link to an existing address of the site";
    Fault::ForbiddenLink { .. } => "forbidden-link", "link with https://, http://, mailto: or an address of this site beginning with /";
    Fault::Html => "html", "write Markdown instead";
    Fault::UnclosedComment => "unclosed-comment", "end the comment with -->; until there, nothing is published";
    Fault::UnreadLink { .. } => "unread-link", "write [text](address) without a blank before the bracket; put an address with blanks between < and >, as in ![a quay](<my photo.png>)";
    Fault::UndefinedLink { label } => "undefined-link", format!("write the address behind the text, as in [text](https://example.org/), or add a line [{label}]: https://example.org/");
    Fault::FootnoteUndefined { label } => "footnote-undefined", format!("add a line [^{label}]: with the note, or remove the mark");
    Fault::FootnoteUnused { label } => "footnote-unused", format!("write [^{label}] where the note belongs, or remove it");
    Fault::FootnoteTwice { .. } => "footnote-twice", "give one of the two another label";
    Fault::Callout { .. } => "callout", "write the word in bold instead: > **Note:** …";
    Fault::ForeignSyntax { instead, .. } => "foreign-syntax", instead;
    Fault::UnclosedCode => "unclosed-code", "end it with a line of the same signs as its first line, such as ```; until there, everything is code";
    Fault::UnreadTable => "unread-table", "write below the heading a line with as many columns, such as |---|---| below | Name | Town |";
    Fault::TableCells { .. } => "table-cells", "give each row as many cells as the heading; write \\| for the sign within a cell";
    Fault::NoText => "no-text", "write it, or begin the file with `draft: true` until it is done";
    Fault::IndentedCode => "indented-code", "begin the lines at the left; put real code between two lines of ```";
    Fault::HeadingOrder { .. } => "heading-order", "begin with ## and go down one level at a time";
    Fault::MissingImage { suggestion, .. } => "missing-image", match suggestion {
        Some(known) => format!("write {known:?}, or put the picture into content/images/"),
        None => "put the picture into content/images/, or mend its name".to_owned(),
    };
    Fault::NotAnImage { .. } => "not-an-image", "use a JPEG, PNG or WebP file";
    Fault::EmptyImage { .. } => "empty-image", "copy the picture again; its bytes were lost on the way";
    Fault::ForeignImage { remedy, .. } => "foreign-image", remedy;
    Fault::AnimatedImage { .. } => "animated-image", "save the frame that says most as JPEG or PNG";
    Fault::MisnamedImage { .. } => "misnamed-image", "rename the file after its format, here and where it is named";
    Fault::DamagedImage { .. } => "damaged-image", "open the picture in an editor and save it again as JPEG, PNG or WebP";
    Fault::ImageTooLarge { .. } => "image-too-large", "scale it down: 3000 pixels across are plenty, and the site makes the sizes it needs of them";
    Fault::ImageTooHeavy { .. } => "image-too-heavy", "scale it down, or save a photograph as JPEG";
    Fault::DrawingNotALogo { .. } => "drawing-not-a-logo", "save the drawing as PNG";
    Fault::UnsafeDrawing { .. } => "unsafe-drawing", "export it again as plain SVG with nothing but shapes, or save it as PNG";
    Fault::ImageWithoutText { .. } => "image-without-text", "say between the brackets what it shows: ![a crane over the quay](quay.jpg)";
    Fault::UnusedImage => "unused-image", "show it in a case study, a page, an event or a partner, or remove it";
    Fault::Stale { .. } => "stale", "ask the host whether the offer stands, then set `confirmed`, or `valid_until` if it does not";
    Fault::Draft { .. } => "draft", "once nothing is left, take out the line `draft: true`";
    Fault::Unwritten => "unwritten", "write it in the place of this line, or take out the line and its heading";
    Fault::StaleSchema => "stale-schema", "run `matchmaker schemas`, and commit what it writes";
    Fault::UnknownBlank { suggestion, .. } => "unknown-blank", match suggestion {
        Some(known) => format!("write {{{known}}}; content/README.md lists the blanks of each letter"),
        None => "remove it; content/README.md lists the blanks of each letter".to_owned(),
    };
    Fault::LoneBrace => "lone-brace", "write a blank as {group_name}, and no other braces";
    Fault::LetterName { .. } => "letter-name", "name the file after its kind and its language, such as decline.fr.txt; content/README.md lists the kinds";
    Fault::StrayFile { .. } => "stray-file", "move it to the folder of its kind, or remove it";
    Fault::Unreadable { .. } => "unreadable", "check that it is there and that its permissions allow to read it";
    Fault::MissingFile => "missing-file", "restore it, for example from the version history";
    Fault::EmptyFile => "empty-file", "restore it, for example from the version history; delete it if nothing needs it";
    Fault::Encoding { .. } => "encoding", "save it again as UTF-8; most text editors offer this under \"Save as\" or \"Encoding\"";
    Fault::NotAFile { .. } => "not-a-file", "rename or remove it";
    Fault::DanglingLink { .. } => "dangling-link", "restore the file that it leads to, or remove the link";
    Fault::ForbiddenTarget { .. } => "forbidden-target", "replace the link by a copy of the file, if the file may be published, or remove it";
    Fault::UnknownTheme { themes, .. } => "unknown-theme", match themes.as_slice() {
        [] => "put a theme into the folder themes/".to_owned(),
        themes => format!("choose one of the folders in themes/: {}", themes.join(", ")),
    };
    Fault::Template { .. } => "template", "mend the template at the place named";
    Fault::UnknownName { kind, suggestion, .. } => "unknown-name", match suggestion {
        Some(known) => format!("write `{known}`, or remove it"),
        None => format!("use a {kind} that exists, or remove it"),
    };
    Fault::Messages { .. } => "messages", "mend the line named; a message is written as `key = text`";
    Fault::ReservedName { .. } => "reserved-name", "choose another name for the file";
    Fault::Scheduled { .. } => "scheduled", "nothing to do: it appears with the first build on that day";
    Fault::NotYet { .. } => "not-yet", "write today's date or an earlier one";
    Fault::Overlap { .. } => "overlap", "move one of them to another time";
}

impl Fault {
    /// Whether the site can be built in spite of it.
    pub fn is_warning(&self) -> bool {
        matches!(
            self,
            Fault::Stale { .. }
                | Fault::StaleSchema
                | Fault::UnusedImage
                | Fault::Draft { .. }
                | Fault::Unencrypted { .. }
                | Fault::StrayFile { .. }
                | Fault::Scheduled { .. }
                | Fault::FootnoteUndefined { .. }
                | Fault::FootnoteUnused { .. }
                | Fault::FootnoteTwice { .. }
                | Fault::IndentedCode
                | Fault::MisnamedImage { .. }
                | Fault::FarAhead { .. }
                | Fault::WindowAfterEnd { .. }
                | Fault::ContactData { .. }
                | Fault::QuotedText { .. }
                | Fault::ForeignSyntax { .. }
                | Fault::SameAsOther { .. }
        )
    }

    /// What was probably meant by an unknown word.
    pub fn suggestion(&self) -> Option<&str> {
        match self {
            Fault::UnknownKey { suggestion, .. }
            | Fault::UnknownCode { suggestion, .. }
            | Fault::UnknownTimeZone { suggestion, .. }
            | Fault::UnknownReference { suggestion, .. }
            | Fault::BrokenLink { suggestion, .. }
            | Fault::UnknownBlank { suggestion, .. }
            | Fault::LetterName { suggestion, .. }
            | Fault::UnknownTheme { suggestion, .. }
            | Fault::UnknownName { suggestion, .. }
            | Fault::MissingImage { suggestion, .. } => suggestion.as_deref(),
            _ => None,
        }
    }

    /// The values that a message of this fault may show, by name.
    pub fn arguments(&self) -> Vec<(&'static str, String)> {
        let mut arguments = self.own_arguments();
        arguments.extend(self.suggestion().map(|suggestion| ("suggestion", suggestion.to_owned())));
        arguments
    }

    fn own_arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            Fault::TooLong { max, length } => vec![("max", max.to_string()), ("length", length.to_string())],
            Fault::TooShort { min, length } => vec![("min", min.to_string()), ("length", length.to_string())],
            Fault::TooMany { max, count } => vec![("max", max.to_string()), ("count", count.to_string())],
            Fault::GivenTwice { count } => vec![("count", count.to_string())],
            Fault::OutOfRange { value, min, max } => {
                vec![("value", quoted(value)), ("min", min.to_string()), ("max", max.to_string())]
            }
            Fault::OutOfReach { value, years } => vec![("value", quoted(value)), ("years", years.to_string())],
            Fault::Reversed { first, last } => vec![("first", first.clone()), ("last", last.clone())],
            Fault::ActivityBound { value, bound, .. } => {
                vec![("value", value.to_string()), ("bound", bound.clone())]
            }
            Fault::WindowTooShort { days, needed } => {
                vec![("days", days.to_string()), ("needed", needed.to_string())]
            }
            Fault::PartExceedsWhole { part, whole } => {
                vec![("part", part.to_string()), ("whole", whole.to_string())]
            }
            Fault::Date { value }
            | Fault::DateOutOfSense { value }
            | Fault::Number { value }
            | Fault::Past { value }
            | Fault::WebAddress { value }
            | Fault::EmailAddress { value }
            | Fault::EmailLocalPart { value }
            | Fault::Repeated { value }
            | Fault::Flag { value }
            | Fault::Language { value }
            | Fault::UnknownKey { key: value, .. }
            | Fault::UnknownCode { value, .. }
            | Fault::UnknownReference { value, .. } => vec![("value", quoted(value))],
            _ => Vec::new(),
        }
    }
}

/// Letters of a value that a sentence can carry.
const MOST_QUOTED: usize = 60;

/// What somebody wrote, as it may stand within a sentence of ours: short, on one line, and turning nothing round.
fn quoted(value: &str) -> String {
    let unseen =
        |letter: char| letter.is_control() || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let mut letters = value.trim().chars().map(|letter| if unseen(letter) { '\u{fffd}' } else { letter });
    let mut quoted: String = letters.by_ref().take(MOST_QUOTED).collect();
    if letters.next().is_some() {
        quoted.push('…');
    }
    quoted
}

/// A number with what follows it in the singular or the plural: "1 day", "3 days".
pub(crate) fn counted<N: From<u8> + PartialEq + Display>(number: N, one: &str, many: &str) -> String {
    let words = if number == N::from(1) { one } else { many };
    format!("{number} {words}")
}

fn did_you_mean(suggestion: &Option<String>) -> String {
    suggestion.as_ref().map(|known| format!("; did you mean {known:?}?")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::Fault;

    #[test]
    fn a_sentence_quotes_what_was_written_without_being_broken_by_it() {
        let value = |written: &str| Fault::Date { value: written.to_owned() }.arguments()[0].1.clone();
        assert_eq!(value("31 June"), "31 June");
        assert_eq!(value("a\u{202e}b\nc"), "a\u{fffd}b\u{fffd}c");
        assert_eq!(value(&"é".repeat(50_000)), format!("{}…", "é".repeat(60)));
    }

    #[test]
    fn what_is_counted_agrees_with_its_number() {
        for (fault, sentence, help) in [
            (
                Fault::TooShort { min: 20, length: 1 },
                "this text has 1 character; at least 20 are needed",
                "say it in at least 20 characters",
            ),
            (
                Fault::TooShort { min: 1, length: 0 },
                "this text has 0 characters; at least 1 is needed",
                "say it in at least 1 character",
            ),
            (
                Fault::TooLong { max: 160, length: 161 },
                "this text has 161 characters; at most 160 fit",
                "shorten it to 160 characters",
            ),
            (
                Fault::TooMany { max: 1, count: 2 },
                "this list has 2 entries; at most 1 fits",
                "keep the 1 that matters most",
            ),
            (
                Fault::WindowTooShort { days: 1, needed: 3 },
                "this window has 1 day, but the shortest visit takes 3",
                "lengthen the window, or shorten the shortest visit",
            ),
            (
                Fault::DaysExceed { days: 2, period: 1 },
                "2 days do not fit into 1",
                "write at most 1 day, or mend the dates",
            ),
            (
                Fault::PartExceedsWhole { part: 1, whole: 0 },
                "there are more persons with fewer opportunities (1) than persons in all (0)",
                "check both numbers",
            ),
        ] {
            assert_eq!((fault.to_string().as_str(), fault.help().as_str()), (sentence, help));
        }
    }

    #[test]
    fn no_sentence_puts_a_number_before_a_plural() {
        let catalogue = include_str!("fault.rs").split("mod tests").next().expect("the catalogue");
        let plurals = ["characters", "entries", "days", "persons", "pages", "lines", "bytes"];
        for line in catalogue.lines().filter(|line| line.contains("#[error(") || line.contains("format!(")) {
            for plural in plurals {
                assert!(!line.contains(&format!("}} {plural}")), "use `counted` in {line}");
            }
        }
    }

    #[test]
    fn a_suggestion_can_stand_in_a_message() {
        let fault = Fault::UnknownKey { key: "colour".into(), suggestion: Some("color".into()) };
        assert_eq!(fault.arguments(), [("value", "colour".into()), ("suggestion", "color".into())]);
    }
}
