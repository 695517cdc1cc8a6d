//! The server for visitors: nothing is watched, nothing is added to pages, every answer is protected, limited and noted.
//!
//! In: what was asked on the command line. Out: answers, until SIGTERM; SIGHUP takes up a newer site. The desk is not
//! here: see [`site`].

mod access;
mod connections;
mod headers;
mod open_files;
mod readiness;
mod sender;
mod site;

use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use function::store::{Intake, Records};
use generator::{Builder, Progress, Serving};
use jiff::civil::Date;
use tokio::time::{MissedTickBehavior, interval};

pub use sender::TrustedProxies;

use self::access::AccessLog;
use self::connections::Manners;
use self::site::{Current, House};
use super::asked_to_stop;
use super::expiry::purge_again_and_again;
use super::proof::Secrets;
use crate::cli::{Common, Format};
use crate::failure::Failure;
use crate::{progress, report, root};

/// How often the server looks whether a new day has begun.
const ROUND: Duration = Duration::from_secs(10 * 60);

/// What is asked of the server.
pub struct Order {
    /// Folders, address and day, as they were asked for.
    pub common: Common,
    /// Whether the server builds the site itself, at the start, on SIGHUP and when a new day begins.
    pub builds: bool,
    /// Connections at once, if the system allows that many.
    pub connections: usize,
    /// Who may speak for others.
    pub proxies: TrustedProxies,
    /// How far a build is.
    pub progress: Arc<Progress>,
}

/// What the server for visitors may do with the store.
pub struct PublicRights {
    /// To put.
    pub intake: Arc<dyn Intake>,
    /// To remove what has expired, and to ask whether the store answers; none where the store is another user's.
    pub records: Option<Arc<dyn Records>>,
}

/// Serves until it is told to stop.
///
/// # Errors
/// If there is no site to serve, or the system refuses something.
pub fn run(order: Order, secrets: Secrets, listener: TcpListener, public: PublicRights) -> Result<(), Failure> {
    open_files::raise_limit();
    let (log, writing) = AccessLog::to(std::io::stdout()).map_err(Failure::Server)?;
    let options = root::options(&order.common)?;
    let (clock, proxies, intake) = (order.common.clock(), order.proxies.clone(), public.intake);
    let (out, progress) = (options.out.clone(), Arc::clone(&order.progress));
    let house = House { out, clock, intake: Arc::clone(&intake), secrets, proxies, log, progress };
    let current = Arc::new(Current::new(house));
    if order.builds
        && let Ok(serving) = generator::serving(&options)
        && current.renew(serving).is_ok()
    {
        tracing::info!("the site of an earlier build is served meanwhile");
    }
    let failed = Arc::new(Mutex::new(None));
    let runtime = tokio::runtime::Runtime::new().map_err(Failure::Server)?;
    let in_time = runtime.block_on(async {
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let manners = order.manners();
        let order = Arc::new(order);
        if let Some(records) = &public.records {
            tokio::spawn(purge_again_and_again(Arc::clone(records), order.common.clock()));
        }
        tokio::spawn(readiness::keep_alive(Arc::clone(&current), intake, public.records));
        let begun = tokio::spawn(begin(Arc::clone(&order), Arc::clone(&current), address));
        let router = {
            let current = Arc::clone(&current);
            move || current.router()
        };
        let stop = {
            let failed = Arc::clone(&failed);
            async move {
                tokio::select! {
                    () = asked_to_stop() => {}
                    failure = begun => *failed.lock().unwrap_or_else(PoisonError::into_inner) = failure.ok(),
                }
                readiness::stopping();
            }
        };
        Ok(connections::serve(listener, router, manners, stop).await)
    });
    // Ends what still runs, and with it the last copies of the log; then its last lines are written.
    runtime.shutdown_timeout(Duration::from_secs(1));
    drop(current);
    drop(writing.join());
    if let Some(failure) = failed.lock().unwrap_or_else(PoisonError::into_inner).take() {
        return Err(failure);
    }
    if !in_time.map_err(Failure::Server)? {
        tracing::warn!("some requests were cut off, since they took too long");
    }
    Ok(())
}

/// Builds the site if that is wanted and serves it, and then looks after it for as long as the server runs. Ends only with
/// what keeps the server from serving anything.
async fn begin(order: Arc<Order>, current: Arc<Current>, address: SocketAddr) -> Failure {
    if let Err(failure) = prepare_and_take_up(&order, &current).await {
        return match failure {
            Failure::Published(error) if order.builds => {
                tracing::error!(%error, "there is no earlier site to serve");
                Failure::NoGoodSite
            }
            other => other,
        };
    }
    readiness::ready();
    tracing::info!(%address, "ready for visitors");
    care(order, current).await
}

impl Order {
    /// Builds the site if that is wanted, and tells what a server needs to know of its settings. Problems of content are
    /// told and not returned: an earlier site is better than none.
    fn prepare(&self) -> Result<Serving, Failure> {
        let options = root::options(&self.common)?;
        if self.builds {
            let told = || format!("Building the site: {}", self.progress);
            let mut builder = Builder::default().with_progress(Arc::clone(&self.progress));
            match progress::during(told, || builder.build(&options, |_| {})) {
                Ok(built) => {
                    report::print(&built.problems, Format::Human)?;
                    if let Some(summary) = report::summary(&built).filter(|_| built.has_errors()) {
                        tracing::error!(summary, "the site is not built anew; the last good one stays");
                    } else {
                        tracing::info!(pages = built.pages, written = built.tally.written, "the site is built");
                    }
                }
                Err(error) => tracing::error!(%error, "the site is not built anew; the last good one stays"),
            }
        }
        match generator::serving(&options) {
            Ok(serving) => Ok(serving),
            Err(problems) => {
                report::print(&problems, Format::Human)?;
                Err(Failure::NoGoodSite)
            }
        }
    }

    /// How connections are treated, as far as the system has files for them. Everything that stays open is open by now.
    fn manners(&self) -> Manners {
        let possible = open_files::connections_possible();
        let connections = possible.map_or(self.connections, |possible| possible.min(self.connections));
        if connections < self.connections {
            tracing::warn!(
                wanted = self.connections,
                connections,
                "the limit of open files is too low for so many connections; raise it (ulimit -n, LimitNOFILE=)"
            );
        }
        Manners::with_connections(connections, self.proxies.clone())
    }

    fn today(&self) -> Option<Date> {
        root::options(&self.common).map(|options| options.today).ok()
    }
}

/// Looks after the house while it is open: takes up a newer site when asked or when a new day begins, since offers
/// end with their day.
async fn care(order: Arc<Order>, current: Arc<Current>) -> ! {
    let mut rounds = interval(ROUND);
    rounds.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut asked = Asked::listen();
    let mut built_on = order.today();
    loop {
        let renew = tokio::select! {
            _ = rounds.tick() => order.builds && order.today() != built_on,
            () = asked.next() => true,
        };
        if renew {
            built_on = order.today();
            readiness::reloading();
            take_up(&order, &current).await;
            readiness::ready();
        }
    }
}

async fn take_up(order: &Arc<Order>, current: &Arc<Current>) {
    match prepare_and_take_up(order, current).await {
        Ok(()) => tracing::info!("the site as it is built now is served"),
        Err(error) => tracing::error!(%error, "the last good site stays"),
    }
}

async fn prepare_and_take_up(order: &Arc<Order>, current: &Arc<Current>) -> Result<(), Failure> {
    let failed = |error| Failure::Server(std::io::Error::other(error));
    // A build has no copy of the log, so that the server can be stopped meanwhile.
    let order = Arc::clone(order);
    let serving = tokio::task::spawn_blocking(move || order.prepare()).await.map_err(failed)??;
    let current = Arc::clone(current);
    tokio::task::spawn_blocking(move || current.renew(serving)).await.map_err(failed)?
}

/// SIGHUP, where there is one.
struct Asked {
    #[cfg(unix)]
    signals: Option<tokio::signal::unix::Signal>,
}

impl Asked {
    fn listen() -> Self {
        Self {
            #[cfg(unix)]
            signals: tokio::signal::unix::signal(tokio::signal::unix::SignalKind::hangup()).ok(),
        }
    }

    async fn next(&mut self) {
        #[cfg(unix)]
        if let Some(signals) = &mut self.signals {
            signals.recv().await;
            return;
        }
        std::future::pending().await
    }
}
