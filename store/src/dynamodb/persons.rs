//! What belongs together: requests of one sender, of one organisation, and all that is kept about a person.
//!
//! An index says where to look; answers come from the records themselves. So a submission that was put with the marks
//! of another is not taken for one.

use std::collections::BTreeSet;

use domain::case::{Action, Reference};
use jiff::Timestamp;

use super::indexes::{BY_ORGANISATION, BY_SUBJECT};
use super::merged_query::{IndexQuery, KeyRange, MergedQuery};
use super::requests::FoundRecord;
use super::subjects;
use super::table::{Table, for_each};
use crate::search_keys::{organisation_key, sender_key};
use crate::{Record, RelatedRequest, StoreError, StoredCase};

/// Rows that are read at a time, where all are wanted.
const MANY: usize = 200;

impl Table {
    pub(super) async fn related(
        &self,
        reference: &Reference,
        now: Timestamp,
    ) -> Result<Vec<RelatedRequest>, StoreError> {
        let Some(FoundRecord { record, .. }) = self.find(reference, now).await? else { return Ok(Vec::new()) };
        let email = sender_key(&record.submission.request.contact.email);
        let own = record.submission.request.organisation;
        let organisation = organisation_key(&own);
        // One more than is returned, since it is related to itself.
        let most = RelatedRequest::MOST + 1;
        let newest = |index| IndexQuery { backwards: true, first_limit: most, ..IndexQuery::of(index, now) };
        let mut found = BTreeSet::new();
        let mut by_sender = MergedQuery::new(self, newest(BY_SUBJECT), vec![subjects::person(&email)]);
        gather(&mut by_sender, most, &mut found).await?;
        // All lines of an organisation begin alike, and go on with when each came in: so a merged query finds the newest.
        let index_query = IndexQuery { part: KeyRange::Beginning(subjects::line_of(&own)), ..newest(BY_ORGANISATION) };
        gather(&mut MergedQuery::new(self, index_query, subjects::registers()), most, &mut found).await?;
        found.remove(reference);
        let mut related: Vec<RelatedRequest> = Vec::new();
        for FoundRecord { record, .. } in self.find_all(found, now).await? {
            let request = &record.submission.request;
            let same_sender = sender_key(&request.contact.email) == email;
            let same_organisation = organisation_key(&request.organisation) == organisation;
            if same_sender || same_organisation {
                related.push(RelatedRequest { record, same_sender, same_organisation });
            }
        }
        related.sort_by(|one, other| newest_first(&one.record, &other.record));
        related.truncate(RelatedRequest::MOST);
        Ok(related)
    }

    /// Everything about a person: what they sent, and what they were asked as a host.
    pub(super) async fn sent_by(&self, email: &str, now: Timestamp) -> Result<Vec<StoredCase>, StoreError> {
        let email = sender_key(email);
        let mut references = BTreeSet::new();
        let mut merged = MergedQuery::new(self, IndexQuery::of(BY_SUBJECT, now), vec![subjects::person(&email)]);
        gather(&mut merged, usize::MAX, &mut references).await?;
        let whole = for_each(references, |reference| async move { self.find_whole(&reference, now).await });
        let mut cases: Vec<StoredCase> =
            whole.await?.into_iter().flatten().filter(|case| is_about(case, &email)).collect();
        cases.sort_by(|one, other| newest_first(&one.record, &other.record));
        Ok(cases)
    }
}

/// Takes the references of the next rows, at most so many.
pub(super) async fn gather(
    merged: &mut MergedQuery,
    most: usize,
    found: &mut BTreeSet<Reference>,
) -> Result<(), StoreError> {
    let mut left = most;
    while left > 0 {
        let Some(rows) = merged.next(left.min(MANY)).await? else { break };
        left -= rows.len();
        found.extend(rows.into_iter().map(|row| row.reference));
    }
    Ok(())
}

/// By reception, and of one moment by reference, as lists are.
pub(super) fn newest_first(one: &Record, other: &Record) -> std::cmp::Ordering {
    let place = |record: &Record| (record.submission.received, record.submission.reference.clone());
    place(other).cmp(&place(one))
}

fn is_about(case: &StoredCase, email: &str) -> bool {
    let is = |written: &str| sender_key(written) == email;
    is(&case.record.submission.request.contact.email)
        || case.timeline.iter().any(
            |entry| matches!(entry.event.step(), Some(Action::Introduce(introduction)) if is(&introduction.host.email)),
        )
}
