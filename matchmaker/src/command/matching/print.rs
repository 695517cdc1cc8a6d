//! Matches and plans as text.

use std::fmt::{self, Display};

use desk::ReasonWords;
use domain::matching::rank::{Match, Ranking};
use domain::meetings::gathering::{Gathering, Plan};
use web::MatchIndex;

pub struct RankingText<'a> {
    pub index: &'a MatchIndex,
    pub ranking: &'a Ranking,
}

impl Display for RankingText<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        let Self { index, ranking } = self;
        let words = ReasonWords::english();
        match ranking.fitting {
            0 => writeln!(formatter, "No offer keeps all rules.")?,
            1 => writeln!(formatter, "One offer keeps all rules.")?,
            fitting => writeln!(formatter, "{fitting} offers keep all rules.")?,
        }
        for (position, found) in ranking.matches.iter().enumerate() {
            writeln!(formatter)?;
            self.offer(formatter, &(position + 1).to_string(), found)?;
            for reason in &found.reasons {
                writeln!(formatter, "     {}", words.reason(reason, &index.vocabulary))?;
            }
        }
        if !ranking.near_misses.is_empty() {
            writeln!(formatter, "\nNear misses, and what to negotiate:")?;
        }
        for miss in &ranking.near_misses {
            writeln!(formatter)?;
            self.offer(formatter, "~", &miss.offer)?;
            writeln!(formatter, "     {}", words.reason(&miss.negotiate, &index.vocabulary))?;
        }
        Ok(())
    }
}

impl RankingText<'_> {
    fn offer(&self, formatter: &mut fmt::Formatter, label: &str, found: &Match) -> fmt::Result {
        let catalogue = &self.index.catalogue;
        let percent = (found.score * 100.0).round();
        match catalogue.find(&found.offer) {
            Some(offer) => {
                writeln!(formatter, "{label:>2}.  {}  {percent} of 100", catalogue.title(offer))?;
                let (host, place) = (catalogue.host(offer), catalogue.place(offer));
                writeln!(formatter, "     {host}, {place} ({})", found.offer)
            }
            None => writeln!(formatter, "{label:>2}.  {}  {percent} of 100", found.offer),
        }
    }
}

pub struct PlanText<'a> {
    pub index: &'a MatchIndex,
    pub gathering: &'a Gathering,
    /// The requests by their files' names.
    pub requests: &'a [String],
    pub plan: &'a Plan,
}

impl Display for PlanText<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        let Self { gathering, requests, plan, .. } = self;
        let meetings = match plan.meetings.len() {
            1 => "one meeting".to_owned(),
            several => format!("{several} meetings"),
        };
        writeln!(formatter, "{}: {meetings}", gathering.title)?;
        let mut slot = None;
        for meeting in &plan.meetings {
            if slot != Some(meeting.slot) {
                writeln!(formatter, "\n{}", gathering.slots[meeting.slot])?;
                slot = Some(meeting.slot);
            }
            let (room, request) = (&gathering.rooms[meeting.room], &requests[meeting.pair.request]);
            writeln!(formatter, "  {room}: {request} – {}", self.host(&meeting.pair.offer))?;
        }
        if !plan.left_out.is_empty() {
            writeln!(formatter, "\nNo time or room for:")?;
        }
        for pair in &plan.left_out {
            writeln!(formatter, "  {} – {}", requests[pair.request], self.host(&pair.offer))?;
        }
        if !plan.without.is_empty() {
            writeln!(formatter, "\nWithout a meeting:")?;
        }
        for request in &plan.without {
            let why = if plan.unsuited.contains(request) { "no host who comes suits" } else { "its hosts were taken" };
            writeln!(formatter, "  {}: {why}", requests[*request])?;
        }
        Ok(())
    }
}

impl PlanText<'_> {
    fn host<'a>(&'a self, offer: &'a str) -> &'a str {
        let catalogue = &self.index.catalogue;
        catalogue.find(offer).map_or(offer, |offer| catalogue.host(offer))
    }
}
