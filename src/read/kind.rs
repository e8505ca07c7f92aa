//! What a file is, decided from its bytes and not from its name.

use super::faults::Faults;
use super::input::Input;
use crate::diagnostic::{Diagnostic, Place};

/// A format that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Text cut into cells.
    Delimited,
    /// JSON.
    Json,
    /// A zip archive, which a workbook is.
    Archive,
}

/// How files that are no table begin, what they are, and the way out.
const NO_TABLES: [(&[u8], &str, &str); 5] = [
    (
        &[0x1F, 0x8B],
        "c'est un fichier compressé (gzip), pas un tableau",
        "décompressez-le, puis déposez le fichier qu'il contient",
    ),
    (
        &[0xD0, 0xCF, 0x11, 0xE0],
        "c'est un classeur de l'ancien format .xls, ou protégé par un mot de passe",
        "ouvrez-le dans votre tableur et enregistrez-le en .xlsx, sans mot de passe",
    ),
    (
        b"%PDF",
        "c'est un document PDF, pas un tableau",
        "exportez les réponses en CSV, JSON ou .xlsx depuis l'outil d'enquête",
    ),
    (
        b"Rar!",
        "c'est une archive RAR, pas un tableau",
        "décompressez-la, puis déposez le fichier qu'elle contient",
    ),
    (
        b"7z\xBC\xAF",
        "c'est une archive 7z, pas un tableau",
        "décompressez-la, puis déposez le fichier qu'elle contient",
    ),
];

/// The format of a file from its first bytes; one that cannot be read is told.
pub(super) fn kind(head: &[u8], input: &Input, faults: &mut Faults) -> Option<Kind> {
    let mut no_tables = NO_TABLES.iter();
    if let Some((_, message, hint)) = no_tables.find(|(magic, _, _)| head.starts_with(magic)) {
        faults.refuse(*message, *hint);
        return None;
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Some(Kind::Archive);
    }
    let text = head
        .strip_prefix(b"\xEF\xBB\xBF")
        .unwrap_or(head)
        .trim_ascii_start();
    if is_marked_up(text) {
        faults.refuse(
            "c'est une page web ou du XML, pas un tableau",
            "exportez les réponses en CSV, JSON ou .xlsx depuis l'outil d'enquête",
        );
        return None;
    }
    let named_json = input.name.to_lowercase().ends_with(".json");
    let looks_like_json =
        text.starts_with(b"[") || (text.starts_with(b"{") && text.contains(&b'"'));
    match (named_json, looks_like_json) {
        (true, _) => Some(Kind::Json),
        (false, false) => Some(Kind::Delimited),
        (false, true) => {
            let place = Place::file(faults.file).line(1).field(1);
            faults.push(
                Diagnostic::error("le fichier contient du JSON, mais son nom annonce autre chose")
                    .at(place)
                    .hint("renommez-le en .json"),
            );
            None
        }
    }
}

/// Whether a text opens as a web page or as XML.
fn is_marked_up(text: &[u8]) -> bool {
    let openings = [
        &b"<html"[..],
        b"<!doctype",
        b"<table",
        b"<?xml",
        b"<head",
        b"<meta",
    ];
    openings.iter().any(|word| {
        let start = text.get(..word.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(word))
    })
}
