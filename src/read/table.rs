//! A file → its rows, whatever its format, decided from its bytes; and where its headings are.

use std::io::Read;

use super::codebook::Codebook;
use super::delimited::Cutter;
use super::dialect;
use super::encoding;
use super::faults::Faults;
use super::headings::{Headings, known_headings};
use super::input::Input;
use super::json;
use super::kind::{self, Kind};
use super::mapping::Mapping;
use super::record::{Record, Site};
use super::spelling::trimmed;
use super::workbook;
use crate::diagnostic::{Diagnostic, Place};

/// What receives rows.
pub(super) trait Reception {
    /// Takes a row; says whether to go on.
    fn row(&mut self, record: &Record, faults: &mut Faults) -> bool;

    /// How many of these cells could be headings, as long as headings are awaited.
    fn known(&self, _cells: &[String]) -> usize {
        0
    }

    /// Takes rows from the start of a text that is not cut yet, when they are what those before let expect;
    /// gives the bytes and the lines they are.
    ///
    /// The text starts with a line, and a carriage return stands nowhere in it but before a line feed.
    fn ahead(&mut self, _text: &[u8], _separator: u8) -> (usize, u64) {
        (0, 0)
    }
}

impl<F: FnMut(&Record, &mut Faults) -> bool> Reception for F {
    fn row(&mut self, record: &Record, faults: &mut Faults) -> bool {
        self(record, faults)
    }
}

/// The room where rows are received.
pub(super) type Each<'e> = dyn Reception + 'e;

/// Gives every row of a file, rows of headings included, until `each` says to stop.
pub(super) fn rows(input: &Input, mapping: &Mapping, faults: &mut Faults, each: &mut Each) {
    let mut head = Vec::new();
    let read = input
        .open()
        .and_then(|stream| stream.take(4096).read_to_end(&mut head));
    if let Err(error) = read {
        return faults.push(input.unreadable(&error));
    }
    match kind::kind(&head, input, faults) {
        Some(Kind::Delimited) => delimited(input, mapping, faults, each),
        Some(Kind::Json) => json::rows(input, mapping, faults, each),
        Some(Kind::Archive) => workbook::rows(input, faults, each),
        None => {}
    }
}

/// Bytes the vote on the separator may look at.
pub(super) const HEAD: usize = 64 * 1024;

fn delimited(input: &Input, mapping: &Mapping, faults: &mut Faults, each: &mut Each) {
    let Some(scan) = encoding::scan(input, mapping.encoding, faults) else {
        return;
    };
    let outcome = (|| {
        let mut head = Vec::new();
        scan.text(input)?.take(HEAD as u64).read_to_end(&mut head)?;
        let dialect = dialect::dialect(&head, mapping.separator);
        let mut text = scan.text(input)?;
        std::io::copy(
            &mut (&mut text).take(dialect.skipped as u64),
            &mut std::io::sink(),
        )?;
        let line = 1 + u64::from(dialect.skipped > 0);
        Cutter::new(dialect.separator, scan.lone_returns, line).cut(&mut text, faults, each)
    })();
    if let Err(error) = outcome {
        faults.push(input.unreadable(&error));
    }
}

/// Rows looked at for headings when the first is none.
const SEARCHED: usize = 20;

/// The first rows of a file, until its headings are known.
#[derive(Default)]
pub(super) struct Head {
    /// Rows of headings met so far.
    rows: Vec<Vec<String>>,
    line: u64,
    /// First row that is no heading, when headings are searched below it.
    first: Option<u64>,
    looked: usize,
    /// Last row above the line announced in `colonnes.toml`.
    above: Option<u64>,
    /// The row just above that line, when it could be the headings.
    known_above: Option<u64>,
}

impl Head {
    /// Takes a row; gives the headings when it completes them.
    pub fn take(
        &mut self,
        record: &Record,
        mapping: &Mapping,
        codebook: &Codebook,
        faults: &mut Faults,
    ) -> Option<Headings> {
        let json = matches!(record.site, Site::Json(_));
        let cells: Vec<String> = (0..record.width())
            .map(|rank| trimmed(record.text(rank)).to_owned())
            .collect();
        if let (false, Some(announced)) = (json, mapping.heading_line) {
            let known = || known_headings(&cells, mapping, codebook);
            if record.line < announced {
                self.above = Some(record.line);
                self.known_above = (known() >= 2).then_some(record.line);
                return None;
            }
            if let (true, Some(line)) = (self.rows.is_empty(), self.known_above)
                && known() == 0
            {
                tell_too_low(record.line, line, faults);
                return None;
            }
        }
        let told = json || mapping.heading_line.is_some() || mapping.heading_rows.is_some();
        if !told && self.rows.is_empty() && known_headings(&cells, mapping, codebook) < 2 {
            self.search(&cells, record, faults);
            return None;
        }
        if self.first.is_some() {
            self.tell_titles(record.line, faults);
            return None;
        }
        if self.rows.is_empty() {
            self.line = record.line;
        }
        self.rows.push(cells);
        let wanted = if json {
            1
        } else {
            mapping.heading_rows.unwrap_or(1) as usize
        };
        (self.rows.len() >= wanted).then(|| Headings::new(self.line, &self.rows))
    }

    /// A row that is no row of headings: they may stand below it.
    fn search(&mut self, cells: &[String], record: &Record, faults: &mut Faults) {
        let blank = cells.iter().all(String::is_empty);
        if self.first.is_none() && !blank {
            self.first = Some(record.line);
        }
        self.looked += 1;
        if self.looked == SEARCHED {
            self.tell_none(faults);
        }
    }

    fn tell_titles(&self, line: u64, faults: &mut Faults) {
        let message = format!(
            "la première ligne ne porte aucun titre connu ; les titres semblent être à la ligne {line}"
        );
        let hint = format!(
            "retirez les lignes qui précèdent, ou ajoutez ligne_titres = {line} à colonnes.toml"
        );
        faults.refuse_line(self.first.unwrap_or(1), message, hint);
    }

    fn tell_none(&self, faults: &mut Faults) {
        let place = Place::file(faults.file).line(self.first.unwrap_or(1));
        faults.push(
            Diagnostic::error("la première ligne ne porte aucun titre connu : c'est une réponse, ou vos colonnes ont d'autres noms")
                .at(place)
                .hint("ajoutez en première ligne les titres, par exemple : repondant,groupe,date,item,reponse ; s'ils y sont déjà sous d'autres noms, dites dans colonnes.toml lesquels lire : sous [colonnes], date = \"titre de la colonne\" ; sous [items], Q01 = \"titre de la colonne\" ; si ce ne sont pas des réponses, rangez ce fichier ailleurs"),
        );
    }

    /// Tells why the file ended without headings, when nothing else was told.
    pub fn tell_nothing(&self, faults: &mut Faults) {
        if faults.structural() {
            return;
        }
        if let (true, Some(last)) = (self.rows.is_empty(), self.above) {
            faults.refuse_line(
                last,
                "colonnes.toml annonce les titres (ligne_titres) plus bas que la fin du fichier",
                "écrivez dans ligne_titres le numéro de la ligne qui porte les titres, ou retirez cette clé",
            );
        } else if self.first.is_some() {
            self.tell_none(faults);
        } else {
            faults.refuse(
                "le fichier est vide",
                "exportez de nouveau les réponses, ou retirez ce fichier",
            );
        }
    }
}

/// The line announced holds no heading, and the one above does.
fn tell_too_low(announced: u64, above: u64, faults: &mut Faults) {
    let message = format!(
        "la ligne {announced}, que colonnes.toml annonce pour les titres (ligne_titres), n'en porte aucun de connu ; ils semblent être à la ligne {above}"
    );
    faults.refuse_line(
        announced,
        message,
        format!("écrivez ligne_titres = {above} dans colonnes.toml"),
    );
}
