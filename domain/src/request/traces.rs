//! What gives a robot away. None of it is part of the request, none of it is ever a problem: whoever is told that a hidden
//! field matters learns to leave it alone.

use super::Form;
use crate::validate::{Node, ObjectReader, Schema};

/// What a sender left behind beside the request.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Traces {
    /// Something was put into the field that people don't see.
    pub honeypot_filled: bool,
    pub elapsed: Elapsed,
}

/// How long a form's page was open before it was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Elapsed {
    /// Nothing says so: a browser without script, a program, or a page that came back filled in.
    #[default]
    Untold,
    Milliseconds(i64),
    /// What was sent is no such time: negative, not a number, or longer than any page stays open.
    Impossible,
}

impl Elapsed {
    /// A year in milliseconds. Browsers keep pages open for weeks; none has for a year.
    const MOST: i64 = 366 * 24 * 60 * 60 * 1_000;

    fn of(node: Option<&Node>) -> Self {
        let milliseconds = match node {
            None | Some(Node::Null) => return Elapsed::Untold,
            Some(Node::Text(text)) if text.trim().is_empty() => return Elapsed::Untold,
            Some(Node::Text(text)) => text.trim().parse().ok(),
            Some(Node::Whole(number)) => Some(*number),
            Some(_) => None,
        };
        match milliseconds {
            Some(milliseconds @ 0..=Self::MOST) => Elapsed::Milliseconds(milliseconds),
            _ => Elapsed::Impossible,
        }
    }
}

impl Traces {
    pub(super) fn read(fields: &mut ObjectReader) -> Self {
        let honeypot = fields.unjudged(Form::HONEYPOT, || Schema::of("string"));
        let elapsed = fields.unjudged("elapsed", || Schema { minimum: Some(0.into()), ..Schema::of("integer") });
        // Whoever holds its key checks a proof of work.
        fields.unjudged(Form::PROOF, || Schema::of("string"));
        // What the sender knows not to fit an offer is asked by who compares the two.
        fields.unjudged(Form::UNFIT, || Schema::of("string"));
        Self { honeypot_filled: honeypot.is_some(), elapsed: Elapsed::of(elapsed) }
    }
}

#[cfg(test)]
mod tests {
    use super::Elapsed;
    use crate::validate::Node;

    #[test]
    fn a_time_that_can_t_be_is_told_apart_from_none() {
        let of_text = |text: &str| Elapsed::of(Some(&Node::Text(text.into())));
        assert_eq!(Elapsed::of(None), Elapsed::Untold);
        assert_eq!(of_text(" "), Elapsed::Untold);
        assert_eq!(of_text("90000"), Elapsed::Milliseconds(90_000));
        assert_eq!(Elapsed::of(Some(&Node::Whole(12))), Elapsed::Milliseconds(12));
        for odd in ["-1", "soon", "1e3", "99999999999999999999", "40000000000"] {
            assert_eq!(of_text(odd), Elapsed::Impossible, "{odd}");
        }
        assert_eq!(Elapsed::of(Some(&Node::List(Vec::new()))), Elapsed::Impossible);
    }
}
