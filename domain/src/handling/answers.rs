//! How a host answers when it is asked.

use jiff::{SignedDuration, Timestamp};

use super::Reminders;

/// Introductions to one host, and what came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Answers {
    /// How often it was introduced.
    pub asked: u32,
    /// How often it answered.
    pub answered: u32,
    /// How often it did not, where it no longer may or is late.
    pub silent: u32,
    /// When it last did not.
    pub last_silent: Option<Timestamp>,
}

impl Answers {
    /// So often a host may be away, ill or on holiday; more often is a habit.
    const MOST_SILENT: u32 = 1;

    /// Notes an introduction: when, when it was answered, and whether the request still waits for that answer.
    pub fn note(
        &mut self,
        at: Timestamp,
        answered: Option<Timestamp>,
        waits: bool,
        reminders: &Reminders,
        now: Timestamp,
    ) {
        self.asked += 1;
        let patience = SignedDuration::from_hours(24 * i64::from(reminders.host_days));
        match answered {
            Some(_) => self.answered += 1,
            None if waits && now.duration_since(at) <= patience => {}
            None => {
                self.silent += 1;
                self.last_silent = self.last_silent.max(Some(at));
            }
        }
    }

    /// Whether it never answered, though it was asked more than once.
    pub fn never(&self) -> bool {
        self.answered == 0 && self.silent > Self::MOST_SILENT
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::{Answers, Reminders};

    #[test]
    fn a_host_never_answers_that_was_silent_twice_and_answered_nobody() {
        let day = |day: i64| Timestamp::from_second(day * 86_400).expect("a moment");
        let reminders = Reminders { host_days: 7, ..Reminders::default() };
        let told = |introductions: &[(i64, Option<i64>, bool)]| {
            let mut answers = Answers::default();
            for (at, answered, waits) in introductions {
                answers.note(day(*at), answered.map(day), *waits, &reminders, day(100));
            }
            (answers.silent, answers.never())
        };
        assert_eq!(told(&[]), (0, false));
        assert_eq!(told(&[(10, None, false)]), (1, false), "once is no habit");
        assert_eq!(told(&[(10, None, false), (60, None, true)]), (2, true), "it is late");
        assert_eq!(told(&[(10, None, false), (95, None, true)]), (1, false), "it still has time");
        assert_eq!(told(&[(10, None, false), (60, None, false), (80, Some(82), false)]), (2, false));
    }
}
