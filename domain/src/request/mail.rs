//! Which e-mail addresses an answer can go to.

use crate::validate::base_url::is_host_name;
use crate::validate::{ErrorKind, Format, Limit, ObjectReader};

use email_address::{EmailAddress, Options};
use url::Host;

/// Whether public mail can reach an address. The crate knows the grammar (RFC 5321 and 6531, so letters of all
/// languages); beyond it we ask for:
///
/// - the bare address, not `Anna <anna@example.org>`;
/// - at most 254 bytes (RFC 3696, erratum 1690);
/// - a domain of at least two parts that the name system can hold, in the letters of any language (IDNA), and whose last
///   part is no number: no address literal and no machine next door;
/// - a local part that is not quoted: `"a b"@example.org` is allowed to exist, but mail to it gets lost, and quotes,
///   spaces and brackets are how header lines are smuggled in.
fn is_reachable(address: &str) -> bool {
    let options = Options::default().without_display_text().without_domain_literal().with_required_tld();
    let Ok(parsed) = EmailAddress::parse_with_options(address, options) else { return false };
    address.len() <= 254 && !parsed.local_part().starts_with('"') && is_public(parsed.domain())
}

/// Whether an address can be written to by every mail server. Letters of other languages before the `@` need an extension
/// (SMTPUTF8) that many servers on the way don't have, so a message to such an address is lost without a word.
fn is_deliverable(address: &str) -> bool {
    address.rsplit_once('@').is_some_and(|(local, _)| local.is_ascii())
}

/// An address as mail servers and `mailto:` links need it: `info@münchen.example` is `info@xn--mnchen-3ya.example` there.
pub fn ascii_address(address: &str) -> Option<String> {
    let (local, domain) = address.rsplit_once('@')?;
    match Host::parse(domain) {
        Ok(Host::Domain(domain)) if local.is_ascii() => Some(format!("{local}@{domain}")),
        _ => None,
    }
}

fn is_public(domain: &str) -> bool {
    // As the name system will be asked: `bücher.example` is `xn--bcher-kva.example` there.
    let Ok(Host::Domain(domain)) = Host::parse(domain) else { return false };
    let is_top = |part: &str| part.len() >= 2 && !part.bytes().all(|byte| byte.is_ascii_digit());
    is_host_name(&domain) && !domain.contains('_') && domain.rsplit_once('.').is_some_and(|(_, top)| is_top(top))
}

/// What an e-mail address may have at most, so that a longer one is told to be none instead of too long.
const EMAIL_LIMIT: Limit = Limit { min: 1, max: 400 };

/// Reads an e-mail address that public mail can reach.
pub fn read_reachable(fields: &mut ObjectReader, key: &'static str) -> Option<String> {
    let written = fields.formatted(key, EMAIL_LIMIT, Format::EmailAddress)?;
    check_reachable(fields, key, written)
}

/// The same, where it may be left out.
pub fn read_optional_reachable(fields: &mut ObjectReader, key: &'static str) -> Option<String> {
    let written = fields.optional_formatted(key, EMAIL_LIMIT, Format::EmailAddress)?;
    check_reachable(fields, key, written)
}

fn check_reachable(fields: &mut ObjectReader, key: &'static str, written: String) -> Option<String> {
    let checked = match (is_reachable(&written), is_deliverable(&written)) {
        (true, true) => Ok(written),
        (true, false) => Err(ErrorKind::EmailLocalPart { value: written }),
        (false, _) => Err(ErrorKind::EmailAddress { value: written }),
    };
    fields.noted(key, checked)
}

#[cfg(test)]
mod tests {
    use super::{ascii_address, is_deliverable, is_reachable};

    #[test]
    fn a_domain_in_any_letters_becomes_one_that_servers_know() {
        for (address, expected) in [
            ("anna@example.org", Some("anna@example.org")),
            ("info@münchen.example", Some("info@xn--mnchen-3ya.example")),
            ("Info@MÜNCHEN.example", Some("Info@xn--mnchen-3ya.example")),
            ("anna@παράδειγμα.ευ", Some("anna@xn--hxajbheg2az3al.xn--qxa6a")),
            ("anna@xn--mnchen-3ya.example", Some("anna@xn--mnchen-3ya.example")),
            ("ärger@example.at", None),
            ("anna", None),
        ] {
            assert_eq!(ascii_address(address).as_deref(), expected, "{address}");
            assert_eq!(is_deliverable(address), expected.is_some(), "{address}");
        }
    }

    #[test]
    fn an_address_must_be_one_that_public_mail_reaches() {
        for good in [
            "anna@example.org",
            "a.b+c@sub.example.eu",
            "ärger@example.at",
            "anna@bücher.example",
            "άννα@παράδειγμα.ευ",
            "o'neil_1-x@xn--bcher-kva.example",
        ] {
            assert!(is_reachable(good), "{good}");
        }
        let long = format!("{}@example.org", "a".repeat(60)).replace("example", &"e.".repeat(100));
        let long_local = format!("{}@example.org", "a".repeat(65));
        let long_label = format!("anna@{}.org", "a".repeat(64));
        for bad in [
            "",
            "anna",
            "anna@",
            "@example.org",
            "anna@ok",
            "anna@[127.0.0.1]",
            "anna@127.0.0.1",
            "anna@example.123",
            "a b@example.org",
            "\"a b\"@example.org",
            "anna@example.org, eve@example.org",
            "Anna <anna@example.org>",
            "<anna@example.org>",
            "anna@example.org\nBcc: eve@example.org",
            "anna..b@example.org",
            ".anna@example.org",
            "anna.@example.org",
            "anna@example..org",
            "anna@example.org.",
            "anna@-example.org",
            "anna@exa_mple.org",
            "anna@@example.org",
            "mailto:anna@example.org?subject=x",
            long.as_str(),
            long_local.as_str(),
            long_label.as_str(),
        ] {
            assert!(!is_reachable(bad), "{bad}");
        }
    }
}
