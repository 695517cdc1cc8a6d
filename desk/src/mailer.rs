//! Sends messages over SMTP.
//!
//! In: a [`Mail`]. Out: a server's word that it took the message.

use jiff::Timestamp;
use lettre::message::Mailbox;
use lettre::transport::smtp;
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use url::{Host, Url};

use super::mail::{Mail, address};
use store::secret::secret;

/// Where messages are handed over, and from whom they come.
#[derive(Clone)]
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

/// Settings by which no message can be sent.
#[derive(Debug, thiserror::Error)]
pub enum MailerError {
    #[error("MATCHMAKER_SMTP_URL is set, so MATCHMAKER_MAIL_FROM must say which address messages come from")]
    NoSender,
    #[error("MATCHMAKER_SMTP_URL must be written as smtps://user:password@host or smtp://user:password@host:587")]
    Server,
    #[error("MATCHMAKER_SMTP_URL: messages to {0} would travel unencrypted; write smtps://, or leave `tls` out")]
    Unencrypted(String),
    #[error("MATCHMAKER_MAIL_FROM: {0:?} is not an e-mail address")]
    From(String),
}

/// Why a message was not sent.
#[derive(Debug)]
pub(super) enum SendError {
    /// The server refused it, and nobody has it.
    Refused(String),
    /// The server could not be reached, or no safe connection made: nobody has it.
    Unreachable(String),
    /// The connection broke off: whether somebody has it is not known.
    Unknown(String),
}

impl Mailer {
    /// The mail server of the environment variables or credentials `MATCHMAKER_SMTP_URL` and `MATCHMAKER_MAIL_FROM`, if they are
    /// set: see [`Mailer::new`].
    ///
    /// # Errors
    /// If no message can be sent that way.
    pub fn from_environment() -> Result<Option<Self>, MailerError> {
        let set = |name| secret(name).filter(|value| !value.trim().is_empty());
        match (set("MATCHMAKER_SMTP_URL"), set("MATCHMAKER_MAIL_FROM")) {
            (None, _) => Ok(None),
            (Some(_), None) => Err(MailerError::NoSender),
            (Some(server), Some(from)) => Self::new(server.trim(), from.trim()).map(Some),
        }
    }

    /// A mail server by its address, and the address that messages come from: `secretariat@example.org`, or with a name,
    /// `The Secretariat <secretariat@example.org>`.
    ///
    /// `smtps://` is encrypted from the beginning, `smtp://` is made so before anything is said (STARTTLS), and must be: only a
    /// server on this very machine may be without, unless its address asks for it with `?tls=required`.
    ///
    /// # Errors
    /// If no message can be sent that way. No error shows a password.
    pub fn new(server: &str, from: &str) -> Result<Self, MailerError> {
        let mut url = Url::parse(server).map_err(|_| MailerError::Server)?;
        let host = url.host_str().map(str::to_owned).ok_or(MailerError::Server)?;
        let asked = url.query_pairs().find(|(name, _)| name == "tls").map(|(_, value)| value.into_owned());
        match (url.scheme(), asked.as_deref()) {
            ("smtps", None | Some("wrapper")) => url.set_query(None),
            ("smtp", Some("required")) => {}
            ("smtp", None) if is_this_machine(&host) => {}
            ("smtp", None) => url.set_query(Some("tls=required")),
            ("smtp", Some(_)) => return Err(MailerError::Unencrypted(host)),
            _ => return Err(MailerError::Server),
        }
        let transport =
            AsyncSmtpTransport::<Tokio1Executor>::from_url(url.as_str()).map_err(|_| MailerError::Server)?.build();
        let mailbox: Mailbox = from.parse().map_err(|_| MailerError::From(from.to_owned()))?;
        let email = address(mailbox.email.as_ref()).map_err(|_| MailerError::From(from.to_owned()))?;
        Ok(Self { transport, from: Mailbox::new(mailbox.name, email) })
    }

    /// The address that messages come from.
    pub(super) fn from(&self) -> String {
        self.from.to_string()
    }

    /// Hands a message over. When this has answered, a server has taken it upon itself.
    pub(super) async fn send(&self, mail: &Mail, now: Timestamp) -> Result<(), SendError> {
        let message = mail.message(&self.from, now).map_err(|error| SendError::Refused(error.to_string()))?;
        match self.transport.send(message).await {
            Ok(_) => Ok(()),
            Err(error) => {
                // A server's words may name addresses, so the log has its number only.
                tracing::warn!(code = ?error.status(), "a message was not sent");
                Err(SendError::of(&error))
            }
        }
    }
}

fn is_this_machine(host: &str) -> bool {
    match Host::parse(host) {
        Ok(Host::Ipv4(address)) => address.is_loopback(),
        Ok(Host::Ipv6(address)) => address.is_loopback(),
        // Schemes that browsers don't know keep an address as a name.
        Ok(Host::Domain(name)) => {
            name == "localhost"
                || name.trim_matches(['[', ']']).parse().is_ok_and(|ip: std::net::IpAddr| ip.is_loopback())
        }
        Err(_) => false,
    }
}

impl SendError {
    fn of(error: &smtp::Error) -> Self {
        let text = error.to_string();
        if error.is_permanent() || error.is_transient() || error.is_client() {
            SendError::Refused(text)
        } else if error.is_tls() || is_no_connection(error) {
            SendError::Unreachable(text)
        } else {
            SendError::Unknown(text)
        }
    }
}

/// Whether not even a connection came about.
fn is_no_connection(error: &smtp::Error) -> bool {
    error.to_string().starts_with("Connection error")
}

#[cfg(test)]
mod tests {
    use super::{Mailer, MailerError};

    #[test]
    fn only_safe_ways_lead_to_a_mail_server() {
        let refusal = |server: &str| Mailer::new(server, "desk@example.org").err();
        for good in [
            "smtps://user:secret@mail.example.org",
            "smtps://mail.example.org:465",
            "smtp://user:secret@mail.example.org:587",
            "smtp://mail.example.org?tls=required",
            "smtp://127.0.0.1:2525",
            "smtp://[::1]:2525",
            "smtp://localhost",
        ] {
            assert!(refusal(good).is_none(), "{good}: {:?}", refusal(good));
        }
        for open in ["smtp://mail.example.org?tls=opportunistic", "smtp://127.0.0.1.example.org?tls=none"] {
            assert!(matches!(refusal(open), Some(MailerError::Unencrypted(_))), "{open}");
        }
        for bad in ["", "mail.example.org", "https://mail.example.org", "smtp:", "smtps://"] {
            assert!(matches!(refusal(bad), Some(MailerError::Server)), "{bad}");
        }
        assert!(matches!(Mailer::new("smtp://localhost", "nobody").err(), Some(MailerError::From(_))));
        let secret = refusal("smtp://user:secret@mail.example.org?tls=opportunistic").expect("refused");
        assert!(!secret.to_string().contains("secret"));
    }

    #[test]
    fn a_senders_domain_is_written_as_servers_know_it() {
        let mailer = Mailer::new("smtp://localhost", "The Desk <desk@bücher.example>").expect("settings");
        assert_eq!(mailer.from(), "The Desk <desk@xn--bcher-kva.example>");
    }
}
