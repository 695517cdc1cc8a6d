//! The secrets of a server.

use std::sync::Once;

use domain::case::ReferenceKey;
use function::ProofKey;
use function::proof::ProofKeyError;

pub struct ServerSecrets {
    /// Signs challenges, if the site asks for a proof of work.
    pub proof: ProofSigner,
    pub reference: ReferenceKey,
}

pub struct ProofSigner {
    key: ProofKey,
    /// Whether the key ends with this run.
    is_temporary: bool,
    warned: Once,
}

impl ProofSigner {
    /// The key of the environment, else one for this run.
    pub fn new() -> Result<Self, ProofKeyError> {
        let lasting = ProofKey::from_environment()?;
        let is_temporary = lasting.is_none();
        Ok(Self { key: lasting.unwrap_or_else(ProofKey::random), is_temporary, warned: Once::new() })
    }

    pub fn key(&self) -> ProofKey {
        self.key.clone()
    }

    /// Warns once that a temporary key signs proofs.
    pub fn warn_once(&self) {
        if self.is_temporary {
            self.warned.call_once(|| {
                eprintln!(
                    "The site asks for a proof of work. MATCHMAKER_PROOF_KEY is not set, so a key of this run signs it: \
                     who has a form open when the server starts again is taken for a suspect."
                );
            });
        }
    }
}
