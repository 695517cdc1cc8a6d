//! Secrets that an operator gives to a process: in its environment, or, where systemd starts it, as credentials.

use std::ffi::OsStr;
use std::path::Path;
use std::{env, fs};

/// Where systemd puts the credentials of a unit (`LoadCredential=`), as files that nobody else can read.
const CREDENTIALS: &str = "CREDENTIALS_DIRECTORY";

/// The secret of a name: the environment variable, else the credential of that name.
pub fn secret(name: &str) -> Option<String> {
    env::var_os(name)
        .map(|value| value.to_string_lossy().into_owned())
        .or_else(|| credential(&env::var_os(CREDENTIALS)?, name))
}

fn credential(folder: &OsStr, name: &str) -> Option<String> {
    // Editors end a file with an end of line, which is no part of the secret.
    let text = fs::read_to_string(Path::new(folder).join(name)).ok()?;
    Some(text.trim_end_matches(['\r', '\n']).to_owned())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::credential;

    #[test]
    fn a_credential_is_what_its_file_says() {
        let folder = tempfile::TempDir::new().expect("a folder");
        fs::write(folder.path().join("MATCHMAKER_PROOF_KEY"), "a secret\n").expect("a file");
        let read = |name| credential(folder.path().as_os_str(), name);
        assert_eq!(read("MATCHMAKER_PROOF_KEY").as_deref(), Some("a secret"));
        assert_eq!(read("MATCHMAKER_SMTP_URL"), None);
    }
}
