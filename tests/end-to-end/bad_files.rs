//! Files and folders on the command line that are not what they should be: each is named, with what to do.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::process::Command;

use rusqlite::Connection;
use tests::TestSite;

/// A user that exists nowhere, for whom rights hold.
const USER: &str = "61004";

/// Whatever can stand in the place of a file.
const BAD: [&str; 9] =
    ["missing", "folder", "empty", "foreign", "other.sqlite", "closed", "closed-folder/x", "dangling", "circle"];

fn site() -> TestSite {
    let site = TestSite::small();
    assert_eq!(site.run(&["build"]).status, 0);
    drop(site.serve_visitors(&["--no-build"]));
    assert_eq!(site.run(&["backup", "copy.sqlite"]).status, 0);
    for folder in ["bad/folder", "bad/closed-folder"] {
        fs::create_dir_all(site.path(folder)).expect("a folder");
    }
    for (file, text) in [("empty", ""), ("foreign", "a letter to somebody"), ("closed", "a secret")] {
        site.write(&format!("bad/{file}"), text);
    }
    let other = Connection::open(site.path("bad/other.sqlite")).expect("a file");
    other.execute_batch("CREATE TABLE recipes (name TEXT)").expect("a table");
    symlink("nowhere/at-all", site.path("bad/dangling")).expect("a link");
    symlink("circle", site.path("bad/circle")).expect("a link");
    for closed in ["bad/closed", "bad/closed-folder"] {
        fs::set_permissions(site.path(closed), Permissions::from_mode(0o000)).expect("rights");
    }
    if is_root() {
        let owned = Command::new("chown").args(["-hR", &format!("{USER}:{USER}")]).arg(site.path(".")).status();
        assert!(owned.expect("chown").success());
    }
    site
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().expect("id").stdout.trim_ascii() == b"0"
}

/// Runs the command as somebody for whom rights hold, and gives its status with what it complained about.
fn run(site: &TestSite, arguments: &[&str]) -> (i32, String) {
    let by = ["setpriv", "--reuid", USER, "--regid", USER, "--clear-groups"];
    let by: &[&str] = if is_root() { &by } else { &[] };
    let ended = site.command_through(by, arguments).output().expect("the command");
    (ended.status.code().expect("a status"), String::from_utf8(ended.stderr).expect("UTF-8"))
}

#[test]
fn every_command_says_of_every_bad_file_which_it_is_and_what_to_do() {
    let site = site();
    let before = Vec::from_iter(BAD.iter().map(|bad| site.path(&format!("bad/{bad}")).symlink_metadata().ok()));
    for bad in BAD {
        let bad = &format!("bad/{bad}");
        let store = &format!("sqlite:{bad}");
        let mut commands: Vec<Vec<&str>> = vec![
            vec!["restore", bad],
            vec!["erase", "MM-7K3M-9QPD-2XWV", "--store", bad],
            vec!["backup", "new.sqlite", "--store", bad],
            vec!["migrate", store, "sqlite:moved.sqlite"],
            vec!["match", "--request", bad],
            vec!["match", "--event", bad],
            vec!["match", "--request", "site.toml", "--catalogue", bad],
            vec!["check", "--root", bad],
            vec!["serve", "--production", "--no-build", "--port", "0", "--out", bad],
            vec!["desk", "--no-build", "--port", "0", "--out", bad],
        ];
        let is_folder = bad == "bad/folder";
        if !is_folder && bad != "bad/missing" {
            commands.push(vec!["build", "--out", bad]);
            commands.push(vec!["backup", bad]);
        }
        if !is_folder {
            commands.push(vec!["serve", "--production", "--no-build", "--port", "0", "--drop", bad]);
            commands.push(vec!["desk", "--no-build", "--port", "0", "--drop", bad]);
        }
        // A new store is begun where there is none; a copy takes the place of an empty file.
        if bad != "bad/missing" {
            commands.push(vec!["serve", "--production", "--no-build", "--port", "0", "--store", bad]);
            commands.push(vec!["desk", "--no-build", "--port", "0", "--store", bad]);
            commands.push(vec!["migrate", "sqlite:copy.sqlite", store]);
            if bad != "bad/empty" {
                commands.push(vec!["restore", "copy.sqlite", "--store", bad]);
            }
        }
        for arguments in commands {
            let (status, said) = run(&site, &arguments);
            assert!(status == 2 || status == 1 && arguments[0] == "match", "{arguments:?}: {status} {said}");
            assert!(said.contains(bad.trim_end_matches("/x")), "{arguments:?}: {said}");
            assert!(
                !said.trim_end().ends_with(')') && !said.contains("valid UTF-8\n"),
                "{arguments:?}: no remedy: {said}"
            );
        }
    }
    let after = Vec::from_iter(BAD.iter().map(|bad| site.path(&format!("bad/{bad}")).symlink_metadata().ok()));
    for (name, (before, after)) in BAD.iter().zip(before.iter().zip(&after)) {
        let same = before.as_ref().map(|file| (file.len(), file.file_type()))
            == after.as_ref().map(|file| (file.len(), file.file_type()));
        assert!(same, "{name} is left as it is");
    }
}

#[test]
fn what_is_wrong_is_said_from_the_side_of_what_was_asked() {
    let site = site();
    for (arguments, expected) in [
        (
            &["restore", "bad/foreign"][..],
            "bad/foreign is no copy of a store, or its beginning is damaged. Nothing was changed",
        ),
        (
            &["restore", "bad/empty"],
            "bad/empty is empty: perhaps the disk was full when it was made. Nothing was changed",
        ),
        (
            &["restore", "bad/folder"],
            "bad/folder is a folder. Nothing was changed; name a file that `matchmaker backup` made",
        ),
        (&["restore", "bad/closed"], "bad/closed can't be read: Permission denied"),
        (
            &["restore", "bad/dangling"],
            "bad/dangling is a link to nowhere/at-all, which is not there. Nothing was changed",
        ),
        (&["restore", "bad/missing"], "bad/missing is not there. Nothing was changed"),
        (
            &["restore", "copy.sqlite", "--store", "copy.sqlite"],
            "copy.sqlite is the store itself: there is nothing to put back",
        ),
        (&["restore", "copy.sqlite", "--store", "bad/closed"], "bad/closed: Permission denied"),
        (
            &["restore", "copy.sqlite", "--store", "bad/dangling"],
            "bad/dangling is a link to nowhere/at-all, which is not there; let the link lead to the store",
        ),
        (
            &["serve", "--production", "--no-build", "--port", "0", "--store", "bad/dangling"],
            "is a link to nowhere/at-all, which is not there",
        ),
        (
            &["serve", "--production", "--no-build", "--port", "0", "--out", "bad/missing"],
            "there is no built site in bad/missing; run `matchmaker build`",
        ),
        (&["erase", "MM-7K3M-9QPD-2XWV", "--store", "bad/folder"], "bad/folder is a folder; name a file with --store"),
        (&["erase", "MM-7K3M-9QPD-2XWV", "--store", "bad/closed-folder/x"], "Permission denied"),
        (&["match", "--request", "bad/foreign"], "keys and texts stand between double quotes"),
        (
            &["match", "--request", "bad/missing"],
            "bad/missing: No such file or directory (os error 2); look whether the path is right",
        ),
        (
            &["match", "--request", "site.toml", "--catalogue", "bad/missing"],
            "bad/missing is no published list of offers; run `matchmaker build`",
        ),
        (&["backup", "bad/missing/copy.sqlite"], "look whether the path is right"),
        (&["backup", "public/copy.sqlite"], "public/copy.sqlite is in a finished site"),
        (
            &["serve", "--production", "--no-build", "--port", "0", "--store", "public/en/requests.sqlite"],
            "name a place outside of it",
        ),
        (&["restore", "copy.sqlite", "--store", "public/requests.sqlite"], "which everybody may read"),
        (&["migrate", "sqlite:copy.sqlite", "sqlite:public/requests.sqlite"], "which everybody may read"),
    ] {
        let (status, said) = run(&site, arguments);
        assert!(status != 0 && said.contains(expected), "{arguments:?}: {said}");
    }
}

#[test]
fn a_store_by_a_link_is_the_store_that_the_link_leads_to() {
    let site = site();
    symlink(".matchmaker/requests.sqlite", site.path("link.sqlite")).expect("a link");
    let server = site.serve_visitors(&["--no-build", "--store", "link.sqlite"]);
    let (status, said) = run(&site, &["restore", "copy.sqlite"]);
    assert!(status == 2 && said.contains("is open in a server"), "{said}");
    drop(server);
    let (status, said) = run(&site, &["restore", "copy.sqlite", "--store", "link.sqlite"]);
    assert_eq!(status, 0, "{said}");
    assert!(site.path("link.sqlite").is_symlink() && !site.path("link.sqlite-lock").exists());
}
