//! Why a body could not be read: each way with a stable name and a sentence for whoever wrote the program that sent it.

/// Bytes that a body may have: room for the longest offer in the letters of any alphabet. In a form a Greek letter
/// takes six bytes (`%CE%A9`), a Georgian one nine.
pub const MAX_BYTES: usize = 128 * 1024;

/// Why there is no draft.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BodyError {
    #[error("the body has more than {MAX_BYTES} bytes")]
    TooLarge,
    #[error("{0}; send application/x-www-form-urlencoded or application/json, in UTF-8, not compressed")]
    WrongType(MediaTypeError),
    #[error("the body did not arrive in time")]
    TooSlow,
    #[error("the body can't be read: {0}")]
    Malformed(ParseError),
}

impl BodyError {
    /// The stable name of what exactly is wrong.
    pub fn reason(&self) -> &'static str {
        match self {
            BodyError::TooLarge => "too-large",
            BodyError::WrongType(error) => error.code(),
            BodyError::TooSlow => "too-slow",
            BodyError::Malformed(error) => error.code(),
        }
    }
}

/// What the headers say that can't be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MediaTypeError {
    #[error("there is no Content-Type")]
    NoType,
    #[error("this Content-Type is not read here")]
    OtherType,
    #[error("this charset is not read here")]
    OtherCharset,
    #[error("this Content-Encoding is not read here")]
    Compressed,
}

impl MediaTypeError {
    pub fn code(self) -> &'static str {
        match self {
            MediaTypeError::NoType => "no-type",
            MediaTypeError::OtherType => "other-type",
            MediaTypeError::OtherCharset => "other-charset",
            MediaTypeError::Compressed => "compressed",
        }
    }
}

/// What is wrong with a body. Details may quote the sender, so they belong in an answer and in no log.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ParseError {
    #[error("it did not arrive whole")]
    CutOff,
    #[error("it is not UTF-8")]
    NotUtf8,
    #[error("a percent sign without two hexadecimal digits")]
    PercentEncoding,
    #[error("the field name {name:?} does not fit the others")]
    FieldName {
        /// The name, or its beginning.
        name: String,
    },
    #[error("it has more than {most} fields")]
    TooManyFields { most: usize },
    #[error("it is not JSON: {detail}")]
    NotJson {
        /// The parser's own words, with line and column.
        detail: String,
    },
    #[error("it is nested too deeply")]
    TooDeep,
    #[error("{detail}")]
    KeyTwice {
        /// Which, with line and column.
        detail: String,
    },
    #[error("it must be an object")]
    NotAnObject,
}

impl ParseError {
    pub fn code(&self) -> &'static str {
        match self {
            ParseError::CutOff => "cut-off",
            ParseError::NotUtf8 => "not-utf-8",
            ParseError::PercentEncoding => "percent-encoding",
            ParseError::FieldName { .. } => "field-name",
            ParseError::TooManyFields { .. } => "too-many-fields",
            ParseError::NotJson { .. } => "not-json",
            ParseError::TooDeep => "too-deep",
            ParseError::KeyTwice { .. } => "key-twice",
            ParseError::NotAnObject => "not-an-object",
        }
    }

    /// What a parser of JSON complained of.
    pub(super) fn of_json(error: &serde_json::Error) -> Self {
        use serde_json::error::Category;

        let detail = error.to_string();
        match error.classify() {
            Category::Eof => ParseError::CutOff,
            // The parser has no kind of its own for it.
            Category::Syntax if detail.starts_with("recursion limit exceeded") => ParseError::TooDeep,
            // Any value is a document; only a key given twice is not.
            Category::Data => ParseError::KeyTwice { detail },
            _ => ParseError::NotJson { detail },
        }
    }
}

impl From<ParseError> for BodyError {
    fn from(error: ParseError) -> Self {
        BodyError::Malformed(error)
    }
}
