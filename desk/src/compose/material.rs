//! What the messages of a step are made of, and to whom they go.

use domain::case::{Action, ActionKind, HostContact};
use domain::text::LanguageTag;

use crate::mail::Mail;
use crate::offers::OfferFacts;
use crate::suggestions::Fit;
use store::Record;

/// Whether a step is about a host that is to be introduced.
pub(super) fn names_a_host(kind: ActionKind) -> bool {
    matches!(kind, ActionKind::AskBoth | ActionKind::Introduce)
}

/// Everything that messages are made of.
pub(super) struct Material {
    pub(super) record: Record,
    pub(super) kind: ActionKind,
    pub(super) offer: Option<OfferFacts>,
    pub(super) host: Option<HostContact>,
    /// The step as it would be taken; none while something is missing.
    pub(super) step: Option<Action>,
    /// How the offer suits the request, where it is about to be introduced.
    pub(super) fit: Option<Fit>,
    /// How often such a step was taken with this request before.
    pub(super) earlier: usize,
}

/// To whom a message goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::EnumString, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub(super) enum Addressee {
    Both,
    Group,
    Host,
}

impl Addressee {
    pub(super) fn code(self) -> &'static str {
        self.into()
    }

    pub(super) fn from_code(code: &str) -> Option<Self> {
        code.parse().ok()
    }

    /// The name of a field of its message.
    pub(super) fn field(self, key: &str) -> String {
        format!("message.{}.{key}", self.code())
    }
}

/// A message before it is sent.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) addressee: Addressee,
    pub(super) language: LanguageTag,
    /// The languages of its readers in which there is no template.
    pub(super) missing: Vec<LanguageTag>,
    pub(super) subject: String,
    pub(super) text: String,
    /// The operator's template that should have been used, but can't be.
    pub(super) broken: Option<String>,
}

impl Material {
    /// Name and address of whoever a message goes to.
    pub(super) fn recipients(&self, addressee: Addressee) -> Vec<(String, String)> {
        let contact = &self.record.submission.request.contact;
        let group = (contact.name.clone(), contact.email.clone());
        let host = self.host.as_ref().map(|host| (host.name.clone(), host.email.clone()));
        match addressee {
            Addressee::Group => vec![group],
            Addressee::Host => host.into_iter().collect(),
            Addressee::Both => std::iter::once(group).chain(host).collect(),
        }
    }

    /// A draft as a message. Where each side has one of its own, an introduction's answers go to the other side too.
    pub(super) fn mail(&self, draft: &Draft) -> Mail {
        let other = match draft.addressee {
            Addressee::Group if self.kind == ActionKind::Introduce => self.recipients(Addressee::Host),
            Addressee::Host if self.kind == ActionKind::Introduce => self.recipients(Addressee::Group),
            _ => Vec::new(),
        };
        Mail {
            to: self.recipients(draft.addressee),
            answer_to: other,
            subject: draft.subject.clone(),
            text: draft.text.clone(),
            // A message that is sent again because nobody knows whether it arrived has the same occasion, whatever others did
            // meanwhile. One more reminder, or the same question once more, is an occasion of its own.
            occasion: format!("{} {} {}", self.record.submission.reference, self.kind.code(), self.earlier),
        }
    }
}
