//! `matchmaker serve`: site, form and desk on one port, rebuilt as files change; or the server for visitors.

use std::net::{SocketAddr, TcpListener};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use desk::EmailSettings;
use domain::case::ReferenceKey;
#[cfg(unix)]
use store::{drop_folder::DropFolder, reference_key};

use crate::cli::{Common, Serve};
use crate::content_folder::ContentFolder;
use crate::error::CommandError;
use crate::open_store::OpenStore;
use crate::server::{
    self, DeskSignIn, DevServer, DevServerOptions, FileWatcher, LiveReload, ProofSigner, PublicStore, Rebuilder,
    ServeOptions, ServerSecrets, TrustedProxies,
};
use crate::{path_checks, site_folder};

pub fn run(common: &Common, arguments: &Serve) -> Result<ExitCode, CommandError> {
    if arguments.production {
        server::log_as_json();
    } else {
        server::log_as_text();
    }
    let options = site_folder::build_options(common)?;
    if arguments.no_build {
        path_checks::check_built(&options.out)?;
    }
    let root = options.root.clone();
    // Taken before the build, so that an error shows at once.
    let listener = server::listen(SocketAddr::from((arguments.bind, arguments.port)))?;
    #[cfg(unix)]
    if let Some(folder) = &arguments.drop {
        path_checks::check_drop_folder(&options, folder)?;
        let reference_key = reference_key::from_environment()?
            .map_or_else(|| reference_key::in_file(&root.join(".matchmaker/reference-key")), Ok)?;
        let store = PublicStore { sink: Arc::new(DropFolder::open(folder)?), records: None };
        return production(common, arguments, listener, store, reference_key);
    }
    let address = site_folder::store_address(common, arguments.store.store.as_ref())?;
    let store = OpenStore::open(&address)?;
    let reference_key = address.reference_key(&root)?;
    if arguments.production {
        let store = PublicStore { sink: store.sink, records: Some(store.records) };
        return production(common, arguments, listener, store, reference_key);
    }
    let live = Arc::new(LiveReload::new());
    let sign_in = DeskSignIn::new()?;
    let server = Arc::new(DevServer::new(DevServerOptions {
        out: options.out.clone(),
        root: root.clone(),
        store: store.clone(),
        live: Arc::clone(&live),
        secrets: ServerSecrets { proof: ProofSigner::new()?, reference: reference_key },
        content: Arc::new(ContentFolder::new(common.clone(), root.clone())),
        access: sign_in.access(),
        email: EmailSettings::of_site(&root)?,
        clock: common.clock(),
    }));
    let rebuilder = Rebuilder::new(common.clone(), Arc::clone(&server), Arc::clone(&live));
    let watcher = FileWatcher::new(&root, arguments.poll.map(Duration::from_secs))?;
    let address = server::local_address(&listener)?;
    server.load_earlier_site(&options);
    println!("Building the site; http://{address}/ says how far it is.");
    let built = Arc::clone(&server);
    rebuilder.start(options, watcher, move || {
        let base_path = built.base_path();
        println!(
            "Open http://{address}{base_path}/ to see the site; desk: {} Ctrl+C ends it.",
            sign_in.address(address, &base_path)
        );
    });
    server::serve(listener, server::dev_router(server, Arc::clone(&live)), live, store.records, common.clock())?;
    println!("Stopped. Every request that was acknowledged is in the store.");
    Ok(ExitCode::SUCCESS)
}

fn production(
    common: &Common,
    arguments: &Serve,
    listener: TcpListener,
    store: PublicStore,
    reference_key: ReferenceKey,
) -> Result<ExitCode, CommandError> {
    let options = ServeOptions {
        common: common.clone(),
        builds: !arguments.no_build,
        max_connections: arguments.connections as usize,
        proxies: TrustedProxies::new(&arguments.trusted_proxy),
    };
    let secrets = ServerSecrets { proof: ProofSigner::new()?, reference: reference_key };
    server::run_production(options, secrets, listener, store)?;
    Ok(ExitCode::SUCCESS)
}
