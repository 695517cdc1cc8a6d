//! The reasons that the parts of a score give.

use super::catalogue::day;
use super::criterion::Criterion;
use super::reason::{Of, Reason};
use super::resolved_query::QueryTerm;
use super::scorer::{Nearness, Scorer};
use super::words;
use crate::content::common::Span;
use crate::vocabulary::Code;

/// Words of the goal that are named as a reason.
const WORDS: usize = 4;
/// A word is rare that at most one in so many offers has.
const RARE: usize = 5;

impl Scorer<'_> {
    /// The reason that a part gives.
    pub(super) fn reason(&self, part: Criterion, offer: usize) -> Reason {
        let (query, catalogue) = (self.query, self.catalogue);
        match part {
            Criterion::AskedFor if self.asked_for == Some(offer) => Reason::new("asked-for"),
            Criterion::AskedFor => Reason::new("asked-for-another"),
            Criterion::Sectors => self.subjects_reason(
                Of::Sectors,
                (&query.sectors, !query.search.sectors.is_empty()),
                &self.sectors,
                offer,
            ),
            Criterion::Themes => {
                self.subjects_reason(Of::Themes, (&query.themes, !query.search.themes.is_empty()), &self.themes, offer)
            }
            Criterion::Text => {
                let found = self.goal.best(offer);
                let telling = found.iter().map(|place| &query.words[*place]).filter(|word| self.is_telling(word));
                let mut named: Vec<String> = Vec::new();
                for word in telling {
                    // What a longer name has already is not named again.
                    let is_within = |known: &String| known.split(' ').any(|part| part == word.written);
                    if named.len() < WORDS && !named.iter().any(|known| *known == word.written || is_within(known)) {
                        named.push(word.written.clone());
                    }
                }
                match (named.is_empty(), found.is_empty()) {
                    (false, _) => Reason::new("words-shared").with("words", named),
                    (true, false) => Reason::new("words-everyday"),
                    (true, true) => Reason::new("words-none"),
                }
            }
            Criterion::Place => {
                let wished = query.countries.contains(&catalogue.countries[offer]);
                if catalogue.country(offer).is_none() {
                    return Reason::new("country-unknown");
                }
                let reason = Reason::new(if wished { "country-wished" } else { "country-other" });
                reason.with_codes("country", Of::Countries, catalogue.country(offer))
            }
            Criterion::Support => self.support_reason(offer),
            Criterion::Fit => {
                let (days, Span { min, max }) = (query.search.days, catalogue.duration(offer));
                let code = match days {
                    days if days < min => "stay-too-short",
                    days if days > max => "stay-too-long",
                    _ => "stay-fits",
                };
                Reason::new(code).with("days", days).with("least", min).with("most", max)
            }
            Criterion::Language => match query.best_language(offer) {
                Some((needed, margin)) => {
                    let (language, level) = catalogue.language(needed);
                    let reason = match margin {
                        1.. => "language-above",
                        0 => "language-enough",
                        _ => "language-below",
                    };
                    let reason = Reason::new(reason).with_codes("language", Of::Languages, [language]);
                    reason.with("level", level.to_string())
                }
                None => Reason::new("language-none"),
            },
            Criterion::Confirmed => Reason::new("confirmed").with("day", day(catalogue.confirmed[offer])),
            Criterion::Load => match self.past(offer) {
                Some(past) => Reason::new("asked-before").with("times", past.times).with("day", past.last),
                None => Reason::new("never-asked"),
            },
        }
    }

    /// Whether a word of the goal is worth naming: it is a theme or a field, or few offers have it; and it is no common word in
    /// any language, since nobody knows for certain in which one a goal is written.
    fn is_telling(&self, word: &QueryTerm) -> bool {
        let offers = word.number.map_or(0, |number| self.catalogue.frequencies[number as usize]) as usize;
        let is_rare = offers <= 1 || offers * RARE <= self.catalogue.len();
        (word.is_subject || is_rare) && !words::is_common(&word.written)
    }

    fn support_reason(&self, offer: usize) -> Reason {
        let (catalogue, support) = (self.catalogue, &self.query.search.support);
        if self.needs() == 0 {
            let measures: Vec<&str> = catalogue.codes_of(Of::SupportMeasures, offer).collect();
            let barriers: Vec<&str> = catalogue.codes_of(Of::Barriers, offer).collect();
            if measures.is_empty() && barriers.is_empty() {
                return Reason::new("support-none");
            }
            let reason = Reason::new("support-offered").with_codes("measures", Of::SupportMeasures, measures);
            return reason.with_codes("barriers", Of::Barriers, barriers);
        }
        let has = |of, code: &&str| catalogue.codes_of(of, offer).any(|own| own == *code);
        let (met, lacking): (Vec<&str>, Vec<&str>) =
            support.measures.iter().map(Code::as_str).partition(|code| has(Of::SupportMeasures, code));
        let (known, unknown): (Vec<&str>, Vec<&str>) =
            support.barriers.iter().map(Code::as_str).partition(|code| has(Of::Barriers, code));
        let code = match (met.len() + known.len(), lacking.len() + unknown.len()) {
            (_, 0) => "support-all",
            (0, _) => "support-none-of",
            _ => "support-some",
        };
        Reason::new(code)
            .with_codes("measures", Of::SupportMeasures, met)
            .with_codes("barriers", Of::Barriers, known)
            .with_codes("missing_measures", Of::SupportMeasures, lacking)
            .with_codes("missing_barriers", Of::Barriers, unknown)
    }

    /// Which of the fields or themes that are asked for an offer has, or comes near. They are stated where somebody chose them;
    /// otherwise they are what words of the goal may mean.
    fn subjects_reason(&self, of: Of, (asked, are_stated): (&[String], bool), near: &Nearness, offer: usize) -> Reason {
        let (own, numbers) = (self.catalogue.codes_of(of, offer), self.catalogue.numbers_of(of, offer));
        let own: Vec<&str> = own.collect();
        let shared: Vec<&str> = own.iter().copied().filter(|code| asked.iter().any(|wanted| wanted == code)).collect();
        let comes_near = |number: &u16| near.iter().any(|row| row[usize::from(*number)] > 0.0);
        let close = || own.iter().zip(numbers).filter(|(_, number)| comes_near(number)).map(|(code, _)| *code);
        let (likeness, codes) = if !shared.is_empty() {
            (Likeness::Shared, shared)
        } else if close().next().is_some() {
            (Likeness::Near, close().collect())
        } else {
            (Likeness::Other, own.clone())
        };
        let code = match (of, are_stated, likeness) {
            (Of::Sectors, true, Likeness::Shared) => "sectors-shared",
            (Of::Sectors, true, Likeness::Near) => "sectors-near",
            (Of::Sectors, true, Likeness::Other) if codes.is_empty() => "sectors-none",
            (Of::Sectors, true, Likeness::Other) => "sectors-other",
            (Of::Sectors, false, Likeness::Shared) => "sectors-mentioned",
            (Of::Sectors, false, Likeness::Near) => "sectors-mentioned-near",
            (Of::Sectors, false, Likeness::Other) => "sectors-mentioned-other",
            (_, true, Likeness::Shared) => "themes-shared",
            (_, true, Likeness::Near) => "themes-near",
            (_, true, Likeness::Other) => "themes-other",
            (_, false, Likeness::Shared) => "themes-mentioned",
            (_, false, Likeness::Near) => "themes-mentioned-near",
            (_, false, Likeness::Other) => "themes-mentioned-other",
        };
        Reason::new(code).with_codes(if of == Of::Sectors { "sectors" } else { "themes" }, of, codes)
    }
}

/// How a subject of an offer is related to one that is asked for.
enum Likeness {
    Shared,
    Near,
    Other,
}
