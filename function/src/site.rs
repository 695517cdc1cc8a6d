//! The published site, checked before the function answers from it.

use std::path::{Path, PathBuf};

use domain::request::Form;
use domain::text::LanguageTag;

use crate::page::{Template, TemplateError};
use web::published::{Published, PublishedError};

/// A site folder that the function can't work with.
#[derive(Debug, thiserror::Error)]
pub enum SiteError {
    /// A file is missing or is not what it should be.
    #[error(transparent)]
    Published(#[from] PublishedError),
    /// A page that can't be filled.
    #[error("{}: {source}", .path.display())]
    Page {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        source: TemplateError,
    },
}

/// Reads what was published to a folder, and checks that every page can be filled.
///
/// # Errors
/// If a file is missing, is not what it should be or can't be filled; the error names the file.
pub fn load_site(folder: &Path) -> Result<Published, SiteError> {
    let published = Published::load(folder)?;
    for language in published.languages() {
        for (name, template) in templates(&published, language) {
            let path = || folder.join(language.as_str()).join(name).join("index.html");
            template.check().map_err(|source| SiteError::Page { path: path(), source })?;
        }
    }
    Ok(published)
}

/// The pages of a language that are filled, by the names of their folders; the forms first.
pub fn templates<'p>(published: &'p Published, language: &LanguageTag) -> Vec<(&'static str, Template<'p>)> {
    let form = |form: Form| (form.code(), Template::form(published.form_page(language, form)));
    let plain = [
        ("thank-you", Template::plain(published.thank_you_page(language))),
        ("not-accepted", Template::plain(published.not_accepted_page(language))),
    ];
    Form::ALL.into_iter().map(form).chain(plain).collect()
}
