//! Why a claim could not be recomputed.

use thiserror::Error;

/// What stops a claim from being recomputed.
#[derive(Debug, Error)]
pub enum Error {
    /// The theory has no answer where the claim needs one.
    #[error(transparent)]
    Theory(#[from] glassmelt::Error),
    /// A shipped curve cannot be read.
    #[error(transparent)]
    Read(#[from] glassmelt_fit::read::ReadError),
    /// A shipped curve cannot be fitted.
    #[error(transparent)]
    Fit(#[from] glassmelt_fit::FitError),
    /// An answer lacks a part that the claim needs.
    #[error("the answer has no {0}")]
    Missing(&'static str),
}

/// A result with the error of this crate.
pub type Result<T> = std::result::Result<T, Error>;
