//! The reference that a request gets.

use domain::case::{Reference, ReferenceKey, Submission};

use super::posted;

#[test]
fn the_same_request_has_the_same_reference_and_another_has_another() {
    let reference = |changes, key| {
        let (request, traces) = posted(changes).0.expect("a request");
        let received = "2026-11-23T09:00:00Z".parse().expect("a time");
        Submission::new(request, &traces, key, &ReferenceKey::new([7; 32]), received).reference
    };
    let first = reference(&[], None);
    assert_eq!(first, reference(&[], None));
    assert_ne!(first, reference(&[("days", "4")], None));
    assert_ne!(first, reference(&[], Some("second")));
    assert_eq!(Reference::parse(first.as_str()), Some(first));
}

#[test]
fn whoever_has_not_the_secret_can_not_tell_a_reference() {
    let request = posted(&[]).0.expect("a request").0;
    let of = |secret: [u8; 32]| Reference::of(&request, None, &ReferenceKey::new(secret));
    assert_eq!(of([7; 32]), of([7; 32]));
    assert_ne!(of([7; 32]), of([8; 32]));
    assert!(!format!("{:?}", ReferenceKey::new([7; 32])).contains('7'));
}

#[test]
fn senders_whose_keyboards_differ_get_one_reference() {
    let reference = |name| {
        let (request, traces) = posted(&[("organisation.name", name)]).0.expect("a request");
        let received = "2026-11-23T09:00:00Z".parse().expect("a time");
        Submission::new(request, &traces, None, &ReferenceKey::new([7; 32]), received).reference
    };
    let composed = reference("\u{c5}land Skola f\u{f6}r H\u{e5}llbarhet");
    assert_eq!(composed, reference("A\u{30a}land Skola fo\u{308}r Ha\u{30a}llbarhet"));
    assert_eq!(
        composed,
        reference("\u{212b}land Skola f\u{f6}r\u{200b} H\u{e5}ll\u{ad}barhet "),
        "the sign of \u{e5}ngstr\u{f6}m"
    );
    assert_ne!(composed, reference("Aland Skola for Hallbarhet"));
}
