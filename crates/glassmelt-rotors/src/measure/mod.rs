//! What is looked at while rotors turn, what is kept of it, and what two independent replicas of one sample
//! (one set of frozen places, one temperature) say together.
//!
//! | step | type |
//! | --- | --- |
//! | where to look: wave vectors, radii, places | [`WaveVectors`], [`Probe`] |
//! | one look at the dipoles | [`Look`] |
//! | all looks of one replica, to be kept and restored | [`Record`] |
//! | moduli, order, heat, lengths with errors | [`Measured`] |
//! | the same of rotors that come and go | [`Gathered`] |
//! | whether to believe them | [`Verdict`] |
//!
//! **Connected averages.** Rotors at frozen places have means that do not vanish. The product of two means
//! is taken from one replica each, so that its noise has no bias: `<A A*>_c = (<A A*>_1 + <A A*>_2)/2 -
//! Re <A>_1 <A>_2*`.
//!
//! **Moduli**, in units of the medium's `mu0`, with `c = <Q_xy^2>_c/(V k_B T mu0)`:
//!
//! | held at | estimator |
//! | --- | --- |
//! | mean strain given | `mu_R/mu0 = 1 - c` at k = 0 |
//! | stress given | `mu_R/mu0 = 1/(1 + c)` at k = 0 |
//! | either, finite q | `1/(1 + c)` with `t.Q(q).q` in place of `Q_xy`, q and t unit vectors across |
//! | either, up to R | `1/(1 + c)` with the pairs nearer than R, each with itself among them (Eq. 12) |
//!
//! The last is Eq. 12 as it stands, rightly counted, and not the modulus: see [`AtRadius`], which also has
//! the modulus that it stands for.

mod ball;
mod connected;
mod gathered;
mod length;
mod measured;
mod moduli;
mod order;
mod pairs;
mod parts;
mod probe;
mod radii;
mod record;
mod rotor_means;
mod shear;
mod verdict;
mod waves;

pub(crate) use parts::named;
pub(crate) use record::OF_WAVE;
pub(crate) use shear::SHEARS;

pub use gathered::Gathered;
pub use length::CorrelationLength;
pub use measured::{Measured, Setting};
pub use moduli::{AtWave, Averaged};
pub use order::Order;
pub use probe::{Look, Probe};
pub use radii::AtRadius;
pub use record::Record;
pub use shear::shear_components;
pub use verdict::Verdict;
pub use waves::{Family, Wave, WaveVectors};
