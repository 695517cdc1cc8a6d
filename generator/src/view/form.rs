//! The choices of a form.

use domain::content::common::Level;
use domain::request::Form;
use domain::text::Alphabet;
use domain::vocabulary::{
    Activity, Audience, Barrier, Country, Family, Language, OrganisationKind, Sector, SupportMeasure, Theme,
};
use schemars::JsonSchema;
use serde::Serialize;

use super::{Label, LocalizedSite};

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

impl<'s> LocalizedSite<'s> {
    /// Returns the choices of a form.
    pub fn form(&self, form: Form) -> FormView<'s> {
        let alphabet = Alphabet::of(self.language);
        let mut countries = self.choices::<Country>(|_| true);
        let mut languages = self.choices::<Language>(|_| true);
        for choices in [&mut countries, &mut languages] {
            choices.sort_by(|a, b| alphabet.compare(a.label, b.label));
        }
        FormView {
            name: form.code(),
            honeypot: Form::HONEYPOT,
            organisation_kinds: self.choices::<OrganisationKind>(|kind| kind.short),
            countries,
            activities: Family::ALL
                .iter()
                .map(|family| Choices {
                    code: family.code(),
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
                .map(|level| Label { code: level.code(), label: level.code(), address: None, family: None })
                .collect(),
            measures: self.choices::<SupportMeasure>(|_| true),
            barriers: self.choices::<Barrier>(|_| true),
        }
    }
}
