//! The closed World a document is set in: templates, fonts, one order, one date. No disk, no package, no network, no clock.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Mutex, PoisonError};

use typst::diag::{FileError, FileResult};
use typst::foundations::{Binding, Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};

use super::canvas::CANVAS;
use super::ledger::LEDGER;
use super::margin::MARGIN_LINE;
use super::plain::PLAIN;
use super::signs::SIGNS;
use super::{Order, PressFault, PrintFault, embedded};

/// Paths of images Typst may learn in one process. It keeps every path for ever and panics at 65 535 of them.
const MOST_IMAGE_NAMES: usize = 30_000;

/// Templates and fonts, read once and lent to every document.
pub struct Press {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    templates: BTreeMap<String, FileId>,
    sources: HashMap<FileId, Source>,
    files: HashMap<FileId, Bytes>,
    image_names: Mutex<BTreeSet<String>>,
}

impl Press {
    /// Loads the embedded templates and fonts.
    ///
    /// `overrides` are (path under `templates/`, bytes): one of the same path wins over the embedded file, any other is added. What is
    /// under `data/` or `images/` is left out, since there the World serves the order.
    pub fn new(overrides: &[(String, Vec<u8>)]) -> Result<Self, PressFault> {
        let mut press = Self {
            library: LazyHash::new(library()),
            book: LazyHash::new(FontBook::new()),
            fonts: Vec::new(),
            templates: BTreeMap::new(),
            sources: HashMap::new(),
            files: HashMap::new(),
            image_names: Mutex::default(),
        };
        for &(path, bytes) in embedded::TEMPLATES {
            press.add(path, bytes.to_vec())?;
        }
        for (path, bytes) in overrides {
            let path = path.replace('\\', "/");
            if !path.starts_with("data/") && !path.starts_with("images/") {
                press.add(&path, bytes.clone())?;
            }
        }
        press.fonts = embedded::fonts();
        press.book = LazyHash::new(FontBook::from_fonts(&press.fonts));
        Ok(press)
    }

    fn add(&mut self, path: &str, bytes: Vec<u8>) -> Result<(), PressFault> {
        let id = identify(path).ok_or_else(|| PressFault::BadPath { path: path.into() })?;
        if path.ends_with(".typ") {
            let text =
                String::from_utf8(bytes).map_err(|_| PressFault::NotText { path: path.into() })?;
            self.sources.insert(
                id,
                Source::new(id, text.trim_start_matches('\u{feff}').into()),
            );
            self.templates.insert(path.into(), id);
        } else {
            self.files.insert(id, Bytes::new(bytes));
        }
        Ok(())
    }

    /// Names of the documents that have a template.
    pub fn documents(&self) -> Vec<String> {
        let name = |path: &String| {
            let name = path.strip_prefix("documents/")?.strip_suffix(".typ")?;
            // What lies deeper is a part of a document.
            (!name.contains('/')).then(|| name.to_owned())
        };
        self.templates.keys().filter_map(name).collect()
    }

    fn remember(&self, image: &str) -> Result<(), PrintFault> {
        let mut names = self
            .image_names
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if names.len() >= MOST_IMAGE_NAMES && !names.contains(image) {
            return Err(PrintFault::TooManyImages {
                most: MOST_IMAGE_NAMES,
            });
        }
        names.insert(image.into());
        Ok(())
    }
}

/// Typst's own functions, and those of the program, which templates look for under `std`.
fn library() -> Library {
    let mut library = Library::builder()
        .with_features([Feature::A11yExtras].into_iter().collect())
        .build();
    let scope = library.global.scope_mut();
    scope.define_func_with_data(&PLAIN);
    scope.define_func_with_data(&LEDGER);
    scope.define_func_with_data(&CANVAS);
    scope.define_func_with_data(&MARGIN_LINE);
    scope.define_func_with_data(&SIGNS);
    library.std = Binding::detached(library.global.clone());
    library
}

/// One document on the press: the World that Typst sees.
pub(super) struct Sheet<'a> {
    press: &'a Press,
    main: FileId,
    data: FileId,
    json: Bytes,
    images: HashMap<FileId, Bytes>,
    today: Datetime,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(press: &'a Press, order: &Order) -> Result<Self, Vec<PrintFault>> {
        let unknown = || {
            vec![PrintFault::UnknownDocument {
                document: order.document.clone(),
                known: press.documents(),
            }]
        };
        let main = press
            .templates
            .get(&format!("documents/{}.typ", order.document))
            .copied()
            .ok_or_else(unknown)?;
        let data = identify(&format!("data/{}.json", order.document)).ok_or_else(unknown)?;
        let day = order.date;
        let today = Datetime::from_ymd(day.year, day.month, day.day)
            .ok_or_else(|| vec![PrintFault::NoSuchDay { day }])?;
        let mut images = HashMap::new();
        for (name, bytes) in &order.images {
            press.remember(name).map_err(|fault| vec![fault])?;
            let id = identify(&format!("images/{name}"))
                .ok_or_else(|| vec![PrintFault::BadImageName { name: name.clone() }])?;
            images.insert(id, Bytes::new(bytes.clone()));
        }
        Ok(Self {
            press,
            main,
            data,
            json: Bytes::new(order.data.clone()),
            images,
            today,
        })
    }

    pub(super) fn today(&self) -> Datetime {
        self.today
    }
}

/// The id of a path below the root, or `None` when the path leads out of it.
fn identify(path: &str) -> Option<FileId> {
    Some(RootedPath::new(VirtualRoot::Project, VirtualPath::new(path).ok()?).intern())
}

fn not_found(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_without_slash().into())
}

impl World for Sheet<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.press.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.press.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.press
            .sources
            .get(&id)
            .cloned()
            .ok_or_else(|| not_found(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.data {
            return Ok(self.json.clone());
        }
        if let Some(source) = self.press.sources.get(&id) {
            return Ok(Bytes::from_string(source.text().to_owned()));
        }
        self.images
            .get(&id)
            .or_else(|| self.press.files.get(&id))
            .cloned()
            .ok_or_else(|| not_found(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.press.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        Some(self.today)
    }
}
