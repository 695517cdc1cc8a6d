//! Contact data within texts: addresses of mail, and telephone numbers. No content has any, for the secretariat is the
//! contact; so whatever looks like one is worth a question. Years, codes, prices and postal codes are none.

use linkify::{LinkFinder, LinkKind};

/// What somebody could be reached by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Contact<'t> {
    Email(&'t str),
    Telephone(&'t str),
}

/// The least and the most digits of a telephone number.
const DIGITS: std::ops::RangeInclusive<usize> = 9..=15;
/// The least digits behind a word that says that it is one.
const LEAST_NAMED: usize = 6;
/// The least digits behind a plus.
const LEAST_ABROAD: usize = 8;
/// Words behind which a telephone number stands, as the letters before it end.
const BEFORE_NUMBER: [&str; 17] = [
    "tel",
    "tel.",
    "tel:",
    "tél",
    "tél.",
    "tél :",
    "telf",
    "telf.",
    "tfno",
    "phone",
    "phone:",
    "telephone",
    "mobile",
    "gsm",
    "telefon",
    "tlf",
    "whatsapp",
];
/// Words behind which a long number is something else.
const OTHER_NUMBERS: [&str; 12] =
    ["pic", "oid", "id", "isbn", "issn", "vat", "nif", "nr", "no", "number", "doi", "iban"];
/// Signs of money, before or behind a number.
const MONEY: [&str; 6] = ["€", "eur", "euro", "£", "$", "sek"];

/// What a text tells of how somebody can be reached, with the place of each in bytes.
pub fn find(text: &str) -> Vec<(usize, Contact<'_>)> {
    // Most texts have no sign of any contact.
    if !text.bytes().any(|byte| matches!(byte, b'0'..=b'9' | b'@' | b'(' | b'[' | b'{')) {
        return Vec::new();
    }
    let mut found = disguised(text);
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    // Only a word before it or a plus makes a telephone number of few digits: a day, such as `2027-03-01`, has neither.
    let least = if text.contains(|c: char| c == '+' || c.is_alphabetic()) { LEAST_NAMED } else { *DIGITS.start() };
    if digits < least && !text.contains('@') {
        return found;
    }
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Email, LinkKind::Url]);
    for span in finder.spans(text) {
        match span.kind() {
            Some(LinkKind::Email) => {
                // Signs of Markdown before an address may be part of one, and never are.
                let address = span.as_str().trim_start_matches(|c: char| !c.is_alphanumeric());
                found.push((span.end() - address.len(), Contact::Email(address)));
            }
            // An address on the web has numbers of its own.
            Some(_) => {}
            None => telephones(text, span.start()..span.end(), &mut found),
        }
    }
    found
}

/// What stands in brackets for the sign of an address, in the languages of our content.
const AT: [&str; 9] = ["at", "@", "a", "\u{e4}t", "arroba", "arrobas", "apenstaartje", "snabel-a", "chiocciola"];
/// What stands for its dots, in brackets.
const DOT: [&str; 6] = ["dot", ".", "punt", "punto", "punkt", "point"];

/// Addresses that are written so that programs do not find them, such as `anna (at) example (dot) org`.
fn disguised(text: &str) -> Vec<(usize, Contact<'_>)> {
    let mut found = Vec::new();
    for (sign, _) in text.match_indices(['(', '[', '{']) {
        let Some(length) = bracketed(&text[sign..], &AT) else { continue };
        let before = text[..sign].trim_end_matches(' ');
        let name = before.trim_end_matches(is_of_name).len();
        let host = sign + length + blanks(&text[sign + length..]);
        let Some(end) = host_length(&text[host..]).filter(|_| name < before.len()) else { continue };
        found.push((name, Contact::Email(&text[name..host + end])));
    }
    found
}

fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+')
}

fn blanks(text: &str) -> usize {
    text.len() - text.trim_start_matches(' ').len()
}

/// The length of a word in brackets at the beginning of a text, if it is one of these.
fn bracketed(text: &str, words: &[&str]) -> Option<usize> {
    let close = match text.chars().next()? {
        '(' => ')',
        '[' => ']',
        _ => '}',
    };
    let end = text.find(close)?;
    let word = text[1..end].trim();
    words.iter().any(|known| word.eq_ignore_ascii_case(known)).then_some(end + 1)
}

/// The length of a host's name at the beginning of a text, with at least one dot, which may be a word in brackets.
fn host_length(text: &str) -> Option<usize> {
    let part = |text: &str| text.find(|c: char| !(c.is_alphanumeric() || c == '-')).unwrap_or(text.len());
    let mut end = part(text);
    let mut dots = 0;
    while end > 0 {
        let rest = &text[end..];
        let before = blanks(rest);
        let dot = match &rest[before..] {
            behind if behind.starts_with('.') && before == 0 => 1,
            behind if behind.starts_with(['(', '[', '{']) => match bracketed(behind, &DOT) {
                Some(length) => before + length,
                None => break,
            },
            _ => break,
        };
        let next = end + dot + blanks(&rest[dot..]);
        let length = part(&text[next..]);
        // The full stop of a sentence has a blank behind it.
        if length == 0 || (dot == 1 && next > end + 1) {
            break;
        }
        end = next + length;
        dots += 1;
    }
    (dots > 0).then_some(end)
}

fn telephones<'t>(text: &'t str, range: std::ops::Range<usize>, found: &mut Vec<(usize, Contact<'t>)>) {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '\u{a0}' | '.' | '-' | '/' | '(' | ')' | '+');
    let mut from = range.start;
    while let Some(start) = text[from..range.end].find(|c: char| c.is_ascii_digit() || matches!(c, '+' | '(')) {
        let start = from + start;
        let rest = &text[start..range.end];
        let length = rest.find(|c: char| !is_part(c)).unwrap_or(rest.len());
        let number = rest[..length].trim_end_matches(|c: char| !c.is_ascii_digit());
        from = start + length.max(1);
        if !number.is_empty() && is_telephone(&text[range.start..start], number, &text[start + number.len()..range.end])
        {
            found.push((start, Contact::Telephone(number)));
        }
    }
}

fn is_telephone(before: &str, number: &str, behind: &str) -> bool {
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    let lower = before.to_lowercase();
    let words = lower.trim_end_matches([' ', '\u{a0}', ':', '(']);
    if before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '/' | '_' | '#')) || digits > *DIGITS.end() {
        return false;
    }
    let bare = number.trim_start_matches('(');
    let international = bare.starts_with('+') || bare.starts_with("00");
    let named = BEFORE_NUMBER.iter().any(|word| ends_with_word(words, word));
    if (digits >= LEAST_NAMED && named) || (digits >= LEAST_ABROAD && bare.starts_with('+')) {
        return true;
    }
    let trimmed = behind.trim_start().to_lowercase();
    let money = MONEY.iter().any(|sign| trimmed.starts_with(sign) || words.ends_with(sign));
    let other = OTHER_NUMBERS.iter().any(|word| ends_with_word(words.trim_end_matches('.'), word));
    if digits < *DIGITS.start() || money || other || behind.starts_with(char::is_alphanumeric) {
        return false;
    }
    let groups: Vec<&str> = number.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
    // `2027-03-01`, `2027 2028`, `01.02.2027`: days and years, one after another.
    let is_time = |group: &&str| group.len() <= 2 || (group.len() == 4 && ("1900"..="2100").contains(group));
    if groups.iter().all(is_time) && groups.iter().any(|group| group.len() == 4) {
        return false;
    }
    // `1.200.000.000` counts something; so does a number that no plan of numbers begins like.
    let thousands = groups.len() > 3 && groups[1..].iter().all(|group| group.len() == 3) && groups[0] != "0";
    let national = bare.starts_with(['0', '6', '7', '8', '9']);
    international || (national && !thousands)
}

fn ends_with_word(text: &str, word: &str) -> bool {
    text.strip_suffix(word).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::{Contact, find};

    #[test]
    fn addresses_and_numbers_are_found_in_any_text() {
        for (text, contact) in [
            ("Write to anna@example.org.", Contact::Email("anna@example.org")),
            ("anna.peeters+vet@mail.example.co.uk", Contact::Email("anna.peeters+vet@mail.example.co.uk")),
            ("Call +32 9 123 45 67", Contact::Telephone("+32 9 123 45 67")),
            ("Call 0032 9 123 45 67!", Contact::Telephone("0032 9 123 45 67")),
            ("(+34) 93 123 45 67", Contact::Telephone("(+34) 93 123 45 67")),
            ("Tel: 09/123.45.67", Contact::Telephone("09/123.45.67")),
            ("ask 0475/12 34 56 for it", Contact::Telephone("0475/12 34 56")),
            ("phone 600 123 456", Contact::Telephone("600 123 456")),
            ("93 123 45 67", Contact::Telephone("93 123 45 67")),
            ("612345678", Contact::Telephone("612345678")),
            ("tel. 123 456", Contact::Telephone("123 456")),
        ] {
            assert_eq!(find(text).into_iter().map(|(_, found)| found).collect::<Vec<_>>(), [contact], "{text}");
        }
        assert_eq!(find("Ätsch: a@example.org")[0].0, "Ätsch: ".len());
        assert_eq!(find("`a@example.org`"), [(1, Contact::Email("a@example.org"))]);
    }

    #[test]
    fn an_address_in_disguise_is_one() {
        for (text, address) in [
            ("Write to anna (at) example (dot) org.", "anna (at) example (dot) org"),
            ("anna.peeters [at] mail.example.org, please", "anna.peeters [at] mail.example.org"),
            ("anna(AT)example[DOT]org", "anna(AT)example[DOT]org"),
            ("\u{e4}nna {at} example {dot} co {dot} uk", "\u{e4}nna {at} example {dot} co {dot} uk"),
            ("anna (arroba) example (punto) es", "anna (arroba) example (punto) es"),
            ("anna(@)example.org", "anna(@)example.org"),
        ] {
            let found: Vec<_> = find(text).into_iter().map(|(_, found)| found).collect();
            assert_eq!(found, [Contact::Email(address)], "{text}");
        }
        for text in [
            "We meet (at) noon. Then we eat.",
            "The school (a college) is open.",
            "Learn at home. At school (at 9.30).",
            "A visit (at Ghent) and [a] list, {at} most.",
            "one (a) two (b) three.",
        ] {
            assert_eq!(find(text), [], "{text}");
        }
    }

    #[test]
    fn other_numbers_are_left_alone() {
        for text in [
            "from 2027-03-01 to 2027-03-05",
            "2025, 2026, 2027 and 2028",
            "2021-2027",
            "01.02.2027 - 05.02.2027",
            "ISCED 0413, 0723",
            "1 200 000 EUR",
            "EUR 900 000 000",
            "€ 912 345 678",
            "08003 Barcelona",
            "2023-1-ES01-KA121-VET-000123456",
            "PIC 948765432",
            "OID E10012345",
            "ISBN 978-3-16-148410-0",
            "Meals @ school",
            "9:00-17:00, 15-20 persons",
            "https://example.org/2025/0123456789",
            "12, 13, 14, 15, 16, 17",
        ] {
            assert_eq!(find(text), [], "{text}");
        }
    }
}
