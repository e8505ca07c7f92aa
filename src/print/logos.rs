//! The partners' logos, tried before any document shows them: one that cannot be printed would stop every document.

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::document::logos;
use crate::job::Job;
use crate::typeset::{Day, Order, Settings, print_all};

/// A page that holds one image, whose path is its data.
const TRIAL: &str = "essai";
const PAGE: &str = r#"#set document(title: "Essai")
#set text(lang: "fr", region: "FR", font: "Jalon Sans", fallback: false)
#image(json("/data/essai.json"), alt: "Essai", width: 40mm, height: 13mm, fit: "contain")
"#;

/// Sets each logo on a page of its own, in a worker as documents are; those that fail are told, and left out of the
/// programme.
pub fn try_logos(job: &mut Job, notes: &mut Diagnostics) {
    let images = std::mem::take(&mut job.images);
    let faults = faults(&images);
    let Some(programme) = &mut job.programme else {
        return;
    };
    let partners = programme.partners.iter_mut();
    let with_logo = partners.filter(|partner| partner.logo.is_some());
    let mut kept = Vec::new();
    for ((partner, (_, bytes)), fault) in with_logo.zip(images).zip(faults) {
        let Some(detail) = fault else {
            kept.push(bytes);
            continue;
        };
        let message = format!(
            "le logo de « {} » ne s'imprime pas ({detail}) : les documents paraissent sans lui",
            partner.name
        );
        let file = partner.logo.take().unwrap_or_default();
        notes.push(
            Diagnostic::error(message)
                .at(Place::file(file))
                .hint("enregistrez-le en PNG, ou en SVG qui ne renvoie à aucun autre fichier"),
        );
    }
    let names = logos(programme).into_iter().map(|(_, name)| name);
    job.images = names.zip(kept).collect();
}

/// Why images cannot be printed, in their order.
fn faults(images: &[(String, Vec<u8>)]) -> Vec<Option<String>> {
    let mut faults = vec![None; images.len()];
    if images.is_empty() {
        return faults;
    }
    let settings = Settings {
        overrides: vec![(format!("documents/{TRIAL}.typ"), PAGE.into())],
        ..Settings::default()
    };
    let order = |image: &(String, Vec<u8>)| Order {
        document: TRIAL.to_owned(),
        ident: TRIAL.to_owned(),
        data: format!("\"/images/{}\"", image.0).into_bytes(),
        images: vec![image.clone()],
        date: Day {
            year: 2000,
            month: 1,
            day: 1,
        },
    };
    let started = print_all(images.iter().map(order), &settings, &mut |rank, result| {
        faults[rank] = result
            .err()
            .map(|_| "fichier illisible, ou image liée introuvable".to_owned());
    });
    match started {
        Ok(()) => faults,
        Err(fault) => vec![Some(fault.to_string()); images.len()],
    }
}
