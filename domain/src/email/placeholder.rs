//! The placeholders of e-mail templates.

/// A place in a template that a fact fills, such as `{group_name}`.
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
#[strum(serialize_all = "snake_case")]
pub enum Placeholder {
    /// What the asking organisation is called.
    GroupOrganisation,
    /// The person who asked.
    GroupName,
    /// That person's address.
    GroupEmail,
    /// Town and country of the asking organisation.
    GroupPlace,
    /// The country of the asking organisation.
    GroupCountry,
    /// What the host is called.
    HostOrganisation,
    /// The host's person.
    HostName,
    /// That person's address.
    HostEmail,
    /// Town and country of the host.
    HostPlace,
    /// The offer's title.
    OfferTitle,
    /// Where the offer can be read.
    OfferAddress,
    /// What the group wants to learn, in its own words.
    Goal,
    /// The form of mobility.
    Activity,
    /// Who would come.
    Audiences,
    /// When the visit can take place, or will, or was.
    Period,
    /// Days of the visit.
    Days,
    /// Persons who would come.
    Participants,
    /// Languages of the group.
    Languages,
    /// The support that it asked for.
    Support,
    /// What it wrote about the support it needs, where the host may read it.
    SupportNote,
    /// "yes" where some are under 18, otherwise unknown.
    Minors,
    /// What both sides still have to agree on, where the offer does not fit in all.
    ToAgree,
    /// What is asked of the sender.
    Question,
    /// Why it can't be met, in the words that the kind of reason has.
    Reason,
    /// More about it, as the secretariat wrote it.
    Explanation,
    /// The request's reference.
    Reference,
    /// The organisation that runs the site.
    Secretariat,
    /// Who writes.
    Writer,
}

coded!(Placeholder);

impl Placeholder {
    /// Those of a letter about two sides. The number of people with fewer opportunities is in no letter, and what a group wrote about the
    /// support it needs only where it agreed: they may tell of one person's health.
    pub(super) const OF_AN_INTRODUCTION: [Placeholder; 24] = [
        Placeholder::GroupOrganisation,
        Placeholder::GroupName,
        Placeholder::GroupEmail,
        Placeholder::GroupPlace,
        Placeholder::HostOrganisation,
        Placeholder::HostName,
        Placeholder::HostEmail,
        Placeholder::HostPlace,
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
        Placeholder::SupportNote,
        Placeholder::Minors,
        Placeholder::ToAgree,
        Placeholder::Reference,
        Placeholder::Secretariat,
        Placeholder::Writer,
    ];
}
