//! Steps as somebody fills them in: one rulebook for the desk's forms.

mod details;

use jiff::civil::Date;

use self::details::read_offer;
use crate::case::{Action, ActionKind, Agreement, Cause, HostContact, Introduction, Refusal, Side, Visit};
use crate::content::case_study::read_slug;
use crate::validate::{Limit, ObjectReader, is_blank, line};

impl Action {
    /// The most characters of a person's name at the desk.
    pub const NAME: Limit = Limit { min: 1, max: 80 };
    /// Whether somebody at the desk can be called so: one line that can be seen, by the rules of every text.
    pub fn is_name(text: &str) -> bool {
        let has_room = |name: &str| (Self::NAME.min..=Self::NAME.max).contains(&name.chars().count());
        line(text).is_ok_and(|name| !is_blank(&name) && has_room(&name))
    }

    /// A reason that whoever reads the timeline later understands.
    const REASON: Limit = Limit { min: 3, max: 1_000 };

    pub fn read(fields: &mut ObjectReader, kind: ActionKind, today: Date) -> Option<Self> {
        Some(match kind {
            ActionKind::StartReview => Action::StartReview,
            ActionKind::RecordAnswer => Action::RecordAnswer,
            ActionKind::MarkAsSpam => Action::MarkAsSpam,
            ActionKind::ClearOfSpam => Action::ClearOfSpam,
            ActionKind::AskForInformation => {
                Action::AskForInformation { question: fields.optional_text("question", Limit::PAGE) }
            }
            ActionKind::AskBoth => {
                let offer = read_offer(fields);
                let host = fields.group("host", HostContact::read);
                Action::AskBoth { offer: offer?, host: Some(host?) }
            }
            ActionKind::Introduce => Action::Introduce(Introduction::read(fields)?),
            ActionKind::Agree => Action::Agree(Agreement::read(fields, today)?),
            ActionKind::Complete => Action::Complete(Visit::read(fields, today)?),
            ActionKind::Accept => Action::Accept { offer: read_slug(fields, "offer") },
            ActionKind::Decline => Action::Decline(Refusal::read(fields)?),
            ActionKind::Return => {
                let cause = fields.choice("cause", &Cause::choices());
                let explanation = fields.optional_text("explanation", Action::REASON);
                Action::Return { cause: cause?, explanation }
            }
            ActionKind::Reschedule => {
                let agreement = Agreement::read(fields, today);
                let reason = fields.optional_text("reason", Action::REASON);
                Action::Reschedule { period: agreement?.period, reason }
            }
            ActionKind::Correct => {
                let visit = Visit::read(fields, today);
                let reason = fields.text("reason", Action::REASON);
                Action::Correct { visit: visit?, reason: reason? }
            }
            ActionKind::Reopen => Action::Reopen { reason: fields.text("reason", Action::REASON)? },
            ActionKind::Assign => Action::Assign { to: fields.optional_text("to", Action::NAME) },
            ActionKind::Remind => Action::Remind { side: fields.choice("side", &Side::choices())? },
            ActionKind::Note => Action::Note { note: fields.text("note", Limit::PAGE)? },
        })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use crate::case::{Action, ActionKind, Agreement, Side};
    use crate::request::node_from_pairs;
    use crate::text::LanguageTag;
    use crate::validate::{Reader, Source};
    use crate::vocabulary::Vocabulary;

    fn vocabulary() -> Vocabulary {
        let json = r#"{
            "activities": [{"code": "job-shadowing", "label": {"en": "Job shadowing"}, "family": "visits", "who": "staff",
                "min_days": 2, "max_days": 60, "erasmus": true}],
            "countries": [{"code": "ES", "alpha3": "ESP", "label": {"en": "Spain"}, "nuts": "ES", "status": "eu-member"}],
            "languages": [{"code": "ca", "alpha3": "cat", "label": {"en": "Catalan"}, "autonym": "català", "official": false}],
            "audiences": [], "barriers": [], "event_kinds": [], "organisation_kinds": [], "regions": [], "sectors": [],
            "stop_kinds": [], "support_measures": [], "themes": []}"#;
        serde_json::from_str(json).expect("a vocabulary")
    }

    /// The step, or the fields that are wrong with the code of each fault.
    fn read(kind: ActionKind, fields: &[(&str, &str)]) -> Result<Action, Vec<String>> {
        let vocabulary = vocabulary();
        let node = node_from_pairs(fields.iter().copied()).expect("field names that fit");
        let mut reader = Reader::new(&vocabulary, Source::Posted, LanguageTag::english());
        let step = reader.document(&node, |fields| Action::read(fields, kind, date(2026, 11, 23)));
        let problems = reader.into_problems();
        let faults = problems.iter().map(|problem| format!("{}: {}", problem.pointer, problem.kind.code())).collect();
        step.filter(|_| problems.is_empty()).ok_or(faults)
    }

    const HOST: [(&str, &str); 5] = [
        ("offer", "boat-yard"),
        ("host.organisation", "Invented Boat Yard"),
        ("host.name", "Invented Person"),
        ("host.email", "yard@example.org"),
        ("host.language", "ca"),
    ];

    const VISIT: [(&str, &str); 7] = [
        ("from", "2026-11-02"),
        ("until", "2026-11-04"),
        ("activity", "job-shadowing"),
        ("host_country", "ES"),
        ("staff", "3"),
        ("learners", "0"),
        ("fewer_opportunities", "1"),
    ];

    fn with<'a>(fields: &[(&'a str, &'a str)], name: &str, value: &'a str) -> Vec<(&'a str, &'a str)> {
        fields.iter().map(|(known, old)| (*known, if *known == name { value } else { *old })).collect()
    }

    #[test]
    fn an_introduction_needs_somebody_whom_mail_reaches() {
        let Ok(Action::Introduce(introduction)) = read(ActionKind::Introduce, &HOST) else { panic!("an introduction") };
        assert_eq!((introduction.offer.as_str(), introduction.host.language.as_str()), ("boat-yard", "ca"));
        let faults = |name, value| read(ActionKind::Introduce, &with(&HOST, name, value)).expect_err("refused");
        assert_eq!(faults("host.email", "yard"), ["host.email: email-address"]);
        assert_eq!(faults("host.email", "yard@example.org\nBcc: x@example.org"), ["host.email: email-address"]);
        assert_eq!(faults("host.name", ""), ["host.name: missing"]);
        assert_eq!(faults("offer", "Boat Yard"), ["offer: unknown-reference"]);
        assert_eq!(faults("host.language", "xx"), ["host.language: unknown-code"]);
    }

    #[test]
    fn a_visit_is_counted_once_it_is_over_and_its_numbers_fit() {
        assert!(read(ActionKind::Complete, &VISIT).is_ok());
        let faults = |name, value| read(ActionKind::Complete, &with(&VISIT, name, value)).expect_err("refused");
        assert_eq!(faults("until", "2026-11-24"), ["until: future"]);
        assert_eq!(faults("until", "2026-11-01"), ["until: reversed"]);
        assert_eq!(faults("from", "1990-11-02"), ["from: out-of-reach"]);
        assert_eq!(faults("until", "2090-11-02"), ["until: out-of-reach"]);
        assert_eq!(faults("until", "3000-11-02"), ["until: date-out-of-sense"]);
        assert_eq!(faults("fewer_opportunities", "4"), ["fewer_opportunities: part-exceeds-whole"]);
        assert_eq!(faults("staff", "0"), ["staff: out-of-range", "fewer_opportunities: part-exceeds-whole"]);
        assert_eq!(faults("learners", "-1"), ["learners: out-of-range"]);
        assert_eq!(faults("host_country", ""), ["host_country: missing"]);
    }

    #[test]
    fn a_name_at_the_desk_is_a_text_like_any_other() {
        for name in ["Marta", "Zoë Łukasz", "نورة"] {
            assert!(Action::is_name(name), "{name}");
        }
        let hidden = [
            "Mar\u{202e}ta",
            "Mar\u{2067}ta",
            "\u{1}Marta",
            "Mar\u{206a}ta",
            "Ma\nrta",
            "\u{200b}",
            " ",
            "Mart\u{fffd}",
        ];
        for name in hidden.iter().chain(&["", &*"x".repeat(81)]) {
            assert!(!Action::is_name(name), "{name:?}");
        }
    }

    #[test]
    fn an_agreement_has_both_days_or_none() {
        assert_eq!(read(ActionKind::Agree, &[]), Ok(Action::Agree(Agreement { period: None })));
        assert!(read(ActionKind::Agree, &[("from", "2027-03-01"), ("until", "2027-03-03")]).is_ok());
        let faults = |fields: &[(&str, &str)]| read(ActionKind::Agree, fields).expect_err("refused");
        assert_eq!(faults(&[("from", "2027-03-01")]), ["until: missing"]);
        assert_eq!(faults(&[("from", "2026-03-01"), ("until", "2026-03-03")]), ["until: past"]);
        assert_eq!(faults(&[("from", "2027-03-01"), ("until", "2090-03-03")]), ["until: out-of-reach"]);
        assert_eq!(faults(&[("from", "1990-03-01"), ("until", "2027-03-03")]), ["from: out-of-reach"]);
        assert_eq!(faults(&[("from", "1 March"), ("until", "2027-03-03")]), ["from: date"]);
    }

    #[test]
    fn the_other_steps_say_what_they_need() {
        assert_eq!(read(ActionKind::Assign, &[]), Ok(Action::Assign { to: None }), "it is free again");
        assert_eq!(read(ActionKind::Assign, &[("to", &"x".repeat(81))]), Err(vec!["to: too-long".into()]));
        assert_eq!(read(ActionKind::Remind, &[("side", "host")]), Ok(Action::Remind { side: Side::Host }));
        assert_eq!(read(ActionKind::Remind, &[]), Err(vec!["side: missing".into()]));
        assert_eq!(read(ActionKind::Decline, &[("reason", "odd")]), Err(vec!["reason: unknown-code".into()]));
        assert_eq!(read(ActionKind::Accept, &[("offer", "B b")]), Err(vec!["offer: slug".into()]));
        assert_eq!(read(ActionKind::Note, &[("note", " ")]), Err(vec!["note: missing".into()]));
    }

    #[test]
    fn a_correction_and_a_reopening_say_why() {
        let reason = [("reason", "It was 7 and not 70.")];
        let corrected = read(ActionKind::Correct, &[&VISIT[..], &reason].concat());
        assert!(matches!(corrected, Ok(Action::Correct { visit, .. }) if visit.staff == 3));
        assert_eq!(read(ActionKind::Correct, &VISIT), Err(vec!["reason: missing".into()]));
        assert_eq!(read(ActionKind::Reopen, &[]), Err(vec!["reason: missing".into()]));
        assert_eq!(read(ActionKind::Reopen, &[("reason", "x")]), Err(vec!["reason: too-short".into()]));
    }

    #[test]
    fn the_days_of_an_agreement_can_change_and_become_open_again() {
        let days = [("from", "2027-03-08"), ("until", "2027-03-10"), ("reason", "The school has exams.")];
        let changed = read(ActionKind::Reschedule, &days);
        assert!(matches!(changed, Ok(Action::Reschedule { period: Some(_), reason: Some(_) })), "{changed:?}");
        let open = Action::Reschedule { period: None, reason: None };
        assert_eq!(read(ActionKind::Reschedule, &[]), Ok(open));
        assert_eq!(read(ActionKind::Reschedule, &days[..1]), Err(vec!["until: missing".into()]));
        let past = [("from", "2026-03-01"), ("until", "2026-03-03")];
        assert_eq!(read(ActionKind::Reschedule, &past), Err(vec!["until: past".into()]));
    }
}
