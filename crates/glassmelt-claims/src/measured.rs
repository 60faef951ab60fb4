//! The shipped curves and runs that claims are held against.

use glassmelt_fit::answer::Fit;
use glassmelt_fit::read::{ReadOptions, read_curve};
use glassmelt_fit::{Curve, FitOptions, fit, laws};

use crate::error::{Error, Result};

/// A shipped table with its file's name.
type Table = (&'static str, &'static [u8]);

/// The silicates: curves that nobody smoothed, over eight decades or more.
const SILICATES: [Table; 9] = [
    ("albite.csv", include_bytes!("../../../data/albite.csv")),
    (
        "anorthite.csv",
        include_bytes!("../../../data/anorthite.csv"),
    ),
    (
        "calcium_aluminosilicate.csv",
        include_bytes!("../../../data/calcium_aluminosilicate.csv"),
    ),
    DIOPSIDE,
    (
        "potassium_titanosilicate.csv",
        include_bytes!("../../../data/potassium_titanosilicate.csv"),
    ),
    SILICA,
    (
        "soda_lime_silicate.csv",
        include_bytes!("../../../data/soda_lime_silicate.csv"),
    ),
    (
        "sodium_disilicate.csv",
        include_bytes!("../../../data/sodium_disilicate.csv"),
    ),
    (
        "sodium_titanosilicate.csv",
        include_bytes!("../../../data/sodium_titanosilicate.csv"),
    ),
];
const DIOPSIDE: Table = ("diopside.csv", include_bytes!("../../../data/diopside.csv"));
const SILICA: Table = ("silica.csv", include_bytes!("../../../data/silica.csv"));
const GLYCEROL: Table = ("glycerol.csv", include_bytes!("../../../data/glycerol.csv"));
const BORON_OXIDE: Table = (
    "boron_oxide.csv",
    include_bytes!("../../../data/boron_oxide.csv"),
);
const ROTORS: &str = include_str!("../../../docs/results/random.csv");

fn curve((name, bytes): Table) -> Result<Curve> {
    Ok(read_curve(name, bytes, &ReadOptions::default())?.curve)
}

/// The nine silicates.
pub(crate) fn silicates() -> Result<Vec<Curve>> {
    SILICATES.into_iter().map(curve).collect()
}

/// Diopside, from a hot liquid to the glass transition.
pub(crate) fn diopside() -> Result<Curve> {
    curve(DIOPSIDE)
}

/// Silica and glycerol, the paper's examples of a strong and a fragile liquid.
pub(crate) fn silica_and_glycerol() -> Result<[Curve; 2]> {
    Ok([curve(SILICA)?, curve(GLYCEROL)?])
}

/// Boron oxide, smoothed: one Vogel-Fulcher equation from 649 to 1473 K.
pub(crate) fn boron_oxide() -> Result<Curve> {
    curve(BORON_OXIDE)
}

/// The fit of a law, by its word.
pub(crate) fn fitted(curve: &Curve, law: &str) -> Result<Fit> {
    Ok(fit(curve, laws::by_name(law)?, FitOptions::default())?)
}

/// A parameter of a fit.
pub(crate) fn parameter(fit: &Fit, name: &'static str) -> Result<f64> {
    let found = fit
        .parameters
        .iter()
        .find(|parameter| parameter.name == name);
    found.map(|p| p.value).ok_or(Error::Missing(name))
}

/// The modulus of simulated rotors at the smallest wave vector.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Modulus {
    /// The wave vector, `1/a`.
    pub(crate) q: f64,
    /// `mu_R/mu_0`.
    pub(crate) value: f64,
    /// Its standard error.
    pub(crate) error: f64,
}

/// The moduli in `docs/results/random.csv` at this density and coupling, for two numbers of rotors.
pub(crate) fn modulus_of_rotors(density: f64, x0: f64, counts: [usize; 2]) -> Result<[Modulus; 2]> {
    let find = |count: usize| {
        let is_asked = |row: &Vec<f64>| {
            row[0] == count as f64 && (row[1] - density).abs() < 1e-9 && row[2] == x0
        };
        let row = rows().find(is_asked)?;
        Some(Modulus {
            q: row[6],
            value: row[7],
            error: row[8],
        })
    };
    match counts.map(find) {
        [Some(one), Some(other)] => Ok([one, other]),
        _ => Err(Error::Missing("run of rotors at this density and coupling")),
    }
}

/// rotors, density, x0, softening, `mu_r_k0` and error, q, `mu_r_q` and error of each run that came to rest.
fn rows() -> impl Iterator<Item = Vec<f64>> {
    let numbers = |line: &'static str| -> Option<Vec<f64>> {
        // The run's name, in quotes, comes first.
        let (_, fields) = line.rsplit_once('"')?;
        let fields = fields.trim_start_matches(',').split(',');
        let row: Vec<f64> = fields
            .filter(|f| *f != "true")
            .map_while(|f| f.parse().ok())
            .collect();
        (row.len() == 9).then_some(row)
    };
    ROTORS.lines().filter_map(numbers)
}
