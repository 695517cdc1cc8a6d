//! What a year comes to, counted from what each of its requests counts for.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::case::median;
use crate::request::Form;
use crate::statistics::{ByActivity, ByCountry, Figures, Requests, Tally};
use crate::vocabulary::Code;

/// What was counted of a year.
#[derive(Debug, Clone, PartialEq)]
pub struct Counted {
    pub requests: Requests,
    /// The wishes that were declined for another reason than that no host was found.
    pub closed: i64,
    pub open: i64,
    /// What took place, by activity in the order of codes.
    pub activities: Vec<ByActivity>,
    /// The same by the host's country, in the order of codes.
    pub hosts: Vec<ByCountry>,
    /// Visits in which nobody is said to have taken part; they count nowhere.
    pub without_persons: usize,
}

impl Counted {
    /// Counts a year. A request belongs to the year in which it came in, whenever it was answered; a visit to the year in
    /// which it ended. Each request counts once, by what became of it in the end: received is the sum of matched, declined,
    /// closed and open.
    pub fn of(year: i16, tallies: &[Tally]) -> Self {
        let mut activities: BTreeMap<&str, ByActivity> = BTreeMap::new();
        let mut hosts: BTreeMap<&str, ByCountry> = BTreeMap::new();
        let mut without_persons = 0;
        for visit in tallies.iter().filter_map(|tally| tally.visit.as_ref()).filter(|visit| visit.year == year) {
            let [staff, learners, fewer] = [visit.staff, visit.learners, visit.fewer_opportunities].map(i64::from);
            let participants = staff + learners;
            if participants == 0 {
                without_persons += 1;
                continue;
            }
            let activity = activities.entry(visit.activity.as_str()).or_insert_with(|| ByActivity {
                activity: visit.activity.clone(),
                mobilities: 0,
                staff: 0,
                learners: 0,
                fewer_opportunities: Some(0),
            });
            activity.mobilities += 1;
            activity.staff += staff;
            activity.learners += learners;
            activity.fewer_opportunities = activity.fewer_opportunities.map(|known| known + fewer);
            let country: &Code<_> = &visit.host_country;
            let host = hosts.entry(country.as_str()).or_insert_with(|| ByCountry {
                country: country.clone(),
                mobilities: 0,
                participants: 0,
            });
            host.mobilities += 1;
            host.participants += participants;
        }
        let (requests, closed) = requests_of(year, tallies);
        Self {
            open: requests.received - requests.matched - requests.declined - closed,
            requests,
            closed,
            activities: activities.into_values().collect(),
            hosts: hosts.into_values().collect(),
            without_persons,
        }
    }

    /// The figures of the year as editors write them; `None` where nothing took place, since a year's file needs an
    /// activity. On a day of the year itself they are counted until that day.
    pub fn into_figures(self, year: i16, today: Date, source: &str) -> Option<Figures> {
        let Self { requests, activities, hosts, .. } = self;
        (!activities.is_empty()).then(|| Figures {
            until: (today.year() == year).then_some(today),
            activities,
            hosts,
            vet: None,
            requests: Some(requests),
            source: source.to_owned(),
            note: None,
            demo: false,
        })
    }
}

/// What became of a year's wishes for a host, and how many were declined for another reason than that there is none.
fn requests_of(year: i16, tallies: &[Tally]) -> (Requests, i64) {
    let (mut received, mut declined, mut closed) = (0, 0, 0);
    let mut days: Vec<f64> = Vec::new();
    for tally in tallies.iter().filter(|tally| tally.received == year && tally.form == Form::FindAHost) {
        received += 1;
        match (&tally.declined, &tally.closed, &tally.matched) {
            (Some(_), ..) => declined += 1,
            (None, Some(_), _) => closed += 1,
            (None, None, Some(matched)) => days.push(matched.days.into()),
            (None, None, None) => {}
        }
    }
    days.sort_by(f64::total_cmp);
    // Between two days, the later: better to promise less.
    let median_days_to_match = median(&days).map(|days| days.ceil() as i64);
    let matched = i64::try_from(days.len()).unwrap_or(i64::MAX);
    (Requests { received, matched, declined, median_days_to_match }, closed)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::Counted;
    use crate::statistics::{Requests, Tally};

    fn tally(json: &str) -> Tally {
        serde_json::from_str(json).expect("a tally")
    }

    #[test]
    fn a_year_is_counted_from_its_requests_and_visits() {
        let tallies = [
            r#"{"received": 2026, "form": "find-a-host", "matched": {"year": 2026, "days": 4},
                "visit": {"year": 2026, "activity": "job-shadowing", "host_country": "ES", "staff": 3, "learners": 0, "fewer_opportunities": 1}}"#,
            r#"{"received": 2025, "form": "find-a-host", "matched": {"year": 2026, "days": 90},
                "visit": {"year": 2026, "activity": "job-shadowing", "host_country": "FI", "staff": 2, "learners": 9, "fewer_opportunities": 0}}"#,
            r#"{"received": 2026, "form": "find-a-host", "matched": {"year": 2026, "days": 9}, "declined": 2027}"#,
            r#"{"received": 2026, "form": "find-a-host", "matched": {"year": 2027, "days": 7},
                "visit": {"year": 2027, "activity": "study-visit", "host_country": "FI", "staff": 2, "learners": 0, "fewer_opportunities": 0}}"#,
            r#"{"received": 2026, "form": "find-a-host",
                "visit": {"year": 2026, "activity": "study-visit", "host_country": "FI", "staff": 0, "learners": 0, "fewer_opportunities": 0}}"#,
            r#"{"received": 2026, "form": "find-a-host", "closed": 2027}"#,
            r#"{"received": 2026, "form": "offer-to-host"}"#,
        ]
        .map(tally);
        let counted = Counted::of(2026, &tallies);
        let requests = Requests { received: 5, matched: 2, declined: 1, median_days_to_match: Some(6) };
        assert_eq!((counted.requests, counted.without_persons), (requests, 1));
        assert_eq!((counted.closed, counted.open), (1, 1));
        let figures = counted.into_figures(2026, date(2026, 11, 23), "The desk").expect("figures");
        assert_eq!((figures.mobilities(), figures.participants(), figures.fewer_opportunities()), (2, 14, Some(1)));
        let hosts: Vec<_> = figures.hosts.iter().map(|entry| (entry.country.as_str(), entry.participants)).collect();
        assert_eq!((hosts, figures.until), (vec![("ES", 3), ("FI", 11)], Some(date(2026, 11, 23))));
        assert_eq!(Counted::of(2024, &tallies).into_figures(2024, date(2026, 11, 23), "The desk"), None);
    }
}
