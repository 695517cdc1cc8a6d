//! Why the others do not fit: how many offers break which rules, so that one sees what could be loosened.

use super::rules::{Broken, Rule};

/// Offers, counted by the rules that they break together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExclusionStats([u32; Self::KINDS]);

impl ExclusionStats {
    /// A bit a rule.
    const KINDS: usize = 1 << Rule::ALL.len();

    pub(super) fn count(broken: impl IntoIterator<Item = Broken>) -> Self {
        let mut kinds = [0; Self::KINDS];
        for broken in broken {
            kinds[usize::from(broken.0)] += 1;
        }
        Self(kinds)
    }

    /// Open offers that do not fit. Ended ones are none of them: nobody wonders why these are not suggested.
    pub fn all(&self) -> u32 {
        self.open().filter(|(broken, _)| !broken.is_none()).map(|(_, count)| count).sum()
    }

    /// Open offers that break a rule, whichever others they break too.
    pub fn breaking(&self, rule: Rule) -> u32 {
        self.open().filter(|(broken, _)| broken.breaks(rule)).map(|(_, count)| count).sum()
    }

    /// Open offers that would fit if this one rule were none.
    pub fn breaking_only(&self, rule: Rule) -> u32 {
        self.0[usize::from(Broken::default().with(rule).0)]
    }

    fn open(&self) -> impl Iterator<Item = (Broken, u32)> {
        let kinds = self.0.iter().zip(0..=u16::MAX).map(|(count, bits)| (Broken(bits), *count));
        kinds.filter(|(broken, _)| !broken.breaks(Rule::Open))
    }
}

#[cfg(test)]
mod tests {
    use super::{Broken, ExclusionStats, Rule};

    #[test]
    fn others_are_counted_by_what_they_break_and_ended_ones_not_at_all() {
        let of = |rules: &[Rule]| rules.iter().fold(Broken::default(), |broken, rule| broken.with(*rule));
        let stats = ExclusionStats::count([
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
