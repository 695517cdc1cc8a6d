//! What `content/README.md` says of each key, so that an editor's program can show it while one types.
//!
//! The README has a section for every kind of file: a heading that names where such files lie, in backticks, and an
//! example in YAML. The comment behind a key is its description. Nothing is said twice, and nothing is lost if a
//! site has no README.

use std::collections::BTreeMap;

use domain::validate::Schema;

use crate::fingerprint::{Fingerprint, Fingerprinter};

/// Comments by the place of a file and the path of its key: `offers/`, then `host.region`.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Notes(BTreeMap<(String, String), String>);

impl Notes {
    /// The fingerprint of what it says.
    pub fn fingerprint(&self) -> Fingerprint {
        let fingerprinter = Fingerprinter::new("notes");
        let parts = self.0.iter().flat_map(|((place, way), note)| [place, way, note]);
        parts.fold(fingerprinter, |fingerprinter, part| fingerprinter.part(part.as_bytes())).done()
    }

    /// Finds the comments behind the keys of the examples.
    pub fn of(readme: &str) -> Self {
        let mut notes = BTreeMap::new();
        let mut place = String::new();
        let mut example = false;
        // The keys above the line and its own, each with its indentation.
        let mut way: Vec<(usize, &str)> = Vec::new();
        for line in readme.lines() {
            if line.starts_with("```") {
                example = line == "```yaml";
                way.clear();
            } else if let Some(heading) = line.strip_prefix("## ") {
                let named = heading.split('`').nth(1).unwrap_or_default();
                place = named.split_once('/').map_or_else(|| named.to_owned(), |(folder, _)| format!("{folder}/"));
            } else if example && let Some((indent, key, comment)) = key_and_comment(line) {
                while way.last().is_some_and(|(known, _)| *known >= indent) {
                    way.pop();
                }
                way.push((indent, key));
                if let Some(comment) = comment {
                    let path: Vec<&str> = way.iter().map(|(_, key)| *key).collect();
                    notes.entry((place.clone(), path.join("."))).or_insert_with(|| comment.to_owned());
                }
            }
        }
        Self(notes)
    }

    /// Adds what is known of the keys of a kind of file to its schema.
    pub fn explain(&self, place: &str, schema: &mut Schema) {
        self.explain_group(place, "", schema);
    }

    fn explain_group(&self, place: &str, way: &str, schema: &mut Schema) {
        for (key, property) in &mut schema.properties.0 {
            let way = if way.is_empty() { key.clone() } else { format!("{way}.{key}") };
            property.description = self.0.get(&(place.to_owned(), way.clone())).cloned();
            self.explain_group(place, &way, property);
            if let Some(items) = &mut property.items {
                self.explain_group(place, &way, items);
            }
        }
    }
}

/// The indentation, the key and the comment of a line such as `  region: ES51   # where it is`.
fn key_and_comment(line: &str) -> Option<(usize, &str, Option<&str>)> {
    let content = line.trim_start_matches([' ', '-']);
    let (key, rest) = content.split_once(':')?;
    let is_key = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    let comment = rest.rsplit_once(" # ").map(|(_, comment)| comment.trim());
    is_key.then_some((line.len() - content.len(), key, comment))
}

#[cfg(test)]
mod tests {
    use domain::validate::Schema;

    use super::Notes;

    #[test]
    fn the_comment_behind_a_key_is_its_description() {
        let notes = Notes::of(
            "## Offer: `offers/<slug>.yaml`\n\n```yaml\nhost:\n  name: Example   # who receives\n\
             title: Seen # from: the quay\nstops:\n  - kind: school  # what it is\n```\n",
        );
        let mut entry = Schema::group();
        entry.properties.add("kind", Schema::of("string"));
        let mut host = Schema::group();
        host.properties.add("name", Schema::of("string"));
        let mut offer = Schema::group();
        offer.properties.add("host", host);
        offer.properties.add("title", Schema::of("string"));
        offer.properties.add("stops", Schema::list(entry, 0, 9));

        notes.explain("offers/", &mut offer);
        let said = |schema: Option<&Schema>| schema.and_then(|schema| schema.description.clone()).unwrap_or_default();
        let below = |key: &str, inner: &str| {
            let schema = offer.properties.get(key).expect("a key");
            said(schema.items.as_deref().unwrap_or(schema).properties.get(inner))
        };
        assert_eq!(said(offer.properties.get("title")), "from: the quay");
        assert_eq!(below("host", "name"), "who receives");
        assert_eq!(below("stops", "kind"), "what it is");
    }
}
