//! What the function needs before the first event, and how it says that it has not got it.

use std::env;
use std::path::PathBuf;
use std::process::ExitCode;

use lambda_http::lambda_runtime::Error;
use lambda_runtime_api_client::PooledClient;
use lambda_runtime_api_client::body::Body;
use serde_json::json;

use crate::proof::ProofKeyError;
use store::aws::NotOnLambda;
use store::dynamodb::DynamoSubmissionSink;
use store::reference_key::ReferenceKeyError;
use web::published::{Published, PublishedError};

/// The environment variable that names the folder of published artefacts.
const SITE: &str = "MATCHMAKER_SITE";

/// The address of the runtime API, host and port.
const RUNTIME_API: &str = "AWS_LAMBDA_RUNTIME_API";

/// What the platform tells every function, and the runtime insists on.
const PLATFORM: [&str; 4] =
    [RUNTIME_API, "AWS_LAMBDA_FUNCTION_NAME", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "AWS_LAMBDA_FUNCTION_VERSION"];

/// A function that can't begin.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error("{0} is not set: this program runs in AWS Lambda, or under `cargo lambda watch`")]
    Platform(&'static str),
    #[error("{0} is not set: README.md names what the function's environment must say")]
    NotSet(&'static str),
    #[error(transparent)]
    Aws(#[from] NotOnLambda),
    #[error(transparent)]
    Proof(#[from] ProofKeyError),
    #[error(transparent)]
    Reference(#[from] ReferenceKeyError),
    #[error("the site: {0}")]
    Site(#[from] PublishedError),
}

impl StartError {
    /// The kind of error, as the platform shows it.
    fn kind(&self) -> &'static str {
        match self {
            StartError::Platform(_) => "Function.Platform",
            StartError::NotSet(_) | StartError::Aws(_) | StartError::Proof(_) | StartError::Reference(_) => {
                "Function.Configuration"
            }
            StartError::Site(_) => "Function.Site",
        }
    }
}

/// Reads what was published.
///
/// # Errors
/// If the environment lacks something, or the site can't be used.
pub fn begin() -> Result<Published, StartError> {
    for name in PLATFORM {
        if env::var_os(name).is_none() {
            return Err(StartError::Platform(name));
        }
    }
    let folder = env::var_os(SITE).map(PathBuf::from).ok_or(StartError::NotSet(SITE))?;
    Ok(Published::open(&folder)?)
}

/// The table that the environment names.
///
/// # Errors
/// If it names none.
pub fn table_of_environment() -> Result<String, StartError> {
    env::var(DynamoSubmissionSink::TABLE).map_err(|_| StartError::NotSet(DynamoSubmissionSink::TABLE))
}

/// Tells the log and the runtime API why the function can't begin.
pub async fn report(error: &StartError) -> ExitCode {
    tracing::error!(%error, kind = error.kind(), "the function can't begin");
    if !matches!(error, StartError::Platform(_))
        && let Err(unsent) = send(error).await
    {
        tracing::error!(error = unsent, "the runtime API could not be told");
    }
    ExitCode::FAILURE
}

async fn send(error: &StartError) -> Result<(), Error> {
    let body = json!({ "errorType": error.kind(), "errorMessage": error.to_string() });
    let request = lambda_runtime_api_client::build_request()
        .method("POST")
        .uri("/2018-06-01/runtime/init/error")
        .header("lambda-runtime-function-error-type", error.kind())
        .body(Body::from(body.to_string()))?;
    PooledClient::builder().build().call(request).await?;
    Ok(())
}
