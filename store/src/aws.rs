//! How AWS is reached: over TLS by rustls with ring, from a machine or from inside Lambda.
//!
//! In: the environment. Out: a configuration for the SDK's clients. On a machine it looks wherever AWS's own programs look.
//! In Lambda it looks at the environment alone and trusts Amazon's own roots alone, which takes a third of the time:
//! reading a system's 150 certificates was the largest part of a start.

use std::env;

use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_sdk_dynamodb::config::{Credentials, SharedCredentialsProvider, SharedHttpClient};
use aws_smithy_http_client::tls::rustls_provider::CryptoMode;
use aws_smithy_http_client::tls::{Provider, TlsContext, TrustStore};

/// The roots under which Amazon Trust Services signs for AWS: Amazon Root CA 1 to 4, and Starfield Services G2, valid to 2037
/// and longer.
const AMAZON_ROOTS: &[u8] = include_bytes!("aws/amazon-roots.pem");

/// Names another file of roots, here as for most programs; then those are trusted instead.
const OTHER_ROOTS: &str = "SSL_CERT_FILE";

/// An environment that is not a function's.
#[derive(Debug, thiserror::Error)]
#[error("{0} is not set: AWS Lambda sets it for every function")]
pub struct NotOnLambda(&'static str);

/// The configuration of a machine: environment, profiles and roles, as AWS's own programs find them.
pub async fn of_machine() -> SdkConfig {
    aws_config::defaults(BehaviorVersion::latest()).http_client(https_of_machine()).load().await
}

/// Connections that trust what the machine trusts.
pub fn https_of_machine() -> SharedHttpClient {
    https(TrustStore::default())
}

/// The configuration of a function: region and credentials from the environment, where Lambda puts them.
///
/// # Errors
/// If the environment lacks one of them.
pub fn of_function() -> Result<SdkConfig, NotOnLambda> {
    let set = |name: &'static str| env::var(name).ok().filter(|value| !value.is_empty());
    let must = |name: &'static str| set(name).ok_or(NotOnLambda(name));
    let (key, secret) = (must("AWS_ACCESS_KEY_ID")?, must("AWS_SECRET_ACCESS_KEY")?);
    let credentials = Credentials::new(key, secret, set("AWS_SESSION_TOKEN"), None, "environment");
    let roots = match env::var_os(OTHER_ROOTS) {
        Some(_) => TrustStore::default(),
        None => TrustStore::empty().with_pem_certificate(AMAZON_ROOTS),
    };
    let mut config = SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new(must("AWS_REGION")?))
        .credentials_provider(SharedCredentialsProvider::new(credentials))
        .http_client(https(roots));
    // What the SDK's own reading of the environment would have found; the particular name prevails.
    if let Some(endpoint) = set("AWS_ENDPOINT_URL_DYNAMODB").or_else(|| set("AWS_ENDPOINT_URL")) {
        config = config.endpoint_url(endpoint);
    }
    Ok(config.build())
}

fn https(roots: TrustStore) -> SharedHttpClient {
    let builder = aws_smithy_http_client::Builder::new().tls_provider(Provider::Rustls(CryptoMode::Ring));
    // A context of nothing but roots is always valid.
    match TlsContext::builder().with_trust_store(roots).build() {
        Ok(context) => builder.tls_context(context).build_https(),
        Err(_) => builder.build_https(),
    }
}
