//! When and where those who were matched at an event meet: nobody twice at once, no more meetings at once than rooms, few
//! gaps in anybody's day.
//!
//! Meetings are the edges of a graph between guests and hosts, slots their colours. Such a graph can be coloured with as
//! many colours as anybody has meetings (Kőnig), and with no colour used more often than the number of rooms, if there are
//! enough slots for all meetings (de Werra). So whatever can be held at all is held.

use serde::Serialize;

/// A meeting with its time and room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Placed {
    /// The meeting, by its place in the list.
    pub meeting: usize,
    /// The slot, from 0.
    pub slot: usize,
    /// The room, from 0.
    pub room: usize,
}

/// The plan of an event.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Schedule {
    /// Meetings in the order of slots, then rooms.
    pub placed: Vec<Placed>,
    /// Meetings for which there was no time or no room, by their places in the list.
    pub left_out: Vec<usize>,
}

/// Passes of improvement, at most; each ends when nothing gets better.
const PASSES: usize = 40;

/// Places meetings of guests and hosts, the most important first: where not all can be held, the later ones are left out.
pub fn schedule(meetings: &[(usize, usize)], slots: usize, rooms: usize) -> Schedule {
    let (held, left_out) = choose(meetings, slots, rooms);
    if held.is_empty() {
        return Schedule { placed: Vec::new(), left_out };
    }
    let edges: Vec<(usize, usize)> = held.iter().map(|meeting| meetings[*meeting]).collect();
    let most = degrees(&edges).0.into_iter().chain(degrees(&edges).1).max().unwrap_or(0);
    // No more slots than needed: a short day has few gaps.
    let colours = most.max(edges.len().div_ceil(rooms));
    let mut table = Table::new(&edges, colours, rooms);
    for edge in 0..edges.len() {
        table.insert(edge);
    }
    table.spread();
    table.close_gaps();
    Schedule { placed: table.rooms(&held), left_out }
}

/// The meetings that can be held, in their order, and those that can't.
fn choose(meetings: &[(usize, usize)], slots: usize, rooms: usize) -> (Vec<usize>, Vec<usize>) {
    let (mut guests, mut hosts) = degrees(&[]);
    let (mut held, mut left_out) = (Vec::new(), Vec::new());
    for (meeting, &(guest, host)) in meetings.iter().enumerate() {
        guests.resize(guests.len().max(guest + 1), 0);
        hosts.resize(hosts.len().max(host + 1), 0);
        if held.len() < slots * rooms && guests[guest] < slots && hosts[host] < slots {
            guests[guest] += 1;
            hosts[host] += 1;
            held.push(meeting);
        } else {
            left_out.push(meeting);
        }
    }
    (held, left_out)
}

/// How many meetings each guest and each host has.
fn degrees(edges: &[(usize, usize)]) -> (Vec<usize>, Vec<usize>) {
    let count = |of: fn(&(usize, usize)) -> usize| {
        let mut counts = vec![0; edges.iter().map(|edge| of(edge) + 1).max().unwrap_or(0)];
        for edge in edges {
            counts[of(edge)] += 1;
        }
        counts
    };
    (count(|edge| edge.0), count(|edge| edge.1))
}

/// People are guests, then hosts.
struct Table<'e> {
    edges: &'e [(usize, usize)],
    guests: usize,
    rooms: usize,
    /// For each person and slot the meeting.
    busy: Vec<Vec<Option<usize>>>,
    slots: Vec<usize>,
    sizes: Vec<usize>,
}

const NO_SLOT: usize = usize::MAX;

impl<'e> Table<'e> {
    fn new(edges: &'e [(usize, usize)], colours: usize, rooms: usize) -> Self {
        let (guests, hosts) = degrees(edges);
        Self {
            edges,
            guests: guests.len(),
            rooms,
            busy: vec![vec![None; colours]; guests.len() + hosts.len()],
            slots: vec![NO_SLOT; edges.len()],
            sizes: vec![0; colours],
        }
    }

    fn people(&self, edge: usize) -> [usize; 2] {
        [self.edges[edge].0, self.guests + self.edges[edge].1]
    }

    fn put(&mut self, edge: usize, slot: usize) {
        for person in self.people(edge) {
            self.busy[person][slot] = Some(edge);
        }
        self.slots[edge] = slot;
        self.sizes[slot] += 1;
    }

    fn take(&mut self, edge: usize) {
        let slot = self.slots[edge];
        for person in self.people(edge) {
            self.busy[person][slot] = None;
        }
        self.sizes[slot] -= 1;
    }

    /// Finds a slot for a meeting; where guest and host are free at different times only, meetings of others change places.
    fn insert(&mut self, edge: usize) {
        let [guest, host] = self.people(edge);
        let is_free = |person: usize, slot: &usize| self.busy[person][*slot].is_none();
        let slots = 0..self.sizes.len();
        let common = slots.clone().filter(|slot| is_free(guest, slot) && is_free(host, slot));
        if let Some(slot) = common.min_by_key(|slot| (self.sizes[*slot], *slot)) {
            return self.put(edge, slot);
        }
        let of_guest = slots.clone().find(|slot| is_free(guest, slot));
        let of_host = slots.clone().find(|slot| is_free(host, slot));
        let (Some(of_guest), Some(of_host)) = (of_guest, of_host) else { return };
        // The chain from the host can't end at the guest: it would have to arrive in the slot in which the guest is free.
        let chain = self.chain(host, of_guest, of_host);
        self.flip(&chain, of_guest, of_host);
        self.put(edge, of_guest);
    }

    /// The meetings in two slots, by turns, that hang together from a person on, beginning in the first slot.
    fn chain(&self, person: usize, first: usize, second: usize) -> Vec<usize> {
        let (mut person, mut slot) = (person, first);
        let mut chain = Vec::new();
        while let Some(edge) = self.busy[person][slot] {
            if chain.first() == Some(&edge) {
                break;
            }
            chain.push(edge);
            let [guest, host] = self.people(edge);
            person = if person == guest { host } else { guest };
            slot = if slot == first { second } else { first };
        }
        chain
    }

    /// Moves meetings from either slot to the other.
    fn flip(&mut self, chain: &[usize], one: usize, other: usize) {
        let before: Vec<usize> = chain.iter().map(|edge| self.slots[*edge]).collect();
        for edge in chain {
            self.take(*edge);
        }
        for (edge, slot) in chain.iter().zip(before) {
            self.put(*edge, if slot == one { other } else { one });
        }
    }

    /// Moves meetings out of slots that have more of them than there are rooms.
    fn spread(&mut self) {
        while let Some(full) = (0..self.sizes.len()).find(|slot| self.sizes[*slot] > self.rooms) {
            let Some(spare) = (0..self.sizes.len()).min_by_key(|slot| (self.sizes[*slot], *slot)) else { return };
            // Among the chains between the two, one has more of the full slot: it begins and ends there.
            let chain = (0..self.busy.len())
                .filter(|person| self.busy[*person][full].is_some() && self.busy[*person][spare].is_none())
                .map(|person| self.chain(person, full, spare))
                .find(|chain| chain.len() % 2 == 1);
            let Some(chain) = chain else { return };
            self.flip(&chain, full, spare);
        }
    }

    /// Changes slots with each other, and chains of meetings between slots, as long as people wait less.
    fn close_gaps(&mut self) {
        let count = self.sizes.len();
        for _ in 0..PASSES {
            let mut better = false;
            for (one, other) in (0..count).flat_map(|one| (one + 1..count).map(move |other| (one, other))) {
                let all: Vec<usize> =
                    (0..self.edges.len()).filter(|edge| [one, other].contains(&self.slots[*edge])).collect();
                better |= self.flip_if_better(&all, one, other);
                for person in 0..self.busy.len() {
                    if self.busy[person][other].is_none() {
                        let chain = self.chain(person, one, other);
                        better |= self.flip_if_better(&chain, one, other);
                    }
                }
            }
            if !better {
                return;
            }
        }
    }

    /// Keeps a change only where those whom it concerns wait less, and there are rooms enough.
    fn flip_if_better(&mut self, chain: &[usize], one: usize, other: usize) -> bool {
        let mut concerned: Vec<usize> = chain.iter().flat_map(|edge| self.people(*edge)).collect();
        concerned.sort_unstable();
        concerned.dedup();
        let before = self.gaps(&concerned);
        self.flip(chain, one, other);
        if self.gaps(&concerned) < before && self.sizes[one] <= self.rooms && self.sizes[other] <= self.rooms {
            return true;
        }
        self.flip(chain, one, other);
        false
    }

    /// Free slots between the meetings of people.
    fn gaps(&self, people: &[usize]) -> usize {
        let of = |slots: &Vec<Option<usize>>| {
            let first = slots.iter().position(Option::is_some)?;
            let last = slots.iter().rposition(Option::is_some)?;
            Some(slots[first..last].iter().filter(|slot| slot.is_none()).count())
        };
        people.iter().filter_map(|person| of(&self.busy[*person])).sum()
    }

    /// Gives rooms: a host stays where it was, if nobody else stays there.
    fn rooms(&self, held: &[usize]) -> Vec<Placed> {
        let mut home: Vec<Option<usize>> = vec![None; self.busy.len()];
        let mut placed = Vec::with_capacity(held.len());
        for slot in 0..self.sizes.len() {
            let mut taken = vec![false; self.rooms];
            let mut homeless = Vec::new();
            let edges = (0..self.edges.len()).filter(|edge| self.slots[*edge] == slot);
            for edge in edges {
                let host = self.people(edge)[1];
                match home[host].filter(|room| !taken[*room]) {
                    Some(room) => {
                        taken[room] = true;
                        placed.push(Placed { meeting: held[edge], slot, room });
                    }
                    None => homeless.push((edge, host)),
                }
            }
            for (edge, host) in homeless {
                let free = taken.iter().position(|taken| !taken).unwrap_or(0);
                taken[free] = true;
                home[host] = Some(free);
                placed.push(Placed { meeting: held[edge], slot, room: free });
            }
        }
        placed.sort_by_key(|placed| (placed.slot, placed.room));
        placed
    }
}

#[cfg(test)]
mod tests {
    use super::schedule;

    #[test]
    fn a_day_is_as_short_as_the_busiest_person() {
        let meetings = [(0, 0), (0, 1), (1, 0), (1, 1), (2, 0), (2, 1)];
        let plan = schedule(&meetings, 5, 2);
        assert!(plan.left_out.is_empty());
        assert_eq!(plan.placed.iter().map(|placed| placed.slot).max(), Some(2), "{plan:?}");
    }

    #[test]
    fn what_does_not_fit_is_told() {
        let plan = schedule(&[(0, 0), (1, 1), (2, 2)], 1, 2);
        assert_eq!((plan.placed.len(), plan.left_out), (2, vec![2]));
        assert_eq!(schedule(&[(0, 0)], 0, 3).left_out, [0]);
        assert_eq!(schedule(&[], 3, 3).placed, []);
    }

    #[test]
    fn a_host_stays_in_its_room() {
        let plan = schedule(&[(0, 0), (1, 0), (0, 1), (1, 1)], 2, 2);
        for host in 0..2 {
            let mut rooms: Vec<usize> = plan
                .placed
                .iter()
                .filter(|placed| [(0, 0), (1, 0), (0, 1), (1, 1)][placed.meeting].1 == host)
                .map(|placed| placed.room)
                .collect();
            rooms.dedup();
            assert_eq!(rooms.len(), 1, "{plan:?}");
        }
    }
}
