//! `matchmaker new`: a new content file with every field explained.

use std::borrow::Cow;
use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::process::ExitCode;

use domain::drafts::case_study;
use domain::drafts::case_study::ExchangeDetails;
use domain::statistics::Figures;
use domain::text::LanguageTag;

use crate::cli::{Common, Kind, New};
use crate::error::CommandError;
use crate::site_folder;

/// Writes the file, unless it exists.
pub fn run(common: &Common, arguments: &New) -> Result<ExitCode, CommandError> {
    let (folder, ending, skeleton) = skeleton(arguments.kind);
    let name = arguments.slug.as_str();
    if arguments.kind == Kind::Monitoring && Figures::year_of(name).is_none() {
        return Err(CommandError::NotAYear(name.to_owned()));
    }
    if let Some(reason) = generator::why_reserved(folder, name) {
        return Err(CommandError::ReservedName { name: name.to_owned(), reason });
    }
    let root = site_folder::find(common.root.as_deref())?;
    let name = format!("content/{folder}/{}.{ending}", arguments.slug);
    let path = root.join(&name);
    let failed = |source| CommandError::File { path: path.clone(), source };
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(failed)?;
    }
    match File::create_new(&path) {
        Ok(mut file) => file.write_all(skeleton.as_bytes()).map_err(failed)?,
        Err(error) if error.kind() == ErrorKind::AlreadyExists => return Err(CommandError::Exists(path)),
        Err(source) => return Err(failed(source)),
    }
    println!("{name} is ready to be filled in.");
    println!("`matchmaker check` tells what is left to do; content/README.md explains every field.");
    Ok(ExitCode::SUCCESS)
}

fn skeleton(kind: Kind) -> (&'static str, &'static str, Cow<'static, str>) {
    let (folder, ending, text) = match kind {
        // The desk writes the same, with what it knows of an exchange filled in.
        Kind::CaseStudy => {
            return (
                "case-studies",
                "md",
                case_study::skeleton(&ExchangeDetails::default(), &LanguageTag::english()).into(),
            );
        }
        Kind::Offer => ("offers", "yaml", include_str!("../new/offer.yaml")),
        Kind::Page => ("pages", "md", include_str!("../new/page.md")),
        Kind::Event => ("events", "yaml", include_str!("../new/event.yaml")),
        Kind::Promoter => ("promoters", "yaml", include_str!("../new/promoter.yaml")),
        Kind::Monitoring => ("monitoring", "yaml", include_str!("../new/monitoring.yaml")),
        Kind::Partner => ("partners", "yaml", include_str!("../new/partner.yaml")),
    };
    (folder, ending, text.into())
}
