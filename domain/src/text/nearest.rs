//! What a typing error stands for.

/// The candidate that a typing error most probably stands for, if one is near enough.
pub fn nearest<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let written = written.to_lowercase();
    let length = written.chars().count();
    candidates
        .into_iter()
        .filter_map(|candidate| {
            let lower = candidate.to_lowercase();
            let other = lower.chars().count();
            let most = 1.max(length.max(other) / 3);
            // No distance is less than the difference in length, and what the public writes may be very long.
            let worth_a_look = length.abs_diff(other) <= most;
            let distance = worth_a_look.then(|| strsim::damerau_levenshtein(&written, &lower))?;
            (distance <= most).then_some((distance, candidate))
        })
        .min_by(|left, right| left.0.cmp(&right.0).then(left.1.cmp(right.1)))
        .map(|(_, candidate)| candidate.to_owned())
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_typing_error_finds_what_was_meant() {
        assert_eq!(nearest("sumary", ["title", "summary"]), Some("summary".to_owned()));
        assert_eq!(nearest("09x", ["091", "104"]), Some("091".to_owned()));
        assert_eq!(nearest("colour", ["title", "summary"]), None);
    }
}
