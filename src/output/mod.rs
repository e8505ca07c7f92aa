//! Puts finished bytes on the disk: whole or not at all, inside one folder, with a manifest. Knows nothing of what they show.

mod folder;
mod manifest;
mod names;
mod new_project;

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

pub use folder::{Folder, replace_whole, write_whole};
pub use manifest::{Entry, LeftOut, Manifest, Sheet, fingerprint};
pub use names::{Names, file_name, file_names};
pub use new_project::{new_project, write_new};

/// Why a file could not be put on the disk.
#[derive(Debug)]
pub enum OutputFault {
    /// A file that would be replaced stands there already.
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// Another program holds the file: on Windows, a viewer that shows it.
    Busy {
        /// The file.
        path: PathBuf,
    },
    /// Another program replaces the file.
    Locked {
        /// What it put beside the file meanwhile.
        path: PathBuf,
    },
    /// The file is no longer the one that was read.
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// No room is left.
    Full {
        /// The file that did not fit.
        path: PathBuf,
    },
    /// Writing there is not allowed.
    Forbidden {
        /// The file.
        path: PathBuf,
    },
    /// A path that leads out of the folder of results.
    Outside {
        /// The path as given.
        path: PathBuf,
    },
    /// Nothing is left of the identifier once it is made safe.
    Unnameable {
        /// The identifier.
        ident: String,
    },
    /// Two identifiers would write the same file.
    SameName {
        /// The first identifier.
        first: String,
        /// The one that comes second.
        second: String,
        /// The name both would have.
        name: String,
    },
    /// Anything else the system says.
    Other {
        /// The file.
        path: PathBuf,
        /// What it said.
        error: io::Error,
    },
}

impl OutputFault {
    fn from_io(path: &Path, error: io::Error) -> Self {
        let path = path.to_owned();
        // Windows: 32 is « used by another process », 33 « locked in part by another process ».
        let held = cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33));
        match error.kind() {
            _ if held => Self::Busy { path },
            // Windows says « access denied » when a file that is open is to be replaced.
            io::ErrorKind::PermissionDenied if cfg!(windows) && path.is_file() => {
                Self::Busy { path }
            }
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full { path },
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                Self::Forbidden { path }
            }
            _ => Self::Other { path, error },
        }
    }
}

/// A path as its owner knows it: without the mark that Windows puts before one it has resolved (`\\?\`).
fn shown(path: &Path) -> String {
    let text = path.display().to_string();
    if let Some(share) = text.strip_prefix(r"\\?\UNC\") {
        return format!(r"\\{share}");
    }
    match text.strip_prefix(r"\\?\") {
        Some(plain) => plain.to_owned(),
        None => text,
    }
}

/// The usual reasons in French; what the system says for the others.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
            "un fichier est à la place d'un dossier".to_owned()
        }
        io::ErrorKind::IsADirectory => "un dossier porte déjà ce nom".to_owned(),
        io::ErrorKind::NotFound => "le dossier n'existe pas".to_owned(),
        io::ErrorKind::InvalidFilename => "ce nom n'est pas permis ici".to_owned(),
        _ => error.to_string(),
    }
}

impl fmt::Display for OutputFault {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Exists { path } => write!(
                out,
                "« {} » existe déjà : rien n'a été remplacé, choisissez un autre dossier",
                shown(path)
            ),
            Self::Busy { path } => {
                write!(
                    out,
                    "« {} » est ouvert dans un autre logiciel : fermez-le, puis relancez",
                    shown(path)
                )
            }
            Self::Locked { path } => write!(
                out,
                "une autre publication est en cours : attendez sa fin, puis relancez ; s'il n'y en a pas, supprimez « {} »",
                shown(path)
            ),
            Self::Changed { path } => write!(
                out,
                "« {} » a changé depuis qu'il a été lu : une autre édition vient d'être enregistrée ; relancez, pour que celle-ci soit comparée à elle",
                shown(path)
            ),
            Self::Full { path } => write!(
                out,
                "plus de place sur le disque pour « {} » : libérez-en, puis relancez",
                shown(path)
            ),
            Self::Forbidden { path } => {
                write!(
                    out,
                    "« {} » ne peut pas être écrit : vérifiez les droits de ce dossier, ou travaillez dans un autre",
                    shown(path)
                )
            }
            Self::Outside { path } => write!(
                out,
                "« {} » sort du dossier des résultats : rien n'y est écrit",
                shown(path)
            ),
            Self::Unnameable { ident } => {
                write!(
                    out,
                    "l'identifiant « {ident} » ne peut pas nommer un fichier : donnez-lui au moins une lettre ou un chiffre"
                )
            }
            Self::SameName {
                first,
                second,
                name,
            } => {
                write!(
                    out,
                    "« {first} » et « {second} » donneraient le même fichier « {name} » : changez l'un des deux identifiants"
                )
            }
            Self::Other { path, error } => write!(
                out,
                "« {} » n'a pas pu être écrit : {}",
                shown(path),
                reason(error)
            ),
        }
    }
}

impl std::error::Error for OutputFault {}
