//! Requests as many as wanted, no two alike, and what became of each: the same number gives the same, on every machine.

use domain::case::{
    Action, Agreement, Cause, HostContact, Introduction, Reason, ReferenceKey, Refusal, Side, Submission,
};
use domain::request::{Form, Request};
use domain::text::{LanguageTag, Slug};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

/// Who works at the desk.
pub const DESK: [&str; 4] = ["Joana Ferreira", "Márta Kovács", "Øyvind Dahl", "Zoë Peeters"];

/// Words that stand in most texts.
const USUAL: [&str; 24] = [
    "apprentices",
    "teachers",
    "school",
    "companies",
    "workshop",
    "training",
    "learn",
    "visit",
    "practice",
    "together",
    "students",
    "skills",
    "quality",
    "mentors",
    "language",
    "programme",
    "vocational",
    "weeks",
    "group",
    "experience",
    "methods",
    "inclusion",
    "digital",
    "green",
];

const COUNTRIES: [&str; 12] = ["DE", "ES", "FR", "IT", "PL", "BE", "PT", "FI", "SE", "RO", "NO", "IS"];

const SYLLABLES: [&str; 32] = [
    "ba", "ker", "lo", "mi", "ster", "ran", "du", "vel", "ko", "sa", "tri", "gen", "pol", "ne", "hau", "lin", "mar",
    "té", "wi", "zan", "fre", "jo", "kul", "ber", "ø", "sin", "ga", "tor", "ei", "dro", "pe", "ua",
];

/// A row of numbers (SplitMix64).
pub struct Lots(u64);

impl Lots {
    /// The lots of one thing, by its number.
    pub fn of(kind: u64, number: u64) -> Self {
        Self(kind.wrapping_mul(0xA076_1D64_78BD_642F) ^ number.wrapping_mul(0xE703_7ED1_A0B4_28DB))
    }

    /// A number below another.
    pub fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % most
    }

    /// One of some.
    pub fn one<'t>(&mut self, of: &[&'t str]) -> &'t str {
        of[usize::try_from(self.below(of.len() as u64)).expect("a place")]
    }
}

/// A word by its number.
fn word(kind: u64, number: u64) -> String {
    let mut lots = Lots::of(kind, number);
    (0..2 + lots.below(3)).map(|_| lots.one(&SYLLABLES)).collect()
}

fn name(kind: u64, number: u64) -> String {
    let word = word(kind, number);
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Sentences of so many words: every third is usual, and of the others few are in many texts and most in few.
fn text(lots: &mut Lots, words: u64) -> String {
    let mut text = String::new();
    for place in 0..words {
        let rank = lots.below(8_000).min(lots.below(8_000)).min(lots.below(8_000));
        let chosen = if place % 3 == 0 { lots.one(&USUAL).to_owned() } else { word(1, rank) };
        text.push_str(&chosen);
        text.push(if place % 9 == 8 { '.' } else { ' ' });
    }
    text.trim().to_owned()
}

fn email(sender: u64) -> String {
    format!("{}.{}@{}.example.org", word(2, sender % 400), word(3, sender), word(4, sender % 9_000))
}

/// The e-mail address of a sender who is in the store, by a number.
pub fn sender(number: u64) -> String {
    email(Lots::of(7, number).below(20_000))
}

/// What came in, by its number.
pub fn submission(number: u64, received: Timestamp) -> Submission {
    let mut lots = Lots::of(7, number);
    let sender = lots.below(20_000);
    let organisation = sender % 9_000;
    let contact = json!({
        "name": format!("{} {}", name(2, sender % 400), name(3, sender)),
        "role": "Coordinator of exchanges",
        "email": email(sender),
    });
    let words = 40 + lots.below(80);
    let goal = format!("{} {number}", text(&mut lots, words));
    let wish = match lots.below(20) {
        0 => json!({ "form": "join", "motivation": goal, "show_as_supporter": true }),
        1..4 => proposal(&mut lots, &goal),
        _ => search(&mut lots, &goal),
    };
    let request: Request = serde_json::from_value(json!({
        "language": lots.one(&["en", "fr", "de", "es"]),
        "organisation": {
            "name": format!("{} {} {}", name(4, organisation), lots.one(&["School", "Lycée", "Kolleg", "Institut"]), name(5, organisation)),
            "kind": "EPLUS-EDU-VOC-SEC",
            "country": COUNTRIES[usize::try_from(organisation % 12).expect("a place")],
            "place": name(6, organisation % 800),
        },
        "contact": contact,
        "wish": wish,
    }))
    .expect("a request");
    Submission::new(request, &Default::default(), None, &ReferenceKey::new([7; 32]), received)
}

fn search(lots: &mut Lots, goal: &str) -> Value {
    json!({
        "form": "find-a-host", "offer": null, "activity": "job-shadowing", "audiences": ["teachers"],
        "sectors": ["0715"], "themes": ["crafts"], "goal": goal, "countries": [lots.one(&COUNTRIES)],
        "own_country_welcome": false, "period": { "from": "2027-03-01", "until": "2027-05-31" }, "days": 5,
        "participants": 1 + lots.below(20), "fewer_opportunities": 2, "minors": false,
        "languages": [{ "code": "en", "level": "B2" }], "support": { "measures": [], "barriers": [], "note": null },
    })
}

fn proposal(lots: &mut Lots, goal: &str) -> Value {
    json!({
        "form": "offer-to-host", "title": text(lots, 6), "summary": text(lots, 20), "website": null,
        "activities": ["job-shadowing"], "audiences": ["teachers"], "sectors": ["0715"], "themes": [],
        "programme": goal, "learning": text(lots, 30), "languages": [{ "code": "en", "level": "B1" }],
        "group": { "min": 1, "max": 8 }, "duration": { "min": 2, "max": 10 },
        "windows": [{ "from": "2027-03-01", "until": "2027-05-31" }],
        "support": { "measures": [], "barriers": [], "note": null }, "costs": text(lots, 8), "by_rail": true,
        "minors": false, "safeguarding": null, "reciprocity": true,
    })
}

fn host(lots: &mut Lots) -> Introduction {
    let number = lots.below(3_000);
    let host = HostContact {
        organisation: format!("{} {}", name(8, number), name(9, number)),
        name: name(10, number),
        email: format!("{}@{}.example.org", word(10, number), word(9, number)),
        language: LanguageTag::english(),
    };
    Introduction::new(offer(number), host)
}

/// The slug of an offer by which requests are introduced.
pub fn offer(number: u64) -> Slug {
    Slug::parse(&format!("offer-{number}")).expect("a slug")
}

/// What became of a request until now: the older it is, the further it went.
pub fn steps(number: u64, form: Form, received: Timestamp, now: Timestamp) -> Vec<(Timestamp, Action)> {
    let mut lots = Lots::of(11, number);
    let days = (now.as_second() - received.as_second()) / 86_400;
    let refusal = || Action::Decline(Refusal { reason: Reason::NoHost, explanation: None });
    let mut steps = vec![Action::Assign { to: Some(lots.one(&DESK).to_owned()) }, Action::StartReview];
    match (form, lots.below(100)) {
        (_, 0..15) => steps.truncate(usize::try_from(lots.below(3)).expect("few")),
        (_, 15..30) => steps.push(refusal()),
        (_, 30..34) => steps.push(Action::MarkAsSpam),
        (_, 34..44) => steps.push(Action::AskForInformation { question: Some(text(&mut lots, 12)) }),
        (Form::FindAHost, outcome) => {
            steps.push(Action::Introduce(host(&mut lots)));
            match outcome {
                44..54 => steps.push(Action::Remind { side: Side::Host }),
                54..62 => {
                    steps.push(Action::Return { cause: Cause::HostSilent, explanation: None });
                    steps.push(Action::Introduce(host(&mut lots)));
                }
                62..70 => steps.push(Action::RecordAnswer),
                70..75 => steps.push(Action::Agree(Agreement { period: None })),
                _ => {
                    let day = (received + SignedDuration::from_hours(24 * 40)).to_zoned(jiff::tz::TimeZone::UTC).date();
                    let visit = json!({
                        "period": { "from": day, "until": day }, "activity": "job-shadowing",
                        "host_country": lots.one(&COUNTRIES), "staff": 1 + lots.below(4), "learners": lots.below(20),
                        "fewer_opportunities": lots.below(3),
                    });
                    steps.push(Action::Complete(serde_json::from_value(visit).expect("a visit")));
                }
            }
        }
        (_, _) => steps.push(Action::Accept { offer: Some(offer(number % 3_000)) }),
    }
    let hours = |step: i64| received + SignedDuration::from_hours(20 + 30 * step);
    let taken = steps.into_iter().zip(0..).map(|(step, place)| (hours(place), step));
    // What came in yesterday has not been looked at.
    taken.filter(|(at, _)| *at < now && days > 1).collect()
}
