//! What every store promises. The promises are written for any store that has all rights; `promises!` runs them against
//! one, each time on a fresh store.

pub mod expiry;
pub mod putting;
pub mod transfer;

use std::future::Future;

use domain::handling::{Reason, Refusal, Reminders, Step};
use domain::retention::Retention;
use domain::submission::Submission;
use function::store::{Change, Intake, Put, Records, Transfer};
use jiff::Timestamp;

use crate::support::{kept_until, now, submission};

/// Where a store is, for as long as a promise is tried.
pub trait Place: Sized {
    /// A store as the promises see it: all rights.
    type Store: Intake + Records + Transfer + Clone + 'static;

    /// A place for a fresh store.
    fn fresh() -> impl Future<Output = Self>;

    /// Opens the store of this place, again if it was there before.
    fn open(&self) -> impl Future<Output = Self::Store>;
}

/// A submission that differs from others by its number, and came in that many seconds after eight.
pub fn numbered(number: usize) -> Submission {
    let goal = format!("We want to see how apprentices learn, wish number {number}.");
    let received = format!("2026-11-23T08:{:02}:{:02}Z", number / 60, number % 60);
    submission(&[("goal", &goal)], &received)
}

/// Puts many at once, each with its expiry.
pub async fn put_all(
    store: &(impl Intake + Clone + 'static),
    submissions: impl IntoIterator<Item = (Submission, Timestamp)>,
) {
    let put = |(submission, until)| {
        let store = store.clone();
        tokio::spawn(async move { store.put(&submission, kept_until(until)).await })
    };
    let puts: Vec<_> = submissions.into_iter().map(put).collect();
    for put in puts {
        assert_eq!(put.await.expect("a task that ends").expect("an answer"), Put::Stored);
    }
}

pub fn change(step: Step) -> Change {
    change_at(now(), step)
}

pub fn change_at(at: Timestamp, step: Step) -> Change {
    let (retention, reminders) = (Retention::default(), Reminders::default());
    Change { step, by: Some("Marta".into()), at, retention, reminders }
}

pub fn decline() -> Step {
    Step::Decline(Refusal { reason: Reason::NoHost, explanation: None })
}

pub fn note(text: &str) -> Change {
    change(Step::Note { note: text.into() })
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
                what_comes_again_after_its_expiry_begins_anew
                a_page_is_full_of_what_has_not_expired
                a_purge_removes_what_has_expired_and_nothing_else
                a_proof_is_spent_once_until_it_expires
            ] }
            $crate::store_promises::promises! { @ $place, transfer [
                everything_can_be_moved_there_and_back_without_loss
                a_long_timeline_is_moved_whole
                what_is_there_is_not_overwritten_by_what_is_moved
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
