//! Bytes that say they are a checkpoint: checked before anything in them is believed.

use std::io::Read;

use super::{CHECKSUM, Checkpoint, Entry, FORMAT, Header, Kind, MAGIC, Numbers, START, State};
use crate::error::CheckpointProblem;

type Found<T> = Result<T, CheckpointProblem>;

impl Checkpoint {
    /// The checkpoint that these bytes are, whatever run it is of.
    ///
    /// # Errors
    /// When they are none, are cut off or damaged, or of a newer format.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, CheckpointProblem> {
        let (header, numbers) = parts(bytes)?;
        let header: Header = serde_json::from_slice(header).map_err(nonsense)?;
        let mut decoder = zstd::Decoder::new(numbers).map_err(nonsense)?;
        let mut arrays = Vec::with_capacity(header.arrays.len());
        for entry in &header.arrays {
            arrays.push((entry.name.clone(), array(entry, &mut decoder)?));
        }
        match decoder.read(&mut [0]) {
            Ok(0) => Ok(Self {
                program: header.program,
                run_file: header.run_file,
                state: State {
                    values: header.state,
                    arrays,
                },
            }),
            Ok(_) => Err(nonsense("there are more numbers than its header tells")),
            Err(error) => Err(nonsense(error)),
        }
    }
}

/// Header and compressed numbers, when start and checksum are right.
fn parts(bytes: &[u8]) -> Found<(&[u8], &[u8])> {
    let known = MAGIC.len().min(bytes.len());
    if bytes[..known] != MAGIC[..known] {
        return Err(CheckpointProblem::Foreign);
    }
    if bytes.len() < START + CHECKSUM {
        return Err(CheckpointProblem::Short { bytes: bytes.len() });
    }
    let found = u32::from_le_bytes(part(bytes, 8));
    if found > FORMAT {
        let known = FORMAT;
        return Err(CheckpointProblem::Newer { found, known });
    }
    let (content, checksum) = bytes.split_at(bytes.len() - CHECKSUM);
    if blake3::hash(content).as_bytes() != checksum || found != FORMAT {
        return Err(CheckpointProblem::Damaged { bytes: bytes.len() });
    }
    let length = usize::try_from(u64::from_le_bytes(part(bytes, 12))).ok();
    let split = length.and_then(|length| content[START..].split_at_checked(length));
    split.ok_or_else(|| nonsense("its header is longer than the file"))
}

/// `N` bytes from a place that is known to have them.
fn part<const N: usize>(bytes: &[u8], from: usize) -> [u8; N] {
    std::array::from_fn(|i| bytes[from + i])
}

/// The next numbers of the stream.
fn array(entry: &Entry, input: &mut impl Read) -> Found<Numbers> {
    Ok(match entry.kind {
        Kind::Real => Numbers::Real(words(entry, input)?.map(f64::from_le_bytes).collect()),
        Kind::Whole => Numbers::Whole(words(entry, input)?.map(u64::from_le_bytes).collect()),
    })
}

/// As many numbers as the header tells, each of eight bytes.
fn words(entry: &Entry, input: &mut impl Read) -> Found<impl Iterator<Item = [u8; 8]>> {
    let wanted = entry.length.checked_mul(8);
    let wanted = wanted.ok_or_else(|| nonsense(format!("`{}` is too long", entry.name)))?;
    let mut bytes = Vec::new();
    input
        .take(wanted)
        .read_to_end(&mut bytes)
        .map_err(nonsense)?;
    if bytes.len() as u64 != wanted {
        return Err(nonsense(format!(
            "the numbers of `{}` are not all there",
            entry.name
        )));
    }
    let count = bytes.len() / 8;
    Ok((0..count).map(move |i| part(&bytes, 8 * i)))
}

#[allow(clippy::needless_pass_by_value)] // so that it fits map_err
fn nonsense(what: impl ToString) -> CheckpointProblem {
    CheckpointProblem::Nonsense {
        what: what.to_string(),
    }
}
