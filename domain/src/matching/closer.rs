//! A closer look than a ranking's: at single offers, whether they fit or not, and at what keeps the others from fitting.

use jiff::civil::Date;
use serde::Serialize;

use super::goal::Goal;
use super::misfits::Misfits;
use super::negotiation;
use super::parts::Scale;
use super::rank::{Circumstances, Match, Matcher, Question, told};
use super::reason::Reason;
use super::rules::{self, Rule};

/// An offer, looked at by itself.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Looked {
    /// The offer, with what each part says of it. Its score is that of a match, whatever it breaks.
    #[serde(flatten)]
    pub offer: Match,
    /// The rules that it breaks, each with what would have to be agreed on; that is `negotiate-nothing` where there is nothing to
    /// talk about.
    pub broken: Vec<(Rule, Reason)>,
}

impl Matcher<'_> {
    /// Single offers for a request, by their places in the catalogue, in the order in which they are named.
    pub fn look(&self, question: Question, circumstances: Circumstances, offers: &[usize]) -> Vec<Looked> {
        let asked = self.asked(question, circumstances.today);
        let (fitting, _) = self.sort(&asked);
        let goal = Goal::new(&asked, self.catalogue, &fitting);
        let scale = Scale::new(&asked, self.catalogue, &self.concepts, &goal, self.weights, circumstances.history);
        let look = |offer: &usize| {
            let broken = rules::broken(&asked, self.catalogue, *offer);
            let subject = |rule| (rule, negotiation::subject(&asked, self.catalogue, self.vocabulary, *offer, rule));
            Looked { offer: told(&scale, *offer, scale.score(*offer)), broken: broken.iter().map(subject).collect() }
        };
        offers.iter().map(look).collect()
    }

    /// How many offers break which rules.
    pub fn misfits(&self, question: Question, today: Date) -> Misfits {
        let asked = self.asked(question, today);
        Misfits::count((0..self.catalogue.len()).map(|offer| rules::broken(&asked, self.catalogue, offer)))
    }
}
