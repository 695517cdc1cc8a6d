//! The hourly look at unread requests, on Lambda: a schedule calls it, and it writes one line.
//!
//! In: `MATCHMAKER_TABLE`. Its role may query the shelves of new requests and nothing else.

use function::lambda::table_of_environment;
use function::watch;
use jiff::Timestamp;
use lambda_http::lambda_runtime::{Error, LambdaEvent, run, service_fn};
use serde::de::IgnoredAny;
use store::aws;
use store::dynamodb::DynamoWatch;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let table = DynamoWatch::new(&aws::of_function()?, table_of_environment()?);
    run(service_fn(|_: LambdaEvent<IgnoredAny>| look(&table))).await
}

async fn look(table: &DynamoWatch) -> Result<(), Error> {
    let now = Timestamp::now();
    println!("{}", watch::line(table.waiting(now).await?, table.table(), now));
    Ok(())
}
