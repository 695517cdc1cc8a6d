//! The code of each kind of error, and how to mend it.

use crate::validate::error_kind::{ErrorKind, README, count_of};

macro_rules! catalogue {
    ($($pattern:pat => $code:literal, $help:expr;)*) => {
        impl ErrorKind {
            /// All codes.
            pub const CODES: &'static [&'static str] = &[$($code),*];

            /// The stable name, for programs and translations.
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

catalogue! {
    ErrorKind::Syntax { format, .. } => "syntax", match *format {
        "JSON" => "mend the place named; keys and texts stand between double quotes, with commas between them and none behind the last",
        _ => "mend the line named; indent with spaces, and put texts with `: ` between quotes",
    };
    ErrorKind::DuplicateKey { .. } => "duplicate-key", "keep one of the two";
    ErrorKind::Indentation { .. } => "indentation", "delete what stands before the first word, and type spaces with the space bar";
    ErrorKind::Conflict => "conflict", "keep the right one, and delete the other and the lines that begin with <<<<<<<, ======= and >>>>>>>";
    ErrorKind::ColonInText { .. } => "colon-in-text", "put the whole text between quotation marks";
    ErrorKind::TooDeep => "too-deep", "close the brackets; no format has more than a few groups within each other";
    ErrorKind::YamlFeature { .. } => "yaml-feature", "write the value itself, between quotes if it begins with this sign";
    ErrorKind::NumberNotation { .. } => "number-notation", "write the digits alone, such as 16; put a text between quotes";
    ErrorKind::EarlyQuote { quote } => "early-quote", match quote {
        '"' => "write \\\" for a mark within the text, or put the whole text between single quotation marks",
        _ => "write '' for an apostrophe within the text, or put the whole text between double quotation marks",
    };
    ErrorKind::CutByComment { .. } => "cut-by-comment", "put the text between quotes; begin a comment with # and a blank";
    ErrorKind::FrontMatter { .. } => "front-matter", "begin the file with a line `---`, then the keys, then a second line `---`, then the text";
    ErrorKind::Missing { key } => "missing", format!("add `{key}` with its value");
    ErrorKind::UnknownKey { suggestion, .. } => "unknown-key", match suggestion {
        Some(known) => format!("write `{known}`, or remove the key"),
        None => "remove the key; content/README.md lists those that are known".to_owned(),
    };
    ErrorKind::WrongType { expected, found } => "wrong-type", match (*expected, *found) {
        ("a text", "a number" | "true or false") => "put it between quotation marks, so that it is a text".to_owned(),
        _ => format!("write {expected} here"),
    };
    ErrorKind::Empty => "empty", "fill it in, or remove the key if it is optional";
    ErrorKind::TooLong { max, .. } => "too-long", format!("shorten it to {}", count_of(*max, "character", "characters"));
    ErrorKind::TooShort { min, .. } => "too-short", format!("say it in at least {}", count_of(*min, "character", "characters"));
    ErrorKind::TooMany { max, .. } => "too-many", format!("keep the {} most", count_of(*max, "that matters", "that matter"));
    ErrorKind::ControlCharacter { .. } => "control-character", "delete it: put the cursor in front of it and press Delete; it comes from a word processor or a PDF file";
    ErrorKind::TextDirection { .. } => "text-direction", "delete it: put the cursor in front of it and press Delete; it comes from a word processor or a web page";
    ErrorKind::LostCharacter => "lost-character", "type that letter again, and save the text as UTF-8";
    ErrorKind::LineBreak => "line-break", "join the lines";
    ErrorKind::GivenTwice { .. } => "given-twice", "give it once";
    ErrorKind::UnknownCode { file, suggestion, .. } => "unknown-code", match suggestion {
        Some(known) if *file == README => format!("write {known}, or another of the words that content/README.md names"),
        None if *file == README => "write one of the words that content/README.md names".to_owned(),
        Some(known) => format!("write \"{known}\", or choose another code of content/vocabulary/{file}"),
        None => format!("choose a code of content/vocabulary/{file}"),
    };
    ErrorKind::Repeated { .. } => "repeated", "keep one of them";
    ErrorKind::Untrimmed { bare, .. } => "untrimmed", format!("write {bare}");
    ErrorKind::QuotedText { .. } => "quoted-text", "delete them: no text needs quotation marks around it, and the site sets those of a quotation";
    ErrorKind::OnlineAndElsewhere { remedy, .. } => "online-and-elsewhere", remedy;
    ErrorKind::OtherCountry { .. } => "other-country", "mend the country or the region";
    ErrorKind::Date { .. } => "date", "write an existing day as YYYY-MM-DD, such as 2027-03-18";
    ErrorKind::Time { .. } => "time", "write hours and minutes from 00:00 to 23:59, such as 09:30";
    ErrorKind::UnknownTimeZone { suggestion, .. } => "unknown-time-zone", match suggestion {
        Some(known) => format!("write {known}"),
        None => "write the zone of a large town near it, such as Europe/Brussels; the IANA database of time zones has all names".to_owned(),
    };
    ErrorKind::NoSuchHour { later, .. } => "no-such-hour", format!("write {later}, or a time before the change");
    ErrorKind::EndsFirst { .. } => "ends-first", "write a later time, or the day on which the event ends under `ends`";
    ErrorKind::NotMoved { .. } => "not-moved", "write the day that was announced before, or remove the key";
    ErrorKind::Month { .. } => "month", "write a month as YYYY-MM, such as 2025-02, or {from: 2025-05-12, until: 2025-05-13}";
    ErrorKind::DateOutOfSense { .. } => "date-out-of-sense", "write a day between 1950 and 2100";
    ErrorKind::DateOrder { earlier, other, .. } => "date-order", if *earlier { format!("write {other} or a later day, or mend the other one") } else { format!("write {other} or an earlier day, or mend the other one") };
    ErrorKind::DaysExceed { period, .. } => "days-exceed", format!("write at most {}, or mend the dates", count_of(*period, "day", "days"));
    ErrorKind::StillToCome { .. } => "still-to-come", "write the day on which it happened";
    ErrorKind::FarAhead { .. } => "far-ahead", "check the year";
    ErrorKind::WindowAfterEnd { .. } => "window-after-end", "set `valid_until` to a later day, or remove the window";
    ErrorKind::AddressWithUser { .. } => "address-with-user", "remove what stands between :// and @";
    ErrorKind::ContactData { .. } => "contact-data", "remove it: the secretariat is the contact, and brings people together";
    ErrorKind::Placeholder { .. } => "placeholder", "write what belongs here, or begin the file with `draft: true` until it is done";
    ErrorKind::Number { .. } => "number", "write a whole number in digits";
    ErrorKind::OutOfRange { min, max, .. } => "out-of-range", format!("write a number from {min} to {max}");
    ErrorKind::Reversed { .. } => "reversed", "put the smaller or earlier one first";
    ErrorKind::Past { .. } => "past", "choose a day to come";
    ErrorKind::OutOfReach { .. } => "out-of-reach", "check the year";
    ErrorKind::WebAddress { .. } => "web-address", "write it in full, beginning with https://";
    ErrorKind::BaseUrl { .. } => "base-url", "write where the site will be read, such as https://www.example.org or https://www.example.org/mobility";
    ErrorKind::Unencrypted { .. } => "unencrypted", "write https://, and set the server up for it; http:// is for localhost";
    ErrorKind::EmailAddress { .. } => "email-address", "write it as name@organisation.eu";
    ErrorKind::EmailLocalPart { .. } => "email-local-part", "use an address with only the letters a to z, digits and . _ + - before the @";
    ErrorKind::Flag { .. } => "flag", "write true or false";
    ErrorKind::ActivityBound { .. } => "activity-bound", "change the number, or drop the activity; content/vocabulary/activities.yaml has the bounds";
    ErrorKind::WindowTooShort { .. } => "window-too-short", "lengthen the window, or shorten the shortest visit";
    ErrorKind::PartExceedsWhole { .. } => "part-exceeds-whole", "check both numbers";
    ErrorKind::Exceeds { .. } => "exceeds", "check both numbers: a part can't be larger than its whole";
    ErrorKind::SumDiffers { .. } => "sum-differs", "count every mobility once under `activities` and once under `hosts`, or leave `hosts` out";
    ErrorKind::NothingToMeasure { .. } => "nothing-to-measure", "remove the key, or mend the count it depends on";
    ErrorKind::NotAYear { .. } => "not-a-year", "name the file after its year, such as 2026.yaml";
    ErrorKind::Future { .. } => "future", "count what has taken place, and wait with the rest";
    ErrorKind::DemonstrationBesideReal => "demonstration-beside-real", "remove the demonstration years: no chart may mix both";
    ErrorKind::OtherYear { .. } => "other-year", "choose a day of the year that the file is named after";
    ErrorKind::Language { .. } => "language", "use a code of content/vocabulary/languages.yaml, such as en or ca";
    ErrorKind::Consent => "consent", "ask for consent, and record it";
    ErrorKind::VoiceWithoutWords => "voice-without-words", "write what the person said under one of the two keys";
    ErrorKind::NoLesson => "no-lesson", "write what one side learned under `hosts` or `participants`";
    ErrorKind::VoiceWithoutGround { .. } => "voice-without-ground", "add it, or leave the voice out";
    ErrorKind::Slug { .. } => "slug", "name the file with lower-case letters a-z, digits and single hyphens";
    ErrorKind::NamedLikeCopy { .. } => "named-like-copy", "delete it if it is one; else name it after what it tells, with lower-case letters a-z, digits and single hyphens";
    ErrorKind::SameAsOther { .. } => "same-as-other", "delete one of the two: both would be published";
    ErrorKind::DuplicateSlug { .. } => "duplicate-slug", "rename one of the two files";
    ErrorKind::DuplicateCode { .. } => "duplicate-code", "remove or rename one of the two";
    ErrorKind::UnknownReference { kind, .. } => "unknown-reference", format!("use the file name of an existing {kind}, without its ending");
    ErrorKind::BrokenLink { .. } => "broken-link", "link to an existing address of the site";
    ErrorKind::ForbiddenLink { .. } => "forbidden-link", "link with https://, http://, mailto: or an address of this site beginning with /";
    ErrorKind::Html => "html", "write Markdown instead";
    ErrorKind::UnclosedComment => "unclosed-comment", "end the comment with -->; until there, nothing is published";
    ErrorKind::UnreadLink { .. } => "unread-link", "write [text](address) without a blank before the bracket; put an address with blanks between < and >, as in ![a quay](<my photo.png>)";
    ErrorKind::UndefinedLink { label } => "undefined-link", format!("write the address behind the text, as in [text](https://example.org/), or add a line [{label}]: https://example.org/");
    ErrorKind::FootnoteUndefined { label } => "footnote-undefined", format!("add a line [^{label}]: with the note, or remove the mark");
    ErrorKind::FootnoteUnused { label } => "footnote-unused", format!("write [^{label}] where the note belongs, or remove it");
    ErrorKind::FootnoteTwice { .. } => "footnote-twice", "give one of the two another label";
    ErrorKind::Callout { .. } => "callout", "write the word in bold instead: > **Note:** …";
    ErrorKind::ForeignSyntax { instead, .. } => "foreign-syntax", instead;
    ErrorKind::UnclosedCode => "unclosed-code", "end it with a line of the same signs as its first line, such as ```; until there, everything is code";
    ErrorKind::UnreadTable => "unread-table", "write below the heading a line with as many columns, such as |---|---| below | Name | Town |";
    ErrorKind::TableCells { .. } => "table-cells", "give each row as many cells as the heading; write \\| for the sign within a cell";
    ErrorKind::NoText => "no-text", "write it, or begin the file with `draft: true` until it is done";
    ErrorKind::IndentedCode => "indented-code", "begin the lines at the left; put real code between two lines of ```";
    ErrorKind::HeadingOrder { .. } => "heading-order", "begin with ## and go down one level at a time";
    ErrorKind::MissingImage { suggestion, .. } => "missing-image", match suggestion {
        Some(known) => format!("write {known:?}, or put the picture into content/images/"),
        None => "put the picture into content/images/, or mend its name".to_owned(),
    };
    ErrorKind::NotAnImage { .. } => "not-an-image", "use a JPEG, PNG or WebP file";
    ErrorKind::EmptyImage { .. } => "empty-image", "copy the picture again; its bytes were lost on the way";
    ErrorKind::ForeignImage { remedy, .. } => "foreign-image", remedy;
    ErrorKind::AnimatedImage { .. } => "animated-image", "save the frame that says most as JPEG or PNG";
    ErrorKind::MisnamedImage { .. } => "misnamed-image", "rename the file after its format, here and where it is named";
    ErrorKind::DamagedImage { .. } => "damaged-image", "open the picture in an editor and save it again as JPEG, PNG or WebP";
    ErrorKind::ImageTooLarge { .. } => "image-too-large", "scale it down: 3000 pixels across are plenty, and the site makes the sizes it needs of them";
    ErrorKind::ImageTooHeavy { .. } => "image-too-heavy", "scale it down, or save a photograph as JPEG";
    ErrorKind::DrawingNotALogo { .. } => "drawing-not-a-logo", "save the drawing as PNG";
    ErrorKind::UnsafeDrawing { .. } => "unsafe-drawing", "export it again as plain SVG with nothing but shapes, or save it as PNG";
    ErrorKind::ImageWithoutText { .. } => "image-without-text", "say between the brackets what it shows: ![a crane over the quay](quay.jpg)";
    ErrorKind::UnusedImage => "unused-image", "show it in a case study, a page, an event or a partner, or remove it";
    ErrorKind::Stale { .. } => "stale", "ask the host whether the offer stands, then set `confirmed`, or `valid_until` if it does not";
    ErrorKind::Draft { .. } => "draft", "once nothing is left, take out the line `draft: true`";
    ErrorKind::Unwritten => "unwritten", "write it in the place of this line, or take out the line and its heading";
    ErrorKind::StaleSchema => "stale-schema", "run `matchmaker schemas`, and commit what it writes";
    ErrorKind::UnknownBlank { suggestion, .. } => "unknown-blank", match suggestion {
        Some(known) => format!("write {{{known}}}; content/README.md lists the blanks of each letter"),
        None => "remove it; content/README.md lists the blanks of each letter".to_owned(),
    };
    ErrorKind::LoneBrace => "lone-brace", "write a blank as {group_name}, and no other braces";
    ErrorKind::LetterName { .. } => "letter-name", "name the file after its kind and its language, such as decline.fr.txt; content/README.md lists the kinds";
    ErrorKind::StrayFile { .. } => "stray-file", "move it to the folder of its kind, or remove it";
    ErrorKind::Unreadable { .. } => "unreadable", "check that it is there and that its permissions allow to read it";
    ErrorKind::MissingFile => "missing-file", "restore it, for example from the version history";
    ErrorKind::EmptyFile => "empty-file", "restore it, for example from the version history; delete it if nothing needs it";
    ErrorKind::Encoding { .. } => "encoding", "save it again as UTF-8; most text editors offer this under \"Save as\" or \"Encoding\"";
    ErrorKind::NotAFile { .. } => "not-a-file", "rename or remove it";
    ErrorKind::DanglingLink { .. } => "dangling-link", "restore the file that it leads to, or remove the link";
    ErrorKind::ForbiddenTarget { .. } => "forbidden-target", "replace the link by a copy of the file, if the file may be published, or remove it";
    ErrorKind::UnknownTheme { themes, .. } => "unknown-theme", match themes.as_slice() {
        [] => "put a theme into the folder themes/".to_owned(),
        themes => format!("choose one of the folders in themes/: {}", themes.join(", ")),
    };
    ErrorKind::Template { .. } => "template", "mend the template at the place named";
    ErrorKind::UnknownName { kind, suggestion, .. } => "unknown-name", match suggestion {
        Some(known) => format!("write `{known}`, or remove it"),
        None => format!("use a {kind} that exists, or remove it"),
    };
    ErrorKind::Messages { .. } => "messages", "mend the line named; a message is written as `key = text`";
    ErrorKind::ReservedName { .. } => "reserved-name", "choose another name for the file";
    ErrorKind::Scheduled { .. } => "scheduled", "nothing to do: it appears with the first build on that day";
    ErrorKind::NotYet { .. } => "not-yet", "write today's date or an earlier one";
    ErrorKind::Overlap { .. } => "overlap", "move one of them to another time";
}
