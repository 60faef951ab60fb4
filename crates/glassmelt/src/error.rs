//! Questions without an answer: one error enum, each with its numbers and what would be right.

use thiserror::Error;

use crate::answer::Layer;

/// A question that the theory cannot answer.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum Error {
    /// An argument lies outside the domain of the equation.
    #[error("{name} = {value} is outside its domain: it must be {domain}")]
    Domain {
        /// The argument, in the words of the public interface.
        name: &'static str,
        /// What was given.
        value: f64,
        /// What would be right.
        domain: &'static str,
    },
    /// An elastic medium that would collapse by itself.
    #[error(
        "lambda = {lambda}, mu = {mu} is no stable medium: mu must be positive and 3 lambda + 2 mu = \
         {} must be positive, both finite",
        3.0 * lambda + 2.0 * mu
    )]
    UnstableMedium {
        /// The first Lamé coefficient.
        lambda: f64,
        /// The shear modulus.
        mu: f64,
    },
    /// A bond that names a corner or a neighbour that does not exist.
    #[error("bond {index} (from zero) names a corner or a neighbour that the defect does not have")]
    BondToNowhere {
        /// Which bond, from zero.
        index: usize,
    },
    /// The columns of a batch of pairs are not of one length.
    #[error(
        "a column of the batch has {length} numbers, the others {expected}: each pair needs all"
    )]
    UnequalColumns {
        /// How many numbers it has.
        length: usize,
        /// How many the column of the first component of r has.
        expected: usize,
    },
    /// A pair of a batch that is not apart.
    #[error(
        "pair {index} (from zero) is |r| = {distance} apart: it must be between 1e-60 and 1e60, with \
         finite components"
    )]
    PairNotApart {
        /// Which pair, from zero.
        index: usize,
        /// The length of its r.
        distance: f64,
    },
    /// A defect without bonds has nothing to relax.
    #[error("the defect has no bonds: give at least one bond from a corner to a neighbour")]
    NoBonds,
    /// A corner or a neighbour whose place is not three finite numbers.
    #[error("{name} {index} (from zero) has the coordinate {value}: it must be finite")]
    Coordinate {
        /// `corner` or `neighbour`.
        name: &'static str,
        /// Which one, from zero.
        index: usize,
        /// The coordinate.
        value: f64,
    },
    /// A bond with a stiffness or a length out of its domain.
    #[error("bond {index} (from zero): {name} = {value}; it must be {domain}")]
    BondDomain {
        /// Which bond, from zero.
        index: usize,
        /// The quantity, in the words of the public interface.
        name: &'static str,
        /// What was given.
        value: f64,
        /// What would be right.
        domain: &'static str,
    },
    /// Two neighbours whose spheres overlap in the continuum.
    #[error(
        "neighbours {first} and {second} (from zero) are {distance} apart, less than two site radii \
         of {site_radius}: the radius must be at most {largest}"
    )]
    SitesOverlap {
        /// One neighbour, from zero.
        first: usize,
        /// The other.
        second: usize,
        /// Their distance.
        distance: f64,
        /// The radius that was given.
        site_radius: f64,
        /// The largest radius that these neighbours allow.
        largest: f64,
    },
    /// The relaxation of a defect did not come to rest.
    #[error(
        "the defect is not at rest after {iterations} steps: the gradient is {gradient} where \
         {tolerance} was asked for; another start or softer bonds may help"
    )]
    NotAtRest {
        /// Steps taken.
        iterations: usize,
        /// The length of the gradient that is left, a force.
        gradient: f64,
        /// The length below which the defect counts as being at rest.
        tolerance: f64,
    },
    /// A question about one isolated minimum, asked of a continuous family of them or of a saddle.
    #[error(
        "this state of rest has {zero_modes} free directions and the lowest eigenvalue {lowest} of the \
         Hessian: only an isolated minimum has derivatives by strain, for elsewhere a strain selects \
         where the defect goes"
    )]
    NotIsolated {
        /// How many directions cost nothing to second order.
        zero_modes: usize,
        /// The lowest eigenvalue of the Hessian.
        lowest: f64,
    },
    /// The integral diverges as printed.
    #[error("{0}")]
    Diverges(&'static str),
    /// The flow never takes the value asked for.
    #[error("mu_bar = {mu_bar} is never reached: this flow runs from {from} down to {to}")]
    NotOnFlow {
        /// The modulus asked for.
        mu_bar: f64,
        /// Where the flow starts.
        from: f64,
        /// Its fixed point.
        to: f64,
    },
    /// The layer does not have this quantity.
    #[error("the layer {layer} has no {quantity}")]
    NotInLayer {
        /// The layer's word.
        layer: Layer,
        /// What was asked for.
        quantity: &'static str,
    },
    /// The numerical integration of a user's flow failed.
    #[error("the integration of the flow stopped at ell = {ell}: {reason}")]
    Integration {
        /// How far it came.
        ell: f64,
        /// The solver's own words.
        reason: String,
    },
}

/// The result of a question to the theory.
pub type Result<T> = std::result::Result<T, Error>;

/// `value` if it is finite and `ok`; otherwise an error that says what would be right.
pub(crate) fn require(
    name: &'static str,
    value: f64,
    ok: bool,
    domain: &'static str,
) -> Result<f64> {
    if ok && value.is_finite() {
        Ok(value)
    } else {
        Err(Error::Domain {
            name,
            value,
            domain,
        })
    }
}

/// A finite positive number.
pub(crate) fn positive(name: &'static str, value: f64) -> Result<f64> {
    require(name, value, value > 0.0, "finite and positive")
}

/// A finite number that is zero or larger.
pub(crate) fn non_negative(name: &'static str, value: f64) -> Result<f64> {
    require(name, value, value >= 0.0, "finite and zero or larger")
}
