//! Files that are whole or not there: written beside, down to the disk, then renamed.

use std::ffi::OsString;
use std::fs::{File, rename};
use std::io::{BufWriter, Result, Write};
use std::path::{Path, PathBuf};

/// Puts what `write` writes in place of the file at `path`. Whoever looks sees the earlier file or the new
/// one, never a part: it is written under another name (`.partial` at its end), down to the disk, and
/// renamed.
///
/// # Errors
/// When it cannot be written whole; then the earlier file stands as it was.
pub fn replace(path: &Path, write: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    let partial = partial(path);
    let outcome = written(&partial, write).and_then(|()| rename(&partial, path));
    if outcome.is_err() {
        // The first error is the one worth telling.
        let _ = std::fs::remove_file(&partial);
    }
    outcome?;
    sync_folder(path)
}

/// The name under which a file is written.
fn partial(path: &Path) -> PathBuf {
    let mut name = path.file_name().map_or_else(OsString::new, OsString::from);
    name.push(".partial");
    path.with_file_name(name)
}

fn written(path: &Path, write: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    let mut output = BufWriter::new(File::create(path)?);
    write(&mut output)?;
    output.into_inner()?.sync_all()
}

/// Brings the folder's list of names to the disk, where the system can.
fn sync_folder(path: &Path) -> Result<()> {
    if cfg!(unix) {
        let folder = path.parent().filter(|folder| *folder != Path::new(""));
        File::open(folder.unwrap_or(Path::new(".")))?.sync_all()?;
    }
    Ok(())
}
