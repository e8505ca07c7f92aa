//! Workbooks (.xlsx, .ods) → rows: the first visible sheet that holds something, cell by cell, within bounds.
//!
//! Sizes are capped before anything is read: a file of 200 kB can unpack into gigabytes, and one
//! stray cell in the last corner of a sheet makes a rectangle of 17 billion.

use std::io::{Cursor, Read};

use calamine::{Data, DataRef, Ods, Reader, Xlsx};

use super::faults::Faults;
use super::input::Input;
use super::repeats;
use super::sheet_rows::Rows;
use super::sheets::{self, Glance};
use super::table::Each;
use super::veiled::Veiled;

/// Most bytes of a workbook, packed and unpacked: several hundred thousand answers.
const PACKED: u64 = 32 * 1024 * 1024;
const UNPACKED: u64 = 64 * 1024 * 1024;
/// Most cells, blanks between them included.
pub(super) const CELLS: usize = 20_000_000;

/// Gives every row of the first visible sheet that holds something to `each`.
pub(super) fn rows(input: &Input, faults: &mut Faults, each: &mut Each) {
    let bytes = match input.read_all(PACKED) {
        Ok(bytes) => bytes,
        Err(fault) => return faults.push(fault),
    };
    let outcome = match contents(&bytes) {
        Err(Trouble::Damaged) => Err(Trouble::Damaged),
        Err(other) => Err(other),
        Ok(Contents::Excel) => excel(&bytes, faults, each),
        Ok(Contents::OpenDocument) => open_document(&bytes, faults, each),
    };
    if let Err(trouble) = outcome {
        trouble.tell(faults);
    }
}

/// What an archive holds.
enum Contents {
    Excel,
    OpenDocument,
}

/// Why a workbook is refused.
pub(super) enum Trouble {
    Damaged,
    NotAWorkbook,
    TooLarge,
    NoSheet,
    Password,
}

impl Trouble {
    fn tell(&self, faults: &mut Faults) {
        let (message, hint) = match self {
            Trouble::Damaged => (
                "le classeur est abîmé : il ne peut pas être lu jusqu'au bout",
                "ouvrez-le dans votre tableur et enregistrez-le de nouveau en .xlsx, ou exportez-le en CSV",
            ),
            Trouble::NotAWorkbook => (
                "c'est une archive zip qui n'est pas un classeur",
                "décompressez-la, puis déposez le fichier qu'elle contient",
            ),
            Trouble::TooLarge => (
                "le classeur est démesuré une fois décompressé (plus de 64 Mio)",
                "vérifiez son contenu ; s'il est bon, exportez-le en CSV",
            ),
            Trouble::NoSheet => (
                "le classeur n'a pas de feuille visible",
                "affichez la feuille des réponses et placez-la en premier",
            ),
            Trouble::Password => (
                "le classeur est protégé par un mot de passe",
                "enregistrez-le sans mot de passe",
            ),
        };
        faults.refuse(message, hint);
    }
}

/// Looks at the archive without trusting the sizes it announces.
fn contents(bytes: &[u8]) -> Result<Contents, Trouble> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| Trouble::Damaged)?;
    let mut found = None;
    let mut unpacked = 0;
    if archive.len() > 10_000 {
        return Err(Trouble::TooLarge);
    }
    for rank in 0..archive.len() {
        let mut part = archive.by_index(rank).map_err(|_| Trouble::Damaged)?;
        match part.name().as_deref() {
            Ok("xl/workbook.xml") => found = Some(Contents::Excel),
            Ok("content.xml") => found = Some(Contents::OpenDocument),
            _ => {}
        }
        let mut limited = (&mut part).take(UNPACKED - unpacked + 1);
        unpacked +=
            std::io::copy(&mut limited, &mut std::io::sink()).map_err(|_| Trouble::Damaged)?;
        if unpacked > UNPACKED {
            return Err(Trouble::TooLarge);
        }
    }
    found.ok_or(Trouble::NotAWorkbook)
}

/// A part of an archive whose unpacked size was capped before; none when it cannot be read.
pub(super) fn part(archive: &[u8], name: &str) -> Option<Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(archive)).ok()?;
    let mut bytes = Vec::new();
    archive.by_name(name).ok()?.read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

fn excel(bytes: &[u8], faults: &mut Faults, each: &mut Each) -> Result<(), Trouble> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| match error {
        calamine::XlsxError::Password => Trouble::Password,
        _ => Trouble::Damaged,
    })?;
    let glances: Vec<Glance> = sheets::worksheets(workbook.sheets_metadata())
        .into_iter()
        .map(|sheet| Glance::new(excel_head(&mut workbook, &sheet.name), sheet))
        .collect();
    let chosen = sheets::choose(&glances, faults, each).ok_or(Trouble::NoSheet)?;
    let sheet = chosen.name.as_str();
    let mut cells = workbook
        .worksheet_cells_reader(sheet)
        .map_err(|_| Trouble::Damaged)?;
    let mut rows = Rows::new(sheet, Veiled::of_excel(bytes, chosen.rank));
    loop {
        let next = cells
            .next_cell_with_formula_metadata()
            .map_err(|_| Trouble::Damaged)?;
        let Some(cell) = next else {
            break;
        };
        let (row, column) = cell.pos;
        let text = match cell.value {
            DataRef::Empty if cell.formula.is_some() => {
                rows.tell(
                    row,
                    column,
                    "cette formule n'a pas de valeur enregistrée",
                    "ouvrez le classeur dans votre tableur, enregistrez-le, puis recommencez",
                    faults,
                );
                continue;
            }
            DataRef::Empty => continue,
            DataRef::SharedString(text) => text.to_owned(),
            other => shown(&Data::from(other), row, column, &rows, faults),
        };
        if !rows.put(row, column, &text, faults, each)? {
            return Ok(());
        }
    }
    rows.end(faults, each);
    Ok(())
}

/// The first cells of a sheet that are not blank, by row; a sheet that cannot be read shows when it is.
fn excel_head(workbook: &mut Xlsx<Cursor<&[u8]>>, sheet: &str) -> Vec<Vec<String>> {
    let mut head = sheets::Top::default();
    let Ok(mut cells) = workbook.worksheet_cells_reader(sheet) else {
        return Vec::new();
    };
    while let Ok(Some(cell)) = cells.next_cell_with_formula_metadata() {
        let text = match cell.value {
            DataRef::Empty => continue,
            DataRef::SharedString(text) => text.to_owned(),
            other => Data::from(other).to_string(),
        };
        if !head.put(cell.pos.0, text) {
            break;
        }
    }
    head.rows
}

fn open_document_head(workbook: &mut Ods<Cursor<&[u8]>>, sheet: &str) -> Vec<Vec<String>> {
    let mut head = sheets::Top::default();
    let Ok(range) = workbook.worksheet_range(sheet) else {
        return Vec::new();
    };
    for (row, _, value) in range.used_cells() {
        if !head.put(u32::try_from(row).unwrap_or(u32::MAX), value.to_string()) {
            break;
        }
    }
    head.rows
}

fn open_document(bytes: &[u8], faults: &mut Faults, each: &mut Each) -> Result<(), Trouble> {
    let content = part(bytes, "content.xml").unwrap_or_default();
    if content.is_empty() || repeats::cells(&content) > CELLS / 10 {
        return Err(Trouble::TooLarge);
    }
    let mut workbook: Ods<_> = Ods::new(Cursor::new(bytes)).map_err(|error| match error {
        calamine::OdsError::Password => Trouble::Password,
        _ => Trouble::Damaged,
    })?;
    let glances: Vec<Glance> = sheets::worksheets(workbook.sheets_metadata())
        .into_iter()
        .map(|sheet| Glance::new(open_document_head(&mut workbook, &sheet.name), sheet))
        .collect();
    let chosen = sheets::choose(&glances, faults, each).ok_or(Trouble::NoSheet)?;
    let range = workbook
        .worksheet_range(&chosen.name)
        .map_err(|_| Trouble::Damaged)?;
    let (top, left) = range.start().unwrap_or((0, 0));
    let veiled = Veiled::of_open_document(&content, chosen.rank);
    let mut rows = Rows::new(&chosen.name, veiled);
    for (row, column, value) in range.used_cells() {
        let at =
            |offset: u32, rank: usize| u32::try_from(rank).map_or(offset, |rank| offset + rank);
        let (row, column) = (at(top, row), at(left, column));
        let text = shown(value, row, column, &rows, faults);
        if !rows.put(row, column, &text, faults, each)? {
            return Ok(());
        }
    }
    rows.end(faults, each);
    Ok(())
}

/// The text of a cell as the other formats would write it: 17 and not 17.0, dates as year-month-day.
fn shown(value: &Data, row: u32, column: u32, rows: &Rows, faults: &mut Faults) -> String {
    match value {
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number.to_string(),
        Data::String(text) => text.clone(),
        // As a spreadsheet writes it in a text: « true » is no level of a scale.
        Data::Bool(true) => "VRAI".to_owned(),
        Data::Bool(false) => "FAUX".to_owned(),
        // Below 61 stand hours alone, and the 29 February 1900 that never was.
        Data::DateTime(moment) if moment.is_datetime() && moment.as_f64() >= 61.0 => {
            let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
        }
        Data::DateTime(moment) => moment.as_f64().to_string(),
        Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Error(_) => {
            rows.tell(
                row,
                column,
                "cette case porte une erreur de calcul du tableur",
                "corrigez la formule, ou remplacez-la par sa valeur",
                faults,
            );
            String::new()
        }
        Data::Empty => String::new(),
    }
}
