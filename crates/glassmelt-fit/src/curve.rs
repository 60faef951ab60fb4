//! One measured curve in the theory's units: kelvin, and the decimal logarithm of Pa s or s.

use serde::Serialize;

/// What was measured against temperature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Quantity {
    /// Shear viscosity; its logarithm is log10(eta / Pa s).
    Viscosity,
    /// Structural relaxation time; its logarithm is log10(tau / s).
    RelaxationTime,
}

impl Quantity {
    /// The decimal logarithm that defines the glass transition: 12 (Pa s), or 2 (s).
    pub fn log10_at_tg(self) -> f64 {
        match self {
            Self::Viscosity => 12.0,
            Self::RelaxationTime => 2.0,
        }
    }

    /// The word in parameter names: `eta` or `tau`.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Viscosity => "eta",
            Self::RelaxationTime => "tau",
        }
    }
}

/// Where an entropy is counted from.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EntropyOrigin {
    /// The table gives the configurational entropy itself.
    Absolute,
    /// The entropy is zero at this temperature in K, the coldest of the table: heat capacities give
    /// it only up to this constant, which a law has to fit.
    ZeroAt(f64),
}

/// Configurational entropy along a curve.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Entropy {
    /// What the values are counted from; a selection of points keeps it.
    pub origin: EntropyOrigin,
    /// Entropy above the origin in J/(mol K), one for each point of the curve.
    pub values: Vec<f64>,
}

/// One measured curve, sorted by temperature, hottest first.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Curve {
    /// What people call it: the stem of the file's name unless its metadata has a title.
    pub name: String,
    /// What was measured.
    pub quantity: Quantity,
    /// Temperatures in K, `n` of them, positive, hottest first.
    pub temperatures: Vec<f64>,
    /// log10 of the value in Pa s or s, `n` of them.
    pub log10_values: Vec<f64>,
    /// One standard error of `log10_values` in decades, `n` of them, where the table gives them.
    pub errors: Option<Vec<f64>>,
    /// High-frequency shear modulus in GPa, `n` of them, where the table gives it (shoving law).
    pub modulus_gpa: Option<Vec<f64>>,
    /// Configurational entropy where the table gives it or its heat capacities (Adam-Gibbs law).
    pub entropy: Option<Entropy>,
}

impl Curve {
    /// The number of points.
    pub fn len(&self) -> usize {
        self.temperatures.len()
    }

    /// Whether there is no point at all.
    pub fn is_empty(&self) -> bool {
        self.temperatures.is_empty()
    }

    /// The coldest temperature, K.
    pub fn t_min(&self) -> f64 {
        self.temperatures
            .iter()
            .copied()
            .fold(f64::INFINITY, f64::min)
    }

    /// The hottest temperature, K.
    pub fn t_max(&self) -> f64 {
        self.temperatures
            .iter()
            .copied()
            .fold(f64::NEG_INFINITY, f64::max)
    }

    /// How many decades the values span.
    pub fn decades(&self) -> f64 {
        let low = self
            .log10_values
            .iter()
            .copied()
            .fold(f64::INFINITY, f64::min);
        let high = self
            .log10_values
            .iter()
            .copied()
            .fold(f64::NEG_INFINITY, f64::max);
        high - low
    }

    /// The points of the given indices as a curve of their own.
    #[must_use]
    pub fn select(&self, indices: &[usize]) -> Self {
        let pick = |values: &Vec<f64>| indices.iter().map(|&i| values[i]).collect::<Vec<_>>();
        Self {
            name: self.name.clone(),
            quantity: self.quantity,
            temperatures: pick(&self.temperatures),
            log10_values: pick(&self.log10_values),
            errors: self.errors.as_ref().map(pick),
            modulus_gpa: self.modulus_gpa.as_ref().map(pick),
            entropy: self.entropy.as_ref().map(|entropy| Entropy {
                origin: entropy.origin,
                values: pick(&entropy.values),
            }),
        }
    }
}
