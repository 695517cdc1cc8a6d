//! Conditions and other expressions: `#expires` in one names the attribute `expires`, and `:now` a value.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;

/// Nothing is there, or what is there has expired by `:now`.
pub(super) const IS_FREE: &str = "attribute_not_exists(#pk) OR #expires <= :now";

/// The attributes that an expression names.
pub(super) fn names(expression: &str) -> Option<HashMap<String, String>> {
    let words = expression.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '#');
    Some(words.filter_map(|word| Some((word.to_owned(), word.strip_prefix('#')?.to_owned()))).collect())
}

/// The values of an expression; the service refuses an empty map of them.
pub(super) fn values<const N: usize>(values: [(&str, AttributeValue); N]) -> Option<HashMap<String, AttributeValue>> {
    (N > 0).then(|| values.map(|(name, value)| (name.to_owned(), value)).into())
}

#[cfg(test)]
mod tests {
    use super::{IS_FREE, names};

    #[test]
    fn an_expression_names_its_attributes() {
        let found = names(IS_FREE).expect("names");
        let expected = [("#pk", "pk"), ("#expires", "expires")].map(|(name, of)| (name.to_owned(), of.to_owned()));
        assert_eq!(found, expected.into());
    }
}
