//! What the page of an offer asks beyond the form of the host, and the file that it makes.

use domain::content::common::Stop;
use domain::dates::parse_date;
use domain::drafts::offer::{Additions, from_request, last_day, stops, write};
use domain::request::{Proposal, node_from_pairs};
use domain::text::Slug;
use domain::validate::{ObjectReader, Reader, Source, refused};
use domain::vocabulary::{Code, Region, Term};
use serde::Serialize;

use crate::actions::FormError;
use crate::choices::region_of;
use crate::content_repository::ContentFile;
use crate::context::RequestContext;
use crate::posted_form::PostedForm;
use store::Record;

/// Rows for stops beyond those that the host's words give.
const EXTRA_STOPS: usize = 2;
/// Rows for stops at most.
const MAX_STOPS: usize = 20;

/// What the page asks, as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub(super) struct OfferFields {
    slug: String,
    region: String,
    valid_until: String,
    stops: Vec<StopFields>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize)]
struct StopFields {
    name: String,
    kind: String,
    see: String,
}

impl RequestContext {
    /// What the page begins with.
    pub(super) async fn suggested_offer(&self, record: &Record, proposal: &Proposal) -> OfferFields {
        let organisation = &record.submission.request.organisation;
        let region = region_of(&self.published.vocabulary, &organisation.country, &organisation.place);
        let offered = stops(&proposal.programme).into_iter().take(MAX_STOPS - EXTRA_STOPS);
        let stops = offered.map(|(name, see)| StopFields { name: name.into(), kind: String::new(), see: see.into() });
        OfferFields {
            slug: self.free_name(record, &proposal.title).await.to_string(),
            region: region.map(|region| region.code.clone()).unwrap_or_default(),
            valid_until: last_day(proposal).map(|day| day.max(self.today()).to_string()).unwrap_or_default(),
            stops: stops.chain(std::iter::repeat_n(StopFields::default(), EXTRA_STOPS)).collect(),
        }
    }

    /// The name that the offer has already, or one that no other has.
    async fn free_name(&self, record: &Record, title: &str) -> Slug {
        if let Some(offer) = &record.handling.offer {
            return offer.clone();
        }
        let is_taken = |name: &Slug| self.published.open_offers.contains(name);
        self.free_slug(title, &record.submission.reference, is_taken, ContentFile::Offer).await
    }
}

impl OfferFields {
    pub(super) fn read(form: &PostedForm) -> Self {
        let stops = (0..MAX_STOPS).map(|row| StopFields {
            name: form.value(&format!("stops[{row}].name")),
            kind: form.value(&format!("stops[{row}].kind")),
            see: form.value(&format!("stops[{row}].see")),
        });
        let mut stops: Vec<StopFields> = stops.collect();
        while stops.len() > 1 && stops[stops.len() - 2..].iter().all(|stop| *stop == StopFields::default()) {
            stops.pop();
        }
        let [slug, region, valid_until] = ["slug", "region", "valid_until"].map(|name| form.value(name));
        Self { slug, region, valid_until, stops }
    }

    /// The file's name and text, or what is missing.
    pub(super) fn file(&self, context: &RequestContext, record: &Record) -> Result<(Slug, String), Vec<FormError>> {
        let mut errors = Vec::new();
        let problem = |key: &str, field: &str| FormError::of(field, context.words.text(key));
        let published = &context.published;
        let today = context.today();
        let name = Slug::parse(&self.slug);
        if name.is_none() {
            errors.push(problem("problem-slug", "slug"));
        }
        let region = self.read_region(context, record).map_err(|error| errors.push(error)).ok();
        let valid_until = parse_date(&self.valid_until).filter(|day| *day >= today);
        if valid_until.is_none() {
            errors.push(problem("problem-valid-until", "valid_until"));
        }
        let (stops, left) = self.read_stops(context, record, &mut errors);
        match (name, region, valid_until) {
            (Some(name), Some(region), Some(valid_until)) if errors.is_empty() => {
                let additions = Additions { region, programme: stops, today, valid_until };
                let Some(offer) = from_request(&record.submission.request, additions) else { return Err(errors) };
                Ok((name, write(&offer, published.default_language(), &left)))
            }
            _ => Err(errors),
        }
    }

    /// The region, which has to lie in the host's country.
    fn read_region(&self, context: &RequestContext, record: &Record) -> Result<Code<Region>, FormError> {
        let (words, vocabulary) = (&context.words, &context.published.vocabulary);
        let country = &record.submission.request.organisation.country;
        let code = Region::terms(vocabulary).check(&self.region);
        let Some((code, region)) = code.and_then(|code| Some((code.clone(), vocabulary.regions.get(&code)?))) else {
            return Err(FormError::of("region", words.text("problem-region")));
        };
        if region.country == *country {
            return Ok(code);
        }
        let region = region.label.in_language(words.language()).0;
        let values = [("region", region.into()), ("country", words.term(vocabulary, country).into())];
        Err(FormError::of("region", words.format("problem-region-elsewhere", values)))
    }

    /// The rows that have a kind, by the rules of an offer; and what else the host wrote.
    fn read_stops(
        &self,
        context: &RequestContext,
        record: &Record,
        errors: &mut Vec<FormError>,
    ) -> (Vec<Stop>, String) {
        let mut problem = |row: usize| {
            let text = context.words.format("problem-stop", [("number", (row + 1).into())]);
            errors.push(FormError::of(&format!("stop-{row}"), text));
        };
        let (chosen, left): (Vec<_>, Vec<_>) =
            self.stops.iter().enumerate().partition(|(_, stop)| !stop.kind.is_empty());
        let mut stops = Vec::new();
        for (row, stop) in chosen {
            let pairs = [("name", stop.name.as_str()), ("kind", &stop.kind), ("see", &stop.see)];
            let language = record.submission.request.language.clone();
            let mut reader = Reader::new(&context.published.vocabulary, Source::Posted, language);
            let read = |fields: &mut ObjectReader| Stop::read(fields);
            match node_from_pairs(pairs).ok().and_then(|node| reader.document(&node, read)) {
                Some(stop) => stops.push(stop),
                None => problem(row),
            }
        }
        for (row, stop) in &left {
            if !refused(&stop.name).is_empty() || !refused(&stop.see).is_empty() {
                problem(*row);
            }
        }
        let words = |(_, StopFields { name, see, .. }): (usize, &StopFields)| match name.as_str() {
            "" => see.clone(),
            name => format!("{name}: {see}"),
        };
        let left: Vec<String> = left.into_iter().map(words).filter(|words| !words.is_empty()).collect();
        (stops, left.join("\n"))
    }
}
