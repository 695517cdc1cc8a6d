//! `matchmaker serve`: site, form and desk on one port, rebuilt as files change.

use std::net::{SocketAddr, TcpListener};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use domain::case::ReferenceKey;
use function::Correspondence;
#[cfg(unix)]
use function::{reference_key, store::drop::DropFolder};

use crate::cli::{Common, Serve};
use crate::failure::Failure;
use crate::papers::ContentFolder;
use crate::root;
use crate::server::{
    self, Changes, Front, Live, Order, PublicRights, Secrets, Signer, StartAddress, TrustedProxies, Workshop,
};
use crate::store::Store;

/// Serves until it is told to stop.
pub fn run(common: &Common, arguments: &Serve) -> Result<ExitCode, Failure> {
    if arguments.production {
        server::log_for_programs();
    } else {
        server::log();
    }
    let options = root::options(common)?;
    if arguments.no_build {
        root::check_built(&options.out)?;
    }
    let (root, out) = (options.root.clone(), options.out.clone());
    // The port comes first: nobody wants to wait for a build to learn that it is taken.
    let listener = server::listen(SocketAddr::from((arguments.bind, arguments.port)))?;
    #[cfg(unix)]
    if let Some(folder) = &arguments.drop {
        root::check_drop(&options, folder)?;
        let reference_key = reference_key::from_environment()?
            .map_or_else(|| reference_key::in_file(&root.join(".matchmaker/reference-key")), Ok)?;
        let public = PublicRights { intake: Arc::new(DropFolder::open(folder)?), records: None };
        return production(common, arguments, listener, public, reference_key);
    }
    let address = arguments.kept.address(&root);
    let store = Store::open(&address)?;
    let reference_key = address.reference_key(&root)?;
    if arguments.production {
        let public = PublicRights { intake: store.intake, records: Some(store.records) };
        return production(common, arguments, listener, public, reference_key);
    }
    let live = Arc::new(Live::new());
    let papers = Arc::new(ContentFolder::new(common.clone(), root.clone()));
    let start = StartAddress::new()?;
    let secrets = Secrets { proof: Signer::new()?, reference: reference_key };
    let front = Front::new(out, root.clone(), store.clone(), Arc::clone(&live), secrets, papers, start.access());
    let front = Arc::new(front.writing_by(Correspondence::of_site(&root)?).by_the_clock(common.clock()));
    let workshop = Workshop::new(common.clone(), Arc::clone(&front), Arc::clone(&live));
    let changes = Changes::of(&root, arguments.poll.map(Duration::from_secs))?;
    let address = server::address(&listener)?;
    front.take_up_earlier(&options);
    println!("Building the site; http://{address}/ says how far it is.");
    let opened = Arc::clone(&front);
    workshop.start(options, changes, move || {
        let base_path = opened.base_path();
        println!(
            "Open http://{address}{base_path}/ to see the site; desk: {} Ctrl+C ends it.",
            start.text(address, &base_path)
        );
    });
    server::run(listener, server::serve_router(front, Arc::clone(&live)), live, store.records, common.clock())?;
    println!("Stopped. Every request that was acknowledged is in the store.");
    Ok(ExitCode::SUCCESS)
}

/// Serves visitors until it is told to stop.
fn production(
    common: &Common,
    arguments: &Serve,
    listener: TcpListener,
    public: PublicRights,
    reference_key: ReferenceKey,
) -> Result<ExitCode, Failure> {
    let proxies = TrustedProxies::new(&arguments.trusted_proxy);
    let order = Order {
        common: common.clone(),
        builds: !arguments.no_build,
        connections: arguments.connections as usize,
        proxies,
        progress: Arc::default(),
    };
    let secrets = Secrets { proof: Signer::new()?, reference: reference_key };
    server::run_production(order, secrets, listener, public)?;
    Ok(ExitCode::SUCCESS)
}
