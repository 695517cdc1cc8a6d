//! The catalogue of everything that can be wrong with a document.

use crate::text::name_of;
use crate::validate::error_kind::{README, count_of, did_you_mean};

error_kinds! {
    #[error("this is not valid {format}: {detail}")]
    Syntax { format: &'static str, detail: String } => match *format {
        "JSON" => "mend the place named; keys and texts stand between double quotes, with commas between them and none behind the last",
        _ => "mend the line named; indent with spaces, and put texts with `: ` between quotes",
    };
    #[error("the key `{key}` is given twice; the first is on line {first}")]
    DuplicateKey { key: String, first: usize } => "keep one of the two";
    #[error("this line is indented with {}", name_of(*.character))]
    Indentation { character: char } => "delete what stands before the first word, and type spaces with the space bar";
    #[error("two versions of this part stand in the file, since Git could not join them")]
    Conflict => "keep the right one, and delete the other and the lines that begin with <<<<<<<, ======= and >>>>>>>";
    #[error("the colon behind {before:?} makes a key of it")]
    ColonInText { before: String } => "put the whole text between quotation marks";
    #[error("brackets and lists stand within each other too often")]
    TooDeep => "close the brackets; no format has more than a few groups within each other";
    #[error("{what} has no meaning here: {written:?}")]
    YamlFeature { what: &'static str, written: String } => "write the value itself, between quotes if it begins with this sign";
    #[error("{value:?} is not a number in plain digits")]
    NumberNotation { value: String } => "write the digits alone, such as 16; put a text between quotes";
    #[error("the text ends at this {quote} and goes on behind it")]
    EarlyQuote { quote: char } => match quote {
        '"' => "write \\\" for a mark within the text, or put the whole text between single quotation marks",
        _ => "write '' for an apostrophe within the text, or put the whole text between double quotation marks",
    };
    #[error("everything from {cut:?} on is a comment, and cut off")]
    CutByComment { cut: String } => "put the text between quotes; begin a comment with # and a blank";
    #[error("the front matter is {state}")]
    FrontMatter { state: &'static str } => "begin the file with a line `---`, then the keys, then a second line `---`, then the text";
    #[error("`{key}` is missing")]
    Missing { key: String } => format!("add `{key}` with its value");
    #[error("unknown key `{value}`{}", did_you_mean(.suggestion))]
    UnknownKey { value: String, suggestion: Option<String> } [value] => match suggestion {
        Some(known) => format!("write `{known}`, or remove the key"),
        None => "remove the key; content/README.md lists those that are known".to_owned(),
    };
    #[error("expected {expected}, found {found}")]
    WrongType { expected: &'static str, found: &'static str } => match (*expected, *found) {
        ("a text", "a number" | "true or false") => "put it between quotation marks, so that it is a text".to_owned(),
        _ => format!("write {expected} here"),
    };
    #[error("this must not be empty")]
    Empty => "fill it in, or remove the key if it is optional";
    #[error("this text has {}; at most {max} fit", count_of(*.length, "character", "characters"))]
    TooLong { max: usize, length: usize } [max, length] => format!("shorten it to {}", count_of(*max, "character", "characters"));
    #[error("this text has {}; at least {} needed", count_of(*.length, "character", "characters"), count_of(*.min, "is", "are"))]
    TooShort { min: usize, length: usize } [min, length] => format!("say it in at least {}", count_of(*min, "character", "characters"));
    #[error("this list has {}; at most {}", count_of(*.count, "entry", "entries"), count_of(*.max, "fits", "fit"))]
    TooMany { max: usize, count: usize } [max, count] => format!("keep the {} most", count_of(*max, "that matters", "that matter"));
    #[error("this text has the invisible character {}", name_of(*.character))]
    ControlCharacter { character: char } => "delete it: put the cursor in front of it and press Delete; it comes from a word processor or a PDF file";
    #[error("this text turns the direction of what stands behind it: {}", name_of(*.character))]
    TextDirection { character: char } => "delete it: put the cursor in front of it and press Delete; it comes from a word processor or a web page";
    #[error("this text has a \u{fffd}, where a letter was lost")]
    LostCharacter => "type that letter again, and save the text as UTF-8";
    #[error("this text must stand on one line")]
    LineBreak => "join the lines";
    #[error("this was given {count} times")]
    GivenTwice { count: usize } [count] => "give it once";
    #[error("{value:?} is not {vocabulary}{}", did_you_mean(.suggestion))]
    UnknownCode { vocabulary: &'static str, file: &'static str, value: String, suggestion: Option<String> } [value] => match suggestion {
        Some(known) if *file == README => format!("write {known}, or another of the words that content/README.md names"),
        None if *file == README => "write one of the words that content/README.md names".to_owned(),
        Some(known) => format!("write \"{known}\", or choose another code of content/vocabulary/{file}"),
        None => format!("choose a code of content/vocabulary/{file}"),
    };
    #[error("{value:?} is listed twice")]
    Repeated { value: String } [value] => "keep one of them";
    #[error("{value:?} has a blank or an invisible character in it")]
    Untrimmed { value: String, bare: String } => format!("write {bare}");
    #[error("the marks {open} and {close} are a part of this text, and would be shown")]
    QuotedText { open: char, close: char } warning => "delete them: no text needs quotation marks around it, and the site sets those of a quotation";
    #[error("{what}")]
    OnlineAndElsewhere { what: &'static str, remedy: &'static str } => remedy;
    #[error("the region {region} lies in {lies_in}, not in {country}")]
    OtherCountry { region: String, lies_in: String, country: String } => "mend the country or the region";
    #[error("{value:?} is not a date")]
    Date { value: String } [value] => "write an existing day as YYYY-MM-DD, such as 2027-03-18";
    #[error("{value:?} is not a time of day")]
    Time { value: String } => "write hours and minutes from 00:00 to 23:59, such as 09:30";
    #[error("{value:?} is not a time zone{}", did_you_mean(.suggestion))]
    UnknownTimeZone { value: String, suggestion: Option<String> } => match suggestion {
        Some(known) => format!("write {known}"),
        None => "write the zone of a large town near it, such as Europe/Brussels; the IANA database of time zones has all names".to_owned(),
    };
    #[error("there is no {value} on {day}: the clocks go forward then")]
    NoSuchHour { value: String, day: String, later: String } => format!("write {later}, or a time before the change");
    #[error("{until} does not come after {from}, when the event begins")]
    EndsFirst { from: String, until: String } => "write a later time, or the day on which the event ends under `ends`";
    #[error("{value} is the day on which the event starts now")]
    NotMoved { value: String } => "write the day that was announced before, or remove the key";
    #[error("{value:?} is neither a month nor two days")]
    Month { value: String } => "write a month as YYYY-MM, such as 2025-02, or {from: 2025-05-12, until: 2025-05-13}";
    #[error("{value} is a day that nobody can mean")]
    DateOutOfSense { value: String } [value] => "write a day between 1950 and 2100";
    #[error("{value} comes {} {other}, the day under `{key}`", if *.earlier { "before" } else { "after" })]
    DateOrder { value: String, earlier: bool, other: String, key: &'static str } => if *earlier { format!("write {other} or a later day, or mend the other one") } else { format!("write {other} or an earlier day, or mend the other one") };
    #[error("{} not fit into {period}", count_of(*.days, "day does", "days do"))]
    DaysExceed { days: i64, period: i64 } => format!("write at most {}, or mend the dates", count_of(*period, "day", "days"));
    #[error("{value} is still to come, but {what}")]
    StillToCome { value: String, what: &'static str } => "write the day on which it happened";
    #[error("{value} is more than a year ahead")]
    FarAhead { value: String } warning => "check the year";
    #[error("nobody can come then: the offer ends on {end}")]
    WindowAfterEnd { end: String } warning => "set `valid_until` to a later day, or remove the window";
    #[error("this address would publish a user's name or password")]
    AddressWithUser { value: String } => "remove what stands between :// and @";
    #[error("this text has {what}: {value:?}")]
    ContactData { what: &'static str, value: String } warning => "remove it: the secretariat is the contact, and brings people together";
    #[error("{value:?} is still to be replaced")]
    Placeholder { value: String } => "write what belongs here, or begin the file with `draft: true` until it is done";
    #[error("{value:?} is not a whole number")]
    Number { value: String } [value] => "write a whole number in digits";
    #[error("{value} is not between {min} and {max}")]
    OutOfRange { value: String, min: i64, max: i64 } [value, min, max] => format!("write a number from {min} to {max}");
    #[error("{last} comes before {first}")]
    Reversed { first: String, last: String } [first, last] => "put the smaller or earlier one first";
    #[error("{value} is in the past")]
    Past { value: String } [value] => "choose a day to come";
    #[error("{value} is more than {years} years away")]
    OutOfReach { value: String, years: i16 } [value, years] => "check the year";
    #[error("{value:?} is not a web address")]
    WebAddress { value: String } [value] => "write it in full, beginning with https://";
    #[error("{value:?} can't be the site's address: {reason}")]
    BaseUrl { value: String, reason: String } => "write where the site will be read, such as https://www.example.org or https://www.example.org/mobility";
    #[error("{value:?} is not encrypted, so that forms with names and e-mail addresses can be read on the way")]
    Unencrypted { value: String } warning => "write https://, and set the server up for it; http:// is for localhost";
    #[error("{value:?} is not an e-mail address")]
    EmailAddress { value: String } [value] => "write it as name@organisation.eu";
    #[error("{value:?} has letters before the @ that many mail servers can't deliver to")]
    EmailLocalPart { value: String } [value] => "use an address with only the letters a to z, digits and . _ + - before the @";
    #[error("{value:?} is neither true nor false")]
    Flag { value: String } [value] => "write true or false";
    #[error("{subject} {value} is outside what {activity} allows ({bound})")]
    ActivityBound { subject: &'static str, value: i64, activity: String, bound: String } [value, bound] => "change the number, or drop the activity; content/vocabulary/activities.yaml has the bounds";
    #[error("this window has {}, but the shortest visit takes {needed}", count_of(*.days, "day", "days"))]
    WindowTooShort { days: i64, needed: i64 } [days, needed] => "lengthen the window, or shorten the shortest visit";
    #[error("there are more persons with fewer opportunities ({part}) than persons in all ({whole})")]
    PartExceedsWhole { part: i64, whole: i64 } [part, whole] => "check both numbers";
    #[error("there are more {what} ({part}) than {of} ({whole})")]
    Exceeds { what: &'static str, part: i64, of: &'static str, whole: i64 } => "check both numbers: a part can't be larger than its whole";
    #[error("the {what} here add up to {parts}, but those of the activities to {whole}")]
    SumDiffers { what: &'static str, parts: i64, whole: i64 } => "count every mobility once under `activities` and once under `hosts`, or leave `hosts` out";
    #[error("there is nothing to measure without {needed}")]
    NothingToMeasure { needed: &'static str } => "remove the key, or mend the count it depends on";
    #[error("{value:?} is not a year that can have figures")]
    NotAYear { value: String } => "name the file after its year, such as 2026.yaml";
    #[error("{value} is still to come")]
    Future { value: String } => "count what has taken place, and wait with the rest";
    #[error("these invented figures stand beside real ones of other years")]
    DemonstrationBesideReal => "remove the demonstration years: no chart may mix both";
    #[error("{value} does not lie in {year}")]
    OtherYear { value: String, year: i16 } => "choose a day of the year that the file is named after";
    #[error("{value:?} is not a language code")]
    Language { value: String } [value] => "use a code of content/vocabulary/languages.yaml, such as en or ca";
    #[error("without consent nothing can be stored")]
    Consent => "ask for consent, and record it";
    #[error("a voice needs either `quote` or `reported`")]
    VoiceWithoutWords => "write what the person said under one of the two keys";
    #[error("a story needs a lesson of the hosts or of the participants")]
    NoLesson => "write what one side learned under `hosts` or `participants`";
    #[error("{form} needs {needed}")]
    VoiceWithoutGround { form: &'static str, needed: &'static str } => "add it, or leave the voice out";
    #[error("{value:?} can't be an address")]
    Slug { value: String } => "name the file with lower-case letters a-z, digits and single hyphens";
    #[error("{value:?} is named like a copy of {original:?}")]
    NamedLikeCopy { value: String, original: String } => "delete it if it is one; else name it after what it tells, with lower-case letters a-z, digits and single hyphens";
    #[error("this says the same as {other}")]
    SameAsOther { other: String } warning => "delete one of the two: both would be published";
    #[error("the address {slug:?} is taken by {other}")]
    DuplicateSlug { slug: String, other: String } => "rename one of the two files";
    #[error("the code {code:?} is given twice")]
    DuplicateCode { code: String } => "remove or rename one of the two";
    #[error("there is no {kind} {value:?}{}", did_you_mean(.suggestion))]
    UnknownReference { kind: &'static str, value: String, suggestion: Option<String> } [value] => format!("use the file name of an existing {kind}, without its ending");
    #[error("the link {target:?} leads nowhere{}", did_you_mean(.suggestion))]
    BrokenLink { target: String, suggestion: Option<String> } => "link to an existing address of the site";
    #[error("the link {target:?} is not allowed")]
    ForbiddenLink { target: String } => "link with https://, http://, mailto: or an address of this site beginning with /";
    #[error("HTML is not allowed here")]
    Html => "write Markdown instead";
    #[error("this comment is never closed")]
    UnclosedComment => "end the comment with -->; until there, nothing is published";
    #[error("this would be printed as it is typed: {written:?}")]
    UnreadLink { written: String } => "write [text](address) without a blank before the bracket; put an address with blanks between < and >, as in ![a quay](<my photo.png>)";
    #[error("nothing says where the link [{label}] leads")]
    UndefinedLink { label: String } => format!("write the address behind the text, as in [text](https://example.org/), or add a line [{label}]: https://example.org/");
    #[error("there is no footnote [^{label}]")]
    FootnoteUndefined { label: String } warning => format!("add a line [^{label}]: with the note, or remove the mark");
    #[error("the text names the footnote [^{label}] nowhere, so it is not shown")]
    FootnoteUnused { label: String } warning => format!("write [^{label}] where the note belongs, or remove it");
    #[error("the footnote [^{label}] is there twice; only the first is shown")]
    FootnoteTwice { label: String } warning => "give one of the two another label";
    #[error("a callout [!{kind}] would be printed as it is typed")]
    Callout { kind: String } => "write the word in bold instead: > **Note:** …";
    #[error("this would be printed as it is typed: {written:?}")]
    ForeignSyntax { written: String, instead: &'static str } warning => instead;
    #[error("this block of code is never closed")]
    UnclosedCode => "end it with a line of the same signs as its first line, such as ```; until there, everything is code";
    #[error("these lines make no table, and would be printed as they are typed")]
    UnreadTable => "write below the heading a line with as many columns, such as |---|---| below | Name | Town |";
    #[error("this row has {cells} cells, and its table {}; the rest is not shown", count_of(*.columns, "column", "columns"))]
    TableCells { cells: usize, columns: usize } => "give each row as many cells as the heading; write \\| for the sign within a cell";
    #[error("there is no text")]
    NoText => "write it, or begin the file with `draft: true` until it is done";
    #[error("this is shown as code, because its lines begin with a tab or four blanks")]
    IndentedCode warning => "begin the lines at the left; put real code between two lines of ```";
    #[error("a heading of level {level} is out of order")]
    HeadingOrder { level: u8 } => "begin with ## and go down one level at a time";
    #[error("the image {file:?} is missing{}", did_you_mean(.suggestion))]
    MissingImage { file: String, suggestion: Option<String> } => match suggestion {
        Some(known) => format!("write {known:?}, or put the picture into content/images/"),
        None => "put the picture into content/images/, or mend its name".to_owned(),
    };
    #[error("{file:?} is not a picture that can be shown")]
    NotAnImage { file: String } => "use a JPEG, PNG or WebP file";
    #[error("the image {file:?} is empty: it has 0 bytes")]
    EmptyImage { file: String } => "copy the picture again; its bytes were lost on the way";
    #[error("the image {file:?} is {format}")]
    ForeignImage { file: String, format: &'static str, remedy: &'static str } => remedy;
    #[error("the image {file:?} is animated ({format}); only its first frame would be shown")]
    AnimatedImage { file: String, format: &'static str } => "save the frame that says most as JPEG or PNG";
    #[error("the image {file:?} is {format}, whatever its name says")]
    MisnamedImage { file: String, format: &'static str } warning => "rename the file after its format, here and where it is named";
    #[error("the image {file:?} is damaged: {detail}")]
    DamagedImage { file: String, detail: String } => "open the picture in an editor and save it again as JPEG, PNG or WebP";
    #[error("the image {file:?} has {width} × {height} pixels; at most {most} megapixels fit")]
    ImageTooLarge { file: String, width: u32, height: u32, most: u64 } => "scale it down: 3000 pixels across are plenty, and the site makes the sizes it needs of them";
    #[error("the image {file:?} has {megabytes} MB; at most {most} fit")]
    ImageTooHeavy { file: String, megabytes: u64, most: u64 } => "scale it down, or save a photograph as JPEG";
    #[error("the image {file:?} is an SVG drawing, which only a partner's logo may be")]
    DrawingNotALogo { file: String } => "save the drawing as PNG";
    #[error("the drawing {file:?} {what}")]
    UnsafeDrawing { file: String, what: String } => "export it again as plain SVG with nothing but shapes, or save it as PNG";
    #[error("the image {file:?} has no text for those who can't see it")]
    ImageWithoutText { file: String } => "say between the brackets what it shows: ![a crane over the quay](quay.jpg)";
    #[error("no content shows this image")]
    UnusedImage warning => "show it in a case study, a page, an event or a partner, or remove it";
    #[error("this offer was last confirmed {} ago", count_of(*.days, "day", "days"))]
    Stale { days: i64 } warning => "ask the host whether the offer stands, then set `confirmed`, or `valid_until` if it does not";
    #[error("this schema is not up to date")]
    StaleSchema warning => "run `matchmaker schemas`, and commit what it writes";
    #[error("a draft: it is not published yet{}", match left { 0 => ", and nothing is left to write".to_owned(), 1 => "; one thing is left".to_owned(), left => format!("; {left} things are left") })]
    Draft { left: usize } warning => "once nothing is left, take out the line `draft: true`";
    #[error("this part is still to be written")]
    Unwritten => "write it in the place of this line, or take out the line and its heading";
    #[error("such a letter has no blank `{{{value}}}`{}", did_you_mean(.suggestion))]
    UnknownBlank { value: String, suggestion: Option<String> } => match suggestion {
        Some(known) => format!("write {{{known}}}; content/README.md lists the blanks of each letter"),
        None => "remove it; content/README.md lists the blanks of each letter".to_owned(),
    };
    #[error("this brace belongs to no blank")]
    LoneBrace => "write a blank as {group_name}, and no other braces";
    #[error("{value:?} is not the name of a letter{}", did_you_mean(.suggestion))]
    LetterName { value: String, suggestion: Option<String> } => "name the file after its kind and its language, such as decline.fr.txt; content/README.md lists the kinds";
    #[error("this file is not content: {reason}")]
    StrayFile { reason: &'static str } warning => "move it to the folder of its kind, or remove it";
    #[error("this can't be read: {detail}")]
    Unreadable { detail: String } => "check that it is there and that its permissions allow to read it";
    #[error("this file is missing")]
    MissingFile => "restore it, for example from the version history";
    #[error("this file is empty")]
    EmptyFile => "restore it, for example from the version history; delete it if nothing needs it";
    #[error("this file is not UTF-8; it looks like {looks_like}")]
    Encoding { looks_like: &'static str } => "save it again as UTF-8; most text editors offer this under \"Save as\" or \"Encoding\"";
    #[error("this is {found}, not a file")]
    NotAFile { found: &'static str } => "rename or remove it";
    #[error("this is a link to {target:?}, which does not exist")]
    DanglingLink { target: String } => "restore the file that it leads to, or remove the link";
    #[error("this is a link to {target:?}, {why}")]
    ForbiddenTarget { target: String, why: &'static str } => "replace the link by a copy of the file, if the file may be published, or remove it";
    #[error("there is no theme {value:?}{}", did_you_mean(.suggestion))]
    UnknownTheme { value: String, suggestion: Option<String>, themes: Vec<String> } => match themes.as_slice() {
        [] => "put a theme into the folder themes/".to_owned(),
        themes => format!("choose one of the folders in themes/: {}", themes.join(", ")),
    };
    #[error("{detail}")]
    Template { detail: String } => "mend the template at the place named";
    #[error("there is no {kind} `{value}`{}", did_you_mean(.suggestion))]
    UnknownName { kind: &'static str, value: String, suggestion: Option<String> } => match suggestion {
        Some(known) => format!("write `{known}`, or remove it"),
        None => format!("use a {kind} that exists, or remove it"),
    };
    #[error("this is not a valid catalogue of messages: {detail}")]
    Messages { detail: String } => "mend the line named; a message is written as `key = text`";
    #[error("the name {value:?} is reserved: {reason}")]
    ReservedName { value: String, reason: &'static str } => "choose another name for the file";
    #[error("this will be published on {value}")]
    Scheduled { value: String } warning => "nothing to do: it appears with the first build on that day";
    #[error("{value} is in the future")]
    NotYet { value: String } => "write today's date or an earlier one";
    #[error("{slots} overlap")]
    Overlap { slots: String } => "move one of them to another time";
}
