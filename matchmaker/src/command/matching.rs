//! `matchmaker match`: hosts for a request, or who meets whom at an event.

mod print;

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use domain::matching::history::History;
use domain::matching::query::{MatchContext, MatchQuery};
use domain::matching::rank::Matcher;
use domain::meetings::gathering;
use domain::meetings::gathering::Gathering;
use domain::request;
use domain::request::{Form, Request};
use domain::text::Slug;
use generator::{LocatedProblem, ReadDocument, read_json, read_yaml};
use jiff::civil::Date;
use serde_json::json;
use web::MatchIndex;

use self::print::{PlanText, RankingText};
use crate::cli::{Common, Format, Match};
use crate::error::CommandError;
use crate::{problems, progress, site_folder};

/// Prints hosts for a request, or the plan of an event.
pub fn run(common: &Common, arguments: &Match) -> Result<ExitCode, CommandError> {
    let folder = site_folder::find(common.root.as_deref()).ok();
    let today = common.clock().today();
    let published = common.out.clone().or_else(|| folder.as_ref().map(|folder| folder.join("public")));
    let offers = match (&arguments.catalogue, published) {
        (Some(offers), _) => offers.clone(),
        (None, Some(published)) => published.join("data/offers.json"),
        (None, None) => return Err(CommandError::NoCatalogue),
    };
    check_catalogue(&offers)?;
    let cache = folder.as_deref().map(site_folder::catalogue_cache);
    let weights = folder.as_deref().map(generator::weights).unwrap_or_default();
    let message = || "Reading the catalogue".to_owned();
    let index = progress::show_during(message, || MatchIndex::open(&offers, cache.as_deref(), weights))?;
    let matcher = index.matcher();
    let history = History::default();
    let context = MatchContext { today, history: &history, most: (arguments.limit, arguments.limit) };
    match (&arguments.request, &arguments.event) {
        (Some(file), _) => rank(file, &index, &matcher, context, arguments.format),
        (None, Some(file)) => plan_meetings(file, &index, &matcher, context, arguments.format),
        (None, None) => Err(CommandError::NothingToMatch),
    }
}

/// Refuses a file that is no published list of offers, or lacks the vocabulary beside it.
fn check_catalogue(offers: &Path) -> Result<(), CommandError> {
    for file in [offers.to_owned(), offers.with_file_name("vocabulary.json")] {
        match file.metadata() {
            Ok(found) if found.is_file() => {}
            Err(source) if source.kind() == ErrorKind::PermissionDenied => {
                return Err(CommandError::File { path: file, source });
            }
            _ => return Err(CommandError::NotACatalogue(offers.to_owned())),
        }
    }
    Ok(())
}

fn rank(
    file: &Path,
    index: &MatchIndex,
    matcher: &Matcher,
    context: MatchContext,
    format: Format,
) -> Result<ExitCode, CommandError> {
    let request = match read_request(file, index, context.today)? {
        Ok(request) => request,
        Err(problems) => return problems::fail(&problems, format),
    };
    let Some(query) = MatchQuery::of(&request) else { return Err(CommandError::NothingToMatch) };
    let ranking = matcher.rank(query, context);
    match format {
        Format::Json => println!("{}", serde_json::to_string_pretty(&ranking)?),
        Format::Human => print!("{}", RankingText { index, ranking: &ranking }),
    }
    Ok(ExitCode::SUCCESS)
}

fn plan_meetings(
    file: &Path,
    index: &MatchIndex,
    matcher: &Matcher,
    context: MatchContext,
    format: Format,
) -> Result<ExitCode, CommandError> {
    let text = fs::read_to_string(file).map_err(CommandError::file(file))?;
    let gathering = match read_yaml(&file.display().to_string(), &text, &index.vocabulary, |fields| {
        Gathering::read(fields, &|offer| index.catalogue.find(offer).is_some())
    }) {
        Ok(gathering) => gathering,
        Err(problems) => return problems::fail(&problems, format),
    };
    let folder = file.parent().map_or_else(PathBuf::new, Path::to_owned).join(&gathering.requests);
    let names = request_files(&folder)?;
    if names.is_empty() {
        return Err(CommandError::NoRequests(folder));
    }
    let (mut requests, mut problems): (Vec<Request>, Vec<LocatedProblem>) = (Vec::new(), Vec::new());
    for path in &names {
        match read_request(path, index, context.today)? {
            Ok(request) => requests.push(request),
            Err(found) => problems.extend(found),
        }
    }
    if !problems.is_empty() {
        return problems::fail(&problems, format);
    }
    let queries: Vec<MatchQuery> = requests.iter().filter_map(MatchQuery::of).collect();
    let plan = gathering::plan(&gathering, &queries, matcher, context);
    let names: Vec<String> = names
        .iter()
        .map(|path| path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default())
        .collect();
    match format {
        Format::Json => {
            let plan = json!({
                "title": gathering.title, "requests": names, "slots": gathering.slots, "rooms": gathering.rooms,
                "meetings": plan.meetings, "left_out": plan.left_out, "without": plan.without, "unsuited": plan.unsuited,
            });
            println!("{}", serde_json::to_string_pretty(&plan)?);
        }
        Format::Human => print!("{}", PlanText { index, gathering: &gathering, requests: &names, plan: &plan }),
    }
    Ok(ExitCode::SUCCESS)
}

/// Reads a request for a host and validates it as if it were sent today.
fn read_request(file: &Path, index: &MatchIndex, today: Date) -> Result<ReadDocument<Request>, CommandError> {
    let text = fs::read_to_string(file).map_err(CommandError::file(file))?;
    let catalogue = &index.catalogue;
    let open_offers: BTreeSet<Slug> =
        (0..catalogue.len()).filter_map(|offer| Slug::parse(catalogue.slug(offer))).collect();
    let context = request::ReadContext { today, open_offers: &open_offers };
    Ok(read_json(&file.display().to_string(), &text, &index.vocabulary, |fields| {
        let form = fields.choice("form", &[(Form::FindAHost.code(), Form::FindAHost)])?;
        Request::read(fields, form, context).map(|(request, _)| request)
    }))
}

/// The JSON files of a folder, by name.
fn request_files(folder: &Path) -> Result<Vec<PathBuf>, CommandError> {
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    let files = entries.map_err(CommandError::file(folder))?.into_iter().map(|entry| entry.path());
    let mut files: Vec<PathBuf> = files.filter(|file| file.extension().is_some_and(|own| own == "json")).collect();
    files.sort();
    Ok(files)
}
