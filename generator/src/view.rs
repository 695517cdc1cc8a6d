//! The data of templates: plain values in one language, with labels, addresses and sums, so that a template only places
//! them.

mod card;
mod chart;
mod event;
pub mod filters;
mod form;
mod form_fields;
mod form_messages;
mod localized_site;
mod map;
pub mod map_drawing;
mod markdown;
mod monitoring;
mod offer;
pub mod overview_maps;
pub mod page;
mod partnership;
mod photo;
mod practice;
pub mod related;
mod retention;
mod story;
mod support;
pub mod words;

pub use card::{Month, OfferCard, Strip, months, strip};
pub use chart::{Bar, StoryYear};
pub use event::{CountryPromoters, EventView, PartnerView, PastYear, with_offset};
pub use form::FormView;
pub use form_fields::{REQUEST_FAULTS, label_key, problem_message};
pub use form_messages::FormMessages;
pub use localized_site::{Label, LocalizedSite, PlaceView, Text};
pub use map::MapView;
pub use map_drawing::{MapDrawing, Named};
pub use monitoring::MonitoringView;
pub use offer::OfferView;
pub use partnership::{Plans, Standing};
pub use photo::PhotoView;
pub use practice::Practice;
pub use retention::RetentionTerm;
pub use story::{StoryCard, StoryView};
pub use support::SupportView;
