//! How hosts answer introductions: how often, how soon, and which never do.

use jiff::{SignedDuration, Timestamp};

use crate::case::Reminders;

/// An introduction, as far as its answer is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Enquiry {
    pub at: Timestamp,
    /// When it answered, if it did.
    pub answered: Option<Timestamp>,
    /// Whether the request still waits for the answer.
    pub open: bool,
    /// When the secretariat stopped waiting, where no answer had come by then and the time is known.
    pub closed: Option<Timestamp>,
}

/// How a host has answered.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Responses {
    pub asked: usize,
    pub answered: usize,
    /// How many introductions still wait for its answer.
    pub waiting: usize,
    /// Half of its answers came within so many days; `None` without an answer.
    pub median_days: Option<f64>,
    /// When it was last asked.
    pub last: Timestamp,
    /// How many introductions since its last answer it let pass, with all the days that a host has.
    pub missed: usize,
    /// When the last of these was.
    pub last_missed: Option<Timestamp>,
}

impl Responses {
    /// So many introductions in a row without an answer, and a host is called silent. One alone may be a holiday or a message
    /// lost among others.
    pub const SILENT: usize = 2;

    /// Sums up how one host has answered; `None` if it was never asked. Its place in time decides, not its place in the list.
    ///
    /// A host never answers (see [`Responses::never_answers`]) if it was asked [`Responses::SILENT`] times or more since its last answer (or ever), and each time
    /// had the days that reminders give a host: an introduction that was closed before, because the group withdrew for
    /// example, says nothing about the host. One answer takes the flag away: people come back.
    pub fn of(asked: impl IntoIterator<Item = Enquiry>, reminders: &Reminders, now: Timestamp) -> Option<Self> {
        let asked: Vec<Enquiry> = asked.into_iter().collect();
        let last = asked.iter().map(|asked| asked.at).max()?;
        let last_answer = asked.iter().filter_map(|asked| asked.answered).max();
        let patience = SignedDuration::from_hours(24 * i64::from(reminders.host_days));
        let is_missed = |asked: &&Enquiry| {
            asked.answered.is_none()
                && last_answer.is_none_or(|answer| asked.at > answer)
                && asked.closed.unwrap_or(now).min(now).duration_since(asked.at) >= patience
        };
        let missed: Vec<Timestamp> = asked.iter().filter(is_missed).map(|asked| asked.at).collect();
        let mut delays: Vec<f64> = asked.iter().filter_map(Enquiry::days).collect();
        delays.sort_by(f64::total_cmp);
        Some(Self {
            asked: asked.len(),
            answered: delays.len(),
            waiting: asked.iter().filter(|asked| asked.open && asked.answered.is_none()).count(),
            median_days: median(&delays),
            last,
            missed: missed.len(),
            last_missed: missed.into_iter().max(),
        })
    }

    /// Whether it never answers: the one rule for it, wherever that is said.
    pub fn never_answers(&self) -> bool {
        self.missed >= Self::SILENT
    }
}

impl Enquiry {
    /// Days from the question to the answer.
    fn days(&self) -> Option<f64> {
        let seconds = self.answered?.duration_since(self.at).as_secs_f64().max(0.0);
        Some(seconds / 86_400.0)
    }
}

/// The middle of sorted numbers; between the two middle ones where they are even.
pub fn median(sorted: &[f64]) -> Option<f64> {
    let middle = sorted.len() / 2;
    match sorted.len() {
        0 => None,
        even if even % 2 == 0 => Some(f64::midpoint(sorted[middle - 1], sorted[middle])),
        _ => Some(sorted[middle]),
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::{Enquiry, Responses};
    use crate::case::Reminders;

    fn day(day: i64) -> Timestamp {
        Timestamp::from_second(day * 86_400).expect("a moment")
    }

    fn asked(at: i64, answered: Option<i64>) -> Enquiry {
        Enquiry { at: day(at), answered: answered.map(day), open: answered.is_none(), closed: None }
    }

    fn closed(at: i64, closed: i64) -> Enquiry {
        Enquiry { at: day(at), answered: None, open: false, closed: Some(day(closed)) }
    }

    fn of(asked: &[Enquiry], now: i64) -> Option<Responses> {
        Responses::of(asked.iter().copied(), &Reminders::default(), day(now))
    }

    #[test]
    fn answers_are_counted_and_timed_whatever_their_order() {
        assert_eq!(of(&[], 100), None);
        let all = [asked(1, Some(3)), asked(20, Some(30)), asked(40, Some(44)), asked(90, None)];
        let responses = of(&all, 92).expect("responses");
        assert_eq!((responses.asked, responses.answered, responses.waiting), (4, 3, 1));
        assert_eq!((responses.median_days, responses.last, responses.missed), (Some(4.0), day(90), 0));
        let mut turned = all;
        turned.reverse();
        assert_eq!(of(&turned, 92), Some(responses));
        assert_eq!(of(&all[..2], 92).expect("responses").median_days, Some(6.0));
    }

    #[test]
    fn a_host_is_silent_after_two_introductions_that_had_their_time() {
        let silent = |asked: &[Enquiry], now| of(asked, now).expect("responses").never_answers();
        assert!(!silent(&[asked(1, None)], 100), "once is no habit");
        assert!(silent(&[asked(1, None), asked(20, None)], 27));
        assert!(!silent(&[asked(1, None), asked(20, None)], 26), "the second still has time");
        assert!(!silent(&[asked(1, None), asked(2, None), asked(20, Some(22))], 100), "it has answered since");
        assert!(silent(&[asked(1, Some(2)), asked(20, None), asked(30, None)], 100), "it used to answer");
    }

    #[test]
    fn an_introduction_that_was_closed_before_the_host_had_its_days_is_not_held_against_it() {
        let missed = |asked: &[Enquiry]| of(asked, 100).expect("responses").missed;
        assert_eq!(missed(&[closed(1, 3), closed(20, 26)]), 0);
        assert_eq!(missed(&[closed(1, 3), closed(20, 27)]), 1, "seven days are what a host has");
        let both = of(&[closed(1, 8), closed(20, 40)], 100).expect("responses");
        assert_eq!((both.missed, both.waiting, both.asked), (2, 0, 2));
        assert!(both.never_answers());
    }
}
