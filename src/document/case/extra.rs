//! What a case sheet may show beside its texts: the QR code of an address, and a photo. Both may be absent.

use qrcode::{Color, EcLevel, QrCode};

use crate::diagnostic::{Diagnostic, Place};
use crate::model::case::{CaseTexts, Written};

use super::super::words;
use super::build::one_line;
use super::text::endless_word;
use super::{CaseLink, CasePhoto};

/// Name of the photo below `/images`: the same for all sheets, because Typst never forgets a path.
pub const PHOTO: &str = "photo.jpg";
/// Most bytes of an address: beyond, the squares are too small for a telephone held over paper.
const MOST_ADDRESS: usize = 150;
/// Most signs of an address between two places where it may be cut: a line of the sheet.
const MOST_PART: usize = 60;
/// Most signs of a credit.
const MOST_CREDIT: usize = 120;
/// Most signs of a credit without a space.
const MOST_CREDIT_WORD: usize = 36;
/// Most signs of an alternative text.
const MOST_ALTERNATIVE: usize = 250;

/// The address with its code; `None` when there is none, or none that a code can hold.
pub(super) fn link(texts: &CaseTexts) -> Option<CaseLink> {
    let address = texts.link.as_ref()?.text.clone();
    if fault(&address).is_some() {
        return None;
    }
    let code = QrCode::with_error_correction_level(&address, EcLevel::M).ok()?;
    let squares = code.width();
    let colors = code.to_colors();
    let mut runs = Vec::new();
    for (row, line) in (0..).zip(colors.chunks(squares)) {
        let mut column = 0;
        for run in line.chunk_by(|one, other| one == other) {
            let length = u32::try_from(run.len()).ok()?;
            if run.first() == Some(&Color::Dark) {
                runs.push([column, row, length]);
            }
            column += length;
        }
    }
    Some(CaseLink {
        alt: format!("Code QR qui ouvre l'adresse {address}"),
        address,
        squares: u32::try_from(squares).ok()?,
        runs,
    })
}

/// What keeps an address from being printed, with the way out.
fn fault(address: &str) -> Option<(String, &'static str)> {
    if address.chars().any(char::is_whitespace) {
        return Some((
            "une adresse ne contient pas d'espace".to_owned(),
            "recopiez l'adresse telle que le navigateur l'affiche",
        ));
    }
    let rest = ["https://", "http://"]
        .iter()
        .find_map(|start| address.strip_prefix(start));
    if rest.is_none_or(|rest| !rest.contains('.')) {
        return Some((
            "ce n'est pas l'adresse entière d'une page".to_owned(),
            "recopiez-la depuis le navigateur, par exemple https://www.exemple.fr/projet",
        ));
    }
    if address.len() > MOST_ADDRESS {
        return Some((
            format!(
                "l'adresse compte {} signes, {MOST_ADDRESS} au plus",
                address.len()
            ),
            "un code plus dense ne se lirait plus sur papier : donnez une adresse plus courte",
        ));
    }
    let parts = address.split(['/', '-', '.', '?', '&', '=']);
    let longest = parts.map(|part| part.chars().count()).max().unwrap_or(0);
    (longest > MOST_PART).then(|| {
        (
            format!("l'adresse contient une suite de {longest} signes, {MOST_PART} au plus"),
            "elle ne tient pas sur une ligne : donnez une adresse plus courte",
        )
    })
}

/// The photo with its credit; `None` when one of the three is missing, which is told apart.
pub(super) fn photo(texts: &CaseTexts) -> Option<CasePhoto> {
    let photo = texts.photo.as_ref()?;
    photo.file.as_ref()?;
    let line = |text: &Written| one_line(&text.text);
    Some(CasePhoto {
        path: format!("/images/{PHOTO}"),
        alt: photo.alternative.as_ref().map(line)?,
        credit: photo.credit.as_ref().map(line)?,
    })
}

/// What keeps the address or the photo from being printed. The photo itself is opened elsewhere.
pub(super) fn faults(texts: &CaseTexts) -> Vec<Diagnostic> {
    let place = |line: Option<u64>| {
        let mut place = Place::file(&texts.file);
        place.line = line.or(texts.line);
        place
    };
    let mut found = Vec::new();
    if let Some(link) = &texts.link
        && let Some((message, hint)) = fault(&link.text)
    {
        let fault = Diagnostic::error(format!("fiche.lien : {message}"));
        found.push(fault.at(place(link.line)).hint(hint));
    }
    let Some(photo) = &texts.photo else {
        return found;
    };
    // Without its credit a photo may not be printed; without an alternative text it shuts readers out.
    let parts = [
        ("fichier", &photo.file, "photo.jpg", usize::MAX),
        ("credit", &photo.credit, "nom de qui l'a prise", MOST_CREDIT),
        (
            "alternative",
            &photo.alternative,
            "ce qu'elle montre, en une phrase",
            MOST_ALTERNATIVE,
        ),
    ];
    for (key, text, example, most) in parts {
        let signs = text.as_ref().map(|text| text.text.chars().count());
        let (message, hint) = match signs {
            None => (
                format!(
                    "fiche.photo : la clé « {key} » manque, la photo ne peut pas être imprimée"
                ),
                format!("ajoutez {key} = \"{example}\", ou retirez la table [fiche.photo]"),
            ),
            Some(signs) if signs > most => (
                format!(
                    "fiche.photo, {key} : {} signes, {most} au plus",
                    words::count(words::size(signs))
                ),
                format!(
                    "retirez {} signes au moins",
                    words::count(words::size(signs - most))
                ),
            ),
            Some(_) => continue,
        };
        let line = text.as_ref().map_or(photo.line, |text| text.line);
        found.push(Diagnostic::error(message).at(place(line)).hint(hint));
    }
    if let Some(credit) = &photo.credit
        && let Some((_, signs)) = endless_word(&credit.text, MOST_CREDIT_WORD)
    {
        let message =
            format!("fiche.photo, credit : {signs} signes sans espace, {MOST_CREDIT_WORD} au plus");
        let fault = Diagnostic::error(message).at(place(credit.line));
        found.push(fault.hint("coupez-le par une espace"));
    }
    found
}
