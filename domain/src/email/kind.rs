//! The kinds of e-mails.

use crate::email::Placeholder;

/// What a letter is for, and so to whom it goes and which blanks it may have.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    strum::EnumCount,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[strum(serialize_all = "kebab-case")]
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

coded!(EmailKind);

impl EmailKind {
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
