//! Who may read what the command writes: personal data and secrets are for their owner, whatever the umask.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use tests::{TestSite, fitting_search};
use walkdir::WalkDir;

/// A user that exists nowhere: a process may be one all the same.
const USER: &str = "61003";

/// What starts a command with an umask, as a user without rights of its own where the tests run as root.
fn with_umask(umask: &str) -> Vec<String> {
    let shell = ["sh", "-c", &format!("umask {umask} && exec \"$@\""), "sh"].map(str::to_owned);
    let id = Command::new("id").arg("-u").output().expect("id");
    if id.stdout.trim_ascii() != b"0" {
        return shell.into();
    }
    let user = ["setpriv", "--reuid", USER, "--regid", USER, "--clear-groups"].map(str::to_owned);
    [user.as_slice(), &shell].concat()
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap_or_else(|error| panic!("{}: {error}", path.display())).permissions().mode() & 0o777
}

#[test]
fn what_holds_personal_data_is_made_for_its_owner_only() {
    for umask in ["022", "0"] {
        let site = TestSite::small();
        let by = with_umask(umask);
        let by: Vec<&str> = by.iter().map(String::as_str).collect();
        if by[0] == "setpriv" {
            let owned = Command::new("chown").args(["-R", &format!("{USER}:{USER}")]).arg(site.path(".")).status();
            assert!(owned.expect("chown").success());
        }
        let run = |arguments: &[&str]| {
            let ended = site.command_through(&by, arguments).output().expect("the command");
            assert!(ended.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&ended.stderr));
        };
        run(&["build"]);
        let server = site.serve_visitors_through(&by, &["--no-build"]);
        assert_eq!(server.post_form("/api/requests", &fitting_search(), &[]).status, 303);
        for file in ["", "-wal", "-shm", "-lock", "-key"] {
            let file = site.path(&format!(".matchmaker/requests.sqlite{file}"));
            assert!(file.is_file(), "{}", file.display());
        }
        private_below(&site.path(".matchmaker"), umask);
        drop(server);
        run(&["backup", "one.sqlite"]);
        run(&["restore", "one.sqlite"]);
        run(&["restore", "one.sqlite", "--store", "elsewhere/requests.sqlite"]);
        run(&["migrate", "sqlite:elsewhere/requests.sqlite", "sqlite:moved/requests.sqlite"]);
        for folder in [".matchmaker", "one.sqlite", "elsewhere", "moved"] {
            private_below(&site.path(folder), umask);
        }
    }
}

fn private_below(folder: &Path, umask: &str) {
    for entry in WalkDir::new(folder) {
        let entry = entry.expect("an entry");
        let is_public = entry.path().iter().any(|name| name == "pictures" || name == "matching");
        if !is_public || entry.file_type().is_dir() {
            let rights = mode(entry.path());
            assert_eq!(rights & 0o077, 0, "umask {umask}: {} has {rights:o}", entry.path().display());
        }
    }
}

#[test]
fn a_store_that_others_could_read_is_taken_away_from_them_and_that_is_told() {
    let site = TestSite::small();
    assert_eq!(site.run(&["build"]).status, 0);
    drop(site.serve_visitors(&["--no-build"]));
    assert_eq!(site.run(&["backup", "copy.sqlite"]).status, 0);
    let open = |file: &str| fs::set_permissions(site.path(file), Permissions::from_mode(0o644)).expect("rights");
    let store = ".matchmaker/requests.sqlite";
    for (file, arguments) in [
        (store, &["backup", "first.sqlite"][..]),
        ("copy.sqlite", &["backup", "second.sqlite", "--store", "copy.sqlite"]),
        ("copy.sqlite", &["restore", "copy.sqlite"]),
        (store, &["erase", "MM-7K3M-9QPD-2XWV"]),
    ] {
        open(file);
        let told = site.run(arguments).stderr;
        assert!(told.contains(&format!("{file} had mode 0644")), "{arguments:?}: {told}");
        assert_eq!(mode(&site.path(file)), 0o600, "{arguments:?}");
    }
    for file in ["", "-key"] {
        open(&format!("{store}{file}"));
    }
    let server = site.serve_visitors(&["--no-build"]);
    for file in ["", "-key", "-wal", "-shm"] {
        assert_eq!(mode(&site.path(&format!("{store}{file}"))), 0o600, "{file}");
    }
    assert_eq!(server.logs().matches("had mode 0644").count(), 2, "{}", server.logs());
}

#[test]
fn a_folder_for_what_visitors_send_is_closed_to_third_users() {
    let site = TestSite::small();
    assert_eq!(site.run(&["build"]).status, 0);
    fs::create_dir(site.path("drop")).expect("a folder");
    fs::set_permissions(site.path("drop"), Permissions::from_mode(0o777)).expect("rights");
    let server = site.serve_visitors(&["--no-build", "--drop", "drop"]);
    assert_eq!(mode(&site.path("drop")), 0o770);
    assert!(server.logs().contains("drop had mode 0777"), "{}", server.logs());
    assert_eq!(server.post_form("/api/requests", &fitting_search(), &[]).status, 303);
    for file in fs::read_dir(site.path("drop")).expect("the folder") {
        assert_eq!(mode(&file.expect("a file").path()) & 0o007, 0);
    }
}
