//! Which messages a step needs, in which language each, and what they say before somebody changes them.

use domain::case::{Action, Side, Status};
use domain::email::EmailKind;
use domain::text::LanguageTag;

use super::material::{Addressee, Draft, Material};
use crate::actions::{ActionForm, is_over};
use crate::context::RequestContext;
use crate::email_templates::{EmailContext, facts};
use crate::posted_form::HiddenField;

impl RequestContext {
    /// The messages of a step: as they were typed, else from the templates. None while something is missing.
    pub(super) fn drafts(&self, material: &Material, form: &ActionForm) -> Vec<Draft> {
        let anew = form.values().contains_key("anew");
        let typed =
            |addressee: Addressee, key: &str| form.values().get(&addressee.field(key)).filter(|_| !anew).cloned();
        let draft = |(kind, addressee, wished): (EmailKind, Addressee, LanguageTag)| {
            let found = self.email.templates.find(kind, &wished);
            let (question, refusal) = match &material.step {
                Some(Action::AskForInformation { question }) => (question.as_deref(), None),
                Some(Action::Decline(refusal)) => (None, Some(refusal)),
                _ => (None, None),
            };
            let about = EmailContext {
                host: material.host.as_ref(),
                offer: material.offer.as_ref(),
                writer: form.by(),
                question,
                refusal,
                to_agree: material.fit.as_ref().map_or(&[], |fit| fit.to_agree.as_slice()),
            };
            let filled = found.template.fill(&facts(&self.published, &material.record, &found.language, &about));
            Draft {
                addressee,
                subject: typed(addressee, "subject").unwrap_or(filled.subject),
                text: typed(addressee, "text").unwrap_or(filled.text),
                missing: self.missing(material, kind, addressee),
                language: found.language,
                broken: found.broken,
            }
        };
        self.needed(material).into_iter().map(draft).collect()
    }

    /// The languages of a message's readers in which it can't be written.
    fn missing(&self, material: &Material, kind: EmailKind, addressee: Addressee) -> Vec<LanguageTag> {
        let group = Some(&material.record.submission.request.language);
        let host = material.host.as_ref().map(|host| &host.language);
        let readers = match addressee {
            Addressee::Both => [group, host],
            Addressee::Group => [group, None],
            Addressee::Host => [None, host],
        };
        let mut missing: Vec<LanguageTag> = Vec::new();
        for language in readers.into_iter().flatten() {
            if self.email.templates.language(kind, language) != *language && !missing.contains(language) {
                missing.push(language.clone());
            }
        }
        missing
    }

    /// The fields of messages that somebody changed.
    pub(super) fn edited(&self, material: &Material, form: &ActionForm) -> Vec<HiddenField> {
        let mut anew = form.clone();
        anew.set("anew".to_owned(), "yes".to_owned());
        let drafts = self.drafts(material, &anew).into_iter();
        let fields = drafts.flat_map(|draft| {
            [(draft.addressee.field("subject"), draft.subject), (draft.addressee.field("text"), draft.text)]
        });
        let changed = fields.filter_map(|(name, before)| {
            let value = form.values().get(&name).filter(|typed| typed.trim() != before.trim())?.clone();
            Some(HiddenField { name, value })
        });
        changed.collect()
    }

    /// The kinds of messages that a step needs, to whom, and in which language.
    fn needed(&self, material: &Material) -> Vec<(EmailKind, Addressee, LanguageTag)> {
        let group = material.record.submission.request.language.clone();
        let to_group = |kind| vec![(kind, Addressee::Group, group.clone())];
        let Some(step) = &material.step else { return Vec::new() };
        match (step, &material.host) {
            (Action::AskForInformation { .. }, _) => to_group(EmailKind::Question),
            (Action::Decline(_), _) => to_group(EmailKind::Decline),
            (Action::Accept { .. }, _) => to_group(EmailKind::Accepted),
            (Action::AskBoth { .. }, Some(host)) => vec![
                (EmailKind::AskHost, Addressee::Host, host.language.clone()),
                (EmailKind::AskGroup, Addressee::Group, group),
            ],
            (Action::Introduce(_), Some(host)) => {
                let kinds = [EmailKind::IntroductionBoth, EmailKind::IntroductionGroup, EmailKind::IntroductionHost];
                self.to_two(kinds, group, host.language.clone())
            }
            (Action::Remind { .. }, Some(host))
                if material.record.status == Status::Agreed && is_over(&material.record, self.today()) =>
            {
                self.to_two([EmailKind::HowDidItGo; 3], group, host.language.clone())
            }
            (Action::Remind { side: Side::Host }, Some(host)) => {
                vec![(EmailKind::ReminderHost, Addressee::Host, host.language.clone())]
            }
            (Action::Remind { side: Side::Group }, _) => to_group(EmailKind::ReminderGroup),
            _ => Vec::new(),
        }
    }

    /// One message to both sides where both would read the same language, else one to each.
    fn to_two(
        &self,
        [both, to_group, to_host]: [EmailKind; 3],
        group: LanguageTag,
        host: LanguageTag,
    ) -> Vec<(EmailKind, Addressee, LanguageTag)> {
        let written = |kind, language: &LanguageTag| self.email.templates.language(kind, language);
        if group == host || written(both, &group) == written(both, &host) {
            return vec![(both, Addressee::Both, group)];
        }
        vec![(to_host, Addressee::Host, host), (to_group, Addressee::Group, group)]
    }
}
