//! What keeps a cell of a CSV file from being run.
//!
//! A spreadsheet runs what looks like a formula, whoever wrote it. So every cell of a table passes [`harmless`], the one
//! encoder of that output (OWASP, "CSV Injection").

/// A text that no spreadsheet takes for a formula, neither as a whole nor, if the program parts cells elsewhere than we do,
/// in a part: an apostrophe stands before a sign that would begin one. Everything else stays as it was.
pub fn harmless(text: String) -> String {
    if !text.bytes().any(|byte| matches!(byte, b'=' | b'+' | b'-' | b'@' | b'\t' | b'\r' | b'\n' | FULL_WIDTH)) {
        return text;
    }
    let mut harmless = String::new();
    let mut kept = 0;
    if text.starts_with(['\t', '\r', '\n']) {
        harmless.push('\'');
    }
    for (at, _) in text.match_indices(begins_a_formula).filter(|(at, _)| begins_a_part(&text[..*at])) {
        harmless.push_str(&text[kept..at]);
        harmless.push('\'');
        kept = at;
    }
    if harmless.is_empty() {
        return text;
    }
    harmless.push_str(&text[kept..]);
    harmless
}

/// Whether what stands behind this text is the beginning of a cell, or of a part of one.
fn begins_a_part(before: &str) -> bool {
    before.trim_end_matches(QUOTES).ends_with(SEPARATORS)
        || before.chars().all(|sign| {
            sign.is_whitespace() || sign == '\u{feff}' || QUOTES.contains(&sign) || SEPARATORS.contains(&sign)
        })
}

fn begins_a_formula(sign: char) -> bool {
    matches!(sign, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠')
}

/// The first byte of the same signs in full width.
const FULL_WIDTH: u8 = 0xEF;
/// Where a program may part cells.
const SEPARATORS: [char; 6] = [',', ';', '|', '\t', '\r', '\n'];
/// What may stand around a cell.
const QUOTES: [char; 2] = ['"', '\''];

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn no_cell_begins_a_formula() {
        for (written, kept) in [
            ("=1+1", "'=1+1"),
            ("+32 9 123", "'+32 9 123"),
            ("-2", "'-2"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("  =1", "  '=1"),
            ("\t=1", "'\t'=1"),
            ("\r=1", "'\r'=1"),
            ("＝1", "'＝1"),
            ("＠x", "'＠x"),
            ("\"=1", "\"'=1"),
            ("a;=1", "a;'=1"),
            ("a\n=cmd|' /C calc'!A0", "a\n'=cmd|' /C calc'!A0"),
            ("a\",\"=1", "a\",\"'=1"),
        ] {
            assert_eq!(harmless(written.to_owned()), kept, "{written:?}");
        }
        for fine in ["School of Crafts", "3 - 4 days", "a = b", "yes, + one more", "job-shadowing", ""] {
            assert_eq!(harmless(fine.to_owned()), fine);
        }
    }
}
