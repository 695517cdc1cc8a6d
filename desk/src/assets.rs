//! Style sheet, scripts and icon of the desk's pages.

use axum::http::header;
use axum::response::{IntoResponse, Response};

/// A file that is compiled in.
#[derive(Clone, Copy)]
pub(super) struct Asset {
    pub(super) path: &'static str,
    media_type: &'static str,
    text: &'static str,
}

impl Asset {
    pub(super) fn response(self) -> Response {
        ([(header::CONTENT_TYPE, self.media_type)], self.text).into_response()
    }
}

/// The style sheet, which those who are not signed in get too. What holds for narrow screens and paper stands last.
pub(super) const STYLE: Asset = Asset {
    path: "/desk/assets/desk.css",
    media_type: "text/css; charset=utf-8",
    text: concat!(
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
    ),
};

pub(super) const ALL: [Asset; 6] = [
    STYLE,
    script("/desk/assets/compose.js", include_str!("../static/js/compose.js")),
    script("/desk/assets/keys.js", include_str!("../static/js/keys.js")),
    script("/desk/assets/keep.js", include_str!("../static/js/keep.js")),
    script("/desk/assets/count.js", include_str!("../static/js/count.js")),
    Asset { path: "/desk/assets/icon.svg", media_type: "image/svg+xml", text: include_str!("../static/icon.svg") },
];

const fn script(path: &'static str, text: &'static str) -> Asset {
    Asset { path, media_type: "text/javascript; charset=utf-8", text }
}
