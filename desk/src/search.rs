//! The search: a reference leads to its request, anything else to a list.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::case::Reference;
use domain::validate::without_marks_around;
use serde::{Deserialize, Serialize};

use super::state::Desk;
use super::views::{List, ListLinks};
use store::{Cursor, StoreError};

/// Letters that are looked for; what stands behind them is not.
const MOST_LETTERS: usize = 200;

/// The query of a search's address, as written.
#[derive(Debug, Default, Deserialize)]
pub(super) struct SearchQuery {
    #[serde(default)]
    words: String,
    after: Option<String>,
}

/// What was found.
#[derive(Serialize)]
struct Found {
    searched: String,
    /// How many letters were looked for, where more were given.
    cut_to: Option<usize>,
    /// Nothing, where nothing was asked.
    list: Option<List>,
}

pub(super) async fn show(State(desk): State<Arc<Desk>>, Query(query): Query<SearchQuery>) -> Response {
    let given = without_marks_around(&query.words);
    let words: String = given.chars().take(MOST_LETTERS).collect();
    let cut_to = (words.len() < given.len()).then_some(MOST_LETTERS);
    let after = match query.after.as_deref().filter(|after| !after.is_empty()).map(Cursor::parse) {
        Some(None) => return desk.error(StatusCode::NOT_FOUND),
        after => after.flatten(),
    };
    match desk.find(&words, after.as_ref()).await {
        Ok(Outcome::Request(reference)) => Redirect::to(&format!("/desk/requests/{reference}")).into_response(),
        Ok(Outcome::List(list)) => {
            desk.page(StatusCode::OK, "search.html", &Found { searched: words, cut_to, list: list.map(|list| *list) })
        }
        Err(error) => desk.failed(&error),
    }
}

enum Outcome {
    Request(Reference),
    List(Option<Box<List>>),
}

impl Desk {
    async fn find(&self, words: &str, after: Option<&Cursor>) -> Result<Outcome, StoreError> {
        let now = self.clock.now();
        if let Some(reference) = reference_of(words)
            && self.records.get(&reference, now).await?.is_some()
        {
            return Ok(Outcome::Request(reference));
        }
        if words.is_empty() {
            return Ok(Outcome::List(None));
        }
        let page = self.records.search(words, after, now).await?;
        let more = page.next.is_some() || after.is_some();
        let key = if more { "search-caption-more" } else { "search-caption" };
        let caption = self.words.format(key, [("count", page.rows.len().into())]);
        let address = |after: Option<&Cursor>| {
            let mut query = form_urlencoded::Serializer::new(String::from("/desk/search?"));
            query.append_pair("words", words);
            if let Some(after) = after {
                query.append_pair("after", &after.to_string());
            }
            query.finish()
        };
        let ways = ListLinks {
            newest: after.map(|_| address(None)),
            older: page.next.as_ref().map(|next| address(Some(next))),
        };
        let published = self.publication.current();
        let list = List::new(&self.words, &published, now, caption, &page, BTreeMap::new(), ways);
        Ok(Outcome::List(Some(Box::new(list))))
    }
}

/// The reference that somebody may mean who types one from paper or from the telephone: dashes and the beginning may be
/// missing, and Crockford's alphabet takes O for 0, and I or L for 1.
fn reference_of(words: &str) -> Option<Reference> {
    let letters: String = words.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_uppercase();
    if words.chars().any(|letter| !letter.is_ascii_alphanumeric() && !matches!(letter, '-' | ' ')) {
        return None;
    }
    let letters = match letters.strip_prefix("MM") {
        Some(behind) if behind.len() == 12 => behind,
        _ => letters.as_str(),
    };
    let letters: String = letters
        .chars()
        .map(|letter| match letter {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect();
    (letters.len() == 12)
        .then(|| format!("MM-{}-{}-{}", &letters[..4], &letters[4..8], &letters[8..]))
        .and_then(|text| Reference::parse(&text))
}

#[cfg(test)]
mod tests {
    use super::reference_of;

    #[test]
    fn a_reference_is_understood_as_people_type_it() {
        for typed in ["MM-7K3M-90PD-2X1V", "mm 7k3m 90pd 2x1v", "7K3M-90PD-2X1V", "mm7k3m90pd2x1v", "MM-7K3M-9OPD-2XIV"]
        {
            let found = reference_of(typed).map(|reference| reference.to_string());
            assert_eq!(found.as_deref(), Some("MM-7K3M-90PD-2X1V"), "{typed}");
        }
        for words in ["", "MM", "anna@example.org", "MM-7K3M-90PD", "school of crafts", "ééé3M90PD2X1V"] {
            assert_eq!(reference_of(words), None, "{words}");
        }
    }
}
