//! The token that opens the desk, and the address that is printed with it.

use std::net::SocketAddr;

use function::{DeskAccess, DeskToken, DeskTokenError};

/// The desk's token, and whether the environment fixed it.
pub struct StartAddress {
    token: DeskToken,
    is_fixed: bool,
}

impl StartAddress {
    /// With the token of the environment, else one for this run.
    ///
    /// # Errors
    /// If the environment's can't be used.
    pub fn new() -> Result<Self, DeskTokenError> {
        let fixed = DeskToken::from_environment()?;
        let is_fixed = fixed.is_some();
        Ok(Self { token: fixed.unwrap_or_else(DeskToken::random), is_fixed })
    }

    /// Who may use the desk.
    pub fn access(&self) -> DeskAccess {
        DeskAccess::new(self.token.clone())
    }

    /// The address to open, of a desk below a path. A token that somebody chose is not printed, since what a service prints is kept in a log.
    pub fn text(&self, address: SocketAddr, base_path: &str) -> String {
        let token = if self.is_fixed { "$MATCHMAKER_DESK_TOKEN" } else { self.token.reveal() };
        format!("http://{address}{base_path}/desk/?token={token}")
    }
}
