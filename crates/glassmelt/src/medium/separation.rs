//! A vector from one point to another that is not the same point.

use nalgebra::Vector3;

use crate::error::{Error, Result};

/// The lengths whose powers up to the fifth, and their inverses, are numbers.
const LENGTHS: std::ops::RangeInclusive<f64> = 1e-60..=1e60;

/// A vector that has a direction: finite and not zero.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Separation {
    direction: Vector3<f64>,
    distance: f64,
}

impl Separation {
    /// The separation along `r`, in the medium's unit of length.
    ///
    /// ```
    /// use glassmelt::medium::Separation;
    /// use nalgebra::Vector3;
    ///
    /// assert_eq!(Separation::new(Vector3::new(0.0, 3.0, 4.0))?.distance(), 5.0);
    /// assert!(Separation::new(Vector3::zeros()).is_err());
    /// # Ok::<(), glassmelt::Error>(())
    /// ```
    ///
    /// # Errors
    /// When a component is not finite, or the length is zero or outside 1e-60 to 1e60.
    pub fn new(r: Vector3<f64>) -> Result<Self> {
        let distance = r.norm();
        if LENGTHS.contains(&distance) {
            Ok(Self {
                direction: r / distance,
                distance,
            })
        } else {
            Err(Error::Domain {
                name: "|r|",
                value: distance,
                domain: "between 1e-60 and 1e60, with finite components: at r = 0 the fields diverge",
            })
        }
    }

    /// The unit vector n, the paper's eta.
    pub fn direction(&self) -> Vector3<f64> {
        self.direction
    }

    /// The length.
    pub fn distance(&self) -> f64 {
        self.distance
    }

    /// The vector itself.
    pub fn vector(&self) -> Vector3<f64> {
        self.direction * self.distance
    }

    /// The way back.
    #[must_use]
    pub fn reversed(&self) -> Self {
        Self {
            direction: -self.direction,
            distance: self.distance,
        }
    }
}
