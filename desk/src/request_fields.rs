//! A request in words: every field with its label, every code with what it stands for.

use domain::content::common::{LanguageLevel, Span, Support};
use domain::dates::Period;
use domain::request::{Contact, Membership, Organisation, Proposal, Request, Search, Wish};
use domain::vocabulary::{Activity, Code, Term, Vocabulary};
use serde::Serialize;

use super::mail::mailto_address;
use super::offer_titles::title_of;
use super::words::Words;
use web::published::Published;

/// Fields under one heading.
#[derive(Serialize)]
pub(super) struct Section {
    id: &'static str,
    heading: String,
    fields: Vec<DescribedField>,
}

#[derive(Serialize)]
struct DescribedField {
    label: String,
    values: Vec<DescribedValue>,
}

#[derive(Debug, Default, Serialize)]
pub(super) struct DescribedValue {
    text: String,
    href: Option<String>,
    /// The language of the text, where the sender wrote it.
    lang: Option<String>,
    /// The family of an activity: it gives the colour and the shape.
    family: Option<&'static str>,
}

/// An activity with its family.
pub(super) fn activity(words: &Words, vocabulary: &Vocabulary, code: &Code<Activity>) -> DescribedValue {
    let family = vocabulary.activities.get(code).map(|activity| activity.family.code());
    DescribedValue { family, ..plain(words.term(vocabulary, code)) }
}

/// All that a request says.
pub(super) fn sections(words: &Words, published: &Published, request: &Request) -> Vec<Section> {
    let describer = Describer { words, published, request };
    vec![
        match &request.wish {
            Wish::FindAHost(search) => describer.search(search),
            Wish::OfferToHost(proposal) => describer.proposal(proposal),
            Wish::Join(membership) => describer.membership(membership),
        },
        describer.organisation(&request.organisation),
        describer.contact(&request.contact),
    ]
}

struct Describer<'a> {
    words: &'a Words,
    published: &'a Published,
    request: &'a Request,
}

impl Describer<'_> {
    fn search(&self, search: &Search) -> Section {
        let offer = search.offer.as_ref().map(|offer| DescribedValue {
            href: Some(self.published.offer_page(self.words.language(), offer.as_str())),
            ..plain(title_of(self.words, self.published, offer))
        });
        let mut fields = vec![
            self.field("field-offer", offer),
            self.field("field-activity", [self.activity(&search.activity)]),
            self.field("field-audiences", self.terms(&search.audiences)),
            self.field("field-sectors", self.terms(&search.sectors)),
            self.field("field-themes", self.terms(&search.themes)),
            self.field("field-goal", [self.own(&search.goal)]),
            self.field("field-countries", self.terms(&search.countries)),
            self.field("field-own-country-welcome", [self.flag(search.own_country_welcome)]),
            self.field("field-period", [self.period(&search.period)]),
            self.field("field-days", [plain(search.days)]),
            self.field("field-participants", [plain(search.participants)]),
            self.field("field-fewer-opportunities", search.fewer_opportunities.map(plain)),
            self.field("field-minors", [self.flag(search.minors)]),
            self.field("field-languages", self.languages(&search.languages)),
        ];
        fields.extend(self.support(&search.support));
        let shared = search.support.note.is_some().then(|| self.flag(search.share_support_note));
        fields.push(self.field("field-share-support-note", shared));
        self.section("wish", "section-wish", fields)
    }

    fn proposal(&self, proposal: &Proposal) -> Section {
        let mut fields = vec![
            self.field("field-title", [self.own(&proposal.title)]),
            self.field("field-summary", [self.own(&proposal.summary)]),
            self.field("field-website", proposal.website.as_deref().map(website)),
            self.field("field-activities", proposal.activities.iter().map(|code| self.activity(code))),
            self.field("field-audiences", self.terms(&proposal.audiences)),
            self.field("field-sectors", self.terms(&proposal.sectors)),
            self.field("field-themes", self.terms(&proposal.themes)),
            self.field("field-programme", [self.own(&proposal.programme)]),
            self.field("field-learning", [self.own(&proposal.learning)]),
            self.field("field-languages", self.languages(&proposal.languages)),
            self.field("field-group", [self.span(proposal.group)]),
            self.field("field-duration", [self.span(proposal.duration)]),
            self.field("field-windows", proposal.windows.iter().map(|window| self.period(window))),
        ];
        fields.extend(self.support(&proposal.support));
        fields.extend([
            self.field("field-costs", [self.own(&proposal.costs)]),
            self.field("field-by-rail", [self.flag(proposal.by_rail)]),
            self.field("field-minors", [self.flag(proposal.minors)]),
            self.field("field-safeguarding", proposal.safeguarding.as_deref().map(|text| self.own(text))),
            self.field("field-reciprocity", [self.flag(proposal.reciprocity)]),
        ]);
        self.section("wish", "section-proposal", fields)
    }

    fn membership(&self, membership: &Membership) -> Section {
        let fields = vec![
            self.field("field-motivation", [self.own(&membership.motivation)]),
            self.field("field-website", membership.website.as_deref().map(website)),
            self.field("field-show-as-supporter", [self.flag(membership.show_as_supporter)]),
        ];
        self.section("wish", "section-membership", fields)
    }

    fn organisation(&self, organisation: &Organisation) -> Section {
        let fields = vec![
            self.field("field-name", [self.own(&organisation.name)]),
            self.field("field-kind", [self.term(&organisation.kind)]),
            self.field("field-country", [self.term(&organisation.country)]),
            self.field("field-place", [self.own(&organisation.place)]),
        ];
        self.section("organisation", "section-organisation", fields)
    }

    fn contact(&self, contact: &Contact) -> Section {
        let href = format!("mailto:{}", mailto_address(&contact.email));
        let fields = vec![
            self.field("field-name", [self.own(&contact.name)]),
            self.field("field-role", contact.role.as_deref().map(|role| self.own(role))),
            self.field("field-email", [DescribedValue { href: Some(href), ..plain(&contact.email) }]),
        ];
        self.section("contact", "section-contact", fields)
    }

    fn support(&self, support: &Support) -> [DescribedField; 3] {
        let note = support.note.as_ref().map(|note| {
            let (text, language) = note.in_language(&self.request.language);
            DescribedValue { lang: Some(language.to_string()), ..plain(text) }
        });
        [
            self.field("field-support-measures", self.terms(&support.measures)),
            self.field("field-support-barriers", self.terms(&support.barriers)),
            self.field("field-support-note", note),
        ]
    }

    /// A section with those fields that have a value.
    fn section(&self, id: &'static str, heading: &str, fields: Vec<DescribedField>) -> Section {
        let fields = fields.into_iter().filter(|field| !field.values.is_empty()).collect();
        Section { id, heading: self.words.text(heading), fields }
    }

    fn field(&self, label: &str, values: impl IntoIterator<Item = DescribedValue>) -> DescribedField {
        DescribedField { label: self.words.text(label), values: values.into_iter().collect() }
    }

    fn own(&self, text: &str) -> DescribedValue {
        DescribedValue { lang: Some(self.request.language.to_string()), ..plain(text) }
    }

    fn term<T: Term>(&self, code: &Code<T>) -> DescribedValue {
        plain(self.words.term(&self.published.vocabulary, code))
    }

    fn activity(&self, code: &Code<Activity>) -> DescribedValue {
        activity(self.words, &self.published.vocabulary, code)
    }

    fn terms<T: Term>(&self, codes: &[Code<T>]) -> Vec<DescribedValue> {
        codes.iter().map(|code| self.term(code)).collect()
    }

    fn languages(&self, languages: &[LanguageLevel]) -> Vec<DescribedValue> {
        let described = |language: &LanguageLevel| {
            let name = self.words.term(&self.published.vocabulary, &language.code);
            plain(self.words.language_level(name, language.level))
        };
        languages.iter().map(described).collect()
    }

    fn period(&self, period: &Period) -> DescribedValue {
        let (from, until) = (self.words.date(period.from), self.words.date(period.until));
        plain(self.words.format("from-to", [("from", from.into()), ("to", until.into())]))
    }

    fn span(&self, span: Span) -> DescribedValue {
        plain(self.words.format("from-to", [("from", span.min.into()), ("to", span.max.into())]))
    }

    fn flag(&self, flag: bool) -> DescribedValue {
        plain(self.words.text(if flag { "yes" } else { "no" }))
    }
}

fn plain(text: impl ToString) -> DescribedValue {
    DescribedValue { text: text.to_string(), ..DescribedValue::default() }
}

/// A link only where it leads to the web: what was stored is checked again where it could do harm.
fn website(address: &str) -> DescribedValue {
    let is_web = address.starts_with("https://") || address.starts_with("http://");
    DescribedValue { href: is_web.then(|| address.to_owned()), ..plain(address) }
}
