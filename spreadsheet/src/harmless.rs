//! What keeps a cell of a CSV file from being run.
//!
//! A spreadsheet runs what looks like a formula, whoever wrote it. So every cell of a table passes [`harmless`], the one
//! encoder of that output (OWASP, "CSV Injection").

/// A text that no spreadsheet takes for a formula, neither as a whole nor, if the program parts cells elsewhere than we do,
/// in a part: an apostrophe stands before a sign that would begin one. Everything else stays as it was.
pub fn harmless(text: &str) -> String {
    let mut harmless = String::with_capacity(text.len());
    let (mut begins, mut nothing_yet) = (true, true);
    for character in text.chars() {
        let starts_a_formula = matches!(character, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠');
        if begins && starts_a_formula {
            harmless.push('\'');
        }
        begins = matches!(character, ',' | ';' | '|' | '\t' | '\r' | '\n')
            || (begins && matches!(character, '"' | '\''))
            || (nothing_yet && (character.is_whitespace() || character == '\u{feff}'));
        nothing_yet &= begins;
        harmless.push(character);
    }
    if text.starts_with(['\t', '\r', '\n']) { format!("'{harmless}") } else { harmless }
}

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
            assert_eq!(harmless(written), kept, "{written:?}");
        }
        for fine in ["School of Crafts", "3 - 4 days", "a = b", "yes, + one more", "job-shadowing", ""] {
            assert_eq!(harmless(fine), fine);
        }
    }
}
