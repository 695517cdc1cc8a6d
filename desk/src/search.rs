//! The search: a reference leads to its request, anything else to a list.

use std::collections::BTreeMap;

use axum::extract::Query;
use axum::response::{IntoResponse, Redirect};
use domain::case::Reference;
use domain::validate::without_marks_around;
use serde::Deserialize;
use serde_json::{Value, json};

use super::context::RequestContext;
use super::error::{DeskError, PageResult};
use super::request_list::{ListLinks, list};
use store::{Cursor, StoreError};

/// Letters that are looked for; what stands behind them is not.
const MAX_LETTERS: usize = 200;

/// The query of a search's address, as written.
#[derive(Debug, Default, Deserialize)]
pub(super) struct SearchQuery {
    #[serde(default)]
    words: String,
    after: Option<String>,
}

pub(super) async fn show(context: RequestContext, Query(query): Query<SearchQuery>) -> PageResult {
    let given = without_marks_around(&query.words);
    let words: String = given.chars().take(MAX_LETTERS).collect();
    let cut_to = (words.len() < given.len()).then_some(MAX_LETTERS);
    let after = match query.after.as_deref().filter(|after| !after.is_empty()) {
        Some(after) => Some(Cursor::parse(after).ok_or(DeskError::NotFound)?),
        None => None,
    };
    if let Some(reference) = reference_of(&words)
        && context.store.get(&reference, context.now).await?.is_some()
    {
        return Ok(Redirect::to(&format!("/desk/requests/{reference}")).into_response());
    }
    let list = if words.is_empty() { None } else { Some(context.find(&words, after.as_ref()).await?) };
    context.page("search.html", &json!({ "searched": words, "cut_to": cut_to, "list": list }))
}

impl RequestContext {
    async fn find(&self, words: &str, after: Option<&Cursor>) -> Result<Value, StoreError> {
        let page = self.store.search(words, after, self.now).await?;
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
        let links = ListLinks {
            newest: after.map(|_| address(None)),
            older: page.next.as_ref().map(|next| address(Some(next))),
        };
        Ok(list(self, caption, &page, &BTreeMap::new(), links))
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
