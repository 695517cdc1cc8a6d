//! The keys that act alone, on a page of their own; `js/keys.js` shows it as a dialog, and acts.

use serde_json::json;

use super::context::RequestContext;
use super::error::PageResult;

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

pub(super) async fn show(context: RequestContext) -> PageResult {
    let shortcut = |(keys, does): &Keys| json!({ "keys": keys, "does": context.words.text(does) });
    let group = |(title, shortcuts): (&str, &[Keys])| json!({ "title": context.words.text(title), "shortcuts": shortcuts.iter().map(shortcut).collect::<Vec<_>>() });
    context.page("shortcuts.html", &json!({ "groups": GROUPS.map(group) }))
}
