//! JSON with one line for one thing: short, and still fit to be read, searched and compared line by line.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;

use super::error::DataError;

/// Writes a document whose lists have one line for each of their things.
pub fn json(value: &impl Serialize, out: &mut impl Write) -> Result<(), DataError> {
    value.serialize(&mut Serializer::with_formatter(&mut *out, Lines { depth: 0, empty: false }))?;
    Ok(out.write_all(b"\n")?)
}

/// Breaks lines in the document and in its lists, and nowhere deeper.
struct Lines {
    depth: usize,
    /// Whether nothing stands yet in what was opened last.
    empty: bool,
}

/// A document is the first level, its lists are the second.
const DEEPEST: usize = 2;

impl Lines {
    fn open(&mut self, out: &mut (impl Write + ?Sized), bracket: &[u8]) -> io::Result<()> {
        self.depth += 1;
        self.empty = true;
        out.write_all(bracket)
    }

    fn close(&mut self, out: &mut (impl Write + ?Sized), bracket: &[u8]) -> io::Result<()> {
        self.depth -= 1;
        if self.depth < DEEPEST && !self.empty {
            self.line(out, self.depth)?;
        }
        self.empty = false;
        out.write_all(bracket)
    }

    fn before(&mut self, out: &mut (impl Write + ?Sized), first: bool) -> io::Result<()> {
        self.empty = false;
        match (first, self.depth <= DEEPEST) {
            (true, true) => self.line(out, self.depth),
            (true, false) => Ok(()),
            (false, true) => out.write_all(b",").and_then(|()| self.line(out, self.depth)),
            (false, false) => out.write_all(b", "),
        }
    }

    fn line(&self, out: &mut (impl Write + ?Sized), depth: usize) -> io::Result<()> {
        out.write_all(&b"\n    "[..1 + 2 * depth.min(DEEPEST)])
    }
}

impl Formatter for Lines {
    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.before(out, first)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.before(out, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    #[test]
    fn a_thing_of_a_list_has_a_line_of_its_own() {
        let document = json!({
            "licence": "CC-BY-4.0",
            "none": [],
            "offers": [{ "group": { "max": 9, "min": 3 }, "themes": ["ageing, well", []] }, {}],
        });
        let mut out = Vec::new();
        super::json(&document, &mut out).expect("JSON");
        let text = String::from_utf8(out).expect("UTF-8");
        let expected = r#"{
  "licence": "CC-BY-4.0",
  "none": [],
  "offers": [
    {"group": {"max": 9, "min": 3}, "themes": ["ageing, well", []]},
    {}
  ]
}
"#;
        assert_eq!(text, expected);
        assert_eq!(serde_json::from_str::<Value>(&text).expect("the same document"), document);
    }
}
