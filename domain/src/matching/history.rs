//! What is remembered of offers that were asked before: so that the load is shared. The caller knows it, from its store.

use std::collections::HashMap;

use jiff::civil::Date;

/// How often offers were asked of late, and when last.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct History(HashMap<String, PastRequests>);

/// What is remembered of one offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PastRequests {
    /// Groups that were introduced to the host within the last [`History::DAYS`] days.
    pub times: u32,
    pub last: Date,
}

impl History {
    /// How far back "of late" goes: a school year holds one visit of each season, half a year shows who is busy now.
    pub const DAYS: i32 = 180;

    /// Notes that a host was introduced to a group by this offer, on a day. Days before the last [`History::DAYS`] are
    /// remembered as the last day only.
    pub fn note(&mut self, offer: &str, day: Date, today: Date) {
        let lately = u32::from((today - day).get_days() <= Self::DAYS);
        let asked = self.0.entry(offer.to_owned()).or_insert(PastRequests { times: 0, last: day });
        asked.times += lately;
        asked.last = asked.last.max(day);
    }

    /// All offers that are remembered, in no order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, PastRequests)> {
        self.0.iter().map(|(offer, asked)| (offer.as_str(), *asked))
    }

    pub fn of(&self, offer: &str) -> Option<PastRequests> {
        self.0.get(offer).copied()
    }
}
