//! Style sheet, scripts and icon of the desk's pages.

use axum::http::header;
use axum::response::IntoResponse;

/// The parts of the style sheet. What holds for narrow screens and paper stands last.
const STYLE: [&str; 13] = [
    include_str!("../static/css/base.css"),
    include_str!("../static/css/frame.css"),
    include_str!("../static/css/inbox.css"),
    include_str!("../static/css/forms.css"),
    include_str!("../static/css/status.css"),
    include_str!("../static/css/request.css"),
    include_str!("../static/css/steps.css"),
    include_str!("../static/css/timeline.css"),
    include_str!("../static/css/matches.css"),
    include_str!("../static/css/compare.css"),
    include_str!("../static/css/notices.css"),
    include_str!("../static/css/papers.css"),
    include_str!("../static/css/last.css"),
];

pub(super) async fn style() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], STYLE.concat())
}

pub(super) async fn compose() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], include_str!("../static/js/compose.js"))
}

pub(super) async fn keys() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], include_str!("../static/js/keys.js"))
}

pub(super) async fn keep() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], include_str!("../static/js/keep.js"))
}

pub(super) async fn count() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], include_str!("../static/js/count.js"))
}

pub(super) async fn icon() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "image/svg+xml")], include_str!("../static/icon.svg"))
}
