//! Share cards of 1200 × 630 pixels: a title and facts beside a map.

mod canvas;
mod card;
mod deflate;
mod glyphs;
mod palette;
mod renderer;
mod symbols;
mod typeface;

pub use canvas::{HEIGHT, WIDTH};
pub use card::{Card, Country, Fonts, MapMark, Network, Place, Scene};
pub use renderer::CardRenderer;
pub use typeface::is_font;
