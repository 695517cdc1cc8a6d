//! The published site, checked before the function answers from it.

use std::path::{Path, PathBuf};

use domain::request::Form;
use domain::text::LanguageTag;

use crate::page::{Template, TemplateError};
use web::published::{Published, PublishedError};

/// A site folder that the function can't work with.
#[derive(Debug, thiserror::Error)]
pub enum SiteError {
    #[error(transparent)]
    Published(#[from] PublishedError),
    #[error("{}: {source}", .path.display())]
    Page { path: PathBuf, source: TemplateError },
}

/// Reads what was published to a folder, and checks that every page can be filled.
///
/// # Errors
/// If a file is missing, is not what it should be or can't be filled; the error names the file.
pub fn load_site(folder: &Path) -> Result<Published, SiteError> {
    let published = Published::load(folder)?;
    for language in &published.languages {
        for (name, template) in templates(&published, language) {
            let path = || folder.join(language.as_str()).join(name).join("index.html");
            template.check().map_err(|source| SiteError::Page { path: path(), source })?;
        }
    }
    Ok(published)
}

/// The pages of a language that are filled, by the names of their folders; the forms first.
pub fn templates<'p>(published: &'p Published, language: &LanguageTag) -> Vec<(&'static str, Template<'p>)> {
    let pages = published.pages(language);
    let form = |form: Form| (form.code(), Template::form(pages.form(form)));
    let plain =
        [("thank-you", Template::plain(&pages.thank_you)), ("not-accepted", Template::plain(&pages.not_accepted))];
    Form::ALL.into_iter().map(form).chain(plain).collect()
}
