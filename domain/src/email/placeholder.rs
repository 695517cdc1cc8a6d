//! The blanks of letters.

macro_rules! blanks {
    ($($(#[$meaning:meta])+ $blank:ident = $code:literal;)*) => {
        /// A place in a letter that a fact fills; in a template `{its_name}`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Placeholder { $($(#[$meaning])+ $blank,)* }

        impl Placeholder {
            /// All blanks.
            pub const ALL: &'static [Placeholder] = &[$(Placeholder::$blank),*];

            /// The stable name, as it stands between the braces.
            pub fn code(self) -> &'static str {
                match self { $(Placeholder::$blank => $code),* }
            }
        }
    };
}

blanks! {
    /// What the asking organisation is called.
    GroupOrganisation = "group_organisation";
    /// The person who asked.
    GroupName = "group_name";
    /// That person's address.
    GroupEmail = "group_email";
    /// Town and country of the asking organisation.
    GroupPlace = "group_place";
    /// The country of the asking organisation.
    GroupCountry = "group_country";
    /// What the host is called.
    HostOrganisation = "host_organisation";
    /// The host's person.
    HostName = "host_name";
    /// That person's address.
    HostEmail = "host_email";
    /// Town and country of the host.
    HostPlace = "host_place";
    /// The offer's title.
    OfferTitle = "offer_title";
    /// Where the offer can be read.
    OfferAddress = "offer_address";
    /// What the group wants to learn, in its own words.
    Goal = "goal";
    /// The form of mobility.
    Activity = "activity";
    /// Who would come.
    Audiences = "audiences";
    /// When the visit can take place, or will, or was.
    Period = "period";
    /// Days of the visit.
    Days = "days";
    /// Persons who would come.
    Participants = "participants";
    /// Languages of the group.
    Languages = "languages";
    /// The support that it asked for.
    Support = "support";
    /// What it wrote about the support it needs, where the host may read it.
    SupportNote = "support_note";
    /// "yes" where some are under 18, otherwise unknown.
    Minors = "minors";
    /// What both sides still have to agree on, where the offer does not fit in all.
    ToAgree = "to_agree";
    /// What is asked of the sender.
    Question = "question";
    /// Why it can't be met, in the words that the kind of reason has.
    Reason = "reason";
    /// More about it, as the secretariat wrote it.
    Explanation = "explanation";
    /// The request's reference.
    Reference = "reference";
    /// The organisation that runs the site.
    Secretariat = "secretariat";
    /// Who writes.
    Writer = "writer";
}

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

    /// The blank of a name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|blank| blank.code() == code)
    }
}
