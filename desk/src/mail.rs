//! A message: as a file that a mail program opens as a draft, as a `mailto:` link, or as `lettre` sends it.
//!
//! In: a [`Mail`], whose parts are texts. Out: bytes by RFC 5322 and MIME. No text can become a header: `lettre` encodes each, and
//! whatever has a line break where one line belongs is refused.

use std::time::SystemTime;

use domain::request::ascii_address;
use jiff::Timestamp;
use lettre::Address;
use lettre::address::AddressError;
use lettre::message::header::{
    ContentTransferEncoding, ContentType, Header, HeaderName, HeaderValue, MIME_VERSION_1_0,
};
use lettre::message::{Body, Mailbox, Message};
use serde::Serialize;
use sha2::{Digest, Sha256};

/// A message to people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mail {
    /// Name and address of each to whom it goes; at least one.
    pub(super) to: Vec<(String, String)>,
    /// Name and address of each to whom an answer goes, beside who sends it.
    pub(super) answer_to: Vec<(String, String)>,
    /// On one line.
    pub(super) subject: String,
    pub(super) text: String,
    /// What tells this message from every other. The same message has the same `Message-ID`, so that mail programs show it once
    /// even if it should arrive twice; the same text on another occasion has its own, or it would be dropped as that double.
    pub(super) occasion: String,
}

/// A message that can't be written.
#[derive(Debug, thiserror::Error)]
pub(super) enum MailError {
    #[error("{address:?} can't be written to: {source}")]
    Address { address: String, source: AddressError },
    #[error("a subject must stand on one line")]
    Subject,
    #[error("a name must stand on one line")]
    Name,
    #[error("its text can't be encoded")]
    Text,
    #[error(transparent)]
    Message(#[from] lettre::error::Error),
}

impl Mail {
    /// The whole message as a file. A mail program opens it as a draft that can be changed and sent.
    pub(super) fn draft(&self, from: &str, now: Timestamp) -> Result<Vec<u8>, MailError> {
        let from = mailbox("", from)?;
        let message = self.message(&from, now)?;
        let mut headers = message.headers().clone();
        headers.set(Unsent);
        let mut bytes = headers.to_string().into_bytes();
        bytes.extend_from_slice(b"\r\n");
        let whole = message.formatted();
        let body = whole.windows(4).position(|end| end == b"\r\n\r\n").map_or(whole.len(), |end| end + 4);
        bytes.extend_from_slice(&whole[body..]);
        Ok(bytes)
    }

    pub(super) fn message(&self, from: &Mailbox, now: Timestamp) -> Result<Message, MailError> {
        if self.subject.contains(['\r', '\n']) {
            return Err(MailError::Subject);
        }
        let mut message = Message::builder().from(from.clone()).date(SystemTime::from(now));
        for (name, address) in &self.to {
            message = message.to(mailbox(name, address)?);
        }
        for (name, address) in &self.answer_to {
            message = message.reply_to(mailbox(name, address)?);
        }
        if !self.answer_to.is_empty() {
            message = message.reply_to(from.clone());
        }
        let domain = from.email.domain();
        let message = message
            .message_id(Some(format!("<{}@{domain}>", self.fingerprint())))
            .subject(self.subject.as_str())
            .header(MIME_VERSION_1_0)
            .header(ContentType::TEXT_PLAIN);
        // Pure ASCII passes every server and program, whatever it knows of 8 bits.
        let text = self.text.replace("\r\n", "\n").replace('\n', "\r\n");
        let body = Body::new_with_encoding(text, ContentTransferEncoding::QuotedPrintable);
        Ok(message.body(body.map_err(|_| MailError::Text)?)?)
    }

    fn fingerprint(&self) -> String {
        let mut hash = Sha256::new();
        for part in [&self.occasion, &self.subject, &self.text] {
            hash.update(part);
            hash.update([0]);
        }
        for (_, address) in &self.to {
            hash.update(address);
            hash.update([0]);
        }
        hash.finalize()[..16].iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// A link that opens a mail program with this message (RFC 6068).
    pub(super) fn link(&self) -> MailLink {
        let to: Vec<String> = self.to.iter().map(|(_, address)| mailto_address(address)).collect();
        let text = encode(&self.text.replace('\n', "\r\n"));
        let href = format!("mailto:{}?subject={}&body={text}", to.join(","), encode(&self.subject));
        MailLink { too_long: href.len() > MailLink::MAX, href }
    }
}

/// A `mailto:` link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct MailLink {
    pub(super) href: String,
    /// Whether some mail programs would cut it off.
    pub(super) too_long: bool,
}

impl MailLink {
    /// Windows hands programs about so many characters of a link; what is longer is cut off or not opened at all.
    pub(super) const MAX: usize = 2_000;
}

/// An address as it stands in a `mailto:` link.
pub(super) fn mailto_address(address: &str) -> String {
    encode(&for_servers(address))
}

fn encode(text: &str) -> String {
    let encoded: String = form_urlencoded::byte_serialize(text.as_bytes()).collect();
    // In a mailto address a plus is a plus, and `@` may stand as it is.
    encoded.replace('+', "%20").replace("%40", "@")
}

fn mailbox(name: &str, written: &str) -> Result<Mailbox, MailError> {
    if name.contains(char::is_control) {
        return Err(MailError::Name);
    }
    if name.is_empty()
        && let Ok(mailbox) = written.parse::<Mailbox>()
    {
        return Ok(Mailbox::new(mailbox.name, address(mailbox.email.as_ref())?));
    }
    Ok(Mailbox::new(Some(name.to_owned()).filter(|name| !name.is_empty()), address(written)?))
}

/// An address with its domain as every mail server knows it.
pub(super) fn address(written: &str) -> Result<Address, MailError> {
    let found = for_servers(written).parse();
    found.map_err(|source| MailError::Address { address: written.to_owned(), source })
}

/// What can't be brought into ASCII stays as it is, and the server says what it thinks of it.
fn for_servers(address: &str) -> String {
    ascii_address(address).unwrap_or_else(|| address.to_owned())
}

/// `X-Unsent: 1`: Outlook and others open such a file as a draft.
#[derive(Clone)]
struct Unsent;

impl Header for Unsent {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("X-Unsent")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "1".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::{Mail, MailLink};

    fn mail() -> Mail {
        Mail {
            to: vec![("Anna Å. Peeters, \"MA\"".into(), "anna+x@example.org".into())],
            answer_to: Vec::new(),
            subject: "Ein Gruß: ¿qué tal?".into(),
            text: "Grüße & more\n.\nFrom here\n".into(),
            occasion: "MM-7K3M-9QPD-2XWV".into(),
        }
    }

    fn draft(mail: &Mail) -> String {
        let bytes = mail.draft("The Desk <desk@example.org>", Timestamp::UNIX_EPOCH).expect("a message");
        String::from_utf8(bytes).expect("ASCII")
    }

    #[test]
    fn a_draft_is_pure_ascii_and_no_text_becomes_a_header() {
        let draft = draft(&mail());
        assert!(draft.is_ascii() && draft.contains("X-Unsent: 1\r\n") && draft.contains("MIME-Version: 1.0\r\n"));
        assert!(draft.contains("anna+x@example.org") && draft.contains("desk@example.org"));
        let head = draft.split("\r\n\r\n").next().expect("headers");
        assert!(head.lines().all(|line| line.len() <= 998));
        let evil = Mail { subject: "Hello\r\nBcc: eve@example.org".into(), ..mail() };
        assert!(evil.draft("desk@example.org", Timestamp::UNIX_EPOCH).is_err());
        let evil = Mail { to: vec![("Eve\r\nBcc: eve@example.org".into(), "anna@example.org".into())], ..mail() };
        assert!(evil.draft("desk@example.org", Timestamp::UNIX_EPOCH).is_err());
    }

    #[test]
    fn a_domain_in_other_letters_is_written_as_servers_know_it() {
        let to = vec![("Info".into(), "info@münchen.example".into())];
        let mail = Mail { to: to.clone(), answer_to: to, ..mail() };
        let bytes = mail.draft("desk@bücher.example", Timestamp::UNIX_EPOCH).expect("a message");
        let draft = String::from_utf8(bytes).expect("UTF-8");
        let head = draft.split("\r\n\r\n").next().expect("headers");
        assert!(head.is_ascii() && !head.contains("=?utf-8?b?aW5mb0"), "{head}");
        for header in ["To: ", "Reply-To: "] {
            let line = head.lines().find(|line| line.starts_with(header)).expect("a header");
            assert!(line.contains("info@xn--mnchen-3ya.example"), "{line}");
        }
        assert!(head.contains("From: desk@xn--bcher-kva.example"), "{head}");
        assert!(head.contains("@xn--bcher-kva.example>"), "in the Message-ID too: {head}");
        assert!(mail.link().href.starts_with("mailto:info@xn--mnchen-3ya.example?"), "{}", mail.link().href);
    }

    #[test]
    fn the_same_message_has_the_same_name() {
        let id =
            |mail: &Mail| draft(mail).lines().find(|line| line.starts_with("Message-ID")).expect("a name").to_owned();
        assert_eq!(id(&mail()), id(&mail()));
        assert_ne!(id(&mail()), id(&Mail { occasion: "MM-7K3M-9QPD-2XWV remind 1".into(), ..mail() }));
        assert_ne!(id(&mail()), id(&Mail { text: "Another".into(), ..mail() }));
        assert_ne!(id(&mail()), id(&Mail { to: vec![(String::new(), "other@example.org".into())], ..mail() }));
    }

    #[test]
    fn a_link_is_encoded_and_a_long_one_is_known() {
        let link = mail().link();
        assert_eq!(
            link.href,
            "mailto:anna%2Bx@example.org?subject=Ein%20Gru%C3%9F%3A%20%C2%BFqu%C3%A9%20tal%3F\
             &body=Gr%C3%BC%C3%9Fe%20%26%20more%0D%0A.%0D%0AFrom%20here%0D%0A"
        );
        assert!(!link.too_long);
        assert!(Mail { text: "x".repeat(MailLink::MAX), ..mail() }.link().too_long);
    }
}
