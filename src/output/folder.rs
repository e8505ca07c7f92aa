//! The folder of results and how a file gets into it: written beside its place, then moved there in one step.

use std::fs;
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use super::OutputFault;

/// Writes a file whole or not at all: whoever reads `path` finds what was there before or all of `bytes`.
///
/// The bytes go to a temporary file of the same folder that takes the place of `path` when it is complete; on any trouble it is removed.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), OutputFault> {
    let fault = |error| OutputFault::from_io(path, error);
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".jalon-").suffix(".tmp");
    // A temporary file is private by default; a result is readable by whom the user's own settings say.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder).map_err(fault)?;
    file.write_all(bytes).map_err(fault)?;
    // Some file systems tell that they are full only here.
    file.as_file().sync_data().map_err(fault)?;
    file.persist(path).map_err(|error| fault(error.error))?;
    Ok(())
}

/// Replaces a file as [`write_whole`] does when it `still` holds what it should; `None` is what no file holds.
///
/// One program at a time: meanwhile a file of the same name ending in `.verrou` stands beside it, and whoever meets it is refused.
pub fn replace_whole(
    path: &Path,
    still: impl FnOnce(Option<&[u8]>) -> bool,
    bytes: &[u8],
) -> Result<(), OutputFault> {
    let mut name = path.as_os_str().to_owned();
    name.push(".verrou");
    let lock = PathBuf::from(name);
    match fs::File::create_new(&lock) {
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            return Err(OutputFault::Locked { path: lock });
        }
        Err(error) => return Err(OutputFault::from_io(path, error)),
    }
    let written = match fs::read(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(OutputFault::from_io(path, error))
        }
        held if still(held.as_deref().ok()) => write_whole(path, bytes),
        _ => Err(OutputFault::Changed {
            path: path.to_owned(),
        }),
    };
    let opened = fs::remove_file(&lock).map_err(|error| OutputFault::from_io(&lock, error));
    written.and(opened)
}

/// The folder that receives the results; nothing is written outside it.
#[derive(Debug, Clone)]
pub struct Folder {
    root: PathBuf,
}

impl Folder {
    /// Opens the folder and makes it when there is none.
    pub fn open(path: &Path) -> Result<Self, OutputFault> {
        let fault = |error| OutputFault::from_io(path, error);
        fs::create_dir_all(path).map_err(fault)?;
        Ok(Self {
            root: path.canonicalize().map_err(fault)?,
        })
    }

    /// Where the folder really is.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Whether a file of this name stands there, from this run or from an earlier one.
    pub fn holds(&self, name: &str) -> bool {
        self.root.join(name).is_file()
    }

    /// What a file of this name holds, when an earlier run left one.
    pub fn read(&self, name: &str) -> Option<Vec<u8>> {
        fs::read(self.root.join(name)).ok()
    }

    /// Writes a file at a path relative to the folder, whole or not at all, and tells where it is.
    ///
    /// Refuses what leads out of the folder, be it by `..` or by a link that stands inside it.
    pub fn write(&self, relative: &Path, bytes: &[u8]) -> Result<PathBuf, OutputFault> {
        let outside = || OutputFault::Outside {
            path: relative.to_owned(),
        };
        let plain = relative
            .components()
            .all(|part| matches!(part, Component::Normal(_)));
        let name = relative.file_name().filter(|_| plain).ok_or_else(outside)?;
        let folder = self.root.join(relative.parent().unwrap_or(Path::new("")));
        self.make(&folder, outside)?;
        let path = folder.join(name);
        write_whole(&path, bytes)?;
        Ok(path)
    }

    /// Makes the folders down to `folder`, one by one, so that none is made behind a link that leads out.
    fn make(&self, folder: &Path, outside: impl Fn() -> OutputFault) -> Result<(), OutputFault> {
        let mut reached = self.root.clone();
        for part in folder
            .strip_prefix(&self.root)
            .map_err(|_| outside())?
            .components()
        {
            reached.push(part);
            let fault = |error| OutputFault::from_io(&reached, error);
            if !reached.exists() {
                fs::create_dir(&reached).map_err(fault)?;
            }
            if !reached
                .canonicalize()
                .map_err(fault)?
                .starts_with(&self.root)
            {
                return Err(outside());
            }
        }
        Ok(())
    }
}
