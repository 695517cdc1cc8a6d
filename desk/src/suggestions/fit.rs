//! How an offer suits a request, for whoever is about to introduce it: however the offer was chosen.

use domain::matching::query::{MatchContext, MatchQuery};
use domain::matching::reason::Reason;
use domain::matching::rules::Rule;
use domain::request::Wish;
use domain::text::Slug;

use super::axis::Axis;
use super::excluded::AskedBefore;
use super::work::{Unknown, Work};
use crate::state::Desk;
use store::Record;

/// How an offer suits a request.
#[derive(Debug, Default)]
pub(crate) struct Fit {
    /// Whether the catalogue has the offer; nothing where the catalogue can't be read.
    pub(crate) known: Option<bool>,
    /// Every rule that it breaks, in words.
    pub(crate) broken: Vec<String>,
    /// What of it host and group can agree on.
    pub(crate) to_agree: Vec<Reason>,
    /// Why somebody has to confirm that the host receives the minors who would come.
    pub(crate) minors: Option<MinorsDoubt>,
    /// What became of an earlier introduction of this request to this host.
    pub(crate) earlier: Option<String>,
}

/// Why nobody can tell from an offer that minors are received.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MinorsDoubt {
    /// The offer says that they are not.
    Refused,
    /// The offer says nothing about them.
    Unsaid,
    /// The offer could not be looked at.
    Unchecked,
}

impl MinorsDoubt {
    pub(crate) fn code(self) -> &'static str {
        match self {
            MinorsDoubt::Refused => "refused",
            MinorsDoubt::Unsaid => "unsaid",
            MinorsDoubt::Unchecked => "unchecked",
        }
    }
}

impl Desk {
    /// Looks at one offer for a request. What can't be found out is unknown, and minors then need somebody's word.
    pub(crate) async fn fit(&self, record: &Record, offer: &Slug) -> Fit {
        let minors = matches!(&record.submission.request.wish, Wish::FindAHost(search) if search.minors);
        let unknown = Fit { minors: minors.then_some(MinorsDoubt::Unchecked), ..Fit::default() };
        let timeline = self.records.timeline(&record.submission.reference, self.clock.now()).await;
        let work = match timeline {
            Ok(timeline) => self.work(record, &timeline).await,
            Err(error) => Err(error),
        };
        let work = match work {
            Ok(work) => work,
            Err(error) => {
                tracing::error!(%error, "the store can't tell of earlier introductions");
                return unknown;
            }
        };
        let offer = offer.clone();
        work.quietly(move |work| look(work, &offer)).await.unwrap_or(unknown)
    }
}

fn look(work: &Work, offer: &Slug) -> Result<Fit, Unknown> {
    let request = &work.record.submission.request;
    let shelf = work.shelf()?;
    let Some(place) = shelf.catalogue.find(offer.as_str()) else {
        return Ok(Fit { known: Some(false), ..Fit::default() });
    };
    let (Wish::FindAHost(search), Some(question)) = (&request.wish, MatchQuery::of(request)) else {
        return Ok(Fit { known: Some(true), ..Fit::default() });
    };
    let presenter = work.presenter(&shelf, Axis::covering(work.today(), &search.period), search.period);
    let circumstances = MatchContext { today: work.today(), history: &work.past.history, most: (0, 0) };
    let looked = shelf.matcher().inspect(question, circumstances, &[place]);
    let Some(looked) = looked.first() else { return Ok(Fit { known: Some(true), ..Fit::default() }) };
    Ok(Fit {
        known: Some(true),
        broken: presenter.broken(looked),
        to_agree: looked
            .broken
            .iter()
            .filter(|(rule, _)| rule.is_negotiable())
            .map(|(_, reason)| reason.clone())
            .collect(),
        minors: looked.broken.iter().find_map(|(rule, _)| match rule {
            Rule::Minors => Some(MinorsDoubt::Refused),
            Rule::MinorsUnsaid => Some(MinorsDoubt::Unsaid),
            _ => None,
        }),
        earlier: AskedBefore::new(work, &shelf.catalogue).outcome(&presenter, place),
    })
}
