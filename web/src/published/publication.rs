//! The build that is published at the moment.

use std::sync::{Arc, PoisonError, RwLock};

use super::Published;

/// The current build, shared by all that answer from it. Whoever began with one build ends with it.
pub struct Publication {
    current: RwLock<Arc<Published>>,
}

impl Publication {
    pub fn new(published: Published) -> Self {
        Self { current: RwLock::new(Arc::new(published)) }
    }

    pub fn current(&self) -> Arc<Published> {
        // A poisoned lock is harmless: the value behind it is only ever replaced whole.
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }

    pub fn replace(&self, published: Published) {
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(published);
    }
}
