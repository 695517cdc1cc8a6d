//! What was acknowledged is kept: through a sudden end, in a copy made under load, and in another store.

use std::collections::BTreeSet;
use std::path::Path;

use rusqlite::{Connection, OpenFlags};
use tests::{Load, TestSite, kills};

/// References in a store, read without the program under test; the file must be sound.
fn references(store: &Path) -> BTreeSet<String> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE;
    let connection = Connection::open_with_flags(store, flags).expect("a store");
    let sound: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).expect("an answer");
    assert_eq!(sound, "ok");
    let mut statement = connection.prepare("SELECT reference FROM requests").expect("a table");
    let rows = statement.query_map([], |row| row.get(0)).expect("rows");
    rows.collect::<Result<_, _>>().expect("references")
}

/// How many requests in a store say the same as another: each of a [`Load`] names a workshop of its own.
fn doubled(store: &Path) -> usize {
    let connection = Connection::open(store).expect("a store");
    let mut statement = connection.prepare("SELECT record FROM requests").expect("a table");
    let rows = statement.query_map([], |row| row.get::<_, String>(0)).expect("rows");
    let records: Vec<String> = rows.collect::<Result<_, _>>().expect("records");
    let workshop = |record: &String| {
        let (_, goal) = record.split_once("How workshop ").expect("a goal");
        goal.split_once(' ').expect("its words").0.to_owned()
    };
    records.len() - records.iter().map(workshop).collect::<BTreeSet<_>>().len()
}

fn built() -> TestSite {
    let site = TestSite::small().without_limits();
    assert_eq!(site.run(&["build"]).status, 0);
    site
}

#[cfg(unix)]
#[test]
fn nothing_acknowledged_is_lost_or_doubled_when_the_server_is_killed_again_and_again() {
    let site = built();
    let store = site.path(".matchmaker/requests.sqlite");
    let mut acknowledged = BTreeSet::new();
    let rounds = kills(6);
    for round in 0..rounds {
        let mut server = site.serve_visitors(&["--no-build"]);
        // Every second round sends again what the one before sent, as people do who got no answer.
        let load = Load::start(server.address(), 8, round / 2);
        // Somewhere in the middle, every time in another place.
        load.wait_for(20 + 17 * (round % 6));
        server.signal("KILL");
        assert_eq!(server.ended(), None);
        acknowledged.extend(load.end());
        let kept = references(&store);
        let lost: Vec<_> = acknowledged.difference(&kept).collect();
        assert!(lost.is_empty(), "round {round}: {lost:?} of {}", acknowledged.len());
        assert_eq!(doubled(&store), 0, "round {round}");
    }
    println!("{rounds} times killed, {} acknowledged, none lost, none doubled", acknowledged.len());
    // And the server itself finds them.
    let outcome = site.run(&["backup", "copy.sqlite"]);
    assert_eq!(outcome.status, 0, "{}", outcome.stderr);
    assert!(references(&site.path("copy.sqlite")).is_superset(&acknowledged));
}

/// Names of copies have whole seconds.
fn wait_for_next_second() {
    let second = || std::time::UNIX_EPOCH.elapsed().expect("a time after 1970").as_secs();
    let this_second = second();
    while second() == this_second {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
}

#[test]
fn a_copy_is_made_under_load_and_put_back_only_when_nobody_works_with_the_store() {
    let site = built();
    let server = site.serve_visitors(&["--no-build"]);
    let load = Load::start(server.address(), 4, 0);
    load.wait_for(50);
    std::fs::create_dir(site.path("copies")).expect("a folder");
    for _ in 0..3 {
        let outcome = site.run(&["backup", "copies", "--keep", "2"]);
        assert_eq!(outcome.status, 0, "{}", outcome.stderr);
        wait_for_next_second();
    }
    let acknowledged = load.end();
    let mut copies: Vec<_> = std::fs::read_dir(site.path("copies"))
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    copies.sort();
    assert_eq!(copies.len(), 2, "{copies:?}");
    let [older, newer] = [&copies[0], &copies[1]].map(|copy| references(copy));
    let store = site.path(".matchmaker/requests.sqlite");
    let all = references(&store);
    assert!(older.len() >= 50 && older.is_subset(&newer) && newer.is_subset(&all));
    assert!(newer.len() < all.len(), "the server was at work meanwhile");
    assert!(all.is_superset(&acknowledged.into_iter().collect()));

    let copy = copies[0].to_str().expect("a path");
    let outcome = site.run(&["restore", copy]);
    assert_eq!(outcome.status, 2);
    assert!(outcome.stderr.contains("stop that first"), "{}", outcome.stderr);
    drop(server);
    let outcome = site.run(&["restore", copy]);
    assert_eq!(outcome.status, 0, "{}", outcome.stderr);
    assert_eq!(references(&store), all);
    let later = format!("{} requests that came in after the copy was made stay", all.len() - older.len());
    assert!(outcome.stdout.contains(&later), "{}", outcome.stdout);
    // A second one within the same second finds a name of its own for the store that was there.
    assert_eq!(site.run(&["restore", copy]).status, 0);
    let outcome = site.run(&["backup", "copies/requests.sqlite"]);
    assert!(outcome.stdout.contains(&format!("{} requests, checked", all.len())), "{}", outcome.stdout);
    let again = site.run(&["backup", "copies/requests.sqlite"]);
    assert!(again.status == 2 && again.stderr.contains("is there already"), "{}", again.stderr);
}

#[test]
fn a_lost_store_comes_back_with_what_a_visitor_sent_meanwhile() {
    let site = built();
    let send = |least, round| {
        let server = site.serve_visitors(&["--no-build"]);
        let load = Load::start(server.address(), 2, round);
        load.wait_for(least);
        load.end()
    };
    let before: BTreeSet<String> = send(20, 0).into_iter().collect();
    assert_eq!(site.run(&["backup", "copy.sqlite"]).status, 0);
    let store = site.path(".matchmaker/requests.sqlite");
    for end in ["", "-wal", "-shm"] {
        std::fs::remove_file(format!("{}{end}", store.display())).ok();
    }
    // The server starts all the same, and says that there was a store.
    let meanwhile: BTreeSet<String> = send(1, 1).into_iter().collect();
    let outcome = site.run(&["restore", "copy.sqlite"]);
    assert_eq!(outcome.status, 0, "{}", outcome.stderr);
    let all: BTreeSet<String> = before.union(&meanwhile).cloned().collect();
    assert!(references(&store).is_superset(&all));
    assert!(outcome.stdout.contains("that the store had no more came back"), "{}", outcome.stdout);
}

#[test]
fn a_store_that_can_not_be_used_ends_every_command_at_once_with_what_to_do() {
    let site = built();
    let server = site.serve_visitors(&["--no-build"]);
    let load = Load::start(server.address(), 4, 0);
    load.wait_for(50);
    load.end();
    drop(server);
    let good = std::fs::read(site.path(".matchmaker/requests.sqlite")).expect("bytes");
    let mut damaged = good.clone();
    let middle = damaged.len() / 8192 * 4096;
    damaged[middle..middle + 4096].fill(0x5a);
    for (name, bytes, said) in [
        ("empty.sqlite", &b""[..], "is empty"),
        ("letter.sqlite", b"Dear Marta, how are you?", "is not a store of requests"),
        ("damaged.sqlite", &damaged, "is damaged"),
    ] {
        std::fs::write(site.path(name), bytes).expect("a file");
        let commands: [&[&str]; 5] = [
            &["serve", "--production", "--no-build", "--port", "0", "--store", name],
            &["serve", "--port", "0", "--store", name],
            &["desk", "--no-build", "--port", "0", "--store", name],
            &["erase", "MM-7K3M-9QPD-2XWV", "--store", name],
            &["backup", "copy.sqlite", "--store", name],
        ];
        for command in commands {
            let outcome = site.run(command);
            assert_eq!(outcome.status, 2, "{command:?}: {}", outcome.stdout);
            assert!(outcome.stderr.contains(said), "{command:?}: {}", outcome.stderr);
            assert!(!outcome.stdout.contains("http://"), "{command:?} names no address: {}", outcome.stdout);
        }
        assert!(std::fs::read(site.path(name)).expect("bytes") == bytes, "{name} is left as it is");
    }
    assert!(!site.path("copy.sqlite").exists());
}

#[test]
fn a_start_with_a_clock_far_ahead_erases_nothing_and_says_so() {
    let site = built();
    let server = site.serve_visitors(&["--no-build"]);
    let load = Load::start(server.address(), 2, 0);
    load.wait_for(10);
    load.end();
    drop(server);
    // As if the requests and the last look at them were 600 days older than the clock says.
    let store = site.path(".matchmaker/requests.sqlite");
    let before = references(&store);
    let connection = Connection::open(&store).expect("a store");
    connection
        .execute_batch(
            "UPDATE facts SET value = value - 600 * 86400 WHERE name = 'clock';
             UPDATE requests SET expires = unixepoch() - 86400;",
        )
        .expect("older");
    drop(connection);
    let mut server = site.serve_visitors(&["--no-build"]);
    let warning = server.wait_for_event(
        "no request is erased: this machine's clock is far ahead of when this store was last in use. Set it right; if it \
         is right, confirm that at the desk",
    );
    assert_eq!((&warning["level"], &warning["expired"]), (&"WARN".into(), &before.len().into()));
    drop(server);
    assert_eq!(references(&store), before);
    let outcome = site.run(&["migrate", "sqlite:.matchmaker/requests.sqlite", "there.sqlite"]);
    assert!(outcome.status == 2 && outcome.stderr.contains("would be left behind"), "{}", outcome.stderr);
    assert!(!site.path("there.sqlite").exists());
}

#[test]
fn what_is_erased_on_demand_is_gone_while_the_server_works() {
    let site = built();
    let server = site.serve_visitors(&["--no-build"]);
    let load = Load::start(server.address(), 2, 0);
    load.wait_for(2);
    let acknowledged = load.end();
    let gone = acknowledged[0].as_str();
    let outcome = site.run(&["erase", gone]);
    assert_eq!(outcome.status, 0, "{}", outcome.stderr);
    let kept = references(&site.path(".matchmaker/requests.sqlite"));
    assert_eq!(kept.len(), acknowledged.len() - 1);
    assert!(!kept.contains(gone));
    let again = site.run(&["erase", gone]);
    assert!(again.status == 2 && again.stderr.contains(&format!("has no {gone}")), "{}", again.stderr);
    let nowhere = site.run(&["erase", gone, "--store", "nothing.sqlite"]);
    assert!(nowhere.status == 2 && !site.path("nothing.sqlite").exists(), "{}", nowhere.stderr);
}

#[test]
fn everything_moves_to_another_store_once_however_often_it_is_told_to() {
    let site = built();
    let server = site.serve_visitors(&["--no-build"]);
    let load = Load::start(server.address(), 4, 0);
    load.wait_for(150);
    load.end();
    drop(server);
    let from = "sqlite:.matchmaker/requests.sqlite";
    let store = references(&site.path(".matchmaker/requests.sqlite"));
    let count = store.len();
    let outcome = site.run(&["migrate", from, "there.sqlite"]);
    assert_eq!(outcome.status, 0, "{}", outcome.stderr);
    assert!(
        outcome.stdout.starts_with(&format!("{count} of {count} requests written, 0 were there already")),
        "{}",
        outcome.stdout
    );
    assert_eq!(references(&site.path("there.sqlite")), store);

    // One that broke off in the middle is begun again.
    let connection = Connection::open(site.path("there.sqlite")).expect("a store");
    let some = "(SELECT reference FROM requests ORDER BY reference LIMIT 40)";
    for table in ["timeline", "requests"] {
        connection.execute(&format!("DELETE FROM {table} WHERE reference IN {some}"), []).expect("fewer rows");
    }
    drop(connection);
    let outcome = site.run(&["migrate", from, "there.sqlite"]);
    let expected = format!("40 of {count} requests written, {} were there already", count - 40);
    assert!(outcome.stdout.starts_with(&expected), "{}{}", outcome.stdout, outcome.stderr);

    // Two that went different ways are not mixed.
    let connection = Connection::open(site.path("there.sqlite")).expect("a store");
    connection.execute(&format!("DELETE FROM requests WHERE reference IN {some}"), []).expect("fewer rows");
    connection.execute("UPDATE requests SET status = 'declined'", []).expect("other rows");
    drop(connection);
    let before = references(&site.path("there.sqlite"));
    let outcome = site.run(&["migrate", from, "there.sqlite"]);
    assert_eq!(outcome.status, 2);
    assert!(
        outcome.stderr.contains("something else under MM-") && outcome.stderr.contains("more; nothing was written"),
        "{}",
        outcome.stderr
    );
    assert_eq!(references(&site.path("there.sqlite")), before);

    for (arguments, said) in [
        (["migrate", from, "./.matchmaker/requests.sqlite"], "to itself"),
        (["migrate", "sqlite:nothing.sqlite", "there.sqlite"], "there is no sqlite:nothing.sqlite"),
    ] {
        let outcome = site.run(&arguments);
        assert!(outcome.status == 2 && outcome.stderr.contains(said), "{said}: {}", outcome.stderr);
    }
    assert!(!site.path("nothing.sqlite").exists());
}
