//! What the desk suggests: hosts for a wish, groups for an offer, a comparison, and what was asked before.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Method, StatusCode};
use desk::{DeskState, desk_router};
use domain::case::retention::Retention;
use domain::case::{
    Action, Cause, HostContact, Introduction, Reason, Reference, ReferenceKey, Refusal, Reminders, Submission,
};
use domain::request::Request;
use domain::text::{LanguageTag, Slug};
use serde_json::{Value, json};
use store::{CaseStore, Change, SubmissionSink};
use tempfile::TempDir;
use web::{Publication, Published};

use super::{form_from_here, from_here};
use crate::support::{Answer, NOW, TestApp, deadlines, publish, send, submission, write};

/// A desk with a catalogue.
struct Town {
    app: TestApp,
    site: TempDir,
}

impl Town {
    /// One with these offers.
    fn new(offers: &[Value]) -> Self {
        let site = TempDir::new().expect("a folder");
        publish(site.path());
        let entries: Vec<String> = offers.iter().map(entry).collect();
        let list = format!("{{\"version\": 1, \"offers\": [\n{}\n]}}", entries.join(",\n"));
        write(site.path(), "data/offers.json", &list);
        Self { app: TestApp::new(), site }
    }

    fn desk(&self) -> Router {
        let published = Published::load(self.site.path()).expect("what was published can be loaded");
        desk_router(DeskState { publication: Arc::new(Publication::new(published)), ..self.app.desk_state() })
    }

    async fn get(&self, address: &str) -> Answer {
        send(&self.desk(), from_here(Method::GET, address).body(Body::empty()).expect("a request")).await
    }

    async fn page(&self, reference: &Reference) -> String {
        let page = self.get(&format!("/desk/requests/{reference}")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.body.contains('⟦'), "a word is missing");
        page.body
    }

    async fn keep(&self, submission: &Submission) -> Reference {
        self.app.store.put(submission, deadlines(submission)).await.expect("an answer");
        submission.reference.clone()
    }

    /// A wish of the usual group, with changes.
    async fn wish(&self, changes: &[(&str, &str)]) -> Reference {
        self.keep(&submission(changes, NOW)).await
    }

    async fn take(&self, reference: &Reference, step: Action, at: &str) {
        let at = at.parse().expect("a moment");
        let record = self.app.store.get(reference, at).await.expect("an answer").expect("a record");
        let (retention, reminders) = (Retention::default(), Reminders::default());
        let change = Change { step, by: Some("Marta".into()), at, retention, reminders };
        self.app.store.change(reference, record.version, change).await.expect("a step that can be taken");
    }
}

/// An offer that fits the usual wish, with changes.
fn offer(slug: &str, changes: Value) -> Value {
    let text = |text: &str| json!({"en": text});
    let mut offer = json!({
        "slug": slug, "address": format!("https://example.org/en/offers/{slug}/"), "open": true,
        "title": text(&format!("The {slug}")), "summary": text("Boats."), "learning": [text("Planks.")],
        "costs": text(&format!("The {slug} costs nothing.")),
        "host": {"name": format!("Host of {slug}"), "kind": "EPLUS-EDU-VOC-SEC", "website": null, "region": "ES5", "place": "Girona"},
        "activities": ["job-shadowing"], "audiences": ["teachers"], "sectors": ["0722"], "themes": ["crafts"],
        "languages": [{"code": "en", "level": "B1"}],
        "group": {"min": 1, "max": 6}, "duration": {"min": 2, "max": 5},
        "windows": [{"from": "2027-03-01", "until": "2027-04-30"}], "programme": [],
        "support": {"measures": [], "barriers": [], "note": null}, "accommodation": null, "accessibility": null,
        "travel": {"by_rail": true, "note": null}, "minors": false, "safeguarding": null, "reciprocity": false,
        "published": "2026-10-01", "confirmed": "2026-11-01", "valid_until": "2027-12-31", "demo": true,
    });
    for (key, value) in changes.as_object().expect("keys") {
        offer[key] = value.clone();
    }
    offer
}

/// An offer as the published list has it: its slug comes first.
fn entry(offer: &Value) -> String {
    let mut others = offer.clone();
    let slug = others.as_object_mut().and_then(|keys| keys.remove("slug")).expect("a slug");
    format!("{{\n  \"slug\": {slug},{}", &others.to_string()[1..])
}

fn introduce(offer: &str) -> Action {
    Action::Introduce(Introduction {
        agreed: true,
        minors: None,
        title: None,
        offer: Slug::parse(offer).expect("a slug"),
        host: HostContact {
            organisation: "Invented Host".into(),
            name: "Marked Host Person".into(),
            email: "marked.host@example.org".into(),
            language: LanguageTag::english(),
        },
    })
}

/// The piece of a page from one text to another.
fn between<'p>(page: &'p str, from: &str, until: &str) -> &'p str {
    let rest = page.split_once(from).unwrap_or_else(|| panic!("{from} in {page}")).1;
    rest.split_once(until).map_or(rest, |(piece, _)| piece)
}

#[tokio::test]
async fn hosts_that_fit_come_first_with_reasons_and_near_misses_with_what_to_negotiate() {
    let town = Town::new(&[
        offer("boat-yard", json!({})),
        offer("apprentices-in-companies", json!({"sectors": ["07"]})),
        offer("small-yard", json!({"group": {"min": 1, "max": 3}})),
        offer("long-yard", json!({"duration": {"min": 4, "max": 5}})),
        offer("yard-for-learners", json!({"audiences": ["learners"], "group": {"min": 1, "max": 3}})),
    ]);
    let reference = town.wish(&[("themes", "crafts")]).await;
    let page = town.page(&reference).await;
    assert!(page.contains("2 hosts meet every rule"));
    let (fitting, near) = page.split_once("Near misses").expect("near misses");
    let introduce = |slug: &str| format!("href=\"/desk/requests/{reference}/introduce?offer={slug}\"");
    let first = fitting.find(&introduce("apprentices-in-companies")).expect("the words of its title are asked for");
    assert!(first < fitting.find(&introduce("boat-yard")).expect("it fits too"));
    assert!(near.contains(&introduce("small-yard")) && !page.contains(&introduce("yard-for-learners")));
    for told in [
        "words from the goal are in the offer: “apprentices”, “companies”",
        "the theme asked for: Crafts",
        "3 days will do: the host offers visits of 2 to 5 days",
        "confirmed on 1 November 2026",
        "Girona, <b>Spain</b>",
        "1 March 2027 to 30 April 2027",
        "name=\"offer\" value=\"boat-yard\"",
        " of 100</span>",
    ] {
        assert!(fitting.contains(told), "{told} in {fitting}");
    }
    assert!(near.contains("the group is 4 people; the host accepts groups of 1 to 3"));
    assert!(near.contains("the group asks for 3 days; the host offers visits of 4 to 5 days"));
    let others = between(&page, "Why not the other 3", "</details>");
    assert!(others.contains("Size of the group</th><td class=\"num\">2</td><td>one would fit without it"), "{others}");
}

#[tokio::test]
async fn a_town_that_the_hosts_name_says_already_is_not_said_again() {
    let host = json!({"name": "Boat School, Girona", "kind": "EPLUS-EDU-VOC-SEC", "website": null, "region": "ES5", "place": "Girona"});
    let town = Town::new(&[offer("boat-yard", json!({"host": host}))]);
    let reference = town.wish(&[]).await;
    let page = town.page(&reference).await;
    let found = between(&page, "<p class=\"match-host\">", "</p>");
    assert_eq!(found, "Boat School, Girona <span class=\"match-place\"><b>Spain</b></span>");
    let introduced = town.get(&format!("/desk/requests/{reference}/introduce?offer=boat-yard")).await.body;
    assert!(introduced.contains("Boat School, Girona, Spain"), "{introduced}");
}

#[tokio::test]
async fn where_nothing_fits_it_is_told_what_could_be_loosened() {
    let late = json!({"windows": [{"from": "2027-11-01", "until": "2027-12-20"}]});
    let town = Town::new(&[
        offer("late", late.clone()),
        offer("later", late),
        offer("learners", json!({"audiences": ["learners"], "minors": false})),
        offer("ended", json!({"valid_until": "2026-11-01"})),
    ]);
    let page = town.page(&town.wish(&[]).await).await;
    assert!(page.contains("No host meets every rule"));
    assert!(page.contains("All 3 open offers break a rule."));
    assert!(page.contains("Other dates</th><td class=\"num\">2</td><td>2 would fit without it"));
    let none = Town::new(&[]);
    assert!(none.page(&none.wish(&[]).await).await.contains("There is no open offer."));
}

#[tokio::test]
async fn what_became_of_the_offer_that_was_asked_about_is_told() {
    for (offers, told) in [
        (vec![offer("lace-week", json!({}))], "It meets every rule."),
        (vec![offer("lace-week", json!({"valid_until": "2026-11-25"}))], "The offer has ended"),
        (
            vec![offer("lace-week", json!({"group": {"min": 1, "max": 2}}))],
            "the group is 4 people; the host accepts groups of 1 to 2",
        ),
        (vec![], "lace-week It is no longer in the catalogue."),
    ] {
        let town = Town::new(&offers);
        let page = town.page(&town.wish(&[("offer", "lace-week")]).await).await;
        let named = between(&page, "The offer they asked about", "</div>");
        assert!(named.contains(told), "{told} in {named}");
    }
}

#[tokio::test]
async fn who_was_asked_of_late_or_never_answers_is_told() {
    let town = Town::new(&[offer("silent", json!({})), offer("busy", json!({})), offer("rested", json!({}))]);
    for (number, (slug, answers)) in [("silent", false), ("silent", false), ("busy", true)].into_iter().enumerate() {
        let goal = format!("Another goal that is long enough, number {number}.");
        let other =
            town.wish(&[("goal", &goal), ("organisation.name", &goal), ("contact.email", "o@example.org")]).await;
        town.take(&other, introduce(slug), "2026-11-10T09:00:00Z").await;
        if answers {
            town.take(&other, Action::RecordAnswer, "2026-11-11T09:00:00Z").await;
        } else {
            let refusal = Refusal { reason: Reason::Withdrawn, explanation: None };
            town.take(&other, Action::Decline(refusal), "2026-11-20T09:00:00Z").await;
        }
    }
    let page = town.page(&town.wish(&[]).await).await;
    let of = |slug: &str| between(&page, &format!("href=\"/en/offers/{slug}/\""), "<li class=\"match\">");
    assert!(of("rested").contains("not asked recently") && page.find("rested") < page.find("busy"));
    assert!(of("busy").contains("asked once recently, on 10 November 2026") && !of("busy").contains("answer"));
    let told = "Does not answer: asked 2 times in a row without an answer, last on 10 November 2026";
    assert!(of("silent").contains(told));
    assert!(town.get("/desk/hosts").await.body.contains(told), "one rule, and one sentence for it");
    assert!(!page.contains("Marked Host Person") && !page.contains("marked.host@example.org"));
}

#[tokio::test]
async fn a_host_that_answered_once_and_then_missed_two_is_told_alike_everywhere() {
    let town = Town::new(&[offer("boat-yard", json!({}))]);
    for (number, day) in [5, 8, 12].into_iter().enumerate() {
        let goal = format!("Another goal that is long enough, number {number}.");
        let other = town.wish(&[("goal", &goal), ("contact.email", "o@example.org")]).await;
        town.take(&other, introduce("boat-yard"), &format!("2026-11-{day:02}T09:00:00Z")).await;
        if number == 0 {
            town.take(&other, Action::RecordAnswer, "2026-11-06T09:00:00Z").await;
        }
    }
    let told = "Does not answer: asked 2 times in a row without an answer, last on 12 November 2026";
    let reference = town.wish(&[]).await;
    assert!(town.page(&reference).await.contains(told));
    let hosts = town.get("/desk/hosts").await.body;
    assert!(hosts.contains(told) && hosts.contains("One host does not answer."));
    let compared = town.get(&format!("/desk/requests/{reference}/compare?offer=boat-yard")).await.body;
    assert!(compared.contains(told));
}

#[tokio::test]
async fn hosts_that_were_asked_for_this_request_stand_apart_with_when_and_why() {
    let town = Town::new(&[
        offer("declining", json!({})),
        offer("silent", json!({})),
        offer("unwanted", json!({})),
        offer("rested", json!({})),
        offer(
            "other-of-declining",
            json!({"host": {"name": "Host of declining", "kind": "EPLUS-EDU-VOC-SEC",
            "website": null, "region": "ES5", "place": "Girona"}}),
        ),
    ]);
    let reference = town.wish(&[("offer", "lace-week")]).await;
    for (slug, cause, explanation, day) in [
        ("declining", Cause::HostDeclined, Some("No room before summer."), 10),
        ("silent", Cause::HostSilent, None, 14),
        ("unwanted", Cause::GroupDeclined, None, 18),
        ("gone", Cause::Other, None, 20),
    ] {
        town.take(&reference, introduce(slug), &format!("2026-11-{day}T09:00:00Z")).await;
        let back = Action::Return { cause, explanation: explanation.map(str::to_owned) };
        town.take(&reference, back, &format!("2026-11-{}T09:00:00Z", day + 2)).await;
    }
    let page = town.page(&reference).await;
    let (suggested, apart) = page.split_once("Already asked for this request").expect("hosts apart");
    let introduce = |slug: &str| format!("href=\"/desk/requests/{reference}/introduce?offer={slug}\"");
    assert!(suggested.contains(&introduce("rested")));
    for slug in ["declining", "silent", "unwanted", "other-of-declining"] {
        assert!(!suggested.contains(&introduce(slug)) && apart.contains(&introduce(slug)), "{slug}");
    }
    for told in [
        "Asked on 10 November 2026; the host said no on 12 November 2026.",
        "No room before summer.",
        "Asked on 14 November 2026, and did not answer; closed on 16 November 2026.",
        "withdrawn on 20 November 2026, because the group wanted another host.",
        "withdrawn on 22 November 2026 for another reason.",
        "Another offer of this host, The declining: Asked on 10 November 2026; the host said no",
    ] {
        assert!(apart.contains(told), "{told} in {apart}");
    }
    let best = town.get(&format!("/desk/requests/{reference}/compare")).await.body;
    assert!(best.contains("/en/offers/rested/") && !best.contains("/en/offers/declining/"));
    let again = town.get(&format!("/desk/requests/{reference}/introduce?offer=declining")).await.body;
    assert!(again.contains("the host said no on 12 November 2026."), "told however the host is chosen");
}

#[tokio::test]
async fn every_broken_rule_is_told_where_a_host_is_introduced() {
    let broken = json!({"valid_until": "2026-11-20", "group": {"min": 1, "max": 2}, "activities": [],
        "audiences": ["learners"], "languages": [{"code": "ca", "level": "B1"}], "windows": []});
    let town = Town::new(&[offer("boat-yard", json!({})), offer("broken", broken)]);
    let reference = town.wish(&[]).await;
    let page = town.get(&format!("/desk/requests/{reference}/introduce?offer=broken")).await.body;
    let notice = between(&page, "This host does not meet all rules", "</section>");
    for told in [
        "The offer has ended",
        "Another activity: the host names no activity",
        "For other people: the host accepts Learners; ask whether it also accepts Teachers",
        "the group is 4 people; the host accepts groups of 1 to 2",
        "Other dates: the host names no dates on which 3 days in a row are possible",
        "Language: the group speaks no language that the host works in",
    ] {
        assert!(notice.contains(told), "{told} in {notice}");
    }
    let fits = town.get(&format!("/desk/requests/{reference}/introduce?offer=boat-yard")).await.body;
    assert!(!fits.contains("does not meet all rules"));
    let unknown = town.get(&format!("/desk/requests/{reference}/introduce?offer=nowhere")).await.body;
    assert!(unknown.contains("There is no offer “nowhere” in the catalogue."));
}

/// What a form sends that records an introduction.
async fn record_introduction(town: &Town, reference: &Reference, offer: &str, minors: Option<&str>) -> Answer {
    let mut fields = vec![
        ("version", "1"),
        ("by", "Marta"),
        ("introduce.offer", offer),
        ("introduce.host.organisation", "Invented Host"),
        ("introduce.host.name", "Invented Person"),
        ("introduce.host.email", "host@example.org"),
        ("introduce.host.language", "en"),
        ("introduce.group_agreed", "yes"),
        ("introduce.host_agreed", "yes"),
    ];
    fields.extend(minors.map(|text| ("introduce.minors", text)));
    send(&town.desk(), form_from_here(&format!("/desk/requests/{reference}/steps/introduce"), &fields)).await
}

#[tokio::test]
async fn minors_go_to_a_host_that_does_not_receive_them_only_on_somebodys_word() {
    let town = Town::new(&[
        offer("none", json!({"minors": false})),
        offer("unsaid", json!({"minors": null})),
        offer("receives", json!({"minors": true, "safeguarding": {"en": "A person in charge."}})),
    ]);
    let reference = town.wish(&[("minors", "yes")]).await;
    let page = town.get(&format!("/desk/requests/{reference}/introduce?offer=none")).await;
    assert!(page.body.contains("<li class=\"why-against\">Does not accept people under 18</li>"));
    assert!(page.tag("name=\"introduce.minors\"").starts_with("<textarea"));
    let unsaid = town.get(&format!("/desk/requests/{reference}/introduce?offer=unsaid")).await.body;
    assert!(unsaid.contains("<li class=\"why-against\">Does not say whether it accepts people under 18</li>"));
    let refused = record_introduction(&town, &reference, "unsaid", None).await;
    assert!(refused.body.contains("this offer does not say whether it accepts them"), "{}", refused.body);
    for (minors, told) in [(None, "Write who at the host confirmed"), (Some("yes"), "at least 10 characters")] {
        let refused = record_introduction(&town, &reference, "none", minors).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains(told) && refused.body.contains("href=\"#introduce.minors\""), "{}", refused.body);
        assert!(refused.tag("name=\"introduce.host.email\"").contains("host@example.org"), "nothing typed is lost");
    }
    let word = "The head of the school said so by telephone today.";
    let taken = record_introduction(&town, &reference, "none", Some(word)).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.body);
    assert!(town.page(&reference).await.contains(word));
    let other = town.wish(&[("minors", "yes"), ("goal", "Another goal that is long enough to be one.")]).await;
    let page = town.get(&format!("/desk/requests/{other}/introduce?offer=receives")).await;
    assert!(!page.body.contains("introduce.minors"));
    assert_eq!(record_introduction(&town, &other, "receives", None).await.status, StatusCode::SEE_OTHER);
    let third = town.wish(&[("goal", "A third goal that is long enough to be one.")]).await;
    let unknown = record_introduction(&town, &third, "nowhere", None).await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unknown.body.contains("There is no offer “nowhere”"));
}

#[tokio::test]
async fn an_offer_that_was_asked_about_can_be_introduced_whatever_it_breaks() {
    for (changes, told) in [
        (
            json!({"activities": ["group-mobility"]}),
            "Another activity: the group asks for Job shadowing; the host offers group-mobility",
        ),
        (
            json!({"windows": [{"from": "2028-11-01", "until": "2028-12-20"}], "valid_until": "2028-12-31"}),
            "the host receives visitors between 1 November 2028 and 20 December 2028",
        ),
        (json!({"valid_until": "2026-11-20"}), "The offer has ended"),
    ] {
        let town = Town::new(&[offer("lace-week", changes)]);
        let reference = town.wish(&[("offer", "lace-week")]).await;
        let page = town.page(&reference).await;
        let named = between(&page, "The offer they asked about", "</div>");
        assert!(named.contains(told), "{told} in {named}");
        assert!(named.contains(&format!("href=\"/desk/requests/{reference}/introduce?offer=lace-week\"")), "{named}");
    }
}

#[tokio::test]
async fn a_request_with_a_host_keeps_the_others_at_hand_and_introduces_nobody() {
    let town = Town::new(&[offer("boat-yard", json!({}))]);
    let reference = town.wish(&[]).await;
    town.take(&reference, introduce("boat-yard"), "2026-11-24T09:00:00Z").await;
    let page = town.page(&reference).await;
    assert!(page.contains("Other hosts that meet every rule") && page.contains("/en/offers/boat-yard/"));
    assert!(!page.contains("/introduce?offer="), "one host at a time");
    assert!(page.contains("not asked recently"), "its own introduction does not count against the host");
}

#[tokio::test]
async fn hosts_stand_side_by_side_with_what_the_group_asks() {
    let town = Town::new(&[
        offer("boat-yard", json!({})),
        offer("catalan-yard", json!({"languages": [{"code": "ca", "level": "B1"}], "group": {"min": 8, "max": 9}})),
        offer("third", json!({})),
        offer(
            "fourth",
            json!({"host": {"name": "H", "kind": "EPLUS-EDU-VOC-SEC", "website": null, "region": "ES5", "place": "Olot"}}),
        ),
    ]);
    let reference = town.wish(&[]).await;
    let compare = async |query: &str| town.get(&format!("/desk/requests/{reference}/compare{query}")).await;

    let two = compare("?offer=boat-yard&offer=catalan-yard&offer=boat-yard").await.body;
    let row = |label: &str| between(&two, &format!("<th scope=\"row\">{label}</th>"), "</tr>").to_owned();
    assert!(
        row("Rules").contains("meets every rule") && row("Rules").contains("Size of the group: the group is 4 people")
    );
    assert!(row("Group size").contains(">4<") && row("Group size").contains("8 to 9"));
    assert!(row("Languages").contains("English, B2") && row("Languages").contains("Catalan, B1"));
    assert!(row("Costs").contains("The boat-yard costs nothing.") && row("Costs").contains("The catalan-yard costs"));
    assert_eq!(two.matches("class=\"year-row\"").count(), 2, "the year of each, once");
    assert!(two.contains(&format!("/desk/requests/{reference}/introduce?offer=catalan-yard\"")));
    assert!(!two.contains('⟦'));

    let best = compare("").await.body;
    assert!(best.contains("These are the best.") && best.matches("class=\"year-row\"").count() == 3);
    let four = compare("?offer=boat-yard&offer=catalan-yard&offer=third&offer=fourth").await.body;
    let notice = between(&four, "You can compare up to 3.", "</div>");
    assert!(notice.contains("/en/offers/fourth/") && four.matches("class=\"year-row\"").count() == 3);
    let unknown = compare("?offer=boat-yard&offer=%3Cb%3E").await.body;
    assert!(unknown.contains("There is no offer “&lt;b&gt;”."));
    assert_eq!(town.get("/desk/requests/MM-0000-0000-0000/compare").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn texts_of_a_list_that_was_just_published_anew_are_left_out() {
    let town = Town::new(&[offer("boat-yard", json!({})), offer("other", json!({}))]);
    let reference = town.wish(&[]).await;
    let desk = town.desk();
    let get = async |address: String| {
        send(&desk, from_here(Method::GET, &address).body(Body::empty()).expect("a request")).await.body
    };
    let compare = format!("/desk/requests/{reference}/compare?offer=boat-yard");
    assert!(get(compare.clone()).await.contains("The boat-yard costs nothing."));
    write(town.site.path(), "data/offers.json", "{\"version\": 1, \"offers\": []}");
    let after = get(compare).await;
    assert!(after.contains("meets every rule") && !after.contains("costs nothing"));
}

#[tokio::test]
async fn who_asked_before_is_told_with_what_both_have_in_common() {
    let town = Town::new(&[]);
    let first = town.wish(&[]).await;
    let again = town
        .wish(&[("goal", "To see how several companies share their apprentices."), ("contact.email", "b@example.org")])
        .await;
    let declined = town
        .wish(&[
            ("goal", "A course, long ago, in another spring."),
            ("period.from", "2027-08-01"),
            ("period.until", "2027-08-31"),
        ])
        .await;
    let refusal = Refusal { reason: Reason::NoHost, explanation: None };
    town.take(&declined, Action::Decline(refusal), "2026-11-24T09:00:00Z").await;
    let stranger = town.wish(&[("organisation.name", "Somebody else"), ("contact.email", "else@example.org")]).await;

    let page = town.page(&first).await;
    let seen = between(&page, "Already requested?", "</section>");
    assert!(seen.contains(again.as_str()) && !seen.contains(stranger.as_str()));
    assert!(seen.contains(
        "It may be a repeated request: the same organisation, the same kind of exchange, periods that overlap"
    ));
    assert!(seen.contains(declined.as_str()) && seen.contains("The same sender was declined on 24 November 2026."));
    let others = between(&page, "Their other requests", "</section>");
    assert!(others.contains(declined.as_str()) && !others.contains(again.as_str()));
    assert!(!town.page(&stranger).await.contains("Already requested?"));
}

#[tokio::test]
async fn an_offer_is_told_apart_from_the_catalogue_and_finds_the_groups_that_wait() {
    let town = Town::new(&[
        offer(
            "boat-yard",
            json!({"host": {"name": "Invented Yard", "kind": "EPLUS-EDU-VOC-SEC", "website": null, "region": "ES5", "place": "Girona"}}),
        ),
        offer("far-away", json!({})),
    ]);
    let fits = town.wish(&[("organisation.name", "Group that fits")]).await;
    let nearly = town.wish(&[("organisation.name", "Group that is large"), ("participants", "7")]).await;
    let never =
        town.wish(&[("organisation.name", "Group from the same country"), ("organisation.country", "ES")]).await;
    let gone = town.wish(&[("organisation.name", "Group with a host")]).await;
    town.take(&gone, introduce("boat-yard"), "2026-11-24T09:00:00Z").await;

    let request = json!({
        "language": "en",
        "organisation": {"name": "INVENTED YARD", "kind": "EPLUS-EDU-VOC-SEC", "country": "ES", "place": "Girona"},
        "contact": {"name": "Invented Person", "role": null, "email": "host@example.org"},
        "wish": {
            "form": "offer-to-host", "title": "Planks and sails", "summary": "Boats.", "website": null,
            "activities": ["job-shadowing"], "audiences": ["teachers"], "sectors": ["07"], "themes": [],
            "programme": "Planks.", "learning": "How apprentices learn with several companies.",
            "languages": [{"code": "en", "level": "B1"}], "group": {"min": 1, "max": 6}, "duration": {"min": 2, "max": 5},
            "windows": [{"from": "2027-03-01", "until": "2027-04-30"}],
            "support": {"measures": [], "barriers": [], "note": null}, "costs": "None.", "by_rail": true,
            "minors": false, "safeguarding": null, "reciprocity": false,
        },
    });
    let request: Request = serde_json::from_value(request).expect("a request");
    let received = NOW.parse().expect("a moment");
    let reference =
        town.keep(&Submission::new(request, &Default::default(), None, &ReferenceKey::new([7; 32]), received)).await;

    let page = town.page(&reference).await;
    let doubles = between(&page, "Already in the catalogue?", "</section>");
    assert!(doubles.contains("/en/offers/boat-yard/") && doubles.contains("In common: the host’s name, the town"));
    assert!(!doubles.contains("far-away"));
    let groups = between(&page, "Groups that are waiting", "</section>");
    assert!(groups.contains("One group without a host fits"));
    assert!(groups.find(fits.as_str()).expect("it fits") < groups.find(nearly.as_str()).expect("it nearly fits"));
    assert!(groups.contains("the group is 7 people; the host accepts groups of 1 to 6"));
    assert!(!groups.contains(never.as_str()) && !groups.contains(gone.as_str()));
    let compare = town.get(&format!("/desk/requests/{reference}/compare")).await;
    assert_eq!(compare.status, StatusCode::NOT_FOUND, "there is nothing to compare for a host");
}

#[tokio::test]
async fn a_catalogue_that_can_t_be_read_takes_nothing_else_from_the_page() {
    let town = Town::new(&[offer("boat-yard", json!({}))]);
    let reference = town.wish(&[]).await;
    write(town.site.path(), "data/offers.json", "{}");
    let page = town.page(&reference).await;
    assert!(page.contains("The catalogue cannot be searched at the moment") && page.contains("What they ask"));
    let compare = town.get(&format!("/desk/requests/{reference}/compare")).await;
    assert_eq!(compare.status, StatusCode::SERVICE_UNAVAILABLE);
}

#[tokio::test]
async fn all_windows_of_a_host_are_told_also_those_outside_of_the_period_asked_for() {
    let windows = json!({"windows": [
        {"from": "2027-03-01", "until": "2027-04-30"},
        {"from": "2027-09-01", "until": "2027-10-31"},
    ]});
    let town = Town::new(&[offer("two-seasons", windows)]);
    let page = town.page(&town.wish(&[]).await).await;
    let told = between(&page, "class=\"match-windows\"", "</p>");
    assert!(told.contains("March") && told.contains("September"), "{told}");
}
