//! The pages: what is said, put into templates, everything from outside escaped.

mod answer;
mod fit;
mod laws;
mod notices;
mod prose;
mod shared;

use glassmelt_fit::Quantity;

pub use fit::render_page;

/// The unit of a measured value.
pub(crate) fn unit(quantity: Quantity) -> &'static str {
    match quantity {
        Quantity::Viscosity => "Pa s",
        Quantity::RelaxationTime => "s",
    }
}
