//! Prints: an [`Order`] goes in, the bytes of a finished PDF come out.
//!
//! Knows Typst and nothing of surveys: what is printed is decided by whoever writes the order's data.
//!
//! Every document is PDF/UA-1 and PDF/A-2a at once, tagged, and depends on nothing but its order, the templates and the fonts: the
//! World it is set in holds no disk, no network, no package and one date. A Typst warning is an error, because on paper nobody sees it.

mod canvas;
mod characters;
mod embedded;
mod face;
mod fault;
mod fit;
mod ledger;
mod lines;
mod lint;
mod margin;
mod native;
mod plain;
mod pool;
mod proof;
mod repack;
mod signs;
mod spacing;
mod structure;
mod wire;
mod workers;
mod world;

use std::panic::{AssertUnwindSafe, catch_unwind};

use serde::{Deserialize, Serialize};
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

pub use characters::{prepare, prepare_all};
pub use embedded::{FONTS, TEMPLATES};
pub use fault::{PressFault, PrintFault};
pub use lint::lint;
pub use pool::{Settings, print_all};
pub use proof::pages;
pub use spacing::{french_spaces, one_full_stop};
pub use structure::{Element, elements};
pub use workers::{WORKER, serve};
pub use world::Press;

use world::Sheet;

/// One document to print.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Which template: `"dossier"` is `templates/documents/dossier.typ`, which reads its data at `/data/dossier.json`.
    pub document: String,
    /// What makes this document itself, for the identifier written in the PDF: the same project and edition give the same one.
    pub ident: String,
    /// The JSON the template reads.
    pub data: Vec<u8>,
    /// Images the template may show, as (NAME, bytes), found at `/images/NAME`. Give names that come back from one document to the
    /// next (`logo-1.png`), since Typst never forgets a path.
    pub images: Vec<(String, Vec<u8>)>,
    /// The date of the edition: what `datetime.today()` answers, and the PDF's creation date.
    pub date: Day,
}

/// A day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Day {
    /// The year, in full.
    pub year: i32,
    /// The month, from 1.
    pub month: u8,
    /// The day of the month, from 1.
    pub day: u8,
}

/// A finished document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Print {
    /// The bytes of the file.
    pub pdf: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
}

impl Press {
    /// Prints one order.
    ///
    /// What Typst remembers is dropped when the next order has not used it, also after one that failed: the templates as evaluated and the
    /// sentences that stand in every dossier serve again (a seventh of the work), all else would cost some 30 MB a document.
    pub fn print(&self, order: &Order) -> Result<Print, Vec<PrintFault>> {
        let _forget = Forget;
        catch_unwind(AssertUnwindSafe(|| self.print_unguarded(order)))
            .unwrap_or_else(|panic| Err(vec![PrintFault::from_panic(&*panic)]))
    }

    fn print_unguarded(&self, order: &Order) -> Result<Print, Vec<PrintFault>> {
        let sheet = Sheet::new(self, order)?;
        let document = lay_out(&sheet)?;
        let options = options(order, sheet.today());
        let pdf =
            typst_pdf::pdf(&document, &options).map_err(|errors| fault::told(&sheet, &errors))?;
        Ok(Print {
            pdf: repack::repack(pdf),
            pages: document.pages().len(),
        })
    }
}

/// Sets the pages of an order; a warning counts as an error.
fn lay_out(sheet: &Sheet) -> Result<PagedDocument, Vec<PrintFault>> {
    let set = typst::compile::<PagedDocument>(sheet);
    match set.output {
        Ok(document) if set.warnings.is_empty() => {
            margin::written(document, sheet).map_err(|errors| fault::told(sheet, &errors))
        }
        Ok(_) => Err(fault::told(sheet, &set.warnings)),
        Err(errors) => Err(fault::told(sheet, &errors)),
    }
}

/// How every document is written; only its identifier and its date vary.
fn options(order: &Order, today: Datetime) -> PdfOptions {
    PdfOptions {
        ident: Smart::Custom(order.ident.clone()),
        creator: Smart::Custom(Some(concat!("jalon ", env!("CARGO_PKG_VERSION")).into())),
        timestamp: Some(Timestamp::new_utc(today)),
        page_ranges: None,
        standards: PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a])
            .expect("the two standards agree: both allow PDF 1.7"),
        tagged: true,
        pretty: false,
    }
}

/// Drops what the document did not use of Typst's memory when it goes out of scope, however the document ended.
struct Forget;

impl Drop for Forget {
    fn drop(&mut self) {
        typst::comemo::evict(1);
    }
}
