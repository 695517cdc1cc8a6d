//! Share images that a server draws after it has placed the pages that name them.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use crate::images::social::{SocialError, UndrawnImage, cache_name};
use content::cache::Cache;

/// The share images that the last two builds have not drawn: pages of the earlier one may still be open.
#[derive(Default)]
pub struct PendingImages {
    editions: RwLock<[Option<Arc<Edition>>; 2]>,
}

/// The share images that one build has not drawn, by name.
struct Edition {
    images: HashMap<String, UndrawnImage>,
    cache: Cache,
    /// Whether somebody draws all of them.
    is_being_drawn: AtomicBool,
}

impl PendingImages {
    /// Returns a share image, drawn at once unless it is in the cache; none, if the name is of none of these.
    pub fn draw(&self, name: &str) -> Option<Result<Vec<u8>, SocialError>> {
        let editions = self.editions();
        let mut images = editions.iter().flatten().filter_map(|edition| Some((edition, edition.images.get(name)?)));
        images.next().map(|(edition, image)| image.draw(&edition.cache))
    }

    /// Draws all share images of the last build into the cache, one after the other. Returns whether this made them
    /// complete: not, if somebody else draws them, if another build replaced them, or if the cache can't be written to.
    ///
    /// # Errors
    /// If one can't be drawn.
    pub fn draw_all(&self) -> Result<bool, SocialError> {
        let [Some(edition), _] = self.editions() else { return Ok(false) };
        if edition.is_being_drawn.swap(true, Ordering::Relaxed) {
            return Ok(false);
        }
        for (name, image) in &edition.images {
            if !self.editions()[0].as_ref().is_some_and(|current| Arc::ptr_eq(current, &edition)) {
                return Ok(false);
            }
            image.draw(&edition.cache)?;
            if !edition.cache.contains(&cache_name(name)) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// How many share images the last build has not drawn.
    pub fn len(&self) -> usize {
        self.editions()[0].as_ref().map_or(0, |edition| edition.images.len())
    }

    /// Whether the last build has drawn all share images.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Replaces the share images by those of a newer build.
    pub(crate) fn replace(&self, images: HashMap<String, UndrawnImage>, cache: Cache) {
        let mut editions = self.editions.write().unwrap_or_else(PoisonError::into_inner);
        editions.swap(0, 1);
        editions[0] =
            (!images.is_empty()).then(|| Arc::new(Edition { images, cache, is_being_drawn: AtomicBool::new(false) }));
    }

    fn editions(&self) -> [Option<Arc<Edition>>; 2] {
        self.editions.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
