//! Why a build failed, other than for its content.

use crate::images::encode::PictureError;
use crate::images::social::SocialError;
use crate::output_folder::OutputError;
use crate::outputs::data::DataError;
use crate::search::SearchError;
use crate::theme::{Theme, ThemeError};
use content::files::FileError;
use content::schemas::SchemaError;
use markup::LocatedProblem;

/// A build that failed for another reason than its content.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// A file can't be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// The theme can't be used.
    #[error(transparent)]
    Theme(#[from] ThemeError),
    /// The output folder can't be written to.
    #[error(transparent)]
    Output(#[from] OutputError),
    /// A schema can't be made.
    #[error(transparent)]
    Schema(#[from] SchemaError),
    /// The search index can't be made.
    #[error(transparent)]
    Search(#[from] SearchError),
    /// A picture can't be made smaller.
    #[error(transparent)]
    Picture(#[from] PictureError),
    /// A picture for those who share a page can't be drawn.
    #[error(transparent)]
    Social(#[from] SocialError),
    /// Data can't be written in their format.
    #[error("{name}: {source}")]
    Data {
        /// The file.
        name: String,
        /// What is wrong.
        source: DataError,
    },
    /// The site has no such page, or the theme no words for it.
    #[error("{address}: {detail}")]
    Page {
        /// The page.
        address: String,
        /// What is missing.
        detail: String,
    },
}

impl BuildError {
    /// Whether the theme is at fault.
    pub fn is_of_theme(&self) -> bool {
        let of_theme = |error: &ThemeError| !matches!(error, ThemeError::Json(_));
        match self {
            BuildError::Theme(error) | BuildError::Search(SearchError::Row(error)) => of_theme(error),
            BuildError::Data { source: DataError::Words(_), .. } => true,
            _ => false,
        }
    }

    /// What is wrong with the theme, if that is why something could not be made.
    pub fn into_problems(self, theme: &Theme) -> Result<Vec<LocatedProblem>, BuildError> {
        match self {
            BuildError::Theme(error) | BuildError::Search(SearchError::Row(error)) => Ok(theme.problems_of(error)?),
            BuildError::Data { source: DataError::Words(error), .. } => Ok(theme.problems_of(error.into())?),
            other => Err(other),
        }
    }
}
