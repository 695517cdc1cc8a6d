//! The Lambda binary: the submit route behind an HTTP API, with a DynamoDB table.
//!
//! In: `MATCHMAKER_SITE` (the folder of published artefacts), `MATCHMAKER_TABLE`. It limits nobody, because it sees no
//! sender's address: the gateway does.

use std::path::PathBuf;
use std::sync::Arc;

use function::store::dynamodb::DynamoIntake;
use function::{Clock, Publication, Published, SubmitState, submit_router};
use tracing_subscriber::filter::LevelFilter;

/// The environment variable that names the folder of published artefacts.
const SITE: &str = "MATCHMAKER_SITE";

#[tokio::main]
async fn main() -> Result<(), lambda_http::Error> {
    // A fixed level: below it, the libraries log the bodies they send. The service adds the time itself.
    tracing_subscriber::fmt().with_max_level(LevelFilter::INFO).with_ansi(false).without_time().init();
    let folder = std::env::var_os(SITE).map(PathBuf::from).ok_or_else(|| format!("{SITE} is not set"))?;
    let state = SubmitState {
        publication: Arc::new(Publication::new(Published::load(&folder)?)),
        intake: Arc::new(DynamoIntake::from_environment().await?),
        clock: Clock::system(),
        limits: None,
    };
    lambda_http::run(submit_router(state)).await
}
