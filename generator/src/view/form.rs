//! The choices of a form, and the sentences that the function may need to fill into it.

use std::collections::BTreeMap;

use domain::content::common::Level;
use domain::request::Form;
use domain::request::fit::Mismatch;
use domain::text::Alphabet;
use domain::text::messages::{MessageError, Messages, OTHER};
use domain::vocabulary::{
    Activity, Audience, Barrier, Country, Family, Language, OrganisationKind, Sector, SupportMeasure, Theme,
};
use fluent_bundle::FluentValue;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Label, Lens};

/// A form's choices.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FormView<'s> {
    pub name: &'static str,
    pub honeypot: &'static str,
    pub organisation_kinds: Vec<Label<'s>>,
    pub countries: Vec<Label<'s>>,
    pub activities: Vec<Choices<'s>>,
    pub audiences: Vec<Label<'s>>,
    pub sectors: Vec<Choices<'s>>,
    pub themes: Vec<Label<'s>>,
    pub languages: Vec<Label<'s>>,
    pub levels: Vec<Label<'s>>,
    pub measures: Vec<Label<'s>>,
    pub barriers: Vec<Label<'s>>,
}

/// Choices under a heading.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Choices<'s> {
    pub code: &'s str,
    /// For a broad sector; activities are headed by the message of their family.
    pub label: Option<&'s str>,
    /// Whether the heading can be chosen too.
    pub selectable: bool,
    pub choices: Vec<Label<'s>>,
}

/// What the function and the form's script read from the form's page: its words in the page's language.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FormMessages {
    language: String,
    /// A sentence for each fault; `too-long.one` is that of a plural category.
    pub problems: BTreeMap<String, String>,
    /// What is said of a field in which nothing was chosen; it names what to choose.
    missing: BTreeMap<String, String>,
    /// By which of its numbers a sentence is inflected.
    counted: BTreeMap<&'static str, &'static str>,
    /// How many characters are left or too many.
    counts: BTreeMap<String, String>,
    pub labels: BTreeMap<String, String>,
    months: Vec<String>,
    /// How days are written.
    dates: BTreeMap<&'static str, String>,
    /// What an offer says about visits.
    offer: BTreeMap<String, String>,
    /// What of a request does not fit an offer.
    fit: BTreeMap<String, String>,
}

impl<'s> Lens<'s> {
    /// The choices of a form.
    pub fn form(&self, form: Form) -> FormView<'s> {
        let alphabet = Alphabet::of(self.language);
        let mut countries = self.choices::<Country>(|_| true);
        let mut languages = self.choices::<Language>(|_| true);
        for choices in [&mut countries, &mut languages] {
            choices.sort_by(|a, b| alphabet.compare(a.label, b.label));
        }
        FormView {
            name: form.name(),
            honeypot: Form::HONEYPOT,
            organisation_kinds: self.choices::<OrganisationKind>(|kind| kind.short),
            countries,
            activities: Family::ALL
                .iter()
                .map(|(code, family)| Choices {
                    code,
                    label: None,
                    selectable: false,
                    choices: self.choices::<Activity>(|activity| activity.family == *family),
                })
                .collect(),
            audiences: self.choices::<Audience>(|_| true),
            sectors: self
                .choices::<Sector>(|sector| sector.code.len() == 2)
                .into_iter()
                .map(|broad| Choices {
                    choices: self.choices::<Sector>(|sector| {
                        // The inter-disciplinary fields (0x8) help statisticians, not people who look for a host.
                        sector.code.len() == 3 && sector.broad() == broad.code && !sector.code.ends_with('8')
                    }),
                    code: broad.code,
                    label: Some(broad.label),
                    selectable: true,
                })
                .collect(),
            themes: self.choices::<Theme>(|_| true),
            languages,
            levels: Level::ALL
                .iter()
                .map(|(word, _)| Label { code: word, label: word, address: None, family: None })
                .collect(),
            measures: self.choices::<SupportMeasure>(|_| true),
            barriers: self.choices::<Barrier>(|_| true),
        }
    }
}

/// The fields whose problems a form may show. A name's message key is `field-` with the
/// name's words, without the numbers of lists.
pub fn field_names(form: Form) -> Vec<&'static str> {
    let mut names = vec!["organisation.name", "organisation.kind", "organisation.country", "organisation.place"];
    names.extend(["contact.name", "contact.role", "contact.email"]);
    names.extend(match form {
        Form::FindAHost => [
            "offer",
            "activity",
            "audiences",
            "sectors",
            "themes",
            "goal",
            "countries",
            "own_country_welcome",
            "period.from",
            "period.until",
            "days",
            "participants",
            "fewer_opportunities",
            "minors",
        ]
        .as_slice(),
        Form::OfferToHost => &[
            "website",
            "title",
            "summary",
            "activities",
            "audiences",
            "sectors",
            "themes",
            "programme",
            "learning",
            "group.min",
            "group.max",
            "duration.min",
            "duration.max",
            "windows[0].from",
            "windows[0].until",
            "windows[1].from",
            "windows[1].until",
            "windows[2].from",
            "windows[2].until",
            "costs",
            "by_rail",
            "minors",
            "safeguarding",
            "reciprocity",
        ],
        Form::Join => &["website", "motivation", "show_as_supporter"],
    });
    if form != Form::Join {
        names.extend(["languages[0].code", "languages[0].level", "languages[1].code", "languages[1].level"]);
        names.extend(["languages[2].code", "languages[2].level"]);
        names.extend(["support.measures", "support.barriers", "support.note"]);
    }
    if form == Form::FindAHost {
        names.push("share_support_note");
    }
    names.push("consent");
    names
}

/// The message key of a field's label: `languages[0].code` has `field-languages-code`.
pub fn label_key(name: &str) -> String {
    let words: Vec<&str> = name.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty()).collect();
    format!("field-{}", words.join("-"))
}

/// A fault that a request can have.
pub struct RequestFault {
    /// Its code. What ends in `-suggested` is said where it is known what was probably meant.
    pub code: &'static str,
    /// The names of its values.
    pub values: &'static [&'static str],
    /// The one of them by which the sentence is inflected.
    pub counted: Option<&'static str>,
}

const fn fault(code: &'static str, values: &'static [&'static str]) -> RequestFault {
    RequestFault { code, values, counted: None }
}

const fn counting(code: &'static str, counted: &'static str, values: &'static [&'static str]) -> RequestFault {
    RequestFault { code, values, counted: Some(counted) }
}

/// The faults that a request can have.
pub const REQUEST_FAULTS: &[RequestFault] = &[
    fault("missing", &[]),
    fault("empty", &[]),
    counting("too-long", "length", &["max", "length"]),
    counting("too-short", "length", &["min", "length"]),
    counting("too-many", "count", &["max", "count"]),
    counting("given-twice", "count", &["count"]),
    fault("wrong-type", &[]),
    fault("unknown-key", &["value"]),
    fault("unknown-key-suggested", &["value", "suggestion"]),
    fault("control-character", &[]),
    fault("text-direction", &[]),
    fault("lost-character", &[]),
    fault("line-break", &[]),
    fault("unknown-code", &["value"]),
    fault("unknown-code-suggested", &["value", "suggestion"]),
    fault("repeated", &["value"]),
    fault("date", &["value"]),
    fault("number", &["value"]),
    fault("out-of-range", &["value", "min", "max"]),
    fault("reversed", &["first", "last"]),
    fault("reversed-number", &["first", "last"]),
    fault("past", &["value"]),
    fault("date-out-of-sense", &["value"]),
    fault("web-address", &["value"]),
    fault("address-with-user", &[]),
    fault("email-address", &["value"]),
    fault("email-local-part", &["value"]),
    fault("flag", &["value"]),
    fault("language", &["value"]),
    fault("activity-bound", &["value", "bound"]),
    counting("window-too-short", "needed", &["days", "needed"]),
    counting("part-exceeds-whole", "whole", &["part", "whole"]),
    fault("unknown-reference", &["value"]),
    fault("unknown-reference-suggested", &["value", "suggestion"]),
    fault("consent", &[]),
    fault("other", &[]),
];

/// What of a request may not fit an offer, with the names of the values.
const MISMATCHES: [(Mismatch, &[&str], Option<&str>); 7] = [
    (Mismatch::Activity, &["offered"], None),
    (Mismatch::Audience, &["offered"], None),
    (Mismatch::Period, &["offered", "days"], Some("days")),
    (Mismatch::Duration, &["offered", "days"], Some("days")),
    (Mismatch::Group, &["offered", "persons"], Some("persons")),
    (Mismatch::Minors, &[], None),
    (Mismatch::Language, &["offered"], None),
];

/// A message in its plural forms: that of `other` under the key itself, those that differ under `key.category`.
fn insert_patterns(target: &mut BTreeMap<String, String>, key: &str, patterns: BTreeMap<&'static str, String>) {
    let usual = patterns.get(OTHER).cloned().unwrap_or_default();
    for (category, pattern) in patterns {
        if category != OTHER && pattern != usual {
            target.insert(format!("{key}.{category}"), pattern);
        }
    }
    target.insert(key.to_owned(), usual);
}

/// The message of a fault, with `{name}` where its values go.
///
/// # Errors
/// If the theme has no message for it.
pub fn problem_message(messages: &Messages, code: &str, values: &[&str]) -> Result<String, MessageError> {
    let values = values.iter().map(|name| (*name, FluentValue::from(format!("{{{name}}}"))));
    messages.format(&format!("problem-{code}"), values)
}

impl FormMessages {
    /// The messages of a form in the language of `messages`. Values stand as `{name}`, for the function to fill in.
    ///
    /// # Errors
    /// If the theme has no message for one of them.
    pub fn new(form: Form, messages: &Messages) -> Result<Self, MessageError> {
        let mut problems = BTreeMap::new();
        for RequestFault { code, values, counted } in REQUEST_FAULTS {
            let patterns = messages.patterns(&format!("problem-{code}"), values, *counted)?;
            insert_patterns(&mut problems, code, patterns);
        }
        let (mut labels, mut missing) = (BTreeMap::new(), BTreeMap::new());
        for name in field_names(form) {
            labels.insert(name.to_owned(), field_label(form, name, messages)?);
            if let Some(sentence) = missing_choice(form, name, messages)? {
                missing.insert(name.to_owned(), sentence);
            }
        }
        if labels.contains_key("languages[0].code") {
            missing.insert("languages".to_owned(), messages.text("missing-languages")?);
        }
        let mut counts = BTreeMap::new();
        for key in ["left", "over"] {
            let patterns =
                messages.patterns(&format!("form-count-{key}"), &["count", "length", "max"], Some("count"))?;
            insert_patterns(&mut counts, key, patterns);
        }
        let pattern = |key: &str, names: &[&str]| {
            let mut patterns = messages.patterns(key, names, None)?;
            Ok::<_, MessageError>(patterns.remove(OTHER).unwrap_or_default())
        };
        let (mut offer, mut fit) = (BTreeMap::new(), BTreeMap::new());
        if form == Form::FindAHost {
            insert_patterns(
                &mut offer,
                "persons",
                messages.patterns("asked-persons", &["range", "count"], Some("count"))?,
            );
            insert_patterns(&mut offer, "days", messages.patterns("asked-days", &["range", "count"], Some("count"))?);
            offer.insert("level".to_owned(), pattern("asked-level", &["language", "level"])?);
            offer.insert("place".to_owned(), pattern("asked-place", &["host", "place", "country"])?);
            for (mismatch, values, counted) in MISMATCHES {
                let key = format!("fit-{}", mismatch.code());
                insert_patterns(&mut fit, mismatch.code(), messages.patterns(&key, values, counted)?);
            }
        }
        Ok(Self {
            language: messages.language().to_string(),
            problems,
            missing,
            counted: REQUEST_FAULTS.iter().filter_map(|fault| Some((fault.code, fault.counted?))).collect(),
            counts,
            labels,
            months: (1..=12).map(|month| messages.text(&format!("month-{month}"))).collect::<Result<_, _>>()?,
            dates: BTreeMap::from([
                ("day", pattern("date", &["day", "month", "year"])?),
                ("of-month", pattern("days-of-month", &["from", "until", "month", "year"])?),
                ("of-year", pattern("days-of-year", &["from", "from_month", "until", "until_month", "year"])?),
                ("over-years", pattern("days", &["from", "until"])?),
            ]),
            offer,
            fit,
        })
    }
}

/// The groups of fields whose labels say too little by themselves, with the label of the group.
const GROUPS: [(&str, &str); 5] = [
    ("period.", "field-period"),
    ("duration.", "field-duration"),
    ("group.", "field-group"),
    ("windows[", "field-windows"),
    ("languages[", "field-languages"),
];

/// What a field is called on the page of its form, with its group where it has one.
fn field_label(form: Form, name: &str, messages: &Messages) -> Result<String, MessageError> {
    let text = |key: &str| messages.text(&own_key(form, key, messages));
    let label = match (number_of(name, "languages["), number_of(name, "windows[")) {
        (Some(index), _) => {
            let key = if name.ends_with("level") { "field-level-number" } else { "field-language-number" };
            messages.format(key, [("number", (index + 1).into())])?
        }
        (_, Some(index)) if index > 0 => {
            messages.format(&format!("{}-number", label_key(name)), [("number", (index + 1).into())])?
        }
        _ => text(&label_key(name))?,
    };
    match GROUPS.iter().find(|(prefix, _)| name.starts_with(prefix)) {
        Some((_, group)) => {
            messages.format("form-label-in-group", [("group", text(group)?.into()), ("label", label.into())])
        }
        None => Ok(label),
    }
}

/// The key of a message of which the form for hosts may have one in words of its own.
fn own_key(form: Form, key: &str, messages: &Messages) -> String {
    let own = format!("{key}-offer");
    if form == Form::OfferToHost && messages.has(&own) { own } else { key.to_owned() }
}

/// The number in the name of an entry of a list, such as 0 in `languages[0].code`.
fn number_of(name: &str, list: &str) -> Option<u32> {
    name.strip_prefix(list)?.split(']').next()?.parse().ok()
}

/// What is said where nothing was chosen, of a field in which one chooses.
fn missing_choice(form: Form, name: &str, messages: &Messages) -> Result<Option<String>, MessageError> {
    let key = own_key(form, &label_key(name).replacen("field-", "missing-", 1), messages);
    if !messages.has(&key) {
        return Ok(None);
    }
    let number = number_of(name, "languages[").map_or(0, |index| index + 1);
    messages.format(&key, [("number", number.into())]).map(Some)
}

#[cfg(test)]
mod tests {
    use super::label_key;

    #[test]
    fn a_fields_label_is_found_by_its_words() {
        assert_eq!(label_key("languages[0].code"), "field-languages-code");
        assert_eq!(label_key("own_country_welcome"), "field-own-country-welcome");
    }
}
