//! What the codes of a table stand for, in the desk's language.

use std::sync::Arc;

use domain::case::Status;
use domain::request::Form;
use domain::vocabulary::{Activity, Audience, Country, Language, OrganisationKind, Sector, Term, Theme};

use super::cell::Cell;
use crate::words::Words;
use web::published::Published;

/// Words for codes.
pub(super) struct Labels {
    words: Arc<Words>,
    published: Arc<Published>,
}

/// The label of a code, where it has one.
pub(super) type LabelOf = fn(&Labels, &str) -> Option<String>;

impl Labels {
    /// The columns of codes that have labels.
    pub(super) const COLUMNS: [(&'static str, LabelOf); 13] = [
        ("form", |labels, code| Form::from_code(code).map(|form| labels.words.form(form))),
        ("status", |labels, code| Status::from_code(code).map(|status| labels.words.status(status).label)),
        ("language", Self::term::<Language>),
        ("organisation_kind", Self::term::<OrganisationKind>),
        ("country", Self::term::<Country>),
        ("activities", Self::term::<Activity>),
        ("audiences", Self::term::<Audience>),
        ("sectors", Self::term::<Sector>),
        ("themes", Self::term::<Theme>),
        ("countries_wished", Self::term::<Country>),
        ("languages", Self::spoken),
        ("visit_activity", Self::term::<Activity>),
        ("visit_host_country", Self::term::<Country>),
    ];

    pub(super) fn new(words: Arc<Words>, published: Arc<Published>) -> Self {
        Self { words, published }
    }

    /// What gives the labels of a column, if it has codes.
    pub(super) fn of_column(heading: &str) -> Option<LabelOf> {
        Self::COLUMNS.iter().find(|(name, _)| *name == heading).map(|(_, label)| *label)
    }

    /// The labels of a cell's codes; a code that has left its vocabulary stands for itself.
    pub(super) fn label(&self, label_of: LabelOf, codes: &Cell) -> Cell {
        let label = |code: &String| label_of(self, code).unwrap_or_else(|| code.clone());
        match codes {
            Cell::Text(code) => Cell::Text(label(code)),
            Cell::List(codes) => Cell::Text(codes.iter().map(label).collect::<Vec<_>>().join("; ")),
            _ => Cell::Nothing,
        }
    }

    fn term<T: Term>(&self, code: &str) -> Option<String> {
        let term = T::terms(&self.published.vocabulary).find(code)?;
        Some(term.label().in_language(self.words.language()).0.to_owned())
    }

    /// A language with its level: "Dutch B2".
    fn spoken(&self, code: &str) -> Option<String> {
        let (language, level) = code.split_once(':')?;
        Some(format!("{} {level}", self.term::<Language>(language)?))
    }
}
