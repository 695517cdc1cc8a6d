//! What fills the placeholders of a message: facts of a request, its handling and its host, in the message's language.

use domain::case::{HostContact, Refusal};
use domain::dates::Period;
use domain::email::{Placeholder, PlaceholderValues};
use domain::matching::reason::Reason;
use domain::request::{Organisation, Request, Wish};
use domain::text::LanguageTag;
use domain::text::place::whereabouts;
use domain::vocabulary::{Code, Term, Vocabulary};
use jiff::civil::Date;

use super::phrases;
use crate::offers::OfferFacts;
use crate::reasons::ReasonWords;
use store::Record;
use web::published::Published;

/// What is known beside the request itself.
#[derive(Default)]
pub(crate) struct EmailContext<'a> {
    /// The host's side, where there is one.
    pub(crate) host: Option<&'a HostContact>,
    /// The offer it is about.
    pub(crate) offer: Option<&'a OfferFacts>,
    /// Who writes.
    pub(crate) writer: &'a str,
    /// What is asked of the sender.
    pub(crate) question: Option<&'a str>,
    /// Why it can't be met.
    pub(crate) refusal: Option<&'a Refusal>,
    /// What both sides have to agree on.
    pub(crate) to_agree: &'a [Reason],
}

/// All facts that a message may have, in a language. A code's label and an offer's title that are not translated into it stand in
/// the language they were written in.
pub(crate) fn facts(
    published: &Published,
    record: &Record,
    language: &LanguageTag,
    context: &EmailContext,
) -> PlaceholderValues {
    let EmailContext { host, offer, writer, question, refusal, to_agree } = *context;
    let request = &record.submission.request;
    let formatter = FactFormatter { vocabulary: &published.vocabulary, language };
    let mut facts = PlaceholderValues::from([
        (Placeholder::GroupOrganisation, request.organisation.name.clone()),
        (Placeholder::GroupName, request.contact.name.clone()),
        (Placeholder::GroupEmail, request.contact.email.clone()),
        (Placeholder::GroupPlace, formatter.group_place(&request.organisation)),
        (Placeholder::GroupCountry, formatter.term(&request.organisation.country)),
        (Placeholder::Reference, record.submission.reference.to_string()),
        (Placeholder::Writer, writer.to_owned()),
    ]);
    let mut add = |placeholder, fact: Option<String>| facts.extend(fact.map(|fact| (placeholder, fact)));
    add(Placeholder::Secretariat, published.secretariat.as_ref().map(|secretariat| secretariat.organisation.clone()));
    add(Placeholder::Question, question.map(str::to_owned));
    add(
        Placeholder::Reason,
        refusal.and_then(|refusal| formatter.phrase(&format!("declined-{}", refusal.reason.code()), &[])),
    );
    add(Placeholder::Explanation, refusal.and_then(|refusal| refusal.explanation.clone()));
    add(Placeholder::ToAgree, formatter.to_agree(to_agree));
    if let Some(host) = host {
        add(Placeholder::HostOrganisation, Some(host.organisation.clone()));
        add(Placeholder::HostName, Some(host.name.clone()));
        add(Placeholder::HostEmail, Some(host.email.clone()));
    }
    match offer {
        Some(offer) => {
            add(Placeholder::OfferTitle, Some(offer.title.in_language(language).0.to_owned()));
            add(Placeholder::OfferAddress, offer.address(published, language));
            let name = host.map_or(offer.host.as_str(), |host| &host.organisation);
            add(Placeholder::HostPlace, Some(formatter.place(name, &offer.place, offer.country.as_ref())));
        }
        None => add(Placeholder::OfferTitle, title_without_offer(record, language)),
    }
    facts.extend(of_the_wish(&formatter, record, request));
    facts
}

/// The title of what is proposed, or of an introduced offer that has left the catalogue since.
fn title_without_offer(record: &Record, language: &LanguageTag) -> Option<String> {
    if let Wish::OfferToHost(proposal) = &record.submission.request.wish {
        return Some(proposal.title.clone());
    }
    let introduced = record.handling.introduced.as_ref()?;
    introduced.introduction.title.as_ref().map(|title| title.in_language(language).0.to_owned())
}

fn of_the_wish(formatter: &FactFormatter, record: &Record, request: &Request) -> PlaceholderValues {
    let Wish::FindAHost(search) = &request.wish else { return PlaceholderValues::new() };
    let agreed = record.handling.agreement.as_ref().and_then(|agreement| agreement.period);
    let languages = search.languages.iter().map(|language| {
        let name = formatter.term(&language.code);
        formatter
            .phrase("language-level", &[("language", name.clone()), ("level", language.level.to_string())])
            .unwrap_or(name)
    });
    let mut facts = PlaceholderValues::from([
        (Placeholder::Goal, search.goal.clone()),
        (Placeholder::Activity, formatter.term(&search.activity)),
        (Placeholder::Audiences, formatter.terms(&search.audiences)),
        (Placeholder::Period, formatter.period(agreed.unwrap_or(search.period))),
        (Placeholder::Days, search.days.to_string()),
        (Placeholder::Participants, search.participants.to_string()),
        (Placeholder::Languages, languages.collect::<Vec<_>>().join(", ")),
        (Placeholder::Support, formatter.terms(&search.support.measures)),
    ]);
    if let Some(note) = search.note_for_host() {
        facts.insert(Placeholder::SupportNote, note.in_language(formatter.language).0.to_owned());
    }
    if search.minors {
        facts.insert(Placeholder::Minors, formatter.phrase("yes", &[]).unwrap_or_else(|| "✓".to_owned()));
    }
    facts
}

/// Tells codes and days in a language.
struct FactFormatter<'a> {
    vocabulary: &'a Vocabulary,
    language: &'a LanguageTag,
}

impl FactFormatter<'_> {
    fn phrase(&self, key: &str, values: &[(&str, String)]) -> Option<String> {
        // Numbers choose forms ("1er"), so days are numbers.
        let value = |text: &String| match text.parse::<u8>() {
            Ok(number) => number.into(),
            Err(_) => text.clone().into(),
        };
        phrases(self.language)?.format(key, values.iter().map(|(name, text)| (*name, value(text)))).ok()
    }

    fn term<T: Term>(&self, code: &Code<T>) -> String {
        let term = T::terms(self.vocabulary).get(code);
        term.map_or(code.as_str(), |term| term.label().in_language(self.language).0).to_owned()
    }

    fn terms<T: Term>(&self, codes: &[Code<T>]) -> String {
        codes.iter().map(|code| self.term(code)).collect::<Vec<_>>().join(", ")
    }

    /// What both sides have to agree on, one after another.
    fn to_agree(&self, subjects: &[Reason]) -> Option<String> {
        let words = ReasonWords::from_phrases(phrases(self.language)?.clone());
        let sentences =
            subjects.iter().map(|subject| words.reason_with_days(subject, self.vocabulary, &|day| self.date(day)));
        Some(sentences.collect::<Vec<_>>().join(". ")).filter(|text| !text.is_empty())
    }

    fn group_place(&self, group: &Organisation) -> String {
        self.place(&group.name, &group.place, Some(&group.country))
    }

    /// Town and country, to be written behind a name.
    fn place<T: Term>(&self, name: &str, town: &str, country: Option<&Code<T>>) -> String {
        whereabouts(name, town, country.map(|country| self.term(country)).as_deref())
    }

    fn date(&self, date: Date) -> String {
        let month = self.phrase(&format!("month-{}", date.month()), &[]);
        let text = month.and_then(|month| {
            let values = [("day", date.day().to_string()), ("month", month), ("year", date.year().to_string())];
            self.phrase("date", &values)
        });
        text.unwrap_or_else(|| date.to_string())
    }

    fn period(&self, period: Period) -> String {
        let (from, to) = (self.date(period.from), self.date(period.until));
        if period.from == period.until {
            return from;
        }
        // In Catalan and Italian the article before a day depends on how its number begins.
        let values = [
            ("from", from.clone()),
            ("from-day", period.from.day().to_string()),
            ("to", to.clone()),
            ("to-day", period.until.day().to_string()),
        ];
        self.phrase("from-to", &values).unwrap_or_else(|| format!("{from} – {to}"))
    }
}

#[cfg(test)]
mod tests {
    use domain::dates::Period;
    use domain::text::LanguageTag;
    use domain::vocabulary::Vocabulary;
    use jiff::civil::{Date, date};

    use super::FactFormatter;

    fn period(code: &str, from: Date, until: Date) -> String {
        let language = LanguageTag::parse(code).expect("a tag");
        FactFormatter { vocabulary: &Vocabulary::default(), language: &language }.period(Period { from, until })
    }

    #[test]
    fn days_are_written_as_each_language_does() {
        for (code, expected) in [
            ("en", "1 March 2027 to 15 April 2027"),
            ("de", "1. März 2027 bis 15. April 2027"),
            ("fr", "du 1er mars 2027 au 15 avril 2027"),
            ("nl", "1 maart 2027 tot en met 15 april 2027"),
            ("es", "del 1 de marzo de 2027 al 15 de abril de 2027"),
            ("ca", "de l’1 de març de 2027 al 15 d’abril de 2027"),
            ("it", "dal 1º marzo 2027 al 15 aprile 2027"),
            ("sv", "1 mars 2027 till och med 15 april 2027"),
            ("fi", "2027-03-01 – 2027-04-15"),
        ] {
            assert_eq!(period(code, date(2027, 3, 1), date(2027, 4, 15)), expected);
        }
    }

    #[test]
    fn an_article_is_shortened_before_a_day_that_begins_with_a_vowel() {
        for (code, from, until, expected) in [
            ("ca", 2, 11, "del 2 d’agost de 2027 a l’11 d’octubre de 2027"),
            ("ca", 11, 1, "de l’11 d’agost de 2027 a l’1 d’octubre de 2027"),
            ("it", 8, 11, "dall’8 agosto 2027 all’11 ottobre 2027"),
            ("it", 11, 8, "dall’11 agosto 2027 all’8 ottobre 2027"),
            ("fr", 11, 1, "du 11 août 2027 au 1er octobre 2027"),
            ("es", 8, 11, "del 8 de agosto de 2027 al 11 de octubre de 2027"),
        ] {
            assert_eq!(period(code, date(2027, 8, from), date(2027, 10, until)), expected);
        }
    }
}
