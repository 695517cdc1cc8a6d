//! What signs the challenges of this server, where its site asks for a proof of work.

use std::sync::Once;

use domain::case::ReferenceKey;
use function::ProofKey;
use function::proof::ProofKeyError;

/// What a server must keep to itself.
pub struct Secrets {
    /// What signs challenges, where the site asks for a proof of work.
    pub proof: Signer,
    /// What references are made with.
    pub reference: ReferenceKey,
}

/// A key, and whether it outlives this run.
pub struct Signer {
    key: ProofKey,
    of_this_run: bool,
    told: Once,
}

impl Signer {
    /// The key of the environment, else one for this run.
    ///
    /// # Errors
    /// If the environment's can be guessed.
    pub fn new() -> Result<Self, ProofKeyError> {
        let lasting = ProofKey::from_environment()?;
        let of_this_run = lasting.is_none();
        Ok(Self { key: lasting.unwrap_or_else(ProofKey::random), of_this_run, told: Once::new() })
    }

    /// The key.
    pub fn key(&self) -> ProofKey {
        self.key.clone()
    }

    /// Says once what it means that a site asks for proofs while the key is one of this run.
    pub fn tell(&self) {
        if self.of_this_run {
            self.told.call_once(|| {
                eprintln!(
                    "The site asks for a proof of work. MATCHMAKER_PROOF_KEY is not set, so a key of this run signs it: \
                     who has a form open when the server starts again is taken for a suspect."
                );
            });
        }
    }
}
