//! Pictures that content shows: each must be there, and fit to be shown where it is.

use domain::text::nearest;
use domain::validate::{ErrorKind, Pointer, Problem};

use content::model::site::Site;
use markup::{LocatedProblem, Position};

/// What a picture is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// In a story or a text.
    InText,
    /// As a partner's logo, which may be a drawing.
    Logo,
}

/// What is wrong with showing a picture, if anything is.
pub(super) fn find_problem(site: &Site, file: &str, used: Use) -> Option<ErrorKind> {
    match site.pictures.get(file) {
        None => {
            let suggestion = nearest(file, site.pictures.keys().map(String::as_str));
            Some(ErrorKind::MissingImage { file: file.to_owned(), suggestion })
        }
        Some(Err(kind)) => Some(kind.clone()),
        Some(Ok(picture)) if picture.facts.drawing && used == Use::InText => {
            Some(ErrorKind::DrawingNotALogo { file: file.to_owned() })
        }
        Some(Ok(_)) => None,
    }
}

/// Checks the pictures that are named by keys: of case studies and partners.
pub(super) fn check_values<'s>(site: &'s Site, values: &mut Vec<(&'s str, Problem)>) {
    for story in &site.case_studies {
        for (position, image) in story.entry.value.images.iter().enumerate() {
            let pointer = Pointer::root().key("images").index(position).key("file");
            let kind = find_problem(site, &image.file, Use::InText);
            values.extend(kind.map(|kind| (story.entry.path.as_str(), Problem { pointer, kind })));
        }
    }
    for partner in &site.partners {
        let Some(logo) = &partner.value.logo else { continue };
        let pointer = Pointer::root().key("logo").key("file");
        let kind = find_problem(site, &logo.file, Use::Logo);
        values.extend(kind.map(|kind| (partner.path.as_str(), Problem { pointer, kind })));
    }
}

/// Pictures that nothing shows, perhaps forgotten, perhaps never to be published; and those whose names say another format.
pub(super) fn unused(site: &Site) -> Vec<LocatedProblem> {
    let shown = site.used_files();
    let misnamed = site.shown_pictures().into_iter().filter_map(|picture| {
        let kind = ErrorKind::MisnamedImage { file: picture.file.clone(), format: picture.misnamed? };
        Some(LocatedProblem::of_text(&format!("content/images/{}", picture.file), Position::START, kind))
    });
    let unused = site.pictures.keys().filter(|file| !shown.contains(file.as_str()));
    unused
        .map(|file| LocatedProblem::of_text(&format!("content/images/{file}"), Position::START, ErrorKind::UnusedImage))
        .chain(misnamed)
        .collect()
}
