//! The server for visitors. It watches no files and has no desk; every answer is protected, limited and logged.
//!
//! It runs until SIGTERM. SIGHUP makes it build the site, if it builds at all, and serve the newer one.

mod access_log;
mod client_address;
mod connection_counter;
mod connections;
mod headers;
mod open_files;
mod state;
mod systemd;

use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use generator::{Builder, Progress, Serving};
use jiff::civil::Date;
use store::{CaseStore, SubmissionSink};
use tokio::time::{MissedTickBehavior, interval};

pub use client_address::TrustedProxies;

use self::access_log::AccessLog;
use self::connections::ConnectionLimits;
use self::state::ProductionState;
use super::current_site::CurrentSite;
use super::purge::purge_hourly;
use super::secrets::ServerSecrets;
use super::stop_signal::stop_requested;
use crate::cli::{Common, Format};
use crate::error::CommandError;
use crate::{problems, progress, site_folder};

/// How often the server checks whether a new day has begun.
const DAY_CHECK_INTERVAL: Duration = Duration::from_secs(10 * 60);

pub struct ServeOptions {
    pub common: Common,
    /// Whether the server builds the site itself, at the start, on SIGHUP and when a new day begins.
    pub builds: bool,
    /// Connections at once, if the system allows that many.
    pub max_connections: usize,
    pub proxies: TrustedProxies,
}

/// What the server for visitors may do with the store.
pub struct PublicStore {
    pub sink: Arc<dyn SubmissionSink>,
    /// To erase what has expired and to test the store; none if the store is another user's.
    pub records: Option<Arc<dyn CaseStore>>,
}

pub fn run(
    options: ServeOptions,
    secrets: ServerSecrets,
    listener: TcpListener,
    store: PublicStore,
) -> Result<(), CommandError> {
    open_files::raise_limit();
    let (log, log_writer) = AccessLog::to(std::io::stdout()).map_err(CommandError::Server)?;
    let build_options = site_folder::build_options(&options.common)?;
    let state = Arc::new(ProductionState {
        out: build_options.out.clone(),
        clock: options.common.clock(),
        sink: Arc::clone(&store.sink),
        secrets,
        proxies: options.proxies.clone(),
        log,
        progress: Arc::default(),
        current: CurrentSite::none(),
    });
    if options.builds
        && let Ok(serving) = generator::serving(&build_options)
        && state.load_site(serving).is_ok()
    {
        tracing::info!("the site of an earlier build is served meanwhile");
    }
    let failed = Arc::new(Mutex::new(None));
    let runtime = tokio::runtime::Runtime::new().map_err(CommandError::Server)?;
    let in_time = runtime.block_on(async {
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let limits = options.connection_limits();
        if let Some(records) = &store.records {
            tokio::spawn(purge_hourly(Arc::clone(records), options.common.clock()));
        }
        tokio::spawn(systemd::keep_alive(Arc::clone(&state), store.sink, store.records));
        let maintenance = tokio::spawn(start(Arc::new(options), Arc::clone(&state), address));
        let router = {
            let state = Arc::clone(&state);
            move || state.router()
        };
        let stop = {
            let failed = Arc::clone(&failed);
            async move {
                tokio::select! {
                    () = stop_requested() => {}
                    error = maintenance => *failed.lock().unwrap_or_else(PoisonError::into_inner) = error.ok(),
                }
                systemd::notify_stopping();
            }
        };
        Ok(connections::serve(listener, router, limits, stop).await)
    });
    // Ends running tasks and with them the last clones of the log, whose writer then writes its last lines.
    runtime.shutdown_timeout(Duration::from_secs(1));
    drop(state);
    drop(log_writer.join());
    if let Some(error) = failed.lock().unwrap_or_else(PoisonError::into_inner).take() {
        return Err(error);
    }
    if !in_time.map_err(CommandError::Server)? {
        tracing::warn!("some requests were cut off, since they took too long");
    }
    Ok(())
}

/// Serves a first site, and keeps it up to date for as long as the server runs. Returns only an error that keeps the server from
/// serving any site.
async fn start(options: Arc<ServeOptions>, state: Arc<ProductionState>, address: SocketAddr) -> CommandError {
    if let Err(error) = build_and_load(&options, &state).await {
        return match error {
            CommandError::Site(error) if options.builds => {
                tracing::error!(%error, "there is no earlier site to serve");
                CommandError::NoGoodSite
            }
            other => other,
        };
    }
    systemd::notify_ready();
    tracing::info!(%address, "ready for visitors");
    keep_up_to_date(options, state).await
}

impl ServeOptions {
    /// Builds the site if that is wanted, and returns its settings for a server. Problems of content are printed and no
    /// error: an earlier site is better than none.
    fn build(&self, progress: &Arc<Progress>) -> Result<Serving, CommandError> {
        let options = site_folder::build_options(&self.common)?;
        if self.builds {
            let message = || format!("Building the site: {progress}");
            let mut builder = Builder::default().with_progress(Arc::clone(progress));
            match progress::show_during(message, || builder.build(&options, |_| {})) {
                Ok(built) => {
                    problems::print(&built.problems, Format::Human)?;
                    if let Some(summary) = problems::summary(&built).filter(|_| built.has_errors()) {
                        tracing::error!(summary, "the site is not built anew; the last good one stays");
                    } else {
                        tracing::info!(pages = built.pages, written = built.tally.written, "the site is built");
                    }
                }
                Err(error) => tracing::error!(%error, "the site is not built anew; the last good one stays"),
            }
        }
        generator::serving(&options).or_else(|problems| {
            problems::print(&problems, Format::Human)?;
            Err(CommandError::NoGoodSite)
        })
    }

    /// The limits of connections, as far as the system has files for them. Call it when all other files are open.
    fn connection_limits(&self) -> ConnectionLimits {
        let wanted = self.max_connections;
        let connections = open_files::connections_possible().map_or(wanted, |possible| possible.min(wanted));
        if connections < wanted {
            tracing::warn!(
                wanted,
                connections,
                "the limit of open files is too low for so many connections; raise it (ulimit -n, LimitNOFILE=)"
            );
        }
        ConnectionLimits::new(connections, self.proxies.clone())
    }

    fn today(&self) -> Option<Date> {
        site_folder::build_options(&self.common).map(|options| options.today).ok()
    }
}

/// Serves a newer site on SIGHUP and when a new day begins, since offers end with their day.
async fn keep_up_to_date(options: Arc<ServeOptions>, state: Arc<ProductionState>) -> ! {
    let mut day_checks = interval(DAY_CHECK_INTERVAL);
    day_checks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut reload_signal = ReloadSignal::listen();
    let mut built_on = options.today();
    loop {
        let reload = tokio::select! {
            _ = day_checks.tick() => options.builds && options.today() != built_on,
            () = reload_signal.received() => true,
        };
        if reload {
            built_on = options.today();
            systemd::notify_reloading();
            match build_and_load(&options, &state).await {
                Ok(()) => tracing::info!("the site as it is built now is served"),
                Err(error) => tracing::error!(%error, "the last good site stays"),
            }
            systemd::notify_ready();
        }
    }
}

async fn build_and_load(options: &Arc<ServeOptions>, state: &Arc<ProductionState>) -> Result<(), CommandError> {
    let failed = |error| CommandError::Server(std::io::Error::other(error));
    let (options, progress) = (Arc::clone(options), Arc::clone(&state.progress));
    // The build gets no clone of the log, so that the server can stop meanwhile.
    let serving = tokio::task::spawn_blocking(move || options.build(&progress)).await.map_err(failed)??;
    let state = Arc::clone(state);
    tokio::task::spawn_blocking(move || state.load_site(serving)).await.map_err(failed)?
}

/// SIGHUP, on systems that have it.
struct ReloadSignal {
    #[cfg(unix)]
    signals: Option<tokio::signal::unix::Signal>,
}

impl ReloadSignal {
    fn listen() -> Self {
        Self {
            #[cfg(unix)]
            signals: tokio::signal::unix::signal(tokio::signal::unix::SignalKind::hangup()).ok(),
        }
    }

    async fn received(&mut self) {
        #[cfg(unix)]
        if let Some(signals) = &mut self.signals {
            signals.recv().await;
            return;
        }
        std::future::pending().await
    }
}
