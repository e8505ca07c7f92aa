//! What a batch read and wrote, with fingerprints, so that anyone can tell later which answers a dossier stands on.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::model::ExportNotice;

/// What goes into `manifeste.json`. Its bytes depend on its content alone, not on the order things were added in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Version of this program.
    pub version: String,
    /// The date the edition is settled on, `AAAA-MM-JJ`.
    pub date_arrete: String,
    /// What tables of figures speak of, for the report of a later year; none beside documents.
    #[serde(default, rename = "chiffres", skip_serializing_if = "Option::is_none")]
    pub notice: Option<ExportNotice>,
    /// Files that were read.
    #[serde(rename = "entrees")]
    pub entries: Vec<Entry>,
    /// Files that were written.
    #[serde(rename = "sorties")]
    pub sheets: Vec<Sheet>,
    /// Projects without a document, and why.
    #[serde(rename = "laisses_de_cote")]
    pub left_out: Vec<LeftOut>,
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its path from the folder of the programme, with `/`.
    #[serde(rename = "chemin")]
    pub path: String,
    /// Its fingerprint.
    pub sha256: String,
}

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    /// Its path from the folder of the results, with `/`.
    #[serde(rename = "fichier")]
    pub file: String,
    /// Its fingerprint.
    pub sha256: String,
    /// How many pages it has; none for a table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages: Option<usize>,
    /// How many bytes it weighs.
    #[serde(rename = "octets")]
    pub bytes: usize,
}

/// A project without a document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeftOut {
    /// Its identifier.
    #[serde(rename = "projet")]
    pub project: String,
    /// Why, in French.
    #[serde(rename = "raison")]
    pub reason: String,
}

impl Manifest {
    /// The file's bytes: JSON with every list sorted and repeated lines once.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut sorted = self.clone();
        sort(&mut sorted.entries);
        sort(&mut sorted.sheets);
        sort(&mut sorted.left_out);
        if let Some(notice) = &mut sorted.notice {
            sort(&mut notice.projects);
        }
        let mut bytes =
            serde_json::to_vec_pretty(&sorted).expect("strings and numbers make valid JSON");
        bytes.push(b'\n');
        bytes
    }
}

fn sort<T: Ord>(lines: &mut Vec<T>) {
    lines.sort();
    lines.dedup();
}

/// SHA-256 of a file's bytes, in 64 hexadecimal digits.
pub fn fingerprint(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
