//! `matchmaker desk`: the secretariat's desk alone.

use std::net::{Ipv4Addr, SocketAddr};
use std::process::ExitCode;
use std::sync::Arc;

use axum::middleware::from_fn;
use function::{Correspondence, DeskState, Publication, Published, UnreadableFiles, desk_router};

use crate::cli::{Common, Desk, Format};
use crate::failure::Failure;
use crate::papers::ContentFolder;
use crate::server::{self, Live, StartAddress};
use crate::store::Store;
use crate::{progress, report, root};

/// Opens the desk until it is told to stop. The site is built once, for the words of its vocabularies.
pub fn run(common: &Common, arguments: &Desk) -> Result<ExitCode, Failure> {
    server::log();
    let options = root::options(common)?;
    #[cfg(unix)]
    if let Some(folder) = &arguments.drop {
        root::check_drop(&options, folder)?;
    }
    if arguments.no_build {
        root::check_built(&options.out)?;
    }
    let correspondence = Correspondence::of_site(&options.root)?;
    let start = StartAddress::new()?;
    let listener = server::listen(SocketAddr::from((Ipv4Addr::LOCALHOST, arguments.port)))?;
    // Nobody wants to wait for a build to learn that the store can't be used.
    let store = Store::open(&arguments.kept.address(&options.root))?;
    let mut broken = false;
    if !arguments.no_build {
        let built = progress::during(|| "Building the site".to_owned(), || generator::build(&options))?;
        report::print(&built.problems, Format::Human)?;
        broken = built.has_errors();
    }
    let published = Published::load(&options.out)
        .map_err(|error| if broken { Failure::NoGoodSite } else { Failure::from(error) })?
        .keeping_the_catalogue_in(root::kept_catalogue(&options.root))
        .weighing_by(generator::weights(&options.root))
        // The site is on another server, or not there at all.
        .linking_to_the_site();
    let publication = Arc::new(Publication::new(published));
    server::prepare_ahead(Arc::clone(&publication));
    let unreadable = UnreadableFiles::default();
    #[cfg(unix)]
    if let Some(folder) = &arguments.drop {
        let collector = server::Collector {
            folder: folder.clone(),
            store: store.clone(),
            clock: common.clock(),
            publication: Arc::clone(&publication),
            unreadable: unreadable.clone(),
        };
        collector.start()?;
    }
    let desk = desk_router(DeskState {
        access: start.access().through(&arguments.trusted_proxy),
        records: Arc::clone(&store.records),
        publication: Arc::clone(&publication),
        clock: common.clock(),
        papers: Some(Arc::new(ContentFolder::new(common.clone(), options.root.clone()))),
        correspondence,
        unreadable,
    });
    let base_path = publication.current().base_path().to_owned();
    println!("Open {} for the desk. Ctrl+C ends it.", start.text(server::address(&listener)?, &base_path));
    let desk = server::below(desk.layer(from_fn(server::refuse_undecodable)), move || base_path.clone());
    server::run(listener, desk, Arc::new(Live::new()), store.records, common.clock())?;
    Ok(ExitCode::SUCCESS)
}
