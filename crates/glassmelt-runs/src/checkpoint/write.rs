//! A checkpoint in bytes: start, header, numbers, checksum.

use std::io::{Result, Write};

use super::{Checkpoint, FORMAT, Header, MAGIC, Numbers};

/// How hard zstd tries: orientations do not compress, so little.
const LEVEL: i32 = 1;

/// Passes bytes on and keeps their checksum.
struct Checked<W> {
    output: W,
    hasher: blake3::Hasher,
}

impl<W: Write> Write for Checked<W> {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        let written = self.output.write(bytes)?;
        self.hasher.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> Result<()> {
        self.output.flush()
    }
}

impl Checkpoint {
    /// Writes the checkpoint as it stands in a file; the same one is always the same bytes.
    ///
    /// # Errors
    /// Those of the output.
    pub fn write_to(&self, output: &mut dyn Write) -> Result<()> {
        let arrays = self.state.arrays.iter();
        let header = serde_json::to_vec(&Header {
            program: self.program.clone(),
            run_file: self.run_file.clone(),
            state: self.state.values.clone(),
            arrays: arrays.map(|(name, numbers)| numbers.entry(name)).collect(),
        })?;
        let mut checked = Checked {
            output,
            hasher: blake3::Hasher::new(),
        };
        checked.write_all(&MAGIC)?;
        checked.write_all(&FORMAT.to_le_bytes())?;
        checked.write_all(&(header.len() as u64).to_le_bytes())?;
        checked.write_all(&header)?;
        let mut encoder = zstd::Encoder::new(&mut checked, LEVEL)?;
        for (_, numbers) in &self.state.arrays {
            write_numbers(numbers, &mut encoder)?;
        }
        encoder.finish()?;
        let checksum = checked.hasher.finalize();
        checked.output.write_all(checksum.as_bytes())?;
        checked.output.flush()
    }
}

fn write_numbers(numbers: &Numbers, output: &mut impl Write) -> Result<()> {
    match numbers {
        Numbers::Real(list) => {
            let mut bytes = list.iter().map(|number| number.to_le_bytes());
            bytes.try_for_each(|bytes| output.write_all(&bytes))
        }
        Numbers::Whole(list) => {
            let mut bytes = list.iter().map(|number| number.to_le_bytes());
            bytes.try_for_each(|bytes| output.write_all(&bytes))
        }
    }
}
