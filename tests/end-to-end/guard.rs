//! What keeps robots away: nothing that a visitor notices, and more only where the operator asks for it.

use tests::TestSite;

const ON: (&str, &str) = ("proof_of_work = false", "proof_of_work = true");

#[test]
fn a_site_asks_for_no_calculation_unless_its_operator_does() {
    let site = TestSite::small();
    let served = site.serve();
    assert!(!served.get("/en/join/").body.contains("proof"));
    assert!(served.get("/data/site.json").body.contains("\"proof_of_work\": false"));
    assert_eq!(served.open("/api/challenge").status, 404);
}

#[test]
fn a_site_that_asks_brings_all_that_browsers_need() {
    let site = TestSite::small().edit("site.toml", ON.0, ON.1);
    let served = site.serve();
    for form in ["find-a-host", "offer-to-host", "join"] {
        let page = served.get(&format!("/en/{form}/")).body;
        assert!(page.contains("name=\"proof\"") && page.contains("data-proof=\"/api/challenge\""), "{form}");
        let worker = page.split("data-proof-worker=\"").nth(1).and_then(|rest| rest.split('"').next());
        let worker = worker.expect("the address of the worker");
        assert!(worker.split('.').nth(1).is_some_and(|hash| hash.len() == 8), "{worker} may be kept for ever");
        assert_eq!(served.get(worker).kind, "text/javascript");
    }
    let challenge = served.get("/api/challenge");
    assert_eq!((challenge.status, challenge.kind.as_str()), (200, "application/json"));
}

#[test]
fn a_key_that_can_be_guessed_is_refused_before_anything_is_served() {
    let site = TestSite::small();
    let mut command = site.command(&["serve", "--port", "0"]);
    let ended = command.env("MATCHMAKER_PROOF_KEY", "secret").output().expect("the command");
    assert_eq!(ended.status.code(), Some(2));
    let complaint = String::from_utf8(ended.stderr).expect("UTF-8");
    assert!(complaint.contains("MATCHMAKER_PROOF_KEY must have at least 32 bytes"), "{complaint}");
    assert!(!complaint.contains("\"secret\""), "{complaint}");
}
