//! The commands, one module each.

pub mod build;
pub mod check;
pub mod desk;
pub mod new;
pub mod schemas;
pub mod serve;
