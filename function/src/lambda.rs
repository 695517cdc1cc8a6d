//! Between the events of API Gateway and the router: payload formats 2.0 and 1.0, as HTTP APIs and REST APIs send them.
//!
//! In: an event as the Lambda runtime delivers it. Out: an answer for the gateway, always one: an event that can't be made
//! into a request gets an answer of its own and is logged like every other. The sender's address, which events carry, is
//! not looked at.

mod start;

use std::convert::Infallible;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Instant;

use axum::Router;
use axum::http::{Response, StatusCode, header};
use http_body_util::BodyExt;
use lambda_http::aws_lambda_events::apigw::{ApiGatewayProxyRequest, ApiGatewayV2httpRequest};
use lambda_http::lambda_runtime::{Context, Error, LambdaEvent, Runtime, service_fn};
use lambda_http::request::LambdaRequest;
use lambda_http::tower::ServiceExt;
use lambda_http::{Adapter, Request};
use serde_json::value::{RawValue, to_raw_value};
use serde_json::{Map, Value, json};

use crate::answer::problem_json;
use crate::observe::{Delivered, Line, Observation, catch_panic};
use web::headers::protect;

pub use start::{StartError, begin, report, table_of_environment};

/// Every route of the function lies below this.
const ROUTES: &str = "/api/";

/// Answers the events of the runtime API with a router, until the runtime API is gone.
///
/// # Errors
/// If the runtime API can't be reached.
pub async fn run(router: Router) -> Result<(), Error> {
    let handler = service_fn(move |event| {
        let router = router.clone();
        async move { Ok::<_, Infallible>(answer(router, event).await) }
    });
    Runtime::new(handler).run().await
}

/// Answers one event, as the gateway reads answers.
pub async fn answer(router: Router, event: LambdaEvent<Box<RawValue>>) -> Box<RawValue> {
    let started = Instant::now();
    let LambdaEvent { payload, context } = event;
    let delivered = Delivered { id: context.request_id.clone(), at: started };
    if let Some(request) = read(&payload)
        && let Some(answer) = route(router, request, context, delivered.clone()).await
    {
        return answer;
    }
    let observation = Observation::ended("malformed");
    Line {
        method: "other",
        route: "event",
        status: StatusCode::BAD_REQUEST,
        total: started.elapsed(),
        cold: false,
        platform_id: Some(&delivered.id),
        observation: Some(&observation),
    }
    .log();
    malformed().await
}

/// The request that an event tells of, with the stage taken off its path.
///
/// A browser comes by the distribution in front of the gateway, whose addresses have no stage: neither must what it is
/// redirected to.
fn read(event: &RawValue) -> Option<LambdaRequest> {
    if let Ok(mut event) = serde_json::from_str::<ApiGatewayV2httpRequest>(event.get()) {
        let stage = event.request_context.stage.take();
        event.raw_path = without_stage(event.raw_path, stage);
        return Some(LambdaRequest::ApiGatewayV2(event));
    }
    let mut event = serde_json::from_str::<ApiGatewayProxyRequest>(event.get()).ok()?;
    let stage = event.request_context.stage.take();
    event.path = without_stage(event.path, stage);
    if !event.multi_value_headers.is_empty() {
        // The other map has only the last value of each, and would be preferred.
        event.headers.clear();
    }
    Some(LambdaRequest::ApiGatewayV1(event))
}

/// A path without the stage before it. HTTP APIs put one before the path, REST APIs do not; a stage may be called `api`.
fn without_stage(path: Option<String>, stage: Option<String>) -> Option<String> {
    let (path, stage) = (path?, stage.unwrap_or_default());
    let rest = path.strip_prefix('/').and_then(|path| path.strip_prefix(stage.as_str()));
    match rest {
        Some(rest) if !stage.is_empty() && rest.starts_with(ROUTES) => Some(rest.to_owned()),
        _ => Some(path),
    }
}

/// The router's answer; none if the event can't be made into a request. `lambda_http` panics on an invalid base64 body, an
/// invalid host, a query outside of ASCII and a path of 70 kB, and only then.
async fn route(
    router: Router,
    request: LambdaRequest,
    context: Context,
    delivered: Delivered,
) -> Option<Box<RawValue>> {
    let named = move |mut request: Request| {
        request.extensions_mut().insert(delivered.clone());
        router.clone().oneshot(request)
    };
    let mut adapter = Adapter::from(service_fn(named));
    let event = LambdaEvent::new(request, context);
    let answered = catch_unwind(AssertUnwindSafe(|| lambda_http::Service::call(&mut adapter, event))).ok()?;
    // What the routes do is already guarded by the router; this guards the conversion of its answer.
    let answer = catch_panic(answered).await.ok()?.ok()?;
    to_raw_value(&answer).ok()
}

/// The answer to an event that can't be made into a request, in the shape that both formats know.
async fn malformed() -> Box<RawValue> {
    let response = protect(problem_json(StatusCode::BAD_REQUEST, json!({ "code": "malformed" }))).await;
    let (parts, body) = Response::into_parts(response);
    let body = body.collect().await.map(|body| body.to_bytes()).unwrap_or_default();
    let text = |(name, value): (&header::HeaderName, &header::HeaderValue)| {
        (name.to_string(), Value::from(value.to_str().unwrap_or_default()))
    };
    let headers: Map<String, Value> = parts.headers.iter().map(text).collect();
    let answer = json!({
        "statusCode": parts.status.as_u16(),
        "headers": headers,
        "body": String::from_utf8_lossy(&body),
        "isBase64Encoded": false
    });
    to_raw_value(&answer).unwrap_or_else(|_| RawValue::NULL.to_owned())
}

#[cfg(test)]
mod tests {
    use super::without_stage;

    #[test]
    fn a_stage_is_taken_off_a_path_once_and_only_where_it_stands_before_a_route() {
        for (path, stage, expected) in [
            ("/api/requests", "$default", "/api/requests"),
            ("/prod/api/requests", "prod", "/api/requests"),
            ("/api/requests", "prod", "/api/requests"),
            ("/api/requests", "api", "/api/requests"),
            ("/api/api/requests", "api", "/api/requests"),
            ("/production/api/requests", "prod", "/production/api/requests"),
            ("/prod/api/requests", "", "/prod/api/requests"),
            ("//api/requests", "", "//api/requests"),
        ] {
            let stripped = without_stage(Some(path.to_owned()), Some(stage.to_owned()));
            assert_eq!(stripped.as_deref(), Some(expected), "{path} at {stage}");
        }
        assert_eq!(without_stage(None, Some("prod".to_owned())), None);
    }
}
