//! The placeholders of e-mail templates.

coded! {
    "snake_case",
    /// A place in a template that a fact fills, such as `{group_name}`.
    pub enum Placeholder {
        GroupOrganisation,
        GroupName,
        GroupEmail,
        /// Town and country of the asking organisation.
        GroupPlace,
        /// The country of the asking organisation.
        GroupCountry,
        HostOrganisation,
        HostName,
        HostEmail,
        /// Town and country of the host.
        HostPlace,
        OfferTitle,
        /// Where the offer can be read.
        OfferAddress,
        /// What the group wants to learn, in its own words.
        Goal,
        Activity,
        Audiences,
        /// When the visit can take place, or will, or was.
        Period,
        Days,
        Participants,
        Languages,
        Support,
        /// What it wrote about the support it needs, where the host may read it.
        SupportNote,
        /// "yes" where some are under 18, otherwise unknown.
        Minors,
        /// What both sides still have to agree on, where the offer does not fit in all.
        ToAgree,
        Question,
        /// Why it can't be met, in the words that the kind of reason has.
        Reason,
        /// More about it, as the secretariat wrote it.
        Explanation,
        Reference,
        Secretariat,
        Writer,
    }
}
