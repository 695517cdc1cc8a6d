//! What makes a submission look like a robot's: signs that can be told to a person in a sentence, and nothing that learns.
//!
//! A sign refuses nobody. What has one is kept, shown apart at the desk with its reasons, and answered like any other:
//! a sender who is told of a sign works around it, and an honest one would be shut out by a guess.

use crate::request::{Elapsed, Request, Traces, Written};

coded! {
    "kebab-case",
    /// Why a submission looks like a robot's. It is kept all the same, and shown apart.
    pub enum Suspicion {
        /// The field that people don't see was filled.
        Honeypot,
        /// It was sent sooner after the page's loading than anybody types.
        TooFast,
        /// It says that the page was open for a time that can't be.
        ImpossibleTime,
        /// Its texts have more links than a request needs.
        TooManyLinks,
        /// A link stands where a person's name, a role, a town or a title belongs.
        LinkInName,
        /// A text is little more than links.
        OnlyLinks,
        /// It has the markup of links, which forms elsewhere turn into links.
        Markup,
        /// Three fields or more say the same.
        SameText,
        /// It came without the proof of work that the site asks for: from a browser without script, perhaps.
        NoProof,
        /// Its proof of work is none of ours, or is wrong.
        WrongProof,
        /// Its proof of work came too late.
        ExpiredProof,
        /// Its proof of work was used for another request before.
        SpentProof,
    }
}

impl Suspicion {
    /// Less than this, in milliseconds, from a page's loading to its sending is no person's.
    const LEAST_ELAPSED: i64 = 3_000;

    /// Links in all texts together. A programme of five stops may name the page of each, and its host's own.
    const MOST_LINKS: usize = 6;

    /// Letters beside its links that make a text more than a list of links: two short words.
    const LEAST_LETTERS: usize = 12;

    /// Fields that say the same. Two may: a town's own school board is named like its town.
    const MOST_EQUAL: usize = 2;

    /// What a request and the traces of its sender give rise to. Whoever holds its key checks a proof of work.
    pub fn of(request: &Request, traces: &Traces) -> Vec<Self> {
        let mut found = Self::of_traces(traces);
        found.extend(Self::of_texts(&request.written()));
        found
    }

    fn of_traces(traces: &Traces) -> Vec<Self> {
        let too_fast = matches!(traces.elapsed, Elapsed::Milliseconds(elapsed) if elapsed < Self::LEAST_ELAPSED);
        those([
            (traces.honeypot_filled, Self::Honeypot),
            (too_fast, Self::TooFast),
            (traces.elapsed == Elapsed::Impossible, Self::ImpossibleTime),
        ])
    }

    fn of_texts(written: &Written) -> Vec<Self> {
        let lower = |texts: &[&str]| -> Vec<String> { texts.iter().map(|text| text.to_lowercase()).collect() };
        let (names, prose) = (lower(&written.names), lower(&written.prose));
        // Not the organisation's own name: some are called like their website.
        let link_in_name = names.iter().any(|name| links(name) > 0);
        let total: usize = names.iter().chain(&prose).map(|text| links(text)).sum();
        let mut all = names.clone();
        all.extend(prose.iter().cloned());
        all.push(written.organisation.to_lowercase());
        those([
            (total > Self::MOST_LINKS, Self::TooManyLinks),
            (link_in_name, Self::LinkInName),
            (prose.iter().any(|text| is_only_links(text)), Self::OnlyLinks),
            (all.iter().any(|text| has_markup(text)), Self::Markup),
            (most_equal(all) > Self::MOST_EQUAL, Self::SameText),
        ])
    }
}

fn those<const N: usize>(signs: [(bool, Suspicion); N]) -> Vec<Suspicion> {
    signs.into_iter().filter_map(|(found, suspicion)| found.then_some(suspicion)).collect()
}

const SCHEMES: [&str; 2] = ["http://", "https://"];
const HOST: &str = "www.";

/// Links in a text of lower-case letters, each counted once however it is written.
fn links(text: &str) -> usize {
    let with_scheme: usize = SCHEMES.iter().map(|scheme| text.matches(scheme).count()).sum();
    let alone = text.match_indices(HOST).filter(|(at, _)| {
        let before = &text[..*at];
        // Neither the host of a link that was counted, nor the end of a word.
        !before.ends_with("//") && !before.ends_with(char::is_alphanumeric)
    });
    with_scheme + alone.count()
}

fn is_only_links(text: &str) -> bool {
    let is_link = |word: &&str| links(word) > 0;
    let beside = text.split_whitespace().filter(|word| !is_link(word)).flat_map(str::chars);
    text.split_whitespace().any(|word| is_link(&word))
        && beside.filter(|letter| letter.is_alphabetic()).count() < Suspicion::LEAST_LETTERS
}

fn has_markup(text: &str) -> bool {
    ["<a href", "</a>", "[url=", "[/url]", "[link="].iter().any(|markup| text.contains(markup))
}

/// How many of the texts are one and the same.
fn most_equal(mut texts: Vec<String>) -> usize {
    texts.sort_unstable();
    texts.chunk_by(|one, other| one == other).map(<[String]>::len).max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::Suspicion;
    use crate::request::{Elapsed, Traces, Written};

    fn of<'a>(names: &[&'a str], prose: &[&'a str]) -> Vec<Suspicion> {
        let written = Written { organisation: "www.school.example", names: names.to_vec(), prose: prose.to_vec() };
        Suspicion::of_texts(&written)
    }

    #[test]
    fn robots_are_suspected_by_what_they_fill_and_how_fast() {
        let hasty = Traces { honeypot_filled: true, elapsed: Elapsed::Milliseconds(40) };
        assert_eq!(Suspicion::of_traces(&hasty), [Suspicion::Honeypot, Suspicion::TooFast]);
        let odd = Traces { elapsed: Elapsed::Impossible, ..Traces::default() };
        assert_eq!(Suspicion::of_traces(&odd), [Suspicion::ImpossibleTime]);
        let patient = Traces { elapsed: Elapsed::Milliseconds(3_000), ..Traces::default() };
        assert!(Suspicion::of_traces(&patient).is_empty() && Suspicion::of_traces(&Traces::default()).is_empty());
    }

    #[test]
    fn a_request_may_link_to_what_it_speaks_of() {
        let stops = "Day 1: the harbour, https://www.harbour.example. Day 2: http://school.example and \
                     [the council](https://council.example), WWW.museum.example, www.firm.example/en";
        assert_eq!(of(&["Anna Peeters", "Ghent"], &["We wrote of it on https://school.example.", stops]), []);
    }

    #[test]
    fn more_links_than_a_request_needs_are_a_sign() {
        let seven = "See https://a.example ".repeat(7) + "for all of our wonderful offers";
        assert_eq!(of(&["Anna", "Ghent"], &[&seven]), [Suspicion::TooManyLinks]);
    }

    #[test]
    fn links_where_none_belong_are_a_sign() {
        assert_eq!(of(&["You won! https://prize.example", "Ghent"], &["A goal."]), [Suspicion::LinkInName]);
        assert_eq!(of(&["Anna", "Ghent"], &["look: https://prize.example/?id=1234567890"]), [Suspicion::OnlyLinks]);
        let markup = "Buy <a href=\"https://pills.example\">our pills</a> today, they are cheap";
        assert_eq!(of(&["Anna", "Ghent"], &[markup]), [Suspicion::Markup]);
    }

    #[test]
    fn the_same_in_three_fields_is_a_sign_and_in_two_is_none() {
        assert_eq!(of(&["Ghent", "ghent", "Mayor"], &["A goal."]), []);
        assert_eq!(of(&["John", "john", "JOHN"], &["A goal."]), [Suspicion::SameText]);
    }

    #[test]
    fn every_sign_has_a_name_of_its_own_which_is_the_stored_one() {
        for suspicion in Suspicion::ALL {
            assert_eq!(serde_json::to_value(suspicion).expect("a word"), suspicion.code());
        }
        let mut codes = Suspicion::ALL.map(Suspicion::code);
        codes.sort_unstable();
        assert!(codes.windows(2).all(|pair| pair[0] != pair[1]));
    }
}
