//! The desk's templates, compiled in. They hold markup and keys of messages, no words.

use std::sync::Arc;

use fluent_bundle::FluentValue;
use serde::Serialize;
use tera::{Context, Error, Kwargs, State, Tera, TeraResult, Value};

use super::visit::Frame;
use super::words::Words;

pub(super) struct Templates {
    tera: Tera,
    words: Arc<Words>,
}

impl Templates {
    pub(super) fn new(words: Arc<Words>) -> Self {
        let mut tera = Tera::new();
        tera.register_function("t", Translate(Arc::clone(&words)));
        tera.add_raw_templates([
            ("activity.html", include_str!("../../desk/activity.html")),
            ("assign.html", include_str!("../../desk/assign.html")),
            ("base.html", include_str!("../../desk/base.html")),
            ("box.html", include_str!("../../desk/box.html")),
            ("compare-rows.html", include_str!("../../desk/compare-rows.html")),
            ("compare.html", include_str!("../../desk/compare.html")),
            ("due.html", include_str!("../../desk/due.html")),
            ("entry.html", include_str!("../../desk/entry.html")),
            ("excluded.html", include_str!("../../desk/excluded.html")),
            ("groups.html", include_str!("../../desk/groups.html")),
            ("hosts.html", include_str!("../../desk/hosts.html")),
            ("hosts-list.html", include_str!("../../desk/hosts-list.html")),
            ("inbox.html", include_str!("../../desk/inbox.html")),
            ("match.html", include_str!("../../desk/match.html")),
            ("problem.html", include_str!("../../desk/problem.html")),
            ("request.html", include_str!("../../desk/request.html")),
            ("rows.html", include_str!("../../desk/rows.html")),
            ("search.html", include_str!("../../desk/search.html")),
            ("seen-others.html", include_str!("../../desk/seen-others.html")),
            ("seen-row.html", include_str!("../../desk/seen-row.html")),
            ("seen.html", include_str!("../../desk/seen.html")),
            ("shortcuts.html", include_str!("../../desk/shortcuts.html")),
            ("status.html", include_str!("../../desk/status.html")),
            ("suggestion-parts.html", include_str!("../../desk/suggestion-parts.html")),
            ("tab.html", include_str!("../../desk/tab.html")),
        ])
        .expect("a test renders the compiled-in templates");
        Self { tera, words }
    }

    /// A page: what it shows, within the frame of all.
    pub(super) fn render(&self, name: &str, view: &impl Serialize, frame: &Frame) -> TeraResult<String> {
        let mut context = Context::from_serialize(view)?;
        context.insert("frame", frame);
        context.insert("language", self.words.language().as_str());
        self.tera.render(name, &context)
    }
}

/// `t(key="…", name=value)`: a message with its values.
struct Translate(Arc<Words>);

impl tera::Function<TeraResult<String>> for Translate {
    fn call(&self, arguments: Kwargs, _state: &State) -> TeraResult<String> {
        let key: String = arguments.must_get("key")?;
        let values: Vec<(String, FluentValue)> = arguments
            .iter()
            .filter_map(|(name, value)| Some((name.as_str()?.to_owned(), fluent(value))))
            .filter(|(name, _)| name != "key")
            .collect();
        let values = values.iter().map(|(name, value)| (name.as_str(), value.clone()));
        self.0.try_format(&key, values).map_err(Error::message)
    }
}

fn fluent(value: &Value) -> FluentValue<'static> {
    match value.as_i64() {
        Some(number) => number.into(),
        None => value.as_str().unwrap_or_default().to_owned().into(),
    }
}
