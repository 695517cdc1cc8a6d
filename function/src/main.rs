//! The Lambda binary: the submit route behind an API gateway, with a DynamoDB table.
//!
//! In: `MATCHMAKER_SITE` (the folder of published artefacts), `MATCHMAKER_TABLE`, `MATCHMAKER_REFERENCE_KEY`, and
//! `MATCHMAKER_ORIGIN_SECRET` where a distribution stands in front of the gateway. It limits nobody, because it looks at no
//! sender's address: the gateway limits.

use std::env;
use std::process::ExitCode;
use std::sync::Arc;

use function::lambda::{self, StartError};
use function::observe::json::JsonLines;
use function::observe::log_panics_by_place;
use function::origin;
use function::proof::ProofKeyError;
use function::{ProofKey, SubmitState, submit_router};
use store::aws;
use store::dynamodb::DynamoSubmissionSink;
use store::reference_key::{self, ReferenceKeyError};
use tokio::signal::unix::{SignalKind, signal};
use web::{Clock, Publication};

// One event at a time is all a process gets, so one thread is enough, and starts sooner.
#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    if tracing::subscriber::set_global_default(JsonLines::stdout()).is_err() {
        return ExitCode::FAILURE;
    }
    log_panics_by_place();
    let router = match state() {
        Ok(state) => match env::var(origin::VARIABLE) {
            Ok(secrets) => origin::only_by(&secrets, submit_router(state)),
            Err(_) => submit_router(state),
        },
        Err(error) => return lambda::report(&error).await,
    };
    let stopped = async {
        match signal(SignalKind::terminate()) {
            Ok(mut stop) => stop.recv().await,
            Err(_) => std::future::pending().await,
        };
    };
    tokio::select! {
        ended = lambda::run(router) => match ended {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                tracing::error!(%error, "the runtime API can't be reached");
                ExitCode::FAILURE
            }
        },
        () = stopped => ExitCode::SUCCESS,
    }
}

fn state() -> Result<SubmitState, StartError> {
    let published = lambda::begin()?;
    let table = lambda::table_of_environment()?;
    let proof = ProofKey::from_environment()?;
    if published.asks_for_proof && proof.is_none() {
        // A key of its own for each instance would make every proof look wrong to the others.
        return Err(ProofKeyError::Missing.into());
    }
    Ok(SubmitState {
        publication: Arc::new(Publication::new(published)),
        sink: Arc::new(DynamoSubmissionSink::new(&aws::of_function()?, table)),
        clock: Clock::system(),
        limits: None,
        proof,
        reference_key: reference_key::from_environment()?.ok_or(ReferenceKeyError::Missing)?,
    })
}
