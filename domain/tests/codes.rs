//! Codes are stored and published: none may change.

use domain::case::{ActionKind, Cause, Reason, Side, Status};
use domain::email::{EmailKind, Placeholder};
use domain::matching::criterion::Criterion;
use domain::matching::duplicate::Sign;
use domain::matching::existing_offer::Likeness;
use domain::matching::rules::Rule;
use domain::request::Suspicion;
use domain::request::fit::Mismatch;

#[test]
fn codes_stay_as_they_were_stored() {
    macro_rules! check {
        ($type:ident, $count:literal: $($variant:ident $code:literal)*) => {
            let codes = [$(($type::$variant, $code)),*];
            assert_eq!(codes.len(), $count);
            for (value, code) in codes {
                assert_eq!((value.code(), $type::from_code(code)), (code, Some(value)));
            }
            assert_eq!($type::from_code("no such code"), None);
        };
    }
    check!(Status, 10:
        New "new" InReview "in-review" WaitingForInformation "waiting-for-information" Introduced "introduced"
        Agreed "agreed" Completed "completed" Accepted "accepted" Declined "declined"
        SuspectedSpam "suspected-spam" Spam "spam"
    );
    check!(Suspicion, 12:
        Honeypot "honeypot" TooFast "too-fast" ImpossibleTime "impossible-time" TooManyLinks "too-many-links"
        LinkInName "link-in-name" OnlyLinks "only-links" Markup "markup" SameText "same-text"
        NoProof "no-proof" WrongProof "wrong-proof" ExpiredProof "expired-proof" SpentProof "spent-proof"
    );
    check!(EmailKind, 11:
        AskHost "ask-host" AskGroup "ask-group" IntroductionBoth "introduction-both"
        IntroductionGroup "introduction-group" IntroductionHost "introduction-host" Question "question"
        Decline "decline" ReminderGroup "reminder-group" ReminderHost "reminder-host"
        HowDidItGo "how-did-it-go" Accepted "accepted"
    );
    check!(Criterion, 10:
        AskedFor "asked_for" Sectors "sectors" Themes "themes" Text "text" Place "place" Support "support"
        Fit "fit" Language "language" Confirmed "confirmed" Load "load"
    );
    check!(Rule, 10:
        Open "open" Activity "activity" Audience "audience" Group "group" Duration "duration" Period "period"
        Language "language" Minors "minors" MinorsUnsaid "minors-unsaid" Country "country"
    );
    check!(Sign, 6:
        Sender "sender" Organisation "organisation" Activity "activity" Period "period" Words "words"
        Subject "subject"
    );
    check!(Likeness, 4:
        Host "host" Title "title" Town "town" Subject "subject"
    );
    check!(Mismatch, 7:
        Activity "activity" Audience "audience" Group "group" Duration "duration" Period "period"
        Language "language" Minors "minors"
    );
    check!(Reason, 6:
        NoHost "no-host" OutOfScope "out-of-scope" Duplicate "duplicate" NoAnswer "no-answer"
        Withdrawn "withdrawn" Other "other"
    );
    check!(Cause, 4:
        HostDeclined "host-declined" HostSilent "host-silent" GroupDeclined "group-declined" Other "other"
    );
    check!(Side, 2:
        Group "group" Host "host"
    );
    check!(Placeholder, 28:
        GroupOrganisation "group_organisation" GroupName "group_name" GroupEmail "group_email"
        GroupPlace "group_place" GroupCountry "group_country" HostOrganisation "host_organisation"
        HostName "host_name" HostEmail "host_email" HostPlace "host_place" OfferTitle "offer_title"
        OfferAddress "offer_address" Goal "goal" Activity "activity" Audiences "audiences" Period "period"
        Days "days" Participants "participants" Languages "languages" Support "support"
        SupportNote "support_note" Minors "minors" ToAgree "to_agree" Question "question" Reason "reason"
        Explanation "explanation" Reference "reference" Secretariat "secretariat" Writer "writer"
    );
    check!(ActionKind, 18:
        StartReview "start-review" AskForInformation "ask-for-information" AskBoth "ask-both"
        Introduce "introduce" RecordAnswer "record-answer" Agree "agree" Complete "complete" Accept "accept"
        Decline "decline" Return "return" Reschedule "reschedule" Correct "correct" Reopen "reopen"
        MarkAsSpam "mark-as-spam" ClearOfSpam "clear-of-spam" Assign "assign" Remind "remind" Note "note"
    );
}
