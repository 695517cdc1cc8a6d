//! Checks what needs to see several files.

pub mod cross_check;
