//! Makes the image files of a site: content pictures in several sizes, and one picture for each page that people share.

pub mod encode;
pub mod pending;
pub mod social;
