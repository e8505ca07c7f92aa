//! The partners' logos, tried before any document shows them: one that cannot be printed would stop every document.

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::document::logos;
use crate::job::Job;
use crate::typeset::{Day, Order, Settings, print_all};

/// A page that holds one image.
const TRIAL: &str = "essai";

/// Sets each logo on a page of its own, in a worker as documents are; those that fail are told, and left out of the
/// programme.
pub fn try_logos(job: &mut Job, notes: &mut Diagnostics) {
    let Some(programme) = &mut job.programme else {
        return;
    };
    let (mut kept, images) = (Vec::new(), std::mem::take(&mut job.images));
    let mut images = images.into_iter();
    for partner in &mut programme.partners {
        let Some(file) = &partner.logo else { continue };
        let Some((name, bytes)) = images.next() else {
            break;
        };
        match fault(&name, &bytes) {
            None => kept.push(bytes),
            Some(detail) => {
                let message = format!(
                    "le logo de « {} » ne s'imprime pas ({detail}) : les documents paraissent sans lui",
                    partner.name
                );
                notes.push(
                    Diagnostic::error(message).at(Place::file(file)).hint(
                        "enregistrez-le en PNG, ou en SVG qui ne renvoie à aucun autre fichier",
                    ),
                );
                partner.logo = None;
            }
        }
    }
    let names = logos(programme).into_iter().map(|(_, name)| name);
    job.images = names.zip(kept).collect();
}

/// Why an image cannot be printed.
fn fault(name: &str, bytes: &[u8]) -> Option<String> {
    let page = format!(
        "#set document(title: \"Essai\")\n\
         #set text(lang: \"fr\", region: \"FR\", font: \"Jalon Sans\", fallback: false)\n\
         #image(\"/images/{name}\", alt: \"Essai\", width: 40mm, height: 13mm, fit: \"contain\")\n"
    );
    let settings = Settings {
        overrides: vec![(format!("documents/{TRIAL}.typ"), page.into_bytes())],
        ..Settings::default()
    };
    let order = Order {
        document: TRIAL.to_owned(),
        ident: TRIAL.to_owned(),
        data: b"{}".to_vec(),
        images: vec![(name.to_owned(), bytes.to_vec())],
        date: Day {
            year: 2000,
            month: 1,
            day: 1,
        },
    };
    let mut found = None;
    let started = print_all([order], &settings, &mut |_, result| {
        found = result.err();
    });
    match (started, found) {
        (Err(fault), _) => Some(fault.to_string()),
        (Ok(()), None) => None,
        (Ok(()), Some(_)) => Some("fichier illisible, ou image liée introuvable".to_owned()),
    }
}
