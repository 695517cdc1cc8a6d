use domain::vocabulary::geography::Coordinates;
use serde::{Deserialize, Serialize};

/// What a card says. Equal cards are one picture.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Card {
    /// The site's name.
    pub site: String,
    /// What kind of thing this is.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// Where it is.
    pub place: String,
    /// When, for how many, in which language.
    pub facts: String,
    /// That it is a demonstration, where it is.
    pub demo: Option<String>,
    /// The family of its activity, for the colour.
    pub family: Option<&'static str>,
    /// What the map shows.
    pub scene: Scene,
}

/// What the map shows.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum Scene {
    /// All of Europe.
    Network(Network),
    /// One place that waits for visitors.
    Place(Coordinates),
    /// The places of one country.
    Country {
        /// Its code.
        code: String,
        /// Its places.
        places: Vec<MapMark>,
    },
    /// An exchange.
    Exchange {
        /// Where visitors were received.
        to: Place,
        /// Where they came from.
        from: Vec<Place>,
    },
}

/// A place with its name.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Place {
    /// Its name.
    pub name: String,
    /// Where it is.
    pub at: Coordinates,
}

/// A place with an offer, and the family of its activity.
pub type MapMark = (Coordinates, &'static str);

/// Exchanges and offers, all together.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Network {
    /// From where to where.
    pub arcs: Vec<(Coordinates, Coordinates)>,
    /// Places with open offers.
    pub rings: Vec<MapMark>,
}

impl Card {
    /// Returns the card as an alternative text.
    pub fn in_words(&self) -> String {
        let parts = [&self.kind, &self.title, &self.place, &self.facts];
        let parts: Vec<&str> = parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        parts.join(" · ")
    }
}

/// The fonts of cards, as TrueType or OpenType files.
pub struct Fonts {
    /// For titles and names of places.
    pub serif: Vec<u8>,
    /// For facts.
    pub sans: Vec<u8>,
    /// For kinds and places.
    pub bold: Vec<u8>,
}

/// The shape of a country.
#[derive(Deserialize)]
pub struct Country {
    /// ISO 3166-1 alpha-2, where it has one.
    pub country: Option<String>,
    /// Outlines, as longitude and latitude.
    pub rings: Vec<Vec<(f64, f64)>>,
}
