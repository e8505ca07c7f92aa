//! What tells one version of a file from another: its SHA-256, read as a stream.

use std::io::{self, Read};

use sha2::{Digest, Sha256};

use super::input::Input;

impl Input {
    /// SHA-256 of the file's bytes, in 64 hexadecimal digits.
    pub fn fingerprint(&self) -> io::Result<String> {
        let mut stream = self.open()?;
        let mut hasher = Sha256::new();
        let mut block = vec![0; 1 << 16];
        loop {
            let read = stream.read(&mut block)?;
            if read == 0 {
                break;
            }
            hasher.update(&block[..read]);
        }
        Ok(hasher
            .finalize()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect())
    }
}
