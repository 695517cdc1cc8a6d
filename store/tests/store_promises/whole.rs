//! The whole: whatever is done, each question has the answer that reading everything would give.

use std::collections::BTreeMap;

use domain::case::{Action, ActionKind, Agreement, CaseState, Cause, Reference, Side, Status};
use domain::statistics::{Tally, tally};
use jiff::{SignedDuration, Timestamp};
use store::{CaseStore, Deadlines, Filter, StoredCase, SubmissionSink, Transfer, View};

use super::{Place, assign, change_at, complete, decline, host, introduce, joining, numbered};
use fixtures::{deadlines, now, submission};

/// What is done in all, and hours from one to the next.
const DEEDS: usize = 400;
const PAUSE: i64 = 17;

/// Numbers that look drawn by lot and are the same each time.
struct Lots(u64);

impl Lots {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % most
    }

    fn of<T: Clone>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())].clone()
    }

    fn step(&mut self, kind: ActionKind) -> Action {
        match kind {
            ActionKind::StartReview => Action::StartReview,
            ActionKind::AskForInformation => Action::AskForInformation { question: None },
            ActionKind::AskBoth => {
                Action::AskBoth { offer: super::slug(self.of(&["yard", "mill", "forge"])), host: None }
            }
            ActionKind::Introduce => {
                let name = self.of(&["yard", "mill", "forge"]);
                introduce(name, host(name))
            }
            ActionKind::RecordAnswer => Action::RecordAnswer,
            ActionKind::Agree => Action::Agree(Agreement { period: None }),
            ActionKind::Complete => complete(self.of(&["2026-12-18", "2027-04-02"]), 3),
            ActionKind::Accept => Action::Accept { offer: Some(super::slug(self.of(&["yard", "quay"]))) },
            ActionKind::Reschedule => Action::Reschedule {
                period: serde_json::from_value(self.of(&[
                    serde_json::Value::Null,
                    serde_json::json!({ "from": "2027-03-01", "until": "2027-03-03" }),
                ]))
                .expect("a period or none"),
                reason: None,
            },
            ActionKind::Correct => {
                let Action::Complete(visit) = complete(self.of(&["2026-12-18", "2027-04-02"]), 7) else {
                    unreachable!("a visit is completed")
                };
                Action::Correct { visit, reason: "It was 7 and not 3.".into() }
            }
            ActionKind::Reopen => Action::Reopen { reason: "It was too early.".into() },
            ActionKind::Return => Action::Return { cause: self.of(&Cause::ALL), explanation: None },
            ActionKind::Decline => decline(),
            ActionKind::MarkAsSpam => Action::MarkAsSpam,
            ActionKind::ClearOfSpam => Action::ClearOfSpam,
            ActionKind::Remind => Action::Remind { side: self.of(&Side::ALL) },
            ActionKind::Assign => assign(self.of(&["Marta", "Joana"])),
            ActionKind::Note => Action::Note { note: "called".into() },
        }
    }
}

/// What was done with all requests, and what those counted for that are no more.
#[derive(Default)]
struct Known {
    kept: BTreeMap<Reference, StoredCase>,
    gone: Vec<Tally>,
}

impl Known {
    fn at(&self, now: Timestamp) -> impl Iterator<Item = &StoredCase> {
        self.kept.values().filter(move |kept| kept.record.until > now)
    }

    fn forget(&mut self, reference: &Reference) {
        self.gone.extend(self.kept.remove(reference).as_ref().and_then(counted));
    }

    /// The references of what belongs to a view, in its order.
    fn listed(&self, view: &View, now: Timestamp) -> Vec<Reference> {
        let belongs = |kept: &&StoredCase| match view {
            View::All => true,
            View::Status(status) => kept.record.status == *status,
            View::Mine(who) => kept.record.status.is_open() && kept.record.handling.assignee.as_ref() == Some(who),
            View::Waiting => Status::WAITING.contains(&kept.record.status),
            View::Overdue => kept.record.due.is_some_and(|due| due <= now),
        };
        let mut found: Vec<&StoredCase> = self.at(now).filter(belongs).collect();
        let reference = |kept: &StoredCase| kept.record.submission.reference.clone();
        if *view == View::Overdue {
            found.sort_by_key(|kept| (kept.record.due, reference(kept)));
        } else {
            found.sort_by_key(|kept| (kept.record.submission.received, reference(kept)));
            found.reverse();
        }
        found.into_iter().map(reference).collect()
    }
}

fn counted(kept: &StoredCase) -> Option<Tally> {
    let record = &kept.record;
    tally(&record.submission, record.status, &record.handling)
}

fn sorted(tallies: impl IntoIterator<Item = Tally>) -> Vec<String> {
    let written = |tally: Tally| serde_json::to_string(&tally).expect("JSON");
    let mut sorted: Vec<String> = tallies.into_iter().map(written).collect();
    sorted.sort();
    sorted
}

pub async fn every_question_has_the_answer_of_all_that_is_stored<P: Place>(place: &P) {
    let store = place.open().await;
    let (mut lots, mut known) = (Lots(7), Known::default());
    for deed in 0..DEEDS {
        let at = now() + SignedDuration::from_hours(PAUSE * i64::try_from(deed).expect("few"));
        // What has expired counts as one that is gone, whether or not it has been removed.
        let expired: Vec<Reference> =
            known.kept.iter().filter(|(_, kept)| kept.record.until <= at).map(|(key, _)| key.clone()).collect();
        expired.iter().for_each(|reference| known.forget(reference));
        let references: Vec<Reference> = known.kept.keys().cloned().collect();
        match lots.below(10) {
            0 | 1 => put(&store, &mut known, &mut lots, deed, at).await,
            2 if !references.is_empty() && lots.below(4) == 0 => {
                let reference = lots.of(&references);
                assert!(store.erase(&reference).await.expect("an answer"));
                known.forget(&reference);
            }
            3 if lots.below(4) == 0 => {
                store.purge(at).await.expect("an answer");
            }
            _ if !references.is_empty() => change(&store, &mut known, &mut lots, at).await,
            _ => {}
        }
        if deed % 20 == 19 {
            compare(&store, &known, at).await;
        }
    }
    assert!(known.kept.len() > 5 && known.gone.len() > 5, "{} kept, {} gone", known.kept.len(), known.gone.len());
}

async fn put(store: &impl SubmissionSink, known: &mut Known, lots: &mut Lots, deed: usize, at: Timestamp) {
    let mut new = match lots.below(4) {
        0 => joining(deed),
        1 => {
            submission(&[("subject_line_two", "watches"), ("organisation.name", &format!("Robot {deed}"))], super::NOW)
        }
        _ => numbered(deed),
    };
    new.received = at;
    // Some are kept for a short time only, so that some expire.
    let short = Deadlines { until: at + SignedDuration::from_hours(900), ..deadlines(&new) };
    let deadlines = if lots.below(3) == 0 { short } else { deadlines(&new) };
    store.put(&new, deadlines).await.expect("an answer");
    let record = store::Record::first(new.clone(), deadlines);
    let received = domain::case::TimelineEntry { at, by: None, event: domain::case::CaseEvent::Received };
    known.kept.insert(new.reference, StoredCase { record, timeline: vec![received] });
}

async fn change(store: &impl CaseStore, known: &mut Known, lots: &mut Lots, at: Timestamp) {
    let references: Vec<Reference> = known.kept.keys().cloned().collect();
    let reference = lots.of(&references);
    let kept = known.kept.get_mut(&reference).expect("it");
    let record = &kept.record;
    let possible = ActionKind::possible(record.submission.request.wish.form(), record.status, &record.handling);
    let kind = lots.of(&possible);
    let change = change_at(at, lots.step(kind));
    let made = store.change(&reference, record.version, change.clone()).await.expect("a step that can be taken");
    let (expected, entry) = change.apply(record.clone()).expect("a step that can be taken");
    assert_eq!(made, expected);
    kept.timeline.push(entry);
    kept.record = made;
    assert_eq!(kept.record.handling, CaseState::of(&kept.timeline));
}

async fn compare(store: &(impl CaseStore + Transfer), known: &Known, now: Timestamp) {
    let mut views = vec![View::All, View::Mine("Marta".into()), View::Waiting, View::Overdue];
    views.extend(Status::ALL.map(View::Status));
    for view in views {
        let listed = super::views::listed(store, view.clone(), now).await;
        let expected = known.listed(&view, now);
        assert!(expected.starts_with(&listed) && listed.len() == expected.len().min(50), "{view:?} at {now}");
    }
    let counts = store.counts(now, Some("Marta")).await.expect("an answer");
    let count = |view| known.listed(&view, now).len() as u64;
    for status in Status::ALL {
        let counted = counts.by_status.get(&status).copied();
        assert_eq!(counted.unwrap_or(0), count(View::Status(status)), "{status:?} at {now}");
        assert_ne!(counted, Some(0), "a status without any is left out");
    }
    let expected = (count(View::Mine("Marta".into())), count(View::Waiting), count(View::Overdue));
    assert_eq!((counts.mine, counts.waiting, counts.overdue), expected, "at {now}");
    for year in [2026, 2027] {
        let all = known.kept.values().filter_map(counted).chain(known.gone.iter().cloned());
        let expected = sorted(all.filter(|tally| tally.touches(year)));
        assert_eq!(sorted(store.tallies(year).await.expect("an answer")), expected, "{year} at {now}");
    }
    assert_eq!(sorted(store.read_deleted_tallies(now).await.expect("an answer")), sorted(known.gone.iter().cloned()));
    let introductions = store.introductions(Timestamp::UNIX_EPOCH, now).await.expect("an answer");
    let taken = |kept: &StoredCase| {
        kept.timeline.iter().filter(|entry| entry.event.step().is_some_and(is_introduction)).count()
    };
    assert_eq!(introductions.len(), known.at(now).map(taken).sum::<usize>());
    let waits = |kept: &&StoredCase| {
        let introduced = kept.record.handling.introduced.as_ref();
        kept.record.status == Status::Introduced && introduced.is_some_and(|introduced| introduced.answered.is_none())
    };
    let open = introductions.iter().filter(|introduced| introduced.open).count();
    assert_eq!(open, known.at(now).filter(waits).count());
    assert_eq!(
        store.list(&Filter::default(), None, now).await.expect("a page").rows.len(),
        known.at(now).count().min(50)
    );
}

fn is_introduction(step: &Action) -> bool {
    step.kind() == ActionKind::Introduce
}
