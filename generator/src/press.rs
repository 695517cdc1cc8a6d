//! The files that are made one by one, from many threads at once: pages, data, files of the theme.

use crate::data::DataFile;
use crate::facet::Shelf;
use crate::neighbours::Neighbours;
use crate::plan::{Page, Planned};
use crate::render::Renderer;
use crate::search::Finders;
use crate::site::Site;
use crate::social::Social;
use crate::theme::Theme;
use crate::{BuildError, address, context};

/// One file to make.
pub enum Work<'b> {
    /// A page.
    Page(&'b Planned<'b>),
    /// The start page of the whole site, which leads to the language.
    Start,
    /// What a web server shows for an address that does not exist.
    NotFound,
    /// A file that machines read.
    Data(DataFile<'b>),
    /// A file of the theme.
    Asset(&'b str, &'b [u8]),
}

/// All files of a site but those that are drawn, encoded or indexed.
pub fn works<'b>(
    site: &'b Site,
    theme: &'b Theme,
    shelves: &'b [Shelf<'b>],
    pages: &'b [Planned<'b>],
) -> Vec<Work<'b>> {
    let mut works: Vec<Work> = pages.iter().map(Work::Page).collect();
    works.extend([Work::Start, Work::NotFound]);
    works.extend(DataFile::all(site, shelves, pages).into_iter().map(Work::Data));
    works.extend(theme.assets.iter().map(|(name, bytes)| Work::Asset(name, bytes)));
    works
}

impl Work<'_> {
    /// Its path below the output folder.
    pub fn name(&self, site: &Site) -> String {
        match self {
            Work::Page(page) => address::file_of(&page.address, site.settings.base_path()),
            Work::Start => "index.html".to_owned(),
            Work::NotFound => "404.html".to_owned(),
            Work::Data(file) => file.name(),
            Work::Asset(name, _) => format!("assets/{name}"),
        }
    }
}

/// Makes files, from many threads at once.
pub struct Press<'b> {
    /// What is shown.
    pub site: &'b Site,
    /// How it is shown.
    pub theme: &'b Theme,
    /// The theme's templates.
    pub renderer: &'b Renderer,
    /// Offers by what they share.
    pub shelves: &'b [Shelf<'b>],
    /// Offers by what they are like.
    pub neighbours: &'b Neighbours<'b>,
    /// What one can filter by.
    pub finders: &'b Finders,
    /// All pages.
    pub pages: &'b [Planned<'b>],
    /// What pages say of themselves where they are shared.
    pub social: &'b Social<'b>,
}

impl Press<'_> {
    /// Makes a file.
    ///
    /// # Errors
    /// If the theme or the data format can't express it.
    pub fn make(&self, work: &Work) -> Result<Vec<u8>, BuildError> {
        match work {
            Work::Page(page) => self.page(page, None),
            Work::Start => self.page(self.default_page(|page| matches!(page, Page::Home))?, Some("start.html")),
            Work::NotFound => self.page(self.default_page(|page| matches!(page, Page::NotFound))?, None),
            Work::Data(file) => file
                .make(self.site, &self.theme.messages)
                .map_err(|source| BuildError::Data { name: file.name(), source }),
            Work::Asset(_, bytes) => Ok(bytes.to_vec()),
        }
    }

    fn page(&self, page: &Planned, template: Option<&str>) -> Result<Vec<u8>, BuildError> {
        let messages = self.theme.messages.get(&page.language).ok_or_else(|| BuildError::Page {
            address: page.address.clone(),
            detail: format!("the theme has no messages in language {}", page.language),
        })?;
        let Self { site, shelves, neighbours, finders, renderer, .. } = self;
        let mut filled = context::fill(site, shelves, neighbours, finders, page, renderer, messages)?;
        filled.context.insert("social", &self.social.of(page));
        let template = template.unwrap_or(&filled.template);
        Ok(self.renderer.render(&page.language, template, &filled.context)?.into_bytes())
    }

    fn default_page(&self, wanted: impl Fn(&Page) -> bool) -> Result<&Planned<'_>, BuildError> {
        let language = self.site.settings.default_language();
        self.pages
            .iter()
            .find(|page| page.language == *language && wanted(&page.page))
            .ok_or_else(|| BuildError::Page { address: "/".to_owned(), detail: "no such page".to_owned() })
    }
}
