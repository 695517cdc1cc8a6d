//! The kinds of letters.

use crate::email::Blank;

/// What a letter is for, and so to whom it goes and which blanks it may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LetterKind {
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

impl LetterKind {
    /// All kinds, in the order in which they are usually written.
    pub const ALL: [LetterKind; 11] = [
        LetterKind::AskHost,
        LetterKind::AskGroup,
        LetterKind::IntroductionBoth,
        LetterKind::IntroductionGroup,
        LetterKind::IntroductionHost,
        LetterKind::Question,
        LetterKind::Decline,
        LetterKind::ReminderGroup,
        LetterKind::ReminderHost,
        LetterKind::HowDidItGo,
        LetterKind::Accepted,
    ];

    /// The stable name: the beginning of a template's file name.
    pub fn code(self) -> &'static str {
        match self {
            LetterKind::AskHost => "ask-host",
            LetterKind::AskGroup => "ask-group",
            LetterKind::IntroductionBoth => "introduction-both",
            LetterKind::IntroductionGroup => "introduction-group",
            LetterKind::IntroductionHost => "introduction-host",
            LetterKind::Question => "question",
            LetterKind::Decline => "decline",
            LetterKind::ReminderGroup => "reminder-group",
            LetterKind::ReminderHost => "reminder-host",
            LetterKind::HowDidItGo => "how-did-it-go",
            LetterKind::Accepted => "accepted",
        }
    }

    /// The kind of a name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The blanks that such a letter may have. One that goes to one side about its own request has nothing of the other side.
    pub fn blanks(self) -> &'static [Blank] {
        match self {
            LetterKind::AskHost => &[
                Blank::GroupCountry,
                Blank::HostOrganisation,
                Blank::HostName,
                Blank::OfferTitle,
                Blank::OfferAddress,
                Blank::Goal,
                Blank::Activity,
                Blank::Audiences,
                Blank::Period,
                Blank::Days,
                Blank::Participants,
                Blank::Languages,
                Blank::Support,
                Blank::Minors,
                Blank::ToAgree,
                Blank::Reference,
                Blank::Secretariat,
                Blank::Writer,
            ],
            LetterKind::AskGroup => &[
                Blank::GroupOrganisation,
                Blank::GroupName,
                Blank::HostOrganisation,
                Blank::HostPlace,
                Blank::OfferTitle,
                Blank::OfferAddress,
                Blank::ToAgree,
                Blank::Reference,
                Blank::Secretariat,
                Blank::Writer,
            ],
            LetterKind::Question => &[
                Blank::GroupOrganisation,
                Blank::GroupName,
                Blank::Reference,
                Blank::Secretariat,
                Blank::Writer,
                Blank::Question,
            ],
            LetterKind::Decline => &[
                Blank::GroupOrganisation,
                Blank::GroupName,
                Blank::Reference,
                Blank::Secretariat,
                Blank::Writer,
                Blank::Reason,
                Blank::Explanation,
            ],
            LetterKind::Accepted => &[
                Blank::GroupOrganisation,
                Blank::GroupName,
                Blank::Reference,
                Blank::Secretariat,
                Blank::Writer,
                Blank::OfferTitle,
                Blank::OfferAddress,
            ],
            LetterKind::IntroductionBoth
            | LetterKind::IntroductionGroup
            | LetterKind::IntroductionHost
            | LetterKind::ReminderGroup
            | LetterKind::ReminderHost
            | LetterKind::HowDidItGo => &Blank::OF_AN_INTRODUCTION,
        }
    }

    /// The blanks without which such a letter makes no sense.
    pub(super) fn needs(self) -> &'static [Blank] {
        match self {
            LetterKind::IntroductionBoth => &[Blank::GroupOrganisation, Blank::HostOrganisation],
            LetterKind::IntroductionGroup => &[Blank::HostEmail],
            LetterKind::IntroductionHost => &[Blank::GroupEmail],
            LetterKind::Question => &[Blank::Question],
            LetterKind::AskHost
            | LetterKind::AskGroup
            | LetterKind::Decline
            | LetterKind::ReminderGroup
            | LetterKind::ReminderHost
            | LetterKind::HowDidItGo
            | LetterKind::Accepted => &[],
        }
    }
}
