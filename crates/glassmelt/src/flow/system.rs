//! A flow as anyone may write it: a slope, and an invariant where one is known.

/// A renormalization flow `d state/d ell = slope(ell, state)`.
///
/// The printed flow is [`PrintedFlow`](super::PrintedFlow); `flow::ode::integrate` follows any other.
pub trait Flow {
    /// How many quantities flow.
    fn dimension(&self) -> usize;

    /// Writes `d state/d ell` into `slope`; both have `dimension` elements.
    fn slope(&self, ell: f64, state: &[f64], slope: &mut [f64]);

    /// A quantity that the flow conserves, if one is known: its drift measures the integration.
    fn invariant(&self, _state: &[f64]) -> Option<f64> {
        None
    }
}
