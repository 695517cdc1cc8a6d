//! The token that signs a browser in to the desk, and the address that is printed with it.

use std::net::SocketAddr;

use desk::{DeskAccess, DeskToken, DeskTokenError};

pub struct DeskSignIn {
    token: DeskToken,
    is_fixed: bool,
}

impl DeskSignIn {
    /// Takes the token of the environment, else a random one.
    pub fn new() -> Result<Self, DeskTokenError> {
        let fixed = DeskToken::from_environment()?;
        let is_fixed = fixed.is_some();
        Ok(Self { token: fixed.unwrap_or_else(DeskToken::random), is_fixed })
    }

    pub fn access(&self) -> DeskAccess {
        DeskAccess::new(self.token.clone())
    }

    /// The address to open. A token of the environment is not printed, since what a service prints ends up in a log.
    pub fn address(&self, server: SocketAddr, base_path: &str) -> String {
        let token = if self.is_fixed { "$MATCHMAKER_DESK_TOKEN" } else { self.token.reveal() };
        format!("http://{server}{base_path}/desk/?token={token}")
    }
}
