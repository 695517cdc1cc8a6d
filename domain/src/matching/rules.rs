//! The rules that a host must meet: whoever breaks one is never suggested. Breaking exactly one that people can talk about
//! makes a near miss.

use std::cmp::Reverse;

use super::catalogue::{MINORS_REFUSED, MINORS_UNKNOWN, NO_COUNTRY};
use super::reason::Of;
use super::resolved_query::ResolvedQuery;

coded! {
    "kebab-case",
    /// A rule.
    pub enum Rule {
        Open,
        /// The form of mobility is one that the host lists.
        Activity,
        /// All kinds of people who would come are received.
        Audience,
        /// The group is neither too large nor too small.
        Group,
        /// The visit is neither shorter nor longer than the host's visits.
        Duration,
        /// A window shares at least the days of the visit with the period asked for.
        Period,
        /// There is a working language in which the group has at least the level that the host asks.
        Language,
        /// Minors are not refused, if some come.
        Minors,
        /// The host says whether it receives minors, if some come.
        MinorsUnsaid,
        /// The host is in another country, unless the group's own is welcome.
        Country,
    }
}

impl Rule {
    /// Whether host and group could agree on it. An offer that has ended, the protection of minors and the border that
    /// makes a mobility are nothing to bargain over; whoever says nothing of minors can be asked.
    pub fn is_negotiable(self) -> bool {
        !matches!(self, Rule::Open | Rule::Minors | Rule::Country)
    }

    fn bit(self) -> u16 {
        1 << self as u8
    }
}

/// The rules that an offer breaks, a bit for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Broken(u16);

impl Broken {
    /// None: the offer fits.
    pub fn is_none(self) -> bool {
        self.0 == 0
    }

    pub fn breaks(self, rule: Rule) -> bool {
        self.0 & rule.bit() != 0
    }

    /// These, and one more.
    #[must_use]
    pub(super) fn with(self, rule: Rule) -> Self {
        Self(self.0 | rule.bit())
    }

    pub fn iter(self) -> impl Iterator<Item = Rule> {
        Rule::ALL.into_iter().filter(move |rule| self.breaks(*rule))
    }
}

/// Rules in the order in which it takes least to find that an offer is out of question.
const QUICKEST: [Rule; Rule::ALL.len()] = [
    Rule::Activity,
    Rule::Country,
    Rule::Audience,
    Rule::Minors,
    Rule::MinorsUnsaid,
    Rule::Open,
    Rule::Group,
    Rule::Duration,
    Rule::Language,
    Rule::Period,
];

/// What rules make of an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Fits,
    /// It breaks one, and one that people can talk about.
    Nearly(Rule),
    Out,
}

impl ResolvedQuery<'_> {
    /// What the rules make of an offer of the catalogue; most are out at the first or second of them.
    pub(super) fn verdict(&self, offer: usize) -> Verdict {
        let mut verdict = Verdict::Fits;
        for rule in QUICKEST {
            if !self.keeps(rule, offer) {
                if verdict != Verdict::Fits || !rule.is_negotiable() {
                    return Verdict::Out;
                }
                verdict = Verdict::Nearly(rule);
            }
        }
        verdict
    }

    /// The rules that an offer of the catalogue breaks.
    pub(super) fn broken(&self, offer: usize) -> Broken {
        let broken = Rule::ALL.into_iter().filter(|rule| !self.keeps(*rule, offer));
        broken.fold(Broken::default(), Broken::with)
    }

    fn keeps(&self, rule: Rule, offer: usize) -> bool {
        let catalogue = self.catalogue;
        match rule {
            Rule::Open => catalogue.ends[offer] >= self.today,
            Rule::Activity => {
                self.activity.is_some_and(|code| catalogue.numbers_of(Of::Activities, offer).contains(&code))
            }
            Rule::Audience => {
                let received = catalogue.numbers_of(Of::Audiences, offer);
                // Those that no offer receives are left out of the numbers.
                self.audiences.len() == self.search.audiences.len()
                    && self.audiences.iter().all(|code| received.contains(code))
            }
            Rule::Group => catalogue.group(offer).contains(self.search.participants),
            Rule::Duration => catalogue.duration(offer).contains(self.search.days),
            Rule::Period => self.longest_stay(offer) >= self.days,
            Rule::Language => self.best_language(offer).is_some_and(|(_, margin)| margin >= 0),
            Rule::Minors => !self.search.minors || catalogue.minors[offer] != MINORS_REFUSED,
            Rule::MinorsUnsaid => !self.search.minors || catalogue.minors[offer] != MINORS_UNKNOWN,
            Rule::Country => {
                let country = catalogue.countries[offer];
                self.search.own_country_welcome || country == NO_COUNTRY || Some(country) != self.own_country
            }
        }
    }

    /// The most days, in one piece, that the group could stay within the period it asks for, while the offer stands.
    pub(super) fn longest_stay(&self, offer: usize) -> i32 {
        let from = self.period.0.max(self.today);
        let until = self.period.1.min(self.catalogue.ends[offer]);
        let windows = self.catalogue.windows.get(offer).chunks_exact(2);
        windows.map(|window| until.min(window[1]) - from.max(window[0]) + 1).max().unwrap_or(0).max(0)
    }

    /// The common language in which the group has most beyond what the host asks, as the catalogue writes it, and by how many
    /// levels; negative where the group has less.
    pub(super) fn best_language(&self, offer: usize) -> Option<(u16, i32)> {
        let needed = self.catalogue.languages.get(offer).iter();
        needed
            .filter_map(|needed| Some((*needed, i32::from(self.level(needed >> 3)?) - i32::from(needed & 7))))
            .max_by_key(|(needed, margin)| (*margin, Reverse(*needed)))
    }
}
