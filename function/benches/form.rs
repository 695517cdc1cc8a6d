//! A form on its way in: `PUBLISHED=/tmp/corpus/public cargo bench -p function --bench form`, where the folder is a built
//! site. Figures are in `bench/README.md`.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::PathBuf;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, header};
use divan::Bencher;
use domain::case::{ReferenceKey, Submission};
use domain::request::{ReadContext, Request};
use domain::text::LanguageTag;
use domain::validate::{Problem, Reader};
use domain::vocabulary::Vocabulary;
use jiff::Timestamp;
use jiff::civil::date;
use tokio::runtime::Runtime;
use web::body::Draft;

/// A whole form of "find a host", as a browser sends it.
const FORM: &str = "form=find-a-host&language=en&elapsed=64000&organisation.name=Example+School+Group\
    &organisation.kind=EPLUS-EDU-VOC-SEC&organisation.country=BE&organisation.place=Ghent&contact.name=Contact+Person\
    &contact.role=Coordinator&contact.email=contact%40example.org&activity=job-shadowing&audiences=teachers\
    &period.from=2099-03-01&period.until=2099-04-30&days=3&participants=4&languages%5B0%5D.code=en\
    &languages%5B0%5D.level=B2&consent=on&goal=How+a+school+and+its+companies+share+one+training+plan+for+apprentices%2C\
    +what+each+of+them+teaches%2C+and+how+they+tell+each+other+what+an+apprentice+can+do.+We+would+like+to+see+the\
    +workshops+and+to+talk+to+those+who+teach+there.";

fn main() {
    if env::var_os("PUBLISHED").is_none() {
        println!("say in PUBLISHED where a built site is");
        return;
    }
    divan::main();
}

fn vocabulary() -> Vocabulary {
    let path = PathBuf::from(env::var_os("PUBLISHED").unwrap_or_default()).join("data/vocabulary.json");
    serde_json::from_slice(&fs::read(path).expect("a vocabulary")).expect("JSON")
}

fn runtime() -> Runtime {
    tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime")
}

/// From the bytes of a body to names and values.
fn draft(runtime: &Runtime, body: &str) -> Draft {
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
    let read = runtime.block_on(Draft::read(&headers, Body::from(body.to_owned())));
    read.unwrap_or_else(|unread| panic!("{}", unread.reason()))
}

/// From names and values to a submission with its reference, or all that is wrong.
fn judge(draft: &Draft, vocabulary: &Vocabulary) -> Result<Submission, Vec<Problem>> {
    let form = draft.form().expect("a form");
    let circumstances = ReadContext { today: date(2026, 11, 23), open_offers: &BTreeSet::new() };
    let mut reader = Reader::new(vocabulary, draft.source, LanguageTag::english());
    match reader.document(&draft.node, |fields| Request::read(fields, form, circumstances)) {
        Some((request, traces)) => {
            Ok(Submission::new(request, &traces, None, &ReferenceKey::new([7; 32]), Timestamp::UNIX_EPOCH))
        }
        None => Err(reader.into_problems()),
    }
}

#[divan::bench]
fn a_body(bencher: Bencher) {
    let runtime = runtime();
    bencher.bench_local(|| draft(&runtime, divan::black_box(FORM)));
}

#[divan::bench]
fn a_whole_form(bencher: Bencher) {
    let (vocabulary, draft) = (vocabulary(), draft(&runtime(), FORM));
    bencher.bench_local(|| judge(divan::black_box(&draft), &vocabulary).expect("a submission"));
}

#[divan::bench]
fn an_empty_form(bencher: Bencher) {
    let (vocabulary, draft) = (vocabulary(), draft(&runtime(), "form=find-a-host&language=en"));
    bencher.bench_local(|| judge(divan::black_box(&draft), &vocabulary).expect_err("problems"));
}
