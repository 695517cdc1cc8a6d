//! Matching: how near things are to each other, and which of many are the nearest. It advises; people decide.

pub mod nearness;
pub mod similar;
