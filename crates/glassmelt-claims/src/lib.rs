//! What the paper claims, recomputed: each claim with its number, the criterion it is judged by, and the verdict.
//!
//! A [`Statement`] holds the words of a claim and the function that computes its number from the library;
//! [`Statement::recompute`] makes a [`Claim`] of it. No verdict is written down: it follows from the number by
//! the [`Criterion`] that stands beside it.
//!
//! ```
//! use glassmelt_claims::{Verdict, find};
//!
//! let claim = find("logarithm").expect("it is there").recompute()?;
//! assert_eq!((claim.number, claim.verdict), (0.0, Verdict::Fails));
//! # Ok::<(), glassmelt_claims::Error>(())
//! ```

mod average;
mod claim;
mod error;
mod finding;
mod janaf;
mod markdown;
mod measured;
mod statement;
mod themes;

pub use claim::{Claim, Verdict};
pub use error::{Error, Result};
pub use finding::{Criterion, Finding};
pub use markdown::page;
pub use statement::{Precision, Statement};

/// All claims, in the order of the paper.
pub fn all() -> impl Iterator<Item = &'static Statement> {
    themes::ALL.iter().flat_map(|theme| theme.iter())
}

/// The claim with this id.
pub fn find(id: &str) -> Option<&'static Statement> {
    all().find(|statement| statement.id == id)
}
