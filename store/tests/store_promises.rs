//! What every store promises. The promises are written for any store that has all rights; `promises!` runs them against
//! one, each time on a fresh store.

pub mod counting;
pub mod expiry;
pub mod finding;
pub mod hosts;
pub mod persons;
pub mod putting;
pub mod transfer;
pub mod views;
pub mod whole;

use std::future::Future;

use domain::case::retention::Retention;
use domain::case::{Action, HostContact, Introduction, Reason, Refusal, Reminders, Submission};
use domain::text::{LanguageTag, Slug};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use store::{CaseStore, Change, InsertOutcome, Record, SubmissionSink, Transfer};

pub use fixtures::numbered;
use fixtures::{NOW, kept_until, now, submission};

/// Where a store is, for as long as a promise is tried.
pub trait Place: Sized {
    /// A store as the promises see it: all rights.
    type Store: SubmissionSink + CaseStore + Transfer + Clone + 'static;

    /// A place for a fresh store.
    fn fresh() -> impl Future<Output = Self>;

    /// Opens the store of this place, again if it was there before.
    fn open(&self) -> impl Future<Output = Self::Store>;
}

/// Puts many at once, each with its expiry.
pub async fn put_all(
    store: &(impl SubmissionSink + Clone + 'static),
    submissions: impl IntoIterator<Item = (Submission, Timestamp)>,
) {
    let put = |(submission, until)| {
        let store = store.clone();
        tokio::spawn(async move { store.put(&submission, kept_until(until)).await })
    };
    let puts: Vec<_> = submissions.into_iter().map(put).collect();
    for put in puts {
        assert_eq!(put.await.expect("a task that ends").expect("an answer"), InsertOutcome::Inserted);
    }
}

pub fn change(step: Action) -> Change {
    change_at(now(), step)
}

pub fn change_at(at: Timestamp, step: Action) -> Change {
    let (retention, reminders) = (Retention::default(), Reminders::default());
    Change { step, by: Some("Marta".into()), at, retention, reminders }
}

/// Takes steps with what came in, an hour after each other from a moment; what stands there in the end.
pub async fn take(
    store: &impl CaseStore,
    submission: &Submission,
    from: Timestamp,
    steps: impl IntoIterator<Item = Action>,
) -> Record {
    let reference = &submission.reference;
    let mut record = store.get(reference, from).await.expect("an answer").expect("a record");
    for (step, hour) in steps.into_iter().zip(0..) {
        let change = change_at(from + SignedDuration::from_hours(hour), step);
        record = store.change(reference, record.version, change).await.expect("a step that can be taken");
    }
    record
}

/// A wish to join, by its number.
pub fn joining(number: usize) -> Submission {
    let organisation = format!("Invented Academy {number}");
    let mut submission = submission(&[("organisation.name", &organisation)], NOW);
    let wish = json!({ "form": "join", "motivation": "We want to learn.", "show_as_supporter": true });
    submission.request.wish = serde_json::from_value(wish).expect("a wish to join");
    submission
}

pub fn slug(text: &str) -> Slug {
    Slug::parse(text).expect("a slug")
}

/// The contact of an invented host.
pub fn host(name: &str) -> HostContact {
    let email = format!("{name}@example.org");
    HostContact { organisation: name.into(), name: "Invented Person".into(), email, language: LanguageTag::english() }
}

pub fn introduce(offer: &str, host: HostContact) -> Action {
    Action::Introduce(Introduction::new(slug(offer), host))
}

pub fn assign(to: &str) -> Action {
    Action::Assign { to: Some(to.into()) }
}

/// A visit that ended on a day, of so many staff.
pub fn complete(until: &str, staff: u32) -> Action {
    let visit = json!({
        "period": { "from": until, "until": until }, "activity": "job-shadowing", "host_country": "ES",
        "staff": staff, "learners": 0, "fewer_opportunities": 0
    });
    Action::Complete(serde_json::from_value(visit).expect("a visit"))
}

pub fn decline() -> Action {
    Action::Decline(Refusal { reason: Reason::NoHost, explanation: None })
}

pub fn note(text: &str) -> Change {
    change(Action::Note { note: text.into() })
}

/// Runs a promise to its end.
pub fn kept<F: Future<Output = ()>>(promise: F) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    runtime.expect("a runtime").block_on(promise);
}

/// Runs every promise against the stores of a place, each as a test of its own. A place that is known to be wrong when
/// many write at once says why; cargo shows these words beside what it therefore ignores.
macro_rules! promises {
    ($name:ident, $place:ty $(, wrong_in_a_crowd: $why:literal)?) => {
        mod $name {
            $crate::store_promises::promises! { @ $place, putting [
                what_was_put_is_found_as_it_was
                a_second_put_overwrites_nothing
                a_clean_arrival_clears_the_suspicion_of_a_copy_that_nobody_touched
                what_was_acknowledged_is_there_after_reopening
                of_sixteen_threads_on_two_connections_one_stores
                a_change_is_told_in_the_timeline_and_a_late_one_is_refused
                pages_show_each_once_even_while_more_comes_in
                lists_and_counts_follow_status_and_form
                what_is_erased_is_gone_and_may_come_again
                a_storm_of_puts_is_stored_whole
            ] }
            $crate::store_promises::promises! { @ $place, putting of_sixteen_changes_at_once_one_is_made $(#[ignore = $why])? }
            $crate::store_promises::promises! { @ $place, expiry [
                what_has_expired_is_nowhere_from_that_second_on
                nothing_expires_before_its_time
                what_becomes_of_a_request_decides_how_long_it_is_kept
                a_request_is_kept_until_after_the_visit_it_asks_for
                what_comes_again_after_its_expiry_begins_anew
                a_page_is_full_of_what_has_not_expired
                a_purge_removes_what_has_expired_and_nothing_else
                a_proof_is_spent_once_until_it_expires
            ] }
            $crate::store_promises::promises! { @ $place, transfer [
                everything_can_be_moved_there_and_back_without_loss
                a_long_timeline_is_moved_whole
                what_is_there_is_not_overwritten_by_what_is_moved
                what_is_gone_is_remembered_with_its_reason_or_not_at_all
            ] }
        }
    };
    (@ $place:ty, $room:ident [$($promise:ident)*]) => {
        $($crate::store_promises::promises! { @ $place, $room $promise })*
    };
    (@ $place:ty, $room:ident $promise:ident $(#[$attribute:meta])*) => {
        #[test]
        $(#[$attribute])*
        fn $promise() {
            use $crate::store_promises::{Place, kept, $room};
            kept(async { $room::$promise::<$place>(&<$place>::fresh().await).await });
        }
    };
}
pub(crate) use promises;

/// Runs every promise about the questions of the desk against the stores of a place. A place that takes too long for all of
/// them again and again says why; the others ask it each of them once.
macro_rules! questions {
    ($name:ident, $place:ty $(, too_slow_for_the_whole: $why:literal)?) => {
        mod $name {
            $crate::store_promises::promises! { @ $place, views [
                a_view_shows_what_belongs_to_it
                what_is_overdue_is_listed_by_how_long_somebody_waits
                a_row_tells_who_works_on_it_until_when_and_by_which_offer
            ] }
            $crate::store_promises::promises! { @ $place, finding [
                a_word_is_found_by_its_beginning_whatever_its_case_and_marks
                a_search_has_pages_and_shows_each_once
                what_is_gone_is_found_by_no_word
                a_request_is_found_by_the_hosts_it_was_introduced_to
            ] }
            $crate::store_promises::promises! { @ $place, persons [
                requests_of_one_sender_or_organisation_belong_together
                a_few_of_many_that_belong_together_are_told_the_newest_first
                everything_about_a_person_is_told
                what_is_about_to_expire_is_told_the_soonest_first
            ] }
            $crate::store_promises::promises! { @ $place, hosts [
                each_introduction_is_told_with_what_became_of_it
                a_host_is_known_from_its_accepted_offer_or_the_last_introduction
            ] }
            $crate::store_promises::promises! { @ $place, counting [
                what_a_request_counts_for_outlives_it_without_its_reference
                what_comes_again_counts_again
                what_the_gone_counted_for_is_moved_once
            ] }
            $crate::store_promises::promises! { @ $place, whole every_question_has_the_answer_of_all_that_is_stored $(#[ignore = $why])? }
        }
    };
}
pub(crate) use questions;
