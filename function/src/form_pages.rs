//! Pages around a form: the form with what is known already, and the page after it.

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use axum::response::Response;
use domain::case::Reference;
use domain::dates::parse_date;
use domain::request::Form;
use domain::text::{Slug, nearest};
use domain::validate::{ErrorKind, Pointer, Problem};
use domain::vocabulary::Code;

use crate::answer::{self, ABOUT_DEMONSTRATION, Answerer};
use crate::page::{Filling, Template};
use web::body::Draft;
use web::published::Published;

/// The page after a stored request. It shows what its address says, and looks nothing up.
pub(crate) async fn received(
    answerer: Answerer,
    path: Result<Path<(String, String, String)>, PathRejection>,
    RawQuery(query): RawQuery,
) -> Response {
    let published = &answerer.published;
    let Ok(Path((language, form, reference))) = path else { return answerer.not_found() };
    let known = (published.language(&language), Form::from_code(&form), Reference::parse(&reference));
    match known {
        (Some(language), Some(form), Some(reference)) => {
            let is_demonstration = query.as_deref() == ABOUT_DEMONSTRATION.strip_prefix('?');
            let filling =
                Filling { reference: Some(&reference), form: Some(form), is_demonstration, ..Filling::default() };
            answer::page(StatusCode::OK, &Template::plain(&published.pages(language).thank_you), &filling)
        }
        _ => answerer.not_found(),
    }
}

/// The form "find a host" with an offer chosen already: without script, a page can't read it from its own address.
pub(crate) async fn ask(answerer: Answerer, path: Result<Path<(String, String)>, PathRejection>) -> Response {
    let published = &answerer.published;
    let Ok(Path((language, offer))) = path else { return answerer.not_found() };
    let Some(language) = published.language(&language) else { return answerer.not_found() };
    let slug = Slug::parse(&offer).filter(|offer| published.open_offers.contains(offer));
    let open = slug.is_some();
    let activity = slug.as_ref().and_then(|slug| published.offer_conditions(slug)?.activities.first());
    let known = [("offer", Some(offer.as_str()).filter(|_| open)), ("activity", activity.map(Code::as_str))];
    let draft =
        Draft::beginning(Form::FindAHost, language, known.into_iter().filter_map(|(name, value)| Some((name, value?))));
    let problems = if open { Vec::new() } else { vec![unknown_offer(offer, published)] };
    let status = if open { StatusCode::OK } else { StatusCode::NOT_FOUND };
    answerer.form(status, &draft, &problems)
}

/// What the address of the form may already say: what somebody chose in the lists of offers.
const CHOSEN: [&str; 11] = [
    "activity",
    "audiences",
    "countries",
    "sectors",
    "themes",
    "minors",
    "support.measures",
    "period.from",
    "period.until",
    "languages[0].code",
    "languages[0].level",
];
/// Choices that an address may name, and letters of each: more than any filter has.
const MAX_CHOSEN: usize = 100;
const MAX_CHOICE_LENGTH: usize = 60;

/// The form "find a host" with what somebody chose in the lists of offers: the page has its choices as fields, so what is
/// none of them is left out.
pub(crate) async fn ask_with(
    answerer: Answerer,
    path: Result<Path<String>, PathRejection>,
    RawQuery(query): RawQuery,
) -> Response {
    let Some(language) = path.ok().and_then(|Path(language)| answerer.published.language(&language)) else {
        return answerer.not_found();
    };
    let query = query.unwrap_or_default();
    let chosen: Vec<_> = form_urlencoded::parse(query.as_bytes())
        .filter(|(name, value)| CHOSEN.contains(&&**name) && value.len() <= MAX_CHOICE_LENGTH)
        .filter(|(name, value)| !name.starts_with("period.") || parse_date(value).is_some())
        .take(MAX_CHOSEN)
        .collect();
    let draft = Draft::beginning(Form::FindAHost, language, chosen.iter().map(|(name, value)| (&**name, &**value)));
    answerer.form(StatusCode::OK, &draft, &[])
}

fn unknown_offer(offer: String, published: &Published) -> Problem {
    let suggestion = nearest(&offer, published.open_offers.iter().map(Slug::as_str));
    Problem {
        pointer: Pointer::root().key("offer"),
        kind: ErrorKind::UnknownReference { kind: "offer", value: offer, suggestion },
    }
}
