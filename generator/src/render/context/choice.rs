//! The offers that a request can be about, to choose from on the form.

use std::collections::BTreeMap;

use domain::request::Form;
use domain::text::Alphabet;
use schemars::JsonSchema;
use serde::Serialize;
use tera::Context;

use crate::view::LocalizedSite;

/// More offers than these are no list to choose from, and would make the form's page heavy.
const MOST_OFFERS_TO_CHOOSE_FROM: usize = 200;

/// Offers that a request can be about: without script they are chosen from a list, country by country. Of a large
/// catalogue the list is left out: who comes from an offer's page has it filled in.
pub(super) fn insert_offer_choice(context: &mut Context, localized: &LocalizedSite, form: Form) {
    if form != Form::FindAHost {
        return;
    }
    if localized.site.open_offers().nth(MOST_OFFERS_TO_CHOOSE_FROM).is_some() {
        context.insert("offer_choices", &[(); 0]);
        return;
    }
    let mut by_country: BTreeMap<&str, Vec<Choice>> = BTreeMap::new();
    for card in localized.cards(localized.site.open_offers()) {
        let choice = Choice { code: card.slug, label: card.title.text };
        by_country.entry(card.place.country).or_default().push(choice);
    }
    let alphabet = Alphabet::of(localized.language);
    let mut groups: Vec<ChoiceGroup> = by_country
        .into_iter()
        .map(|(label, mut choices)| {
            choices.sort_by(|a, b| alphabet.compare(a.label, b.label));
            ChoiceGroup { label, selectable: false, choices }
        })
        .collect();
    groups.sort_by(|a, b| alphabet.compare(a.label, b.label));
    context.insert("offer_choices", &groups);
}

#[derive(Serialize, JsonSchema)]
struct Choice<'s> {
    code: &'s str,
    label: &'s str,
}

/// The offers of a country.
#[derive(Serialize, JsonSchema)]
pub(crate) struct ChoiceGroup<'s> {
    label: &'s str,
    selectable: bool,
    choices: Vec<Choice<'s>>,
}
