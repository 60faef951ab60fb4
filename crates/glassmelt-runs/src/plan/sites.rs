//! Where the rotors are: the checks of `[sites]`, and the places of each sample.

use std::path::{Path, PathBuf};

use glassmelt_rotors::random::{Purpose, Seed};
use glassmelt_rotors::{Cell, Error, Lattice, random_places, random_sites};
use glassmelt_study::StudyError;
use glassmelt_study::mistake::{Checked, Mistake, check, needed, unused};
use nalgebra::Vector3;

use super::PlacesAt;
use super::places_file;
use crate::error::Result;
use crate::file::{RunFile, SitesKind, SitesTable};

/// The most rotors.
const MOST: u64 = 1 << 24;
/// The highest density n a^3 at which room is found in good time.
const DENSEST: f64 = 0.7;

/// Where the rotors are.
#[derive(Debug, Clone, PartialEq)]
pub enum Sites {
    /// Hard cores of diameter 1, put down one after the other.
    Random {
        /// How many.
        count: usize,
        /// The cube that they fill.
        cell: Cell,
        /// The seed of their places.
        seed: Seed,
    },
    /// Sites of a lattice.
    Lattice {
        /// The lattice.
        lattice: Lattice,
        /// The cell that it fills.
        cell: Cell,
        /// How many sites carry a rotor.
        count: usize,
        /// The seed of which.
        seed: Seed,
    },
    /// Given places, the same in every sample.
    Given {
        /// The cell.
        cell: Cell,
        /// The places.
        places: Vec<Vector3<f64>>,
        /// The file that they come from.
        file: PathBuf,
    },
}

/// The places of one sample.
#[derive(Debug, Clone, PartialEq)]
pub enum Places {
    /// Anywhere.
    Free(Vec<Vector3<f64>>),
    /// Sites of a lattice, ascending.
    OnLattice(Lattice, Vec<usize>),
}

impl Places {
    /// Where each rotor is, in hard cores.
    pub fn positions(&self) -> Vec<Vector3<f64>> {
        match self {
            Self::Free(places) => places.clone(),
            Self::OnLattice(lattice, sites) => {
                sites.iter().map(|&site| lattice.position(site)).collect()
            }
        }
    }
}

impl Sites {
    /// The periodic cell.
    pub fn cell(&self) -> &Cell {
        match self {
            Self::Random { cell, .. } | Self::Lattice { cell, .. } | Self::Given { cell, .. } => {
                cell
            }
        }
    }

    /// How many rotors.
    pub fn count(&self) -> usize {
        match self {
            Self::Random { count, .. } | Self::Lattice { count, .. } => *count,
            Self::Given { places, .. } => places.len(),
        }
    }

    /// The lattice, where there is one.
    pub fn lattice(&self) -> Option<&Lattice> {
        match self {
            Self::Lattice { lattice, .. } => Some(lattice),
            Self::Random { .. } | Self::Given { .. } => None,
        }
    }

    /// Whether samples differ in their places.
    pub fn vary(&self) -> bool {
        match self {
            Self::Random { .. } => true,
            Self::Lattice { lattice, count, .. } => *count < lattice.sites(),
            Self::Given { .. } => false,
        }
    }

    /// The seed of the places, where they are random.
    pub fn seed(&self) -> Option<Seed> {
        match self {
            Self::Random { seed, .. } | Self::Lattice { seed, .. } => Some(*seed),
            Self::Given { .. } => None,
        }
    }

    /// The places of a sample, a function of seed and sample alone.
    pub(super) fn places(&self, sample: u32) -> std::result::Result<Places, Error> {
        let stream = |seed: &Seed| seed.stream(Purpose::Places, sample, 0);
        Ok(match self {
            Self::Random { count, cell, seed } => {
                Places::Free(random_places(cell, *count, 1.0, stream(seed))?)
            }
            Self::Lattice {
                lattice,
                count,
                seed,
                ..
            } => Places::OnLattice(*lattice, random_sites(lattice, *count, stream(seed))?),
            Self::Given { places, .. } => Places::Free(places.clone()),
        })
    }
}

/// The sites of a run file; mistakes are put in words by `explain`.
pub(super) fn sites(
    file: &RunFile,
    at: &PlacesAt,
    explain: &dyn Fn(&Mistake) -> StudyError,
) -> Result<Sites> {
    let table = &file.sites;
    let seed = Seed(table.seed.unwrap_or(file.run.seed));
    let checked = only_its_own_keys(table).and_then(|()| match table.kind {
        SitesKind::Random => random(table, seed).map(Some),
        SitesKind::Lattice => lattice(table, seed).map(Some),
        SitesKind::File => Ok(None),
    });
    match checked.map_err(|mistake| explain(&mistake))? {
        Some(sites) => Ok(sites),
        None => given(table, at, explain),
    }
}

/// No key of another kind.
fn only_its_own_keys(table: &SitesTable) -> Checked<()> {
    use SitesKind::{File, Lattice, Random};
    let keys = [
        ("count", table.count.is_some(), &[Random][..]),
        ("density", table.density.is_some(), &[Random]),
        ("size", table.size.is_some(), &[Lattice]),
        ("occupation", table.occupation.is_some(), &[Lattice]),
        ("spacing", table.spacing.is_some(), &[Lattice]),
        ("seed", table.seed.is_some(), &[Random, Lattice]),
        ("file", table.file.is_some(), &[File]),
        ("cell", table.cell.is_some(), &[File]),
    ];
    for (key, given, kinds) in keys {
        let foreign = given && !kinds.contains(&table.kind);
        let words: Vec<&str> = kinds.iter().map(|kind| kind.word()).collect();
        let why = format!(
            "belongs to kind = \"{}\"; expected none with kind = \"{}\"",
            words.join("\" or \""),
            table.kind.word()
        );
        unused(&format!("sites.{key}"), foreign.then_some(&()), &why)?;
    }
    Ok(())
}

fn random(table: &SitesTable, seed: Seed) -> Checked<Sites> {
    let why = "kind = \"random\" needs count = how many rotors, and density = n a^3";
    let count = needed("sites", table.count, why)?;
    let density = needed("sites", table.density, why)?;
    let counted = check(
        "sites.count",
        count,
        (1..=MOST).contains(&count),
        "1 to 16777216",
    )?;
    let expected = "above zero, at most 0.7: hard cores put down at random find no room above n a^3 = \
                    0.734 (36.7 % and 38.4 % of the volume)";
    check(
        "sites.density",
        (),
        density > 0.0 && density <= DENSEST,
        expected,
    )?;
    let cell = Cell::cubic((counted as f64 / density).cbrt());
    let seen = "a density above zero whose cell is no longer than 1e100";
    let cell = cell.ok().filter(|cell| cell.sides().max() < 1e100);
    Ok(Sites::Random {
        count: whole(count),
        cell: needed("sites.density", cell, seen)?,
        seed,
    })
}

fn lattice(table: &SitesTable, seed: Seed) -> Checked<Sites> {
    let why = "kind = \"lattice\" needs size = sites along a side, or [nx, ny, nz]";
    let sides = needed("sites", table.size, why)?.sides();
    let [x, y, z] = sides;
    let total = x.checked_mul(y).and_then(|xy| xy.checked_mul(z));
    let expected = "at least one site a side, at most 16777216 in all";
    let total = total.filter(|total| (1..=MOST).contains(total));
    let total = needed("sites.size", total, &format!("expected {expected}"))?;
    let spacing = table.spacing.unwrap_or(1.0);
    let inside = (1e-3..=1e3).contains(&spacing);
    check(
        "sites.spacing",
        (),
        inside,
        "from 0.001 to 1000, in units of a",
    )?;
    let occupation = table.occupation.unwrap_or(1.0);
    let inside = occupation > 0.0 && occupation <= 1.0;
    check("sites.occupation", (), inside, "above zero, at most one")?;
    let count = (occupation * total as f64).round();
    let expected = format!(
        "at least one rotor, that is at least {}",
        1.0 / total as f64
    );
    check("sites.occupation", (), count >= 1.0, &expected)?;
    let wrong = |error: Error| Mistake::at("sites.size", error.to_string());
    let lattice = Lattice::new(sides.map(whole), spacing).map_err(wrong)?;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    Ok(Sites::Lattice {
        lattice,
        cell: lattice.cell().map_err(wrong)?,
        count: count as usize,
        seed,
    })
}

fn given(
    table: &SitesTable,
    at: &PlacesAt,
    explain: &dyn Fn(&Mistake) -> StudyError,
) -> Result<Sites> {
    let why = "kind = \"file\" needs file = \"places.csv\" or \"places.extxyz\"";
    let name = needed("sites", table.file.as_ref(), why).map_err(|mistake| explain(&mistake))?;
    let kind = places_file::kind(name, table.cell).map_err(|mistake| explain(&mistake))?;
    let file = at.file(Path::new(name));
    let (cell, places) = places_file::read(&file, &kind)?;
    Ok(Sites::Given { cell, places, file })
}

impl SitesKind {
    /// Its word in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Random => "random",
            Self::Lattice => "lattice",
            Self::File => "file",
        }
    }
}

/// A checked number of things; they are never more than fit.
fn whole(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}
