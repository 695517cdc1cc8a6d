//! Finding: what every store promises about search.

use std::collections::BTreeSet;

use domain::case::{Action, Cause, HostContact, Introduction, Reference};
use domain::text::{LanguageTag, LocalizedText};
use jiff::{SignedDuration, Timestamp};
use store::{CaseStore, Page, SubmissionSink};

use super::{Place, numbered, slug, take};
use fixtures::{NOW, deadlines, kept_until, now, submission, until};

async fn found(store: &impl CaseStore, words: &str, now: Timestamp) -> Vec<Reference> {
    let page = store.search(words, None, now).await.expect("a page");
    page.rows.into_iter().map(|row| row.reference).collect()
}

pub async fn a_word_is_found_by_its_beginning_whatever_its_case_and_marks<P: Place>(place: &P) {
    let store = place.open().await;
    let school = submission(
        &[
            ("organisation.name", "Håndværkerskolen Ærø"),
            ("organisation.place", "Ærøskøbing"),
            ("contact.name", "Šárka Łukasz-O'Brien"),
            ("contact.email", "sarka.l@skole.example.org"),
            ("goal", "Wir möchten sehen, wie Lehrlinge im Straßenbau lernen. Σχολείο, училище."),
        ],
        NOW,
    );
    store.put(&school, deadlines(&school)).await.expect("an answer");
    store.put(&numbered(1), deadlines(&numbered(1))).await.expect("an answer");
    let reference = school.reference.as_str().to_owned();
    let short = reference.replace('-', "");
    for words in [
        "handvaerker",
        "AERO",
        "ærøskøb",
        "sarka lukasz",
        "o'brien",
        "sarka.l@skole.example.org",
        "SARKA.L@SKOLE",
        "strassenb",
        "straßenbau",
        "σχολείο",
        "ΣΧΟΛ",
        "УЧИЛ",
        "lehrlinge aero sark",
        reference.as_str(),
        &reference[3..8],
        &reference.to_lowercase(),
        short.as_str(),
        "\"lehrlinge\"* (aero",
    ] {
        assert_eq!(found(&store, words, now()).await, std::slice::from_ref(&school.reference), "{words:?}");
    }
    for words in [
        "werkerskolen",
        "sarka nobody",
        "lehrlinge*xylophone",
        "NOT aero",
        "",
        "  ",
        "—",
        "\"",
        "a".repeat(9_000).as_str(),
    ] {
        assert_eq!(found(&store, words, now()).await, [], "{words:?}");
    }
    assert_eq!(found(&store, "apprentices", now()).await, [numbered(1).reference], "what was written freely");
}

pub async fn a_search_has_pages_and_shows_each_once<P: Place>(place: &P) {
    let store = place.open().await;
    let many = 2 * Page::SIZE + 7;
    // The other way round than they came in, three at each moment.
    for number in (0..many).rev() {
        let mut submission = numbered(number);
        submission.received = numbered(number / 3).received;
        store.put(&submission, deadlines(&submission)).await.expect("an answer");
    }
    let other = submission(&[("goal", "Something else, which nobody is looking for.")], NOW);
    store.put(&other, deadlines(&other)).await.expect("an answer");
    let (mut seen, mut cursor) = (Vec::new(), None);
    loop {
        let page = store.search("APPRENT wish", cursor.as_ref(), now()).await.expect("a page");
        assert!(page.rows.len() <= Page::SIZE);
        seen.extend(page.rows);
        cursor = page.next;
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(seen.len(), many);
    assert_eq!(seen.iter().map(|row| &row.reference).collect::<BTreeSet<_>>().len(), many);
    assert!(seen.is_sorted_by(|left, right| left.received >= right.received));
}

pub async fn what_is_gone_is_found_by_no_word<P: Place>(place: &P) {
    let store = place.open().await;
    let (erased, expired, kept) = (numbered(1), numbered(2), numbered(3));
    let expiry = now() + SignedDuration::from_hours(24);
    store.put(&erased, deadlines(&erased)).await.expect("an answer");
    store.put(&expired, kept_until(expiry)).await.expect("an answer");
    store.put(&kept, kept_until(until(&kept))).await.expect("an answer");
    store.erase(&erased.reference).await.expect("an answer");
    assert_eq!(found(&store, "apprentices", now()).await, [kept.reference.clone(), expired.reference.clone()]);
    assert_eq!(found(&store, "apprentices", expiry).await, std::slice::from_ref(&kept.reference));
    store.purge(expiry).await.expect("an answer");
    assert_eq!(found(&store, "apprentices", expiry).await, [kept.reference]);
    store.put(&erased, deadlines(&erased)).await.expect("an answer");
    assert_eq!(found(&store, "apprentices", expiry).await.len(), 2, "it may come again");
}

pub async fn a_request_is_found_by_the_hosts_it_was_introduced_to<P: Place>(place: &P) {
    let store = place.open().await;
    let (asked, other) = (numbered(1), numbered(2));
    for submission in [&asked, &other] {
        store.put(submission, deadlines(submission)).await.expect("an answer");
    }
    let contact = |organisation: &str, name: &str, email: &str| HostContact {
        organisation: organisation.into(),
        name: name.into(),
        email: email.into(),
        language: LanguageTag::english(),
    };
    let mut first =
        Introduction::new(slug("wooden-boat-yard"), contact("Skibsværft", "Zofia Żak", "zofia@yard.example.org"));
    let title = LocalizedText::new(LanguageTag::english(), "Planks and keels");
    first.title = Some(title.with(LanguageTag::parse("da").expect("a language"), "Planker og køl"));
    let back = Action::Return { cause: Cause::HostDeclined, explanation: None };
    let second = Introduction::new(slug("lace-week"), contact("Lace School", "Second Person", "lace@example.org"));
    take(&store, &asked, now(), [Action::Introduce(first), back, Action::Introduce(second)]).await;
    for words in [
        "zofia zak",
        "Żak",
        "zofia@yard.example.org",
        "skibsvaerft",
        "boat yard",
        "wooden-boat-yard",
        "keels",
        "KØL",
        "lace@example.org",
        "second lace",
        "apprentices zofia",
    ] {
        assert_eq!(found(&store, words, now()).await, std::slice::from_ref(&asked.reference), "{words:?}");
    }
    assert_eq!(found(&store, "zofia nobody", now()).await, []);
    store.erase(&asked.reference).await.expect("an answer");
    assert_eq!(found(&store, "zofia", now()).await, [], "with the request the host's words go");
}
