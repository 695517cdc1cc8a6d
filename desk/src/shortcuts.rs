//! The keys that act alone, on a page of their own; `js/keys.js` shows it as a dialog, and acts.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;

use super::state::Desk;

/// Keys that are pressed one after the other, and the message of what they do.
type Keys = (&'static [&'static str], &'static str);

/// What each group is called, and its keys with what they do. `js/keys.js` knows them too.
const GROUPS: [(&str, &[Keys]); 3] = [
    (
        "shortcuts-anywhere",
        &[
            (&["/"], "shortcut-search"),
            (&["g", "i"], "shortcut-inbox"),
            (&["g", "h"], "shortcut-hosts"),
            (&["g", "r"], "shortcut-reports"),
            (&["?"], "shortcut-help"),
        ],
    ),
    (
        "shortcuts-list",
        &[
            (&["j"], "shortcut-next"),
            (&["k"], "shortcut-previous"),
            (&["o"], "shortcut-open"),
            (&["x"], "shortcut-choose"),
            (&["t"], "shortcut-take"),
        ],
    ),
    ("shortcuts-request", &[(&["n"], "shortcut-note"), (&["i"], "shortcut-introduce")]),
];

#[derive(Serialize)]
struct ShortcutsPage {
    groups: Vec<Group>,
}

#[derive(Serialize)]
struct Group {
    title: String,
    shortcuts: Vec<Shortcut>,
}

#[derive(Serialize)]
struct Shortcut {
    keys: &'static [&'static str],
    does: String,
}

pub(super) async fn show(State(desk): State<Arc<Desk>>) -> Response {
    let shortcut = |&(keys, does): &Keys| Shortcut { keys, does: desk.words.text(does) };
    let group = |(title, shortcuts): (&str, &[Keys])| Group {
        title: desk.words.text(title),
        shortcuts: shortcuts.iter().map(shortcut).collect(),
    };
    desk.page(StatusCode::OK, "shortcuts.html", &ShortcutsPage { groups: GROUPS.into_iter().map(group).collect() })
}
