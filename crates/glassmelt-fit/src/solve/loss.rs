//! What a residual costs: its square, or less than that where it is large.

use serde::Serialize;

/// The choice of a loss; its scale comes from the data ([`Robust`]).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Loss {
    /// Least squares.
    #[default]
    Squares,
    /// `2 s^2 ((1 + r^2/s^2)^(1/2) - 1)`, `s = 1.345 sigma`: square when small, linear when large.
    SoftL1,
    /// Square up to `s = 1.345 sigma`, linear beyond (Huber 1964; 95 percent efficient on Gaussian
    /// scatter).
    Huber,
    /// `s^2 ln(1 + r^2/s^2)`, `s = 2.385 sigma`: forgets far points (95 percent efficient, Holland
    /// and Welsch 1977). It can have several minima.
    Cauchy,
}

impl Loss {
    /// The loss for residuals whose core scatters with `sigma` (in units of the weighted residuals).
    pub fn with_sigma(self, sigma: f64) -> Robust {
        match self {
            Self::Squares => Robust::Squares,
            Self::SoftL1 => Robust::SoftL1(1.345 * sigma),
            Self::Huber => Robust::Huber(1.345 * sigma),
            Self::Cauchy => Robust::Cauchy(2.385 * sigma),
        }
    }
}

/// A loss with its scale, in units of the weighted residuals.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Robust {
    /// Least squares.
    Squares,
    /// See [`Loss::SoftL1`].
    SoftL1(f64),
    /// See [`Loss::Huber`].
    Huber(f64),
    /// See [`Loss::Cauchy`].
    Cauchy(f64),
}

/// The loss at one residual and its derivatives; for squares `r^2`, `r` and `1`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Influence {
    /// Twice the cost.
    pub rho: f64,
    /// Its pull `psi = d(rho/2)/dr`.
    pub psi: f64,
    /// `d psi/dr`.
    pub curvature: f64,
}

impl Robust {
    /// The loss at one weighted residual.
    pub fn at(self, r: f64) -> Influence {
        match self {
            Self::Squares => Influence {
                rho: r * r,
                psi: r,
                curvature: 1.0,
            },
            Self::SoftL1(s) => {
                let root = (1.0 + (r / s) * (r / s)).sqrt();
                Influence {
                    // (root - 1) without cancellation.
                    rho: 2.0 * r * r / (root + 1.0),
                    psi: r / root,
                    curvature: root.powi(-3),
                }
            }
            Self::Huber(s) if r.abs() <= s => Self::Squares.at(r),
            Self::Huber(s) => Influence {
                rho: s * (2.0 * r.abs() - s),
                psi: s.copysign(r),
                curvature: 0.0,
            },
            Self::Cauchy(s) => {
                let z = (r / s) * (r / s);
                Influence {
                    rho: s * s * z.ln_1p(),
                    psi: r / (1.0 + z),
                    curvature: (1.0 - z) / ((1.0 + z) * (1.0 + z)),
                }
            }
        }
    }
}

/// Standard deviation of Gaussian scatter with this median absolute residual: `median|r|/0.6745`.
pub(crate) fn sigma_from_mad(residuals: &[f64]) -> f64 {
    let mut sizes: Vec<f64> = residuals.iter().map(|r| r.abs()).collect();
    sizes.sort_by(f64::total_cmp);
    let n = sizes.len();
    if n == 0 {
        return 0.0;
    }
    // The third quartile of the standard normal distribution.
    0.5 * (sizes[(n - 1) / 2] + sizes[n / 2]) / 0.674489750196082
}
