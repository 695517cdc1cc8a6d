//! How an offer suits a request, for whoever is about to introduce it: however the offer was chosen.

use domain::matching::query::MatchQuery;
use domain::matching::reason::Reason;
use domain::matching::rules::Rule;
use domain::request::Wish;
use domain::text::Slug;

use super::axis::Axis;
use super::excluded::EarlierIntroductions;
use super::match_task::MatchTask;
use crate::context::RequestContext;
use crate::error::DeskError;
use store::Record;

/// How an offer suits a request.
#[derive(Debug, Default)]
pub(crate) struct Fit {
    /// Whether the catalogue has the offer; nothing where the catalogue can't be read.
    pub(crate) is_published: Option<bool>,
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
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
        self.into()
    }
}

impl RequestContext {
    /// Looks at one offer for a request. What can't be found out is unknown, and minors then need somebody's word.
    pub(crate) async fn fit(&self, record: &Record, offer: &Slug) -> Fit {
        let minors = matches!(&record.submission.request.wish, Wish::FindAHost(search) if search.minors);
        let unknown = Fit { minors: minors.then_some(MinorsDoubt::Unchecked), ..Fit::default() };
        self.try_fit(record, offer.clone()).await.unwrap_or_else(|error| {
            error.log();
            unknown
        })
    }

    async fn try_fit(&self, record: &Record, offer: Slug) -> Result<Fit, DeskError> {
        let timeline = self.timeline(record).await?;
        let task = self.match_task(record, &timeline).await?;
        task.run(move |task| inspect(task, &offer)).await
    }
}

fn inspect(task: &MatchTask, offer: &Slug) -> Result<Fit, DeskError> {
    let request = &task.record.submission.request;
    let index = task.index()?;
    let Some(place) = index.catalogue.find(offer.as_str()) else {
        return Ok(Fit { is_published: Some(false), ..Fit::default() });
    };
    let published = Fit { is_published: Some(true), ..Fit::default() };
    let (Wish::FindAHost(search), Some(question)) = (&request.wish, MatchQuery::of(request)) else {
        return Ok(published);
    };
    let presenter = task.presenter(&index, Axis::covering(task.context.today(), &search.period), search.period);
    let inspected = index.matcher().inspect(question, task.match_context((0, 0)), &[place]);
    let Some(inspected) = inspected.first() else { return Ok(published) };
    Ok(Fit {
        broken: presenter.broken(inspected),
        to_agree: inspected
            .broken
            .iter()
            .filter(|(rule, _)| rule.is_negotiable())
            .map(|(_, reason)| reason.clone())
            .collect(),
        minors: inspected.broken.iter().find_map(|(rule, _)| match rule {
            Rule::Minors => Some(MinorsDoubt::Refused),
            Rule::MinorsUnsaid => Some(MinorsDoubt::Unsaid),
            _ => None,
        }),
        earlier: EarlierIntroductions::new(task, &index.catalogue).outcome(&presenter, place),
        ..published
    })
}
