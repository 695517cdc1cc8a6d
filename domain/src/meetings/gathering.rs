//! A matchmaking event: who comes, how often each can talk, when and where; and the plan that is made of it.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::content::case_study::read_slug;
use crate::matching::catalogue::Catalogue;
use crate::matching::query::{MatchContext, MatchQuery};
use crate::matching::rank::Matcher;
use crate::meetings::assign::{Candidate, assign};
use crate::meetings::schedule::schedule;
use crate::text::{LocalizedText, Slug};
use crate::validate::{ErrorKind, Limit, ObjectReader};

/// An event, as somebody planned it.
#[derive(Debug, Clone, PartialEq)]
pub struct Gathering {
    pub title: String,
    /// The folder of the requests, a JSON file each, relative to the event's own file.
    pub requests: String,
    /// The offers whose hosts come, each with the number of groups that it meets at most; none means that all come.
    pub hosts: Vec<(Slug, u32)>,
    /// Meetings that each group has at most.
    pub meetings: u32,
    /// Groups that a host meets at most where `hosts` does not say.
    pub capacity: u32,
    /// When meetings begin, in words, in their order; at least one.
    pub slots: Vec<String>,
    /// Where they are held; at least one.
    pub rooms: Vec<String>,
    /// What a group that met nobody in a round brings to the next, beside its score.
    pub bonus: f64,
}

/// Meetings of a group, unless the event names a number.
const MEETINGS: u32 = 3;
/// A tenth of the best score: enough to come before somebody who is a little better, too little to push aside who is much
/// better.
const BONUS: f64 = 0.1;

impl Gathering {
    /// Reads an event's file; `is_offer` knows the slugs of the catalogue.
    pub fn read(fields: &mut ObjectReader, is_offer: &dyn Fn(&str) -> bool) -> Option<Self> {
        let title = fields.text("title", Limit::LINE);
        let requests = fields.text("requests", Limit::LINE);
        let slots = texts(fields, "slots");
        let number = |number: i64| u32::try_from(number).unwrap_or(u32::MAX);
        let meetings = fields.optional_integer("meetings", 1..=100).map_or(MEETINGS, number);
        let capacity = fields.optional_integer("capacity", 1..=1_000).map_or(slots.len() as u32, number);
        let hosts = fields.list_of("hosts", 1_000, |fields| {
            let offer = read_slug(fields, "offer");
            if !fields.has("offer") {
                fields.note("offer", ErrorKind::Missing { key: "offer".to_owned() });
            }
            if let Some(offer) = offer.as_ref().filter(|offer| !is_offer(offer.as_str())) {
                let value = offer.to_string();
                fields.note("offer", ErrorKind::UnknownReference { kind: "offer", value, suggestion: None });
            }
            let groups = fields.optional_integer("groups", 0..=1_000).map_or(capacity, number);
            Some((offer?, groups))
        });
        let rooms = texts(fields, "rooms");
        let bonus = fields.optional_decimal("bonus", 0.0..=1.0).unwrap_or(BONUS);
        complete! { Self: title, requests, hosts, meetings, capacity, slots, rooms, bonus }
    }
}

/// Times or rooms. Two equal ones would be one: somebody would have two meetings there at once.
fn texts(fields: &mut ObjectReader, key: &'static str) -> Vec<String> {
    let written = fields.localized_list(key, 1, Limit::LINE);
    let texts: Vec<String> = written.iter().map(LocalizedText::original).map(str::to_owned).collect();
    let same = |text: &str| text.split_whitespace().collect::<String>().to_lowercase();
    for (position, text) in texts.iter().enumerate() {
        if texts[..position].iter().any(|earlier| same(earlier) == same(text)) {
            fields.note(key, ErrorKind::Repeated { value: text.clone() });
        }
    }
    if key == "slots" {
        note_overlaps(fields, key, &texts);
    }
    texts
}

/// Notes slots of the form `10:00-10:20` that overlap: a host would be in two meetings at a time. Slots that are written in other
/// words are taken for separate.
fn note_overlaps(fields: &mut ObjectReader, key: &'static str, slots: &[String]) {
    let minutes = |clock: &str| {
        let (hours, minutes) = clock.trim().split_once([':', '.'])?;
        let (hours, minutes) = (hours.parse::<u32>().ok()?, minutes.parse::<u32>().ok()?);
        (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
    };
    let times = |slot: &str| {
        let (from, until) = slot.split_once(['-', '\u{2013}', '\u{2014}'])?;
        minutes(from).zip(minutes(until)).filter(|(from, until)| from < until)
    };
    let known: Vec<(&String, (u32, u32))> =
        slots.iter().filter_map(|slot| times(slot).map(|times| (slot, times))).collect();
    for (position, (slot, (from, until))) in known.iter().enumerate() {
        for (earlier, (other_from, other_until)) in &known[..position] {
            if slot != earlier && from < other_until && other_from < until {
                fields.note(key, ErrorKind::Overlap { slots: format!("{earlier:?} and {slot:?}") });
            }
        }
    }
}

/// Who meets whom, when and where.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Plan {
    /// By slot, then by room.
    pub meetings: Vec<Meeting>,
    /// Meetings that would suit, but for which there was no time or room.
    pub left_out: Vec<Pair>,
    /// Requests that meet nobody, by their places.
    pub without: Vec<usize>,
    /// Those of them that no host who comes would suit; for the others there was no capacity, time or room.
    pub unsuited: Vec<usize>,
}

/// A group and a host.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pair {
    /// The request, by its place in the event's list.
    pub request: usize,
    pub offer: String,
    /// How well they suit each other, from 0 to 1.
    pub score: f64,
    /// The round in which they were matched, from 1: the first is the best for all.
    pub round: u32,
}

/// A pair with its time and place.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Meeting {
    #[serde(flatten)]
    pub pair: Pair,
    /// When, by its place in the event's list.
    pub slot: usize,
    /// Where, by its place in the event's list.
    pub room: usize,
}

/// Plans an event: round after round, each group gets at most one host more, so that the sum of all scores is the largest
/// there is; who got none comes earlier in the next round. Then the meetings get times and rooms, those of earlier rounds
/// first. A host with several offers is one host: it sits at one table, and a group meets it once, about the offer that
/// suits best.
pub fn plan(gathering: &Gathering, queries: &[MatchQuery], matcher: &Matcher, context: MatchContext) -> Plan {
    let catalogue = matcher.catalogue();
    let mut hosts = Hosts::new(gathering, catalogue);
    let mut candidates: Vec<Candidate> = Vec::new();
    let mut offers: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (request, query) in queries.iter().enumerate() {
        let scores = matcher.scores(*query, context);
        let best = hosts.best(scores, queries.len() * gathering.meetings as usize);
        candidates.extend(best.iter().map(|(host, _, score)| Candidate { request, offer: *host, score: *score }));
        offers.extend(best.iter().map(|(host, offer, _)| ((request, *host), *offer)));
    }
    let suited: BTreeSet<usize> = candidates.iter().map(|candidate| candidate.request).collect();
    let mut bonuses = vec![0.0; queries.len()];
    let mut pairs: Vec<Pair> = Vec::new();
    let mut places: Vec<(usize, usize)> = Vec::new();
    for round in 1..=gathering.meetings {
        let assignment = assign(&candidates, &hosts.capacities, &bonuses, gathering.bonus);
        let before = places.len();
        let mut found: Vec<Candidate> = candidates
            .iter()
            .filter(|candidate| assignment.offers[candidate.request] == Some(candidate.offer))
            .copied()
            .collect();
        found.sort_by(|one, other| other.score.total_cmp(&one.score).then(one.request.cmp(&other.request)));
        for Candidate { request, offer: host, score } in found {
            hosts.capacities[host] -= 1;
            places.push((request, host));
            let offer = catalogue.slug(offers[&(request, host)]).to_owned();
            pairs.push(Pair { request, offer, score, round });
        }
        if places.len() == before {
            break;
        }
        candidates.retain(|candidate| assignment.offers[candidate.request] != Some(candidate.offer));
        bonuses = assignment.bonuses;
    }

    let schedule = schedule(&places, gathering.slots.len(), gathering.rooms.len());
    let meet: BTreeSet<usize> = schedule.placed.iter().map(|placed| places[placed.meeting].0).collect();
    Plan {
        meetings: schedule
            .placed
            .iter()
            .map(|placed| Meeting { pair: pairs[placed.meeting].clone(), slot: placed.slot, room: placed.room })
            .collect(),
        left_out: schedule.left_out.iter().map(|meeting| pairs[*meeting].clone()).collect(),
        without: (0..queries.len()).filter(|request| !meet.contains(request)).collect(),
        unsuited: (0..queries.len()).filter(|request| !suited.contains(request)).collect(),
    }
}

/// Who comes, each host once.
struct Hosts<'c> {
    gathering: &'c Gathering,
    catalogue: &'c Catalogue,
    /// The offers that come, each with its groups; none means that all come.
    coming: BTreeMap<usize, u32>,
    known: BTreeMap<(&'c str, &'c str), usize>,
    capacities: Vec<u32>,
}

impl<'c> Hosts<'c> {
    fn new(gathering: &'c Gathering, catalogue: &'c Catalogue) -> Self {
        let coming: BTreeMap<usize, u32> = gathering
            .hosts
            .iter()
            .filter_map(|(offer, groups)| Some((catalogue.find(offer.as_str())?, *groups)))
            .collect();
        let mut hosts = Self { gathering, catalogue, coming, known: BTreeMap::new(), capacities: Vec::new() };
        for (offer, groups) in hosts.coming.clone() {
            let host = hosts.number(offer);
            hosts.capacities[host] += groups;
        }
        hosts
    }

    /// The number of an offer's host.
    fn number(&mut self, offer: usize) -> usize {
        let name = (self.catalogue.host(offer), self.catalogue.place(offer));
        if let Some(host) = self.known.get(&name) {
            return *host;
        }
        self.known.insert(name, self.capacities.len());
        self.capacities.push(if self.gathering.hosts.is_empty() { self.gathering.capacity } else { 0 });
        self.capacities.len() - 1
    }

    /// The hosts that suit best, each with its best offer and its score. More than `most` can't all be taken by others
    /// first, so nobody needs more.
    fn best(&mut self, mut scores: Vec<(usize, f64)>, most: usize) -> Vec<(usize, usize, f64)> {
        let everybody = self.gathering.hosts.is_empty();
        scores.retain(|(offer, _)| everybody || self.coming.contains_key(offer));
        scores.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
        let mut met = BTreeSet::new();
        let mut best = Vec::new();
        for (offer, score) in scores {
            let host = self.number(offer);
            if self.capacities[host] > 0 && met.insert(host) {
                best.push((host, offer, score));
            }
            if best.len() == most {
                break;
            }
        }
        best
    }
}
