//! Where an index lies: numbered generations in one folder, and a file that names the current one.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::error::{IndexError, RebuildReason};

const CURRENT: &str = "CURRENT";
const PREFIX: &str = "generation-";

/// Gives the number of the current generation; `NeedsRebuild` when there is none.
pub(crate) fn current(dir: &Path) -> Result<u64, IndexError> {
    let named = match fs::read_to_string(dir.join(CURRENT)) {
        Ok(named) => named,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err(IndexError::NeedsRebuild(RebuildReason::Absent)),
        Err(error) if error.kind() == std::io::ErrorKind::InvalidData => return Err(IndexError::NeedsRebuild(RebuildReason::Damaged)),
        Err(error) => return Err(error.into()),
    };
    number_of(named.trim()).filter(|number| path(dir, *number).is_dir()).ok_or(IndexError::NeedsRebuild(RebuildReason::Damaged))
}

/// Gives the folder of a generation.
pub(crate) fn path(dir: &Path, generation: u64) -> PathBuf {
    dir.join(format!("{PREFIX}{generation:06}"))
}

/// Removes the generations before one; whoever still reads them keeps the open files.
pub(crate) fn remove_before(dir: &Path, generation: u64) -> Result<(), IndexError> {
    for old in generations(dir)?.into_iter().filter(|number| *number < generation) {
        remove(dir, old);
    }
    Ok(())
}

/// Makes the folder of a new generation.
pub(crate) fn begin(dir: &Path) -> Result<u64, IndexError> {
    fs::create_dir_all(dir)?;
    let mut next = generations(dir)?.into_iter().max().map_or(1, |last| last + 1);
    while let Err(error) = fs::create_dir(path(dir, next)) {
        if error.kind() != std::io::ErrorKind::AlreadyExists {
            return Err(error.into());
        }
        next += 1;
    }
    Ok(next)
}

/// Makes a generation the current one in one step.
pub(crate) fn make_current(dir: &Path, generation: u64) -> Result<(), IndexError> {
    let fresh = dir.join(format!("{CURRENT}.{generation}"));
    let mut file = File::create(&fresh)?;
    writeln!(file, "{PREFIX}{generation:06}")?;
    file.sync_all()?;
    fs::rename(&fresh, dir.join(CURRENT))?;
    File::open(dir)?.sync_all()?;
    Ok(())
}

/// Removes a generation's folder as far as possible; what stays is removed at the next rebuild.
pub(crate) fn remove(dir: &Path, generation: u64) {
    if let Err(error) = fs::remove_dir_all(path(dir, generation)) {
        tracing::warn!(generation, %error, "an old index generation stays on disk");
    }
}

fn generations(dir: &Path) -> Result<Vec<u64>, IndexError> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir)? {
        found.extend(entry?.file_name().to_str().and_then(number_of));
    }
    Ok(found)
}

fn number_of(name: &str) -> Option<u64> {
    name.strip_prefix(PREFIX).and_then(|number| number.parse().ok())
}
