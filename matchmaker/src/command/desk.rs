//! `matchmaker desk`: the secretariat's desk alone.

use std::net::{Ipv4Addr, SocketAddr};
use std::process::ExitCode;
use std::sync::Arc;

use function::{Clock, DeskState, Publication, Published, desk_router};

use crate::cli::{Common, Format, Serve};
use crate::failure::Failure;
use crate::server::{self, Live};
use crate::{progress, report, root};

/// Opens the desk until it is told to stop. The site is built once, for the words of its vocabularies.
pub fn run(common: &Common, arguments: &Serve) -> Result<ExitCode, Failure> {
    server::log();
    let options = root::options(common)?;
    let listener = server::listen(SocketAddr::from((Ipv4Addr::LOCALHOST, arguments.port)))?;
    let built = progress::during("Building the site", || generator::build(&options))?;
    report::print(&built.problems, Format::Human)?;
    let store = server::open_store(&options.root, arguments.store.as_deref())?;
    let published = Published::load(&options.out)
        .map_err(|error| if built.has_errors() { Failure::NoGoodSite } else { Failure::from(error) })?;
    let desk = desk_router(DeskState {
        records: store.clone(),
        publication: Arc::new(Publication::new(published)),
        clock: Clock::system(),
    });
    println!("Open http://{}/desk/ for the desk. Ctrl+C ends it.", server::address(&listener)?);
    server::run(listener, desk, Arc::new(Live::new()), store)?;
    Ok(ExitCode::SUCCESS)
}
