//! Which page of which list of requests an address asks for.

use domain::case::Status;
use domain::request::Form;
use serde::Deserialize;

use store::{Cursor, Filter, View};

/// The query of the inbox's address, as written.
#[derive(Debug, Default, Deserialize)]
pub(super) struct InboxQuery {
    view: Option<String>,
    status: Option<String>,
    form: Option<String>,
    after: Option<String>,
}

/// Which page of which list somebody wants to see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ListPosition {
    pub(super) filter: Filter,
    pub(super) after: Option<Cursor>,
}

impl Default for ListPosition {
    /// What nobody has looked at yet.
    fn default() -> Self {
        Self { filter: Filter { view: View::Status(Status::New), form: None }, after: None }
    }
}

impl ListPosition {
    /// Stands for every status.
    pub(super) const ALL: &'static str = "all";
    /// What somebody works on.
    pub(super) const MINE: &'static str = "mine";
    /// What waits for others.
    pub(super) const WAITING: &'static str = "waiting";
    /// What waits for us, and has for too long.
    pub(super) const OVERDUE: &'static str = "overdue";

    /// What a query of somebody asks for, unless it asks for what there can't be.
    pub(super) fn from_query(query: &InboxQuery, name: &str) -> Option<Self> {
        let mut desired = Self::default();
        let given = |value: &Option<String>| value.clone().filter(|value| !value.is_empty());
        if let Some(view) = given(&query.view) {
            desired.filter.view = match view.as_str() {
                Self::MINE => View::Mine(name.to_owned()),
                Self::WAITING => View::Waiting,
                Self::OVERDUE => View::Overdue,
                _ => return None,
            };
        } else if let Some(status) = given(&query.status) {
            desired.filter.view =
                if status == Self::ALL { View::All } else { View::Status(Status::from_code(&status)?) };
        }
        if let Some(form) = given(&query.form) {
            desired.filter.form = Some(Form::from_code(&form)?);
        }
        if let Some(after) = given(&query.after) {
            desired.after = Some(Cursor::parse(&after)?);
        }
        Some(desired)
    }

    /// Whether somebody asks for their own requests without saying who they are.
    pub(super) fn lacks_name(&self) -> bool {
        matches!(&self.filter.view, View::Mine(name) if name.is_empty())
    }

    /// The same with another view, from its beginning.
    pub(super) fn with(&self, view: View) -> Self {
        Self { filter: Filter { view, form: self.filter.form }, after: None }
    }
}

/// The address of the inbox with a filter.
pub(super) fn inbox_address(desired: &ListPosition, after: Option<&Cursor>) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    match &desired.filter.view {
        View::Status(Status::New) => {}
        View::Status(status) => {
            query.append_pair("status", status.code());
        }
        View::All => {
            query.append_pair("status", ListPosition::ALL);
        }
        View::Mine(_) => {
            query.append_pair("view", ListPosition::MINE);
        }
        View::Waiting => {
            query.append_pair("view", ListPosition::WAITING);
        }
        View::Overdue => {
            query.append_pair("view", ListPosition::OVERDUE);
        }
    }
    if let Some(form) = desired.filter.form {
        query.append_pair("form", form.code());
    }
    if let Some(cursor) = after {
        query.append_pair("after", &cursor.to_string());
    }
    let query = query.finish();
    if query.is_empty() { "/desk/".to_owned() } else { format!("/desk/?{query}") }
}
