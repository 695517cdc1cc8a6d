//! The figures of a year as a file.

use crate::drafts::yaml::{Yaml, scalar};
use crate::statistics::Figures;
use crate::text::LanguageTag;

/// The file of a year's figures. `language` is the site's first, in which plain texts are.
pub fn write(figures: &Figures, language: &LanguageTag) -> String {
    let mut document = Yaml::new("figures", language);
    let yaml = &mut document;
    if let Some(until) = figures.until {
        yaml.remarked(0, "until", &until.to_string(), "the last day counted; take it out once the year is whole");
    }
    yaml.line(0, "activities:");
    for entry in &figures.activities {
        let fewer =
            entry.fewer_opportunities.map(|number| format!(", fewer_opportunities: {number}")).unwrap_or_default();
        let activity = scalar(entry.activity.as_str());
        let (mobilities, staff, learners) = (entry.mobilities, entry.staff, entry.learners);
        yaml.line(
            2,
            &format!(
                "- {{activity: {activity}, mobilities: {mobilities}, staff: {staff}, learners: {learners}{fewer}}}"
            ),
        );
    }
    if !figures.hosts.is_empty() {
        yaml.line(0, "hosts:");
        for entry in &figures.hosts {
            let country = scalar(entry.country.as_str());
            let (mobilities, participants) = (entry.mobilities, entry.participants);
            yaml.line(2, &format!("- {{country: {country}, mobilities: {mobilities}, participants: {participants}}}"));
        }
    }
    match &figures.vet {
        Some(vet) => {
            yaml.line(0, "vet:");
            yaml.value(2, "learners", &vet.learners.to_string());
            yaml.value(2, "mobile", &vet.mobile.to_string());
            yaml.value(2, "source", &scalar(&vet.source));
        }
        None => {
            yaml.remark(0, "vet: the desk can’t know these; the regions report them");
            yaml.line(0, "#   learners:");
            yaml.line(0, "#   mobile:");
            yaml.line(0, "#   source:");
        }
    }
    if let Some(requests) = figures.requests {
        let median =
            requests.median_days_to_match.map(|days| format!(", median_days_to_match: {days}")).unwrap_or_default();
        let (received, matched, declined) = (requests.received, requests.matched, requests.declined);
        yaml.value(
            0,
            "requests",
            &format!("{{received: {received}, matched: {matched}, declined: {declined}{median}}}"),
        );
    }
    yaml.value(0, "source", &scalar(&figures.source));
    yaml.optional(0, "note", figures.note.as_ref());
    if figures.demo {
        yaml.value(0, "demo", "true");
    }
    document.into_text()
}
