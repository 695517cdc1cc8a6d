//! Where a submission stands.

coded! {
    "kebab-case",
    /// Where a submission stands. Which step leads from where to where, [`crate::case::ActionKind::leads_to`] says.
    pub enum Status {
        /// Nobody has looked at it yet.
        New,
        /// Somebody looks for a partner.
        InReview,
        /// Something was asked, and no answer has come yet.
        WaitingForInformation,
        /// Both sides know of each other.
        Introduced,
        /// Both sides agreed on a visit.
        Agreed,
        /// The visit took place.
        Completed,
        /// A host whose offer is, or will be, in the catalogue; or a member of the partnership.
        Accepted,
        /// It can't be met, and the sender was told why.
        Declined,
        /// It looks like a robot's; somebody has to decide.
        SuspectedSpam,
        Spam,
    }
}

impl Status {
    /// The statuses in which others have to answer, or the visit is still to come.
    pub const WAITING: [Status; 3] = [Status::WaitingForInformation, Status::Introduced, Status::Agreed];

    /// Whether a partner or a visit is still being arranged.
    pub fn is_open(self) -> bool {
        matches!(self, Status::New | Status::InReview) || Status::WAITING.contains(&self)
    }
}

#[cfg(test)]
mod tests {
    use super::Status;

    #[test]
    fn every_status_has_its_own_name() {
        for status in Status::ALL {
            assert_eq!(Status::from_code(status.code()), Some(status));
        }
    }
}
