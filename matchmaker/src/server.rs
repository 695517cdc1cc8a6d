//! The HTTP servers: for editors (`serve`), for visitors (`serve --production`) and for the secretariat (`desk`).

mod accept_encoding;
mod base_path;
mod conditional;
mod content_security_policy;
mod cors;
mod current_site;
mod desk_sign_in;
mod dev_server;
#[cfg(unix)]
mod drop_collector;
mod file_watcher;
mod host_header;
mod listener;
mod live_reload;
mod logging;
mod not_built;
mod preview;
mod problem_panel;
mod production;
mod purge;
mod rebuilder;
mod secrets;
mod static_files;
mod stop_signal;

pub use base_path::below;
pub use current_site::prepare_matching;
pub use desk_sign_in::DeskSignIn;
pub use dev_server::{DevServer, DevServerOptions, router as dev_router};
#[cfg(unix)]
pub use drop_collector::DropCollector;
pub use file_watcher::FileWatcher;
pub use listener::{listen, local_address, serve};
pub use live_reload::LiveReload;
pub use logging::{log_as_json, log_as_text};
pub use production::{PublicStore, ServeOptions, TrustedProxies, run as run_production};
pub use rebuilder::Rebuilder;
pub use secrets::{ProofSigner, ServerSecrets};
pub use static_files::refuse_undecodable;
