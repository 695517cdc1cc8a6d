//! The kinds of letters.

use crate::email::Placeholder;

/// What a letter is for, and so to whom it goes and which blanks it may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EmailKind {
    /// Asks the host whether it wants to be introduced to a group, without saying who that is.
    AskHost,
    /// Asks the group whether it wants to be introduced to a host.
    AskGroup,
    /// Puts both sides in touch, in a language that both read.
    IntroductionBoth,
    /// Tells the group of its host.
    IntroductionGroup,
    /// Tells the host of the group.
    IntroductionHost,
    /// Asks the sender of a request for more.
    Question,
    /// Tells the sender that it can't be met, and why.
    Decline,
    /// Reminds the sender of a request.
    ReminderGroup,
    /// Reminds a host of an introduction.
    ReminderHost,
    /// Asks after a visit how it went.
    HowDidItGo,
    /// Tells a host or a member that it is welcome.
    Accepted,
}

impl EmailKind {
    /// All kinds, in the order in which they are usually written.
    pub const ALL: [EmailKind; 11] = [
        EmailKind::AskHost,
        EmailKind::AskGroup,
        EmailKind::IntroductionBoth,
        EmailKind::IntroductionGroup,
        EmailKind::IntroductionHost,
        EmailKind::Question,
        EmailKind::Decline,
        EmailKind::ReminderGroup,
        EmailKind::ReminderHost,
        EmailKind::HowDidItGo,
        EmailKind::Accepted,
    ];

    /// The stable name: the beginning of a template's file name.
    pub fn code(self) -> &'static str {
        match self {
            EmailKind::AskHost => "ask-host",
            EmailKind::AskGroup => "ask-group",
            EmailKind::IntroductionBoth => "introduction-both",
            EmailKind::IntroductionGroup => "introduction-group",
            EmailKind::IntroductionHost => "introduction-host",
            EmailKind::Question => "question",
            EmailKind::Decline => "decline",
            EmailKind::ReminderGroup => "reminder-group",
            EmailKind::ReminderHost => "reminder-host",
            EmailKind::HowDidItGo => "how-did-it-go",
            EmailKind::Accepted => "accepted",
        }
    }

    /// The kind of a name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The blanks that such a letter may have. One that goes to one side about its own request has nothing of the other side.
    pub fn blanks(self) -> &'static [Placeholder] {
        match self {
            EmailKind::AskHost => &[
                Placeholder::GroupCountry,
                Placeholder::HostOrganisation,
                Placeholder::HostName,
                Placeholder::OfferTitle,
                Placeholder::OfferAddress,
                Placeholder::Goal,
                Placeholder::Activity,
                Placeholder::Audiences,
                Placeholder::Period,
                Placeholder::Days,
                Placeholder::Participants,
                Placeholder::Languages,
                Placeholder::Support,
                Placeholder::Minors,
                Placeholder::ToAgree,
                Placeholder::Reference,
                Placeholder::Secretariat,
                Placeholder::Writer,
            ],
            EmailKind::AskGroup => &[
                Placeholder::GroupOrganisation,
                Placeholder::GroupName,
                Placeholder::HostOrganisation,
                Placeholder::HostPlace,
                Placeholder::OfferTitle,
                Placeholder::OfferAddress,
                Placeholder::ToAgree,
                Placeholder::Reference,
                Placeholder::Secretariat,
                Placeholder::Writer,
            ],
            EmailKind::Question => &[
                Placeholder::GroupOrganisation,
                Placeholder::GroupName,
                Placeholder::Reference,
                Placeholder::Secretariat,
                Placeholder::Writer,
                Placeholder::Question,
            ],
            EmailKind::Decline => &[
                Placeholder::GroupOrganisation,
                Placeholder::GroupName,
                Placeholder::Reference,
                Placeholder::Secretariat,
                Placeholder::Writer,
                Placeholder::Reason,
                Placeholder::Explanation,
            ],
            EmailKind::Accepted => &[
                Placeholder::GroupOrganisation,
                Placeholder::GroupName,
                Placeholder::Reference,
                Placeholder::Secretariat,
                Placeholder::Writer,
                Placeholder::OfferTitle,
                Placeholder::OfferAddress,
            ],
            EmailKind::IntroductionBoth
            | EmailKind::IntroductionGroup
            | EmailKind::IntroductionHost
            | EmailKind::ReminderGroup
            | EmailKind::ReminderHost
            | EmailKind::HowDidItGo => &Placeholder::OF_AN_INTRODUCTION,
        }
    }

    /// The blanks without which such a letter makes no sense.
    pub(super) fn needs(self) -> &'static [Placeholder] {
        match self {
            EmailKind::IntroductionBoth => &[Placeholder::GroupOrganisation, Placeholder::HostOrganisation],
            EmailKind::IntroductionGroup => &[Placeholder::HostEmail],
            EmailKind::IntroductionHost => &[Placeholder::GroupEmail],
            EmailKind::Question => &[Placeholder::Question],
            EmailKind::AskHost
            | EmailKind::AskGroup
            | EmailKind::Decline
            | EmailKind::ReminderGroup
            | EmailKind::ReminderHost
            | EmailKind::HowDidItGo
            | EmailKind::Accepted => &[],
        }
    }
}
