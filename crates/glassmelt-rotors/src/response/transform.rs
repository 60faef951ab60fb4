//! From C(t) in a finite window to a modulus at a frequency, without a fit.
//!
//! ```text
//! i omega int_0^W C exp(-i omega t) dt + C(W) exp(-i omega W) = C(0) + int_0^W (dC/dt) exp(-i omega t) dt,
//! ```
//!
//! where the second term on the left is a C that stays as it is beyond the window W: nothing where C has
//! decayed, a frozen part where it has not. Between steps C is taken as straight, and the integral is then
//! exact at all frequencies (as in Evans et al. 2009): no ringing of a cut, no decay put in by hand.

use glassmelt::DynamicModulus;

/// `(1/weight) [C(0) + int (dC/dt) exp(-i omega t) dt]` for the `curve` C at steps of `time_step` with the
/// `weight` `V k_B T`: what G*(omega) has beyond `mu_R`. It is off by `(step/tau)^2/12` of itself at frequencies
/// below `1/step`, where C falls in the time tau.
///
/// ```
/// use glassmelt_rotors::dynamic_modulus_of;
/// let decay: Vec<_> = (0..4000).map(|k| (-0.01 * f64::from(k)).exp()).collect();
/// let debye = dynamic_modulus_of(&decay, 0.01, 1.0, 1.0);
/// assert!((debye.storage - 0.5).abs() < 1e-5 && (debye.loss - 0.5).abs() < 1e-5);
/// ```
pub fn dynamic_modulus_of(
    curve: &[f64],
    time_step: f64,
    weight: f64,
    omega: f64,
) -> DynamicModulus {
    let half = 0.5 * omega * time_step;
    let mean_within = if half == 0.0 { 1.0 } else { half.sin() / half };
    let (mut cosines, mut sines) = (0.0, 0.0);
    for (step, ends) in curve.windows(2).enumerate() {
        let (sine, cosine) = ((2.0 * step as f64 + 1.0) * half).sin_cos();
        let fall = ends[0] - ends[1];
        cosines += fall * cosine;
        sines += fall * sine;
    }
    let first = curve.first().copied().unwrap_or_default();
    DynamicModulus {
        storage: (first - mean_within * cosines) / weight,
        loss: mean_within * sines / weight,
    }
}
