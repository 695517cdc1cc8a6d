//! The theme and its compiled templates, cached from one build to the next.

use std::path::Path;
use std::sync::Arc;

use crate::render::Renderer;
use crate::theme::Theme;
use content::fingerprint::{Fingerprint, Fingerprinter};
use content::inputs::Inputs;
use content::model::site::Site;
use markup::LocatedProblem;

/// The theme of the last build.
#[derive(Default)]
pub struct ThemeCache(Option<(Fingerprint, Arc<Theme>, Arc<Renderer>)>);

impl ThemeCache {
    /// Returns the theme of a site, read again only if it, the settings, the vocabularies or the day changed.
    ///
    /// # Errors
    /// What is wrong with the theme.
    pub fn get_or_load(
        &mut self,
        root: &Path,
        inputs: &Inputs,
        site: &Site,
    ) -> Result<(Arc<Theme>, Arc<Renderer>), Vec<LocatedProblem>> {
        let fingerprint = inputs.themes.map(|files| {
            Fingerprinter::new("theme")
                .fingerprint(files)
                .fingerprint(site.codes)
                .part(site.today.to_string().as_bytes())
                .part(format!("{:?}", site.settings).as_bytes())
                .done()
        });
        if let Some((cached, theme, renderer)) = &self.0
            && Some(*cached) == fingerprint
        {
            return Ok((Arc::clone(theme), Arc::clone(renderer)));
        }
        let theme = Arc::new(Theme::load(root, &inputs.files.themes, &site.settings.theme, &site.settings.languages)?);
        let renderer = Arc::new(Renderer::new(site, &theme)?);
        self.0 = fingerprint.map(|fingerprint| (fingerprint, Arc::clone(&theme), Arc::clone(&renderer)));
        Ok((theme, renderer))
    }
}
