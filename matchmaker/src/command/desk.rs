//! `matchmaker desk`: only the desk.

use std::net::{Ipv4Addr, SocketAddr};
use std::process::ExitCode;
use std::sync::Arc;

use axum::middleware::from_fn;
use desk::{DeskState, EmailSettings, UnreadableFiles, desk_router};
use web::Publication;

use crate::cli::{Common, Desk, Format};
use crate::content_folder::ContentFolder;
use crate::error::CommandError;
use crate::open_store::OpenStore;
use crate::server::{self, DeskSignIn, LiveReload};
use crate::{path_checks, problems, progress, site_folder};

/// Serves the desk until the signal to stop. The site is built once, for the labels of its vocabularies.
pub fn run(common: &Common, arguments: &Desk) -> Result<ExitCode, CommandError> {
    server::log_as_text();
    let options = site_folder::build_options(common)?;
    #[cfg(unix)]
    if let Some(folder) = &arguments.drop {
        path_checks::check_drop_folder(&options, folder)?;
    }
    if arguments.no_build {
        path_checks::check_built(&options.out)?;
    }
    let email = EmailSettings::of_site(&options.root)?;
    let sign_in = DeskSignIn::new()?;
    let listener = server::listen(SocketAddr::from((Ipv4Addr::LOCALHOST, arguments.port)))?;
    // Opened before the build, so that an error shows at once.
    let store = OpenStore::open(&site_folder::store_address(common, arguments.store.store.as_ref())?)?;
    let mut broken = false;
    if !arguments.no_build {
        let built = progress::show_during(|| "Building the site".to_owned(), || generator::build(&options))?;
        problems::print(&built.problems, Format::Human)?;
        broken = built.has_errors();
    }
    let published = function::load_site(&options.out)
        .map_err(|error| if broken { CommandError::NoGoodSite } else { CommandError::from(error) })?
        .keeping_the_catalogue_in(site_folder::catalogue_cache(&options.root))
        .weighing_by(generator::weights(&options.root))
        // The site is on another server, or not there at all.
        .linking_to_the_site();
    let publication = Arc::new(Publication::new(published));
    server::prepare_matching(Arc::clone(&publication));
    let unreadable = UnreadableFiles::default();
    #[cfg(unix)]
    if let Some(folder) = &arguments.drop {
        let collector = server::DropCollector {
            folder: folder.clone(),
            store: store.clone(),
            clock: common.clock(),
            publication: Arc::clone(&publication),
            unreadable: unreadable.clone(),
        };
        collector.start()?;
    }
    let desk = desk_router(DeskState {
        access: sign_in.access().through(&arguments.trusted_proxy),
        store: Arc::clone(&store.records),
        publication: Arc::clone(&publication),
        clock: common.clock(),
        content: Some(Arc::new(ContentFolder::new(common.clone(), options.root.clone()))),
        email,
        unreadable,
    });
    let base_path = publication.current().base_path.clone();
    println!("Open {} for the desk. Ctrl+C ends it.", sign_in.address(server::local_address(&listener)?, &base_path));
    let desk = server::below(desk.layer(from_fn(server::refuse_undecodable)), move || base_path.clone());
    server::serve(listener, desk, Arc::new(LiveReload::new()), store.records, common.clock())?;
    Ok(ExitCode::SUCCESS)
}
