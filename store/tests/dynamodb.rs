//! The DynamoDB store against real servers, over HTTP.

mod failing;
mod items;
mod lives;
mod server;
mod tampering;
mod waiting;
mod weather;

use store::dynamodb::DynamoStore;

use self::server::{DYNOXIDE, Kind, MOTO, config, fresh_name};
use crate::store_promises::{Place, promises, questions};

/// A table of a server.
struct Table {
    server: &'static Kind,
    name: String,
}

impl Table {
    async fn fresh(server: &'static Kind) -> Self {
        let table = Self { server, name: fresh_name() };
        table.store().create_table().await.expect("a table");
        table
    }

    fn store(&self) -> DynamoStore {
        DynamoStore::new(&config(self.server.address()), &self.name)
    }
}

struct OnDynoxide(Table);

impl Place for OnDynoxide {
    type Store = DynamoStore;

    async fn fresh() -> Self {
        Self(Table::fresh(&DYNOXIDE).await)
    }

    async fn open(&self) -> DynamoStore {
        self.0.store()
    }
}

struct OnMoto(Table);

impl Place for OnMoto {
    type Store = DynamoStore;

    async fn fresh() -> Self {
        Self(Table::fresh(&MOTO).await)
    }

    async fn open(&self) -> DynamoStore {
        self.0.store()
    }
}

promises!(dynoxide, crate::dynamodb::OnDynoxide);
promises!(
    moto,
    crate::dynamodb::OnMoto,
    wrong_in_a_crowd: "moto undoes a refused transaction by restoring the whole table, with what others wrote meanwhile undone too"
);

questions!(dynoxide_questions, crate::dynamodb::OnDynoxide);
questions!(
    moto_questions,
    crate::dynamodb::OnMoto,
    too_slow_for_the_whole: "moto answers one question at a time, and reads all items of the table for each: it takes ten minutes"
);
