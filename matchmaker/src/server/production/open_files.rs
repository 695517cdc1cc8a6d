//! How many connections the system has files for. A process that has used up its open files can accept nobody, read no page and
//! write no request; so connections are bounded before that.

/// Files that one connection has open: itself, and the file that it is sent.
#[cfg(target_os = "linux")]
const OF_A_CONNECTION: u64 = 2;

/// Files that are open for moments only: those of a build, of the store's log, of a name that is looked up.
#[cfg(target_os = "linux")]
const RESERVE: u64 = 16;

/// With fewer than these, nobody could be served at all.
#[cfg(target_os = "linux")]
const MIN_CONNECTIONS: u64 = 4;

/// Raises the limit to what the system allows this process to ask for.
pub fn raise_limit() {
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
        let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
        if current != maximum && setrlimit(Resource::Nofile, Rlimit { current: maximum, maximum }).is_err() {
            tracing::warn!("the limit of open files can't be raised");
        }
    }
}

/// How many connections there are files for, beside those that are open now; none where that can't be known.
pub fn connections_possible() -> Option<usize> {
    #[cfg(target_os = "linux")]
    {
        let limit = rustix::process::getrlimit(rustix::process::Resource::Nofile).current?;
        let open = std::fs::read_dir("/proc/self/fd").ok()?.count() as u64;
        let possible = limit.saturating_sub(open + RESERVE) / OF_A_CONNECTION;
        usize::try_from(possible.max(MIN_CONNECTIONS)).ok()
    }
    #[cfg(not(target_os = "linux"))]
    None
}
