//! The kinds of e-mails.

use crate::email::Placeholder;

coded! {
    "kebab-case",
    /// What an e-mail is for, and so to whom it goes and which placeholders it may have.
    pub enum EmailKind {
        /// Asks the host whether it wants to be introduced to a group, without saying who that is.
        AskHost,
        /// Asks the group whether it wants to be introduced to a host.
        AskGroup,
        /// Puts both sides in touch, in a language that both read.
        IntroductionBoth,
        IntroductionGroup,
        IntroductionHost,
        /// Asks the sender of a request for more.
        Question,
        /// Tells the sender that it can't be met, and why.
        Decline,
        ReminderGroup,
        ReminderHost,
        /// Asks after a visit how it went.
        HowDidItGo,
        /// Tells a host or a member that it is welcome.
        Accepted,
    }
}

impl EmailKind {
    /// The placeholders that such an e-mail may have, in their order.
    pub fn placeholders(self) -> impl Iterator<Item = Placeholder> {
        Placeholder::ALL.into_iter().filter(move |placeholder| self.allows(*placeholder))
    }

    /// Whether such an e-mail may have a placeholder. One that goes to one side about its own request has nothing of the other
    /// side. None has the number of people with fewer opportunities, and the note about support is there only where the group
    /// agreed: both may tell of one person's health.
    pub fn allows(self, placeholder: Placeholder) -> bool {
        let (to_host, to_group) = (self == EmailKind::AskHost, self == EmailKind::AskGroup);
        let is_about_both =
            !to_host && !to_group && !matches!(self, EmailKind::Question | EmailKind::Decline | EmailKind::Accepted);
        match placeholder {
            Placeholder::Reference | Placeholder::Secretariat | Placeholder::Writer => true,
            Placeholder::GroupOrganisation | Placeholder::GroupName => !to_host,
            Placeholder::GroupCountry => to_host,
            Placeholder::HostPlace => is_about_both || to_group,
            Placeholder::HostOrganisation | Placeholder::ToAgree => is_about_both || to_host || to_group,
            Placeholder::OfferTitle | Placeholder::OfferAddress => {
                is_about_both || to_host || to_group || self == EmailKind::Accepted
            }
            Placeholder::Question => self == EmailKind::Question,
            Placeholder::Reason | Placeholder::Explanation => self == EmailKind::Decline,
            Placeholder::GroupEmail | Placeholder::GroupPlace | Placeholder::HostEmail | Placeholder::SupportNote => {
                is_about_both
            }
            Placeholder::HostName
            | Placeholder::Goal
            | Placeholder::Activity
            | Placeholder::Audiences
            | Placeholder::Period
            | Placeholder::Days
            | Placeholder::Participants
            | Placeholder::Languages
            | Placeholder::Support
            | Placeholder::Minors => is_about_both || to_host,
        }
    }

    /// The placeholders without which such an e-mail makes no sense.
    pub(super) fn needs(self) -> &'static [Placeholder] {
        match self {
            EmailKind::IntroductionBoth => &[Placeholder::GroupOrganisation, Placeholder::HostOrganisation],
            EmailKind::IntroductionGroup => &[Placeholder::HostEmail],
            EmailKind::IntroductionHost => &[Placeholder::GroupEmail],
            EmailKind::Question => &[Placeholder::Question],
            _ => &[],
        }
    }
}
