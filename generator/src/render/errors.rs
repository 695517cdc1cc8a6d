//! Tera's errors as problems of the theme's files.

use std::collections::BTreeSet;

use domain::text::nearest;
use domain::validate::ErrorKind;
use tera::{ReportError, Tera};

use super::contract::Contract;
use super::names::{self, Known};
use crate::theme::Theme;
use markup::{LocatedProblem, Position};

/// The names of Tera's own filters, for suggestions. Tera itself knows which are there.
const FILTERS: [&str; 44] = [
    "abs",
    "capitalize",
    "date",
    "days",
    "default",
    "encoded",
    "escape",
    "escape_html",
    "escape_xml",
    "first",
    "float",
    "get",
    "group_by",
    "grouped",
    "indent",
    "int",
    "join",
    "keys",
    "last",
    "length",
    "lower",
    "month",
    "newlines_to_br",
    "nth",
    "pairs",
    "pluralize",
    "replace",
    "reverse",
    "round",
    "safe",
    "sort",
    "split",
    "str",
    "text",
    "title",
    "trim",
    "trim_end",
    "trim_start",
    "truncate",
    "unique",
    "upper",
    "values",
    "wordcount",
    "range",
];
const FUNCTIONS: [&str; 7] = ["asset", "file", "page", "range", "super", "t", "throw"];
const TESTS: [&str; 17] = [
    "array",
    "bool",
    "containing",
    "defined",
    "divisible_by",
    "ending_with",
    "even",
    "float",
    "integer",
    "iterable",
    "map",
    "none",
    "number",
    "odd",
    "starting_with",
    "string",
    "undefined",
];

/// How [`domain::text::messages::MessageError`] and the function `asset` say what is missing, before its name.
const NO_MESSAGE: &str = "there is no message `";
pub const NO_ASSET: &str = "the theme has no file static/";

/// The templates as they were written, with their paths.
pub struct Sources {
    templates: Vec<Source>,
    /// The keys of the messages in all languages.
    messages: BTreeSet<String>,
    /// The names of the static files.
    assets: Vec<String>,
}

struct Source {
    name: String,
    path: String,
    text: String,
}

impl Sources {
    pub fn of(theme: &Theme) -> Self {
        let source = |(name, text): &(String, String)| Source {
            name: name.clone(),
            path: theme.template_path(name),
            text: text.clone(),
        };
        Self {
            templates: theme.templates.iter().map(source).collect(),
            messages: theme.messages.values().flat_map(|messages| messages.keys()).map(str::to_owned).collect(),
            assets: theme.assets.keys().cloned().collect(),
        }
    }

    pub fn templates(&self) -> Vec<(&str, &str)> {
        self.templates.iter().map(|source| (source.name.as_str(), source.text.as_str())).collect()
    }

    /// Checks the names that templates use, with what is known of the values that they are given.
    pub fn check_names(&self, theme: &Theme, contract: &Contract) -> Vec<LocatedProblem> {
        let in_all = |key: &&str| theme.messages.values().all(|messages| messages.has(key));
        let messages = self.messages.iter().map(String::as_str).filter(in_all).collect();
        let known = Known { messages, assets: self.assets.iter().map(String::as_str).collect(), contract };
        let text =
            |name: &str| self.templates.iter().find(|source| source.name == name).map_or("", |source| &source.text);
        names::check(&self.templates(), &known)
            .into_iter()
            .map(|(name, at, kind)| {
                LocatedProblem::of_text(&self.path(&name), Position::of_byte(text(&name), at), kind)
            })
            .collect()
    }

    fn path(&self, name: &str) -> String {
        let known = self.templates.iter().find(|source| source.name == name);
        let folder = || self.templates.first().and_then(|source| source.path.strip_suffix(source.name.as_str()));
        known.map_or_else(|| format!("{}{name}", folder().unwrap_or("themes/")), |source| source.path.clone())
    }

    /// An error as problems: one, unless several templates have syntax errors or unknown names.
    pub fn problems(&self, error: tera::Error) -> Vec<LocatedProblem> {
        let at_start = |name: &str, kind| vec![LocatedProblem::of_text(&self.path(name), Position::START, kind)];
        match error.kind() {
            tera::ErrorKind::SyntaxError(report) => {
                let mut problems = self.syntax_errors();
                if problems.is_empty() {
                    problems.push(self.of_report(report));
                }
                problems
            }
            tera::ErrorKind::RenderingError(report) => vec![self.of_report(report)],
            tera::ErrorKind::TemplateNotFound(name) => at_start(name, ErrorKind::MissingFile),
            tera::ErrorKind::MissingParent { current, parent } => {
                let source = self.templates.iter().find(|source| source.name == *current);
                let place = source.and_then(|source| Some(Position::of_byte(&source.text, source.text.find(parent)?)));
                let suggestion = nearest(parent, self.templates.iter().map(|source| source.name.as_str()));
                let kind = ErrorKind::UnknownName { kind: "template", value: parent.clone(), suggestion };
                vec![LocatedProblem::of_text(&self.path(current), place.unwrap_or(Position::START), kind)]
            }
            tera::ErrorKind::CircularExtend { tpl, .. } | tera::ErrorKind::CircularInclude { tpl, .. } => {
                at_start(tpl, ErrorKind::Template { detail: error.to_string() })
            }
            tera::ErrorKind::Msg(text) => {
                let reports: Vec<LocatedProblem> =
                    text.split("\n\n").filter_map(|report| self.of_printed_report(report)).collect();
                if reports.is_empty() { at_start("", ErrorKind::Template { detail: text.clone() }) } else { reports }
            }
            _ => at_start("", ErrorKind::Template { detail: error.to_string() }),
        }
    }

    /// The syntax errors of all templates: Tera stops at the first template that has one.
    fn syntax_errors(&self) -> Vec<LocatedProblem> {
        let of = |source: &Source| {
            let error = Tera::new().add_raw_template(&source.name, &source.text).err()?;
            match error.kind() {
                tera::ErrorKind::SyntaxError(report) => Some(self.of_report(report)),
                _ => None,
            }
        };
        self.templates.iter().filter_map(of).collect()
    }

    fn of_report(&self, report: &ReportError) -> LocatedProblem {
        let span = report.span();
        let position = Position { line: span.start_line.max(1), column: span.start_col + 1 };
        // What is available may be a long list; the sentence before it says what is wrong.
        let message = report.message().lines().next().unwrap_or_default();
        let (sentence, available) = message.split_once(" Available ").unwrap_or((message, ""));
        let names = || available.split_once(": ").map_or("", |(_, names)| names).split(", ");
        let undefined = |kind: &str| {
            let value = sentence.strip_prefix(kind)?.strip_prefix(" `")?.strip_suffix("` is not defined.")?;
            Some((value.to_owned(), nearest(value, names())))
        };
        let kind = if let Some((value, suggestion)) = undefined("Variable") {
            ErrorKind::UnknownName { kind: "variable", value, suggestion }
        } else if let Some((value, suggestion)) = undefined("Field") {
            ErrorKind::UnknownName { kind: "field", value, suggestion }
        } else if let Some(kind) = self.unknown_message(sentence).or_else(|| self.unknown_asset(sentence)) {
            kind
        } else {
            ErrorKind::Template { detail: sentence.to_owned() }
        };
        LocatedProblem::of_text(&self.path(report.filename()), position, kind)
    }

    fn unknown_message(&self, sentence: &str) -> Option<ErrorKind> {
        let (value, language) = sentence.strip_prefix(NO_MESSAGE)?.split_once("` in language `")?;
        let kind = if self.messages.contains(value) { "translated message" } else { "message" };
        let suggestion = nearest(value, self.messages.iter().map(String::as_str).filter(|key| *key != value));
        let value = if kind == "message" {
            value.to_owned()
        } else {
            format!("{value}` in `{}", language.trim_end_matches('`'))
        };
        Some(ErrorKind::UnknownName { kind, value, suggestion: suggestion.filter(|_| kind == "message") })
    }

    fn unknown_asset(&self, sentence: &str) -> Option<ErrorKind> {
        let value = sentence.strip_prefix(NO_ASSET)?.to_owned();
        let suggestion = nearest(&value, self.assets.iter().map(String::as_str));
        Some(ErrorKind::UnknownName { kind: "static file", value, suggestion })
    }

    /// A report of Tera's that is only there as text: of a name that is not known.
    fn of_printed_report(&self, report: &str) -> Option<LocatedProblem> {
        let mut lines = report.lines();
        let message = lines.next()?.strip_prefix("error: ")?;
        let mut place = lines.next()?.trim().strip_prefix("--> ")?.rsplitn(3, ':');
        let (column, line, file) = (place.next()?, place.next()?, place.next()?);
        let position = Position { line: line.parse().ok()?, column: column.parse().ok()? };
        let kind = self.unknown_name(message).unwrap_or_else(|| ErrorKind::Template { detail: message.to_owned() });
        Some(LocatedProblem::of_text(&self.path(file), position, kind))
    }

    fn unknown_name(&self, message: &str) -> Option<ErrorKind> {
        let (kind, value) = message.strip_prefix("Unknown ")?.strip_suffix('`')?.split_once(" `")?;
        let (kind, suggestion) = match kind {
            "filter" => ("filter", nearest(value, FILTERS)),
            "function" => ("function", nearest(value, FUNCTIONS)),
            "test" => ("test", nearest(value, TESTS)),
            "template" => ("template", nearest(value, self.templates.iter().map(|source| source.name.as_str()))),
            "component" => ("component", nearest(value, self.components())),
            _ => return None,
        };
        Some(ErrorKind::UnknownName { kind, value: value.to_owned(), suggestion })
    }

    /// The names of the components that templates define.
    fn components(&self) -> impl Iterator<Item = &str> {
        let definitions = self.templates.iter().flat_map(|source| source.text.split("{% component ").skip(1));
        definitions.filter_map(|definition| definition.split_once('(').map(|(name, _)| name.trim()))
    }
}
