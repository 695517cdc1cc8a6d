//! The messages that the function fills into the page of a form.

use std::collections::BTreeMap;

use domain::request::Form;
use domain::request::fit::Mismatch;
use domain::text::messages::{MessageError, Messages, OTHER};
use schemars::JsonSchema;
use serde::Serialize;

use super::form_fields::{REQUEST_FAULTS, RequestFault, field_names, label_key};

/// What the function and the form's script read from the form's page, in the language of the page.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FormMessages {
    language: String,
    /// The message of each problem; `too-long.one` is that of a plural category.
    pub problems: BTreeMap<String, String>,
    /// The message of a field in which nothing was chosen.
    missing: BTreeMap<String, String>,
    /// The values that select plural forms.
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

/// Inserts a message in its plural forms: `other` under the key itself, those that differ under `key.category`.
fn insert_patterns(target: &mut BTreeMap<String, String>, key: &str, patterns: BTreeMap<&'static str, String>) {
    let usual = patterns.get(OTHER).cloned().unwrap_or_default();
    for (category, pattern) in patterns {
        if category != OTHER && pattern != usual {
            target.insert(format!("{key}.{category}"), pattern);
        }
    }
    target.insert(key.to_owned(), usual);
}

impl FormMessages {
    /// Returns the messages of a form. Values stand as `{name}`, for the function to fill in.
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

/// Returns the label of a field, with its group where it has one.
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

/// Returns the key of a message, or that of the form for hosts where it has its own.
fn own_key(form: Form, key: &str, messages: &Messages) -> String {
    let own = format!("{key}-offer");
    if form == Form::OfferToHost && messages.has(&own) { own } else { key.to_owned() }
}

/// Returns the number of an entry of a list, such as 0 in `languages[0].code`.
fn number_of(name: &str, list: &str) -> Option<u32> {
    name.strip_prefix(list)?.split(']').next()?.parse().ok()
}

/// Returns the message of a field in which nothing was chosen, where one chooses.
fn missing_choice(form: Form, name: &str, messages: &Messages) -> Result<Option<String>, MessageError> {
    let key = own_key(form, &label_key(name).replacen("field-", "missing-", 1), messages);
    if !messages.has(&key) {
        return Ok(None);
    }
    let number = number_of(name, "languages[").map_or(0, |index| index + 1);
    messages.format(&key, [("number", number.into())]).map(Some)
}
