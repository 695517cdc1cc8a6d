use super::{EmailKind, EmailTemplate, Placeholder, PlaceholderValues};
use crate::validate::ErrorKind;

const TEXT: &str =
    "Subject: A host for {group_organisation}\n\nDear {group_name},\n\nSupport: {support}\n\n{question}\n";

fn question(text: &str) -> Result<EmailTemplate, Vec<(usize, usize, &'static str)>> {
    let told = |problems: Vec<super::TemplateProblem>| {
        problems.iter().map(|problem| (problem.line, problem.column, problem.kind.code())).collect()
    };
    EmailTemplate::parse(EmailKind::Question, text).map_err(told)
}

#[test]
fn facts_fill_the_blanks_and_what_is_not_known_leaves_its_line_out() {
    let text = TEXT.replace("Support: {support}", "Signed: {writer}, {secretariat}");
    let letter = question(&text).expect("a template");
    let mut facts = PlaceholderValues::from([
        (Placeholder::GroupOrganisation, "School\nof Crafts".to_owned()),
        (Placeholder::GroupName, "{writer}".to_owned()),
        (Placeholder::Question, "How many?\nAnd when?".to_owned()),
    ]);
    let filled = letter.fill(&facts);
    assert_eq!(filled.subject, "A host for School of Crafts", "a subject never gets a second line");
    assert_eq!(filled.text, "Dear {writer},\n\nHow many?\nAnd when?\n", "a fact is no template");
    facts.insert(Placeholder::Secretariat, "The Network".to_owned());
    assert!(letter.fill(&facts).text.contains("\n\nSigned: , The Network\n\n"));
}

#[test]
fn all_that_is_wrong_is_told_with_its_place() {
    assert_eq!(question(TEXT), Err(vec![(5, 10, "unknown-blank")]));
    assert_eq!(question("Dear {group_nam},\n{question} }").err(), Some(vec![(1, 1, "missing"), (2, 12, "lone-brace")]));
    assert_eq!(question("Subject: é {wrter}\n").err().map(|found| found.len()), Some(3));
    let problems =
        EmailTemplate::parse(EmailKind::Question, "Subject: é {wrter}\n{question}").expect_err("a blank unknown");
    let suggestion = Some("writer".to_owned());
    assert_eq!(problems[0].kind, ErrorKind::UnknownBlank { value: "wrter".into(), suggestion });
    assert_eq!((problems[0].line, problems[0].column), (1, 12));
    assert_eq!(question("Subject: x\n{question").err(), Some(vec![(2, 1, "lone-brace"), (1, 1, "missing")]));
}

#[test]
fn a_letter_to_one_side_has_nothing_of_the_other() {
    for kind in [EmailKind::Question, EmailKind::Decline, EmailKind::Accepted] {
        assert!(!kind.allows(Placeholder::HostEmail), "{kind:?}");
    }
    for kind in EmailKind::ALL {
        assert_eq!(EmailKind::from_code(kind.code()), Some(kind));
        assert!(kind.needs().iter().all(|blank| kind.allows(*blank)), "{kind:?}");
    }
}
