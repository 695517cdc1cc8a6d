//! The limit of open files. A process that reaches it can accept no connection and read no file, so connections are limited
//! before that.

/// Its socket and the file that is sent.
#[cfg(target_os = "linux")]
const FILES_PER_CONNECTION: u64 = 2;

/// For files that are open for moments only: those of a build, the store's log, name look-ups.
#[cfg(target_os = "linux")]
const RESERVE: u64 = 16;

/// The fewest connections that can serve anybody.
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

/// The number of connections that the limit allows beside the files that are open now; none if unknown.
pub fn connections_possible() -> Option<usize> {
    #[cfg(target_os = "linux")]
    {
        let limit = rustix::process::getrlimit(rustix::process::Resource::Nofile).current?;
        let open = std::fs::read_dir("/proc/self/fd").ok()?.count() as u64;
        let possible = limit.saturating_sub(open + RESERVE) / FILES_PER_CONNECTION;
        usize::try_from(possible.max(MIN_CONNECTIONS)).ok()
    }
    #[cfg(not(target_os = "linux"))]
    None
}
