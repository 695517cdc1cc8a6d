//! By what a request is found besides its status: its sender, its organisation, who works on it, the offers it was
//! introduced to. What names a person is hashed, so that no key of the index `by-subject` tells of one to whoever sees keys
//! only: figures of the service, its logs of calls. It hides nothing from who can ask for a certain address.

use std::fmt::Write;

use domain::case::Reference;
use domain::request::Organisation;
use domain::text::Slug;
use jiff::Timestamp;
use sha2::{Digest, Sha256};

use super::shards::{SHARDS, shard_of, sort_key};
use crate::search_keys::{folded, sender_key};

/// All introductions, by when they were made. Only people at the desk write here, some hundred a day at most.
pub(super) const INTRODUCTIONS: &str = "introductions";

/// The most of an organisation's name that a key has, in bytes: the service's own limit of a sort key is 1024, and letters
/// can become many when they are taken apart.
const MOST_NAME: usize = 200;

/// Whatever was sent by an address, or asked of it as a host.
pub(super) fn person(email: &str) -> String {
    hashed("person", &sender_key(email))
}

/// What somebody at the desk works on.
pub(super) fn worker(name: &str) -> String {
    hashed("worker", &folded(name))
}

/// The introductions by an offer.
pub(super) fn offer(slug: &Slug) -> String {
    format!("offer#{slug}")
}

/// The proposals that became an offer.
pub(super) fn accepted(slug: &Slug) -> String {
    format!("accepted#{slug}")
}

/// An organisation's name as the register has it.
pub(super) fn name_key(name: &str) -> String {
    let mut key = folded(name);
    let end = (0..=MOST_NAME.min(key.len())).rev().find(|end| key.is_char_boundary(*end)).unwrap_or_default();
    key.truncate(end);
    key
}

/// The part of the register of organisations that a reference belongs to; there are as many as partitions of a status.
pub(super) fn register_of(reference: &Reference) -> String {
    register(shard_of(reference))
}

/// The whole register.
pub(super) fn registers() -> Vec<String> {
    (0..SHARDS).map(register).collect()
}

fn register(shard: u8) -> String {
    format!("organisations#{shard}")
}

/// The line of a request in the register: first the name, then the country, then when it came in.
pub(super) fn line(organisation: &Organisation, received: Timestamp, reference: &Reference) -> String {
    format!("{}{}", line_of(organisation), sort_key(received, reference))
}

/// How all lines of an organisation begin. No word has a tilde.
pub(super) fn line_of(organisation: &Organisation) -> String {
    format!("{}~{}~", name_key(&organisation.name), organisation.country.as_str())
}

fn hashed(kind: &str, text: &str) -> String {
    let digest = Sha256::new().chain_update(kind).chain_update([0]).chain_update(text).finalize();
    digest.iter().take(16).fold(format!("{kind}#"), |mut key, byte| {
        // Writing to a string can't fail.
        let _ = write!(key, "{byte:02x}");
        key
    })
}

#[cfg(test)]
mod tests {
    use domain::case::Reference;
    use domain::request::Organisation;
    use jiff::Timestamp;

    use super::{line, line_of, name_key, person, worker};

    fn organisation(name: &str) -> Organisation {
        let written = serde_json::json!({ "name": name, "kind": "vet-provider", "country": "BE", "place": "Ghent" });
        serde_json::from_value(written).expect("an organisation")
    }

    #[test]
    fn a_person_is_found_however_the_address_is_written_and_not_read_from_the_key() {
        let key = person("Anna@Example.org");
        assert_eq!(key, person(" anna@example.org"));
        assert_ne!(key, person("anne@example.org"));
        assert_eq!(key.len(), "person#".len() + 32);
        assert!(!key.contains("anna") && worker("anna@example.org") != key.replace("person", "worker"));
        assert_eq!(worker("Zoë  Peeters"), worker("zoe peeters"));
    }

    #[test]
    fn an_organisation_is_entered_by_its_words_and_its_country() {
        let reference = Reference::parse("MM-7K3M-9QPD-2XWV").expect("a reference");
        let line = line(&organisation("  ÉCOLE  d’Été, Łódź "), Timestamp::UNIX_EPOCH, &reference);
        assert_eq!(line, "ecole d ete lodz~BE~1970-01-01T00:00:00.000000000Z~MM-7K3M-9QPD-2XWV");
    }

    #[test]
    fn no_name_makes_a_key_that_the_service_refuses() {
        // One letter that becomes eighteen when it is taken apart.
        let organisation = organisation(&"\u{FDFA}".repeat(160));
        assert!(name_key(&organisation.name).len() <= 200);
        let reference = Reference::parse("MM-7K3M-9QPD-2XWV").expect("a reference");
        let line = line(&organisation, Timestamp::MAX, &reference);
        assert!(line.len() < 1_024 && line.starts_with(&line_of(&organisation)), "{line}");
    }
}
