//! Proof of work by ALTCHA's open protocol, version 2: a browser does a calculation that costs a robot more than its
//! message is worth. Nobody but this function is asked, and nothing is known of anybody.
//!
//! In: a key, the moment, and what was posted. Out: a challenge, or why a proof is none. A missing or wrong proof refuses
//! nobody: without script a browser has none to send.
//!
//! A challenge is signed and forgotten. Which ones were used stands in the store, until they would be refused anyway.

use std::fmt;
use std::time::Duration;

use altcha::{
    Challenge, ChallengeParameters, CreateChallengeOptions, HmacAlgorithm, Payload, VerifySolutionOptions,
    create_challenge, sign_challenge, verify_solution,
};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use domain::case::Reference;
use domain::request::Suspicion;
use jiff::Timestamp;
use subtle::ConstantTimeEq;

use store::secret::secret;
use store::{InsertOutcome, StoreError, SubmissionSink};

/// The environment variable that holds the key.
const VARIABLE: &str = "MATCHMAKER_PROOF_KEY";

/// Bytes of a key that nobody guesses.
const MIN_BYTES: usize = 32;

/// How long a challenge can be answered. The page of a form asks for a new one before it ends.
const VALIDITY: Duration = Duration::from_secs(20 * 60);

const ALGORITHM: &str = "PBKDF2/SHA-256";

/// Rounds of one try. With it, a try takes long enough that calling the browser's own cryptography costs little beside
/// it, and making a challenge (one try as well) stays below a millisecond.
const ROUNDS: u32 = 2_000;

/// How many tries a browser needs: one of these, by chance, so that it can't be guessed. `bench/README.md` has what that
/// takes on a slow phone.
const TRIES: std::ops::RangeInclusive<u32> = 1_000..=2_000;

/// A proof that is longer than this is none; ours have some 900 bytes.
const MAX_BYTES: usize = 4_096;

/// The secret behind all challenges. Its `Debug` shows nothing, so that no log can.
#[derive(Clone)]
pub struct ProofKey {
    challenges: String,
    solutions: String,
}

impl fmt::Debug for ProofKey {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("ProofKey(not shown)")
    }
}

/// A key that protects nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProofKeyError {
    #[error("{VARIABLE} must have at least {MIN_BYTES} bytes; `openssl rand -hex 32` makes a good one")]
    Short,
    #[error("site.toml asks for a proof of work, so {VARIABLE} must be set; `openssl rand -hex 32` makes a good one")]
    Missing,
}

impl ProofKey {
    /// A key from a secret.
    ///
    /// # Errors
    /// If the secret is too short.
    pub fn new(secret: &str) -> Result<Self, ProofKeyError> {
        if secret.len() < MIN_BYTES {
            return Err(ProofKeyError::Short);
        }
        // Two uses, two keys: a signature of the one is never a signature of the other.
        Ok(Self { challenges: format!("{secret}/challenge"), solutions: format!("{secret}/solution") })
    }

    /// The key of the environment variable or credential `MATCHMAKER_PROOF_KEY`, if there is one.
    ///
    /// # Errors
    /// If it is too short.
    pub fn from_environment() -> Result<Option<Self>, ProofKeyError> {
        secret(VARIABLE).map(|secret| Self::new(&secret)).transpose()
    }

    /// A key that ends with this program: good for one server, not for several that answer each other's challenges.
    pub fn random() -> Self {
        let secret: [u8; MIN_BYTES] = rand::random();
        let secret: String = secret.iter().map(|byte| format!("{byte:02x}")).collect();
        Self { challenges: format!("{secret}/challenge"), solutions: format!("{secret}/solution") }
    }

    /// A challenge, to be answered within 20 minutes.
    ///
    /// # Errors
    /// If the machine can't make one.
    pub(crate) fn challenge(&self, now: Timestamp) -> altcha::Result<Challenge> {
        create_challenge(CreateChallengeOptions {
            algorithm: ALGORITHM.to_owned(),
            counter: Some(rand::random_range(TRIES)),
            cost: ROUNDS,
            expires_at: Some((now + VALIDITY).as_second()),
            hmac_signature_secret: Some(self.challenges.clone()),
            hmac_key_signature_secret: Some(self.solutions.clone()),
            ..CreateChallengeOptions::default()
        })
    }

    /// Judges what was posted: a proof to be spent, or what it makes one suspect.
    pub(crate) fn check(&self, posted: Option<&str>, now: Timestamp) -> Result<Proof, Suspicion> {
        let posted = posted.filter(|posted| !posted.is_empty()).ok_or(Suspicion::NoProof)?;
        self.read(posted, now).unwrap_or(Err(Suspicion::WrongProof))
    }

    /// Nothing for what is no proof of ours at all.
    fn read(&self, posted: &str, now: Timestamp) -> Option<Result<Proof, Suspicion>> {
        let bytes = BASE64_STANDARD.decode(posted.get(..MAX_BYTES.min(posted.len()))?).ok()?;
        let Payload { challenge, solution } = serde_json::from_slice(&bytes).ok()?;
        let signature = challenge.signature.clone()?;
        let expected = self.sign(challenge.parameters.clone())?.signature?;
        if !bool::from(signature.as_bytes().ct_eq(expected.as_bytes())) {
            return None;
        }
        let until = Timestamp::from_second(challenge.parameters.expires_at?).ok()?;
        if until <= now {
            return Some(Err(Suspicion::ExpiredProof));
        }
        // The crate would ask the machine for the time; ours was asked for already, so it sees a challenge without end.
        let endless = self.sign(ChallengeParameters { expires_at: None, ..challenge.parameters })?;
        let mut options = VerifySolutionOptions::new(&endless, &solution, self.challenges.as_str());
        options.hmac_key_signature_secret = Some(self.solutions.clone());
        let verified = verify_solution(options).is_ok_and(|result| result.verified);
        verified.then_some(Ok(Proof { token: signature, until }))
    }

    fn sign(&self, mut parameters: ChallengeParameters) -> Option<Challenge> {
        sign_challenge(&HmacAlgorithm::Sha256, &mut parameters, None, &self.challenges, None).ok()
    }
}

/// A proof that was right, and may have been used before.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Proof {
    token: String,
    until: Timestamp,
}

/// For what a proof was used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spent {
    /// For this request, and for the first time.
    Now,
    /// For this request, which came with it before; whether it was used for another still earlier, nobody can tell.
    ForThisBefore,
    /// For another request.
    ForAnother,
}

impl Proof {
    /// Uses it up for a request; tells for what it was used before.
    ///
    /// The same request may come again with the same proof: a double click, or one more try after the store failed. So
    /// what is noted first is that this request has used it, and only then that it is used at all.
    pub(crate) async fn spend(
        &self,
        sink: &dyn SubmissionSink,
        reference: &Reference,
        now: Timestamp,
    ) -> Result<Spent, StoreError> {
        let for_this = format!("{}.{reference}", self.token);
        if sink.spend(&for_this, self.until, now).await? == InsertOutcome::AlreadyExists {
            return Ok(Spent::ForThisBefore);
        }
        let first = sink.spend(&self.token, self.until, now).await? == InsertOutcome::Inserted;
        Ok(if first { Spent::Now } else { Spent::ForAnother })
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use altcha::{Challenge, Payload, Solution, SolveChallengeOptions, solve_challenge};
    use base64::Engine;
    use base64::prelude::BASE64_STANDARD;
    use domain::request::Suspicion;
    use jiff::Timestamp;

    use super::{ProofKey, ProofKeyError, VALIDITY};

    fn now() -> Timestamp {
        "2026-11-23T08:00:00Z".parse().expect("a moment")
    }

    fn key(secret: &str) -> ProofKey {
        ProofKey::new(&secret.repeat(8)).expect("a key")
    }

    fn solve(challenge: &Challenge) -> Solution {
        let solved = solve_challenge(SolveChallengeOptions::new(challenge)).expect("a challenge that can be read");
        solved.expect("a solution")
    }

    fn posted(challenge: Challenge, solution: Solution) -> String {
        BASE64_STANDARD.encode(serde_json::to_vec(&Payload { challenge, solution }).expect("JSON"))
    }

    #[test]
    fn what_the_protocols_own_solver_sends_is_a_proof_until_it_expires() {
        let key = key("abcd");
        let challenge = key.challenge(now()).expect("a challenge");
        let proof = posted(challenge.clone(), solve(&challenge));
        assert_eq!(key.check(Some(&proof), now()).expect("a proof").until, now() + VALIDITY);
        let last = now() + VALIDITY - Duration::from_secs(1);
        assert!(key.check(Some(&proof), last).is_ok());
        assert_eq!(key.check(Some(&proof), now() + VALIDITY), Err(Suspicion::ExpiredProof));
    }

    #[test]
    fn nothing_else_is_a_proof() {
        let key = key("abcd");
        let challenge = key.challenge(now()).expect("a challenge");
        let solution = solve(&challenge);
        assert_eq!(key.check(None, now()), Err(Suspicion::NoProof));
        assert_eq!(key.check(Some(""), now()), Err(Suspicion::NoProof));

        let changed = |change: &dyn Fn(&mut Challenge, &mut Solution)| {
            let (mut challenge, mut solution) = (challenge.clone(), solution.clone());
            change(&mut challenge, &mut solution);
            posted(challenge, solution)
        };
        let foreign = self::key("efgh").challenge(now()).expect("a challenge");
        let wrong = [
            "x".to_owned(),
            "é".repeat(3_000),
            "A".repeat(200_000),
            BASE64_STANDARD.encode("{}"),
            BASE64_STANDARD.encode("[".repeat(3_000)),
            posted(foreign.clone(), solve(&foreign)),
            changed(&|_, solution| solution.derived_key = "00".repeat(32)),
            changed(&|_, solution| solution.derived_key = "no hex".to_owned()),
            changed(&|challenge, _| challenge.parameters.cost = 1),
            changed(&|challenge, _| challenge.parameters.key_prefix = "00".to_owned()),
            changed(&|challenge, _| challenge.parameters.expires_at = Some(i64::MAX)),
            changed(&|challenge, _| challenge.parameters.expires_at = None),
            changed(&|challenge, _| challenge.parameters.key_signature = None),
            changed(&|challenge, _| challenge.signature = None),
            changed(&|challenge, _| challenge.signature = challenge.signature.as_ref().map(|text| text.to_uppercase())),
        ];
        for (position, wrong) in wrong.iter().enumerate() {
            assert_eq!(key.check(Some(wrong), now()), Err(Suspicion::WrongProof), "{position}");
        }
    }

    #[test]
    fn a_key_is_long_and_never_shows_itself() {
        assert_eq!(ProofKey::new("short").map(drop), Err(ProofKeyError::Short));
        assert!(!format!("{:?}", key("abcd")).contains("abcd"));
        assert_ne!(ProofKey::random().challenges, ProofKey::random().challenges);
    }
}
