//! Servers that speak DynamoDB's protocol, each a process of its own, shared by all tests.

use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use aws_config::retry::RetryConfig;
use aws_config::timeout::TimeoutConfig;
use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::{Credentials, SharedCredentialsProvider};

/// How long a server may take until it listens; moto loads many Python packages.
const PATIENCE: Duration = Duration::from_secs(60);

/// A kind of server.
pub struct Kind {
    name: &'static str,
    /// The environment variable that names another program than the one that `tests/run` installs.
    variable: &'static str,
    /// Below the workspace's folder.
    program: &'static str,
    arguments: &'static [&'static str],
    running: OnceLock<Running>,
}

struct Running {
    address: SocketAddr,
    _process: Child,
}

/// SQLite behind it; the first opinion.
pub static DYNOXIDE: Kind = Kind {
    name: "dynoxide",
    variable: "MATCHMAKER_TEST_DYNOXIDE",
    program: "target/tools/bin/dynoxide",
    arguments: &["serve", "--host", "127.0.0.1", "--port"],
    running: OnceLock::new(),
};

/// Python; the second opinion.
pub static MOTO: Kind = Kind {
    name: "moto",
    variable: "MATCHMAKER_TEST_MOTO",
    program: "target/moto/bin/moto_server",
    arguments: &["--host", "127.0.0.1", "--port"],
    running: OnceLock::new(),
};

impl Kind {
    /// Where it listens; started if it was not yet.
    pub fn address(&self) -> SocketAddr {
        self.running.get_or_init(|| self.start()).address
    }

    fn start(&self) -> Running {
        let program = self.program();
        // A port that was free a moment ago: these servers don't say which one they chose.
        let listener = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
        let address = listener.expect("a port");
        // A test's process can't clean up behind itself; the shell notices its end and does.
        let process = Command::new("sh")
            .args(["-c", "\"$@\" & server=$!; cat; kill $server", "sh"])
            .arg(&program)
            .args(self.arguments)
            .arg(address.port().to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("a shell");
        let begun = Instant::now();
        while TcpStream::connect(address).is_err() {
            let name = self.name;
            assert!(begun.elapsed() < PATIENCE, "{name} does not listen: try {} by hand", program.display());
            std::thread::sleep(Duration::from_millis(20));
        }
        Running { address, _process: process }
    }

    fn program(&self) -> PathBuf {
        let installed = || Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(self.program);
        let program = std::env::var_os(self.variable).map_or_else(installed, PathBuf::from);
        let Self { name, variable, .. } = self;
        assert!(
            program.is_file(),
            "these tests talk to {name}, and {} is not there: `tests/run servers` installs it, or {variable} names another",
            program.display(),
        );
        program
    }
}

/// How a server at an address is reached: with credentials that nobody checks, and more time than in production, since
/// these servers share the machine with the tests.
pub fn config(address: SocketAddr) -> SdkConfig {
    let minute = Duration::from_secs(60);
    let patience = TimeoutConfig::builder().operation_attempt_timeout(minute).operation_timeout(minute);
    SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-central-1"))
        .credentials_provider(SharedCredentialsProvider::new(Credentials::for_tests()))
        .endpoint_url(format!("http://{address}"))
        .timeout_config(patience.build())
        .http_client(store::aws::https_of_machine())
        .build()
}

/// A client of our own, to look at what a store has written and to write what it would not. It tries once.
pub fn client(address: SocketAddr) -> Client {
    let config = config(address).into_builder().retry_config(RetryConfig::disabled()).build();
    Client::new(&config)
}

/// The name of a table that no other test has.
pub fn fresh_name() -> String {
    static TABLES: AtomicUsize = AtomicUsize::new(0);
    format!("requests-{}", TABLES.fetch_add(1, Ordering::Relaxed))
}
