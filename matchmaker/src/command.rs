//! The commands, one module each.

pub mod backup;
pub mod build;
pub mod check;
pub mod desk;
pub mod erase;
pub mod matching;
pub mod migrate;
pub mod new;
pub mod restore;
pub mod schemas;
pub mod serve;
