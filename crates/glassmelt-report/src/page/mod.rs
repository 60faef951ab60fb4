//! The pages: what is said, put into templates, everything from outside escaped.

mod answer;
pub(crate) mod curves;
pub(crate) mod defect;
mod fit;
mod laws;
mod notices;
pub(crate) mod posterior;
mod prose;
pub(crate) mod rotors;
mod shared;
mod steps;
pub(crate) mod study;
pub(crate) mod survey;
pub(crate) mod trajectory;

use glassmelt_fit::Quantity;

pub use fit::render_page;

/// The unit of a measured value.
pub(crate) fn unit(quantity: Quantity) -> &'static str {
    match quantity {
        Quantity::Viscosity => "Pa s",
        Quantity::RelaxationTime => "s",
    }
}
