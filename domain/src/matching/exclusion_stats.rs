//! Why the others do not fit: how many offers break which rules, so that one sees what could be loosened.

use super::rules::{Broken, Rule};

/// The rules that each open offer breaks that does not fit. Ended offers are not among them: nobody wonders why these are not
/// suggested.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExclusionStats(Vec<Broken>);

impl ExclusionStats {
    pub(super) fn new(offers: impl IntoIterator<Item = Broken>) -> Self {
        Self(offers.into_iter().filter(|broken| !broken.is_none() && !broken.breaks(Rule::Open)).collect())
    }

    /// Open offers that do not fit.
    pub fn all(&self) -> usize {
        self.0.len()
    }

    /// Open offers that break a rule, whichever others they break too.
    pub fn breaking(&self, rule: Rule) -> usize {
        self.0.iter().filter(|broken| broken.breaks(rule)).count()
    }

    /// Open offers that would fit if this one rule were none.
    pub fn breaking_only(&self, rule: Rule) -> usize {
        let only = Broken::default().with(rule);
        self.0.iter().filter(|broken| **broken == only).count()
    }
}

#[cfg(test)]
mod tests {
    use super::{Broken, ExclusionStats, Rule};

    #[test]
    fn others_are_counted_by_what_they_break_and_ended_ones_not_at_all() {
        let of = |rules: &[Rule]| rules.iter().fold(Broken::default(), |broken, rule| broken.with(*rule));
        let stats = ExclusionStats::new([
            of(&[]),
            of(&[Rule::Group]),
            of(&[Rule::Group, Rule::Period]),
            of(&[Rule::Period]),
            of(&[Rule::Open]),
            of(&[Rule::Open, Rule::Group]),
        ]);
        assert_eq!(stats.all(), 3);
        assert_eq!((stats.breaking(Rule::Group), stats.breaking_only(Rule::Group)), (2, 1));
        assert_eq!((stats.breaking(Rule::Language), stats.breaking_only(Rule::Language)), (0, 0));
    }
}
