//! What the SQLite store promises about its search index: what somebody begins to type finds it, and what is erased is
//! not left in it.

use std::collections::BTreeSet;

use domain::case::Submission;
use domain::matching::words::Words;
use proptest::collection::vec;
use proptest::prelude::*;
use store::sqlite::SqliteStore;
use store::{CaseStore, Page};
use tempfile::TempDir;

use crate::sqlite_file::{bytes_of, holds};
use crate::store_promises::{change, host, introduce, kept, numbered, put_all};
use fixtures::{NOW, now, submission, until};

/// Words that nobody else writes, beginning with letters of all kinds. The index shortens a word by what it shares with the
/// one before it, so what is looked for is how they end.
fn rare(number: usize) -> String {
    let letter = |shift: usize| char::from(b'a' + u8::try_from((number * 7 + shift * 11) % 26).expect("a letter"));
    format!("{}{}{}qwx{number}zyv", letter(0), letter(1), letter(2))
}

/// A submission with words that others share, and one word more.
fn with_words(number: usize, word: &str) -> Submission {
    let words: Vec<String> = (0..40).map(|place| format!("w{}", (number * 31 + place * 7) % 5_000)).collect();
    submission(&[("goal", &format!("{} {word}", words.join(" ")))], NOW)
}

#[tokio::test]
async fn words_that_were_erased_are_not_left_in_the_search_index() {
    let folder = TempDir::new().expect("a folder");
    let store = SqliteStore::open(&folder.path().join("store/requests.sqlite")).expect("a store");
    // In many transactions, so that they lie in many pages and many segments of the index.
    for some in 0..15 {
        let others = (0..20).map(|number| with_words(some * 20 + number, "usual"));
        let marked = with_words(some, &rare(some));
        let all = others.chain([marked.clone()]).map(|submission| (submission.clone(), until(&submission)));
        put_all(&store, all).await;
        let introduced = change(introduce("yard", host(&rare(some))));
        store.change(&marked.reference, 1, introduced).await.expect("a change");
    }
    let before = bytes_of(folder.path());
    assert!((0..15).all(|number| holds(&before, &rare(number)[3..])));
    for number in 0..15 {
        assert!(store.erase(&with_words(number, &rare(number)).reference).await.expect("an answer"));
    }
    let left = bytes_of(folder.path());
    for number in 0..15 {
        let word = rare(number);
        assert!(!holds(&left, &word[3..]) && !holds(&left, &word[..6]), "{word}");
        assert!(store.search(&word, None, now()).await.expect("a page").rows.is_empty());
    }
    assert_eq!(store.search("usual", None, now()).await.expect("a page").rows.len(), Page::SIZE);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn what_somebody_begins_to_type_finds_it(names in vec("\\PC{1,24}", 1..12), typed in 1..24_usize) {
        kept(async {
            let folder = TempDir::new().expect("a folder");
            let store = SqliteStore::open(&folder.path().join("requests.sqlite")).expect("a store");
            let submissions: Vec<Submission> = names.iter().enumerate().map(|(number, name)| {
                let mut submission = numbered(number);
                submission.request.contact.name = name.clone();
                submission
            }).collect();
            put_all(&store, submissions.iter().map(|submission| (submission.clone(), until(submission)))).await;
            for submission in &submissions {
                let beginning: String = submission.request.contact.name.chars().take(typed).collect();
                let page = store.search(&beginning, None, now()).await.expect("a page");
                let found: BTreeSet<_> = page.rows.iter().map(|row| &row.reference).collect();
                let has_word = !Words::of(&beginning).is_empty();
                assert_eq!(found.contains(&submission.reference), has_word, "{beginning:?}");
            }
        });
    }
}
