//! What tells one version of a file from another: its SHA-256, read as a stream, once.

use std::io::{self, Read};

use sha2::{Digest, Sha256};

use super::input::Input;

impl Input {
    /// SHA-256 of the file's bytes, in 64 hexadecimal digits; the file is read for it the first time only.
    pub fn fingerprint(&self) -> io::Result<String> {
        if let Some(known) = self.hash.get() {
            return Ok(known.clone());
        }
        let found = self.hashed()?;
        Ok(self.hash.get_or_init(|| found).clone())
    }

    fn hashed(&self) -> io::Result<String> {
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
