//! Which shear a modulus is that of: in a cubic crystal k = 0 and waves of each direction see others.
//!
//! A cubic crystal has two moduli of shear, `C' = (C11 - C12)/2` of the shears xx - yy and 2zz - xx - yy, and
//! `C44` of yz, xz, xy. The mean over the five shears at k = 0 is `(2 C' + 3 C44)/5`. A transverse wave along an
//! axis sees C44 alone, along a diagonal of a face C44 in one of its directions across and C' in the other,
//! along a diagonal of the body `(2 C' + C44)/3` (Christoffel's equation).

use super::{AtWaveNumber, CouplingResult, Quantity};

impl CouplingResult {
    /// `C'/mu0` at k = 0, the mean of the shears xx - yy and 2zz - xx - yy, as if they fluctuated independently.
    pub fn along_axes(&self) -> Quantity {
        mean(self.mu_r_k0_of_each.get(..2))
    }

    /// `C44/mu0` at k = 0, the same mean of the shears yz, xz, xy.
    pub fn between_axes(&self) -> Quantity {
        mean(self.mu_r_k0_of_each.get(2..5))
    }

    /// The modulus at the smallest wave number: of waves along the longest axes, which see [C44](Self::between_axes).
    pub fn smallest_wave(&self) -> Option<&AtWaveNumber> {
        smallest(&self.mu_r_q)
    }

    /// The same of waves along a direction, `100`, `110` or `111`.
    pub fn smallest_along(&self, direction: &str) -> Option<&AtWaveNumber> {
        let mut families = self.mu_r_along.iter();
        smallest(&families.find(|along| along.direction == direction)?.mu_r_q)
    }
}

fn smallest(waves: &[AtWaveNumber]) -> Option<&AtWaveNumber> {
    waves.iter().min_by(|a, b| a.q.total_cmp(&b.q))
}

/// The mean of shears whose errors are independent; absent where one is.
fn mean(shears: Option<&[Quantity]>) -> Quantity {
    let Some(shears) = shears.filter(|all| !all.is_empty()) else {
        return Quantity::ABSENT;
    };
    let count = shears.len() as f64;
    let means: Option<Vec<f64>> = shears.iter().map(|shear| shear.mean).collect();
    let errors: Option<Vec<f64>> = shears.iter().map(|shear| shear.error).collect();
    let squares = |errors: Vec<f64>| errors.iter().map(|e| e * e).sum::<f64>();
    Quantity {
        mean: means.map(|means| means.iter().sum::<f64>() / count),
        error: errors.map(|errors| squares(errors).sqrt() / count),
        ..Quantity::ABSENT
    }
}
