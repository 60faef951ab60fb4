//! Energy, force and torques of two dipoles in closed form: Eqs. 6, 7 and 9 carried through.
//!
//! With the deviators `p` and `q` of the dipoles a and b, their traces `t_a` and `t_b`, `n = r/|r|`,
//! `v = p n`, `w = q n`, `s_a = n p n`, `s_b = n q n` and `c = mu/(lambda + 2 mu)`,
//!
//! ```text
//! 8 pi mu r^3 E = -2c p:q - 6(1 - 2c) v.w + 15(1 - c) s_a s_b + 2c (t_a s_b + t_b s_a).
//! ```
//!
//! Two centres of pure dilatation do not interact (Bitter and Crum): there is no `t_a t_b`.

use nalgebra::Vector3;

use crate::medium::{Medium, Separation};
use crate::tensor::SymmetricTensor;

/// What two dipoles do to each other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PairInteraction {
    /// E, in the unit of energy of the dipoles.
    pub energy: f64,
    /// The force on b, `-dE/dr`; that on a is the opposite.
    pub force: Vector3<f64>,
    /// The torque on a: turned by a small angle w, a changes the energy by `-torque_a w`.
    pub torque_a: Vector3<f64>,
    /// The torque on b.
    pub torque_b: Vector3<f64>,
}

/// The energy of dipole a at the origin and dipole b at `r`: `E = Q^a_ij Q^b_kl d_j d_l G_ik(r)`, Eq. 9
/// with the sign that constant forces give it, `-Q^a u^b`. Dipoles in energy; b may be given for a and `-r`
/// for r.
///
/// ```
/// use glassmelt::interaction::pair_energy;
/// use glassmelt::medium::{Medium, Separation};
/// use glassmelt::SymmetricTensor;
/// use nalgebra::Vector3;
///
/// let medium = Medium::new(1.0, 1.0)?;
/// let shear = SymmetricTensor::from_components([0.0, 0.0, 0.0, 0.0, 0.0, 1.0]);
/// let r = Separation::new(Vector3::new(0.0, 0.0, 2.0))?;
/// let energy = pair_energy(&medium, &shear, &shear, &r);
/// assert!((energy + 0.006631455962162305).abs() < 1e-17);
/// # Ok::<(), glassmelt::Error>(())
/// ```
pub fn pair_energy(
    medium: &Medium,
    a: &SymmetricTensor,
    b: &SymmetricTensor,
    r: &Separation,
) -> f64 {
    Facing::new(medium, a, b, r).reduced_energy() / (medium.scale() * r.distance().powi(3))
}

/// Energy, force and torques of dipole a at the origin and dipole b at `r`.
///
/// Force and torques are the derivatives of the energy in closed form. Angular momentum is kept:
/// `torque_a + torque_b + r x force = 0`.
pub fn pair_interaction(
    medium: &Medium,
    a: &SymmetricTensor,
    b: &SymmetricTensor,
    r: &Separation,
) -> PairInteraction {
    let facing = Facing::new(medium, a, b, r);
    let unit = (medium.scale() * r.distance().powi(3)).recip();
    PairInteraction {
        energy: unit * facing.reduced_energy(),
        force: facing.reduced_slope() * (-unit / r.distance()),
        torque_a: facing.reduced_turn() * (-2.0 * unit),
        torque_b: facing.exchanged().reduced_turn() * (-2.0 * unit),
    }
}

/// Two dipoles as they see each other along n.
struct Facing {
    c: f64,
    kappa: f64,
    n: Vector3<f64>,
    p: SymmetricTensor,
    q: SymmetricTensor,
    v: Vector3<f64>,
    w: Vector3<f64>,
    s_a: f64,
    s_b: f64,
    t_a: f64,
    t_b: f64,
}

impl Facing {
    fn new(medium: &Medium, a: &SymmetricTensor, b: &SymmetricTensor, r: &Separation) -> Self {
        let (n, p, q) = (r.direction(), a.deviator(), b.deviator());
        let (v, w) = (p.apply(&n), q.apply(&n));
        Self {
            c: medium.sound_ratio(),
            kappa: 3.0 * medium.lateral_ratio(),
            n,
            p,
            q,
            v,
            w,
            s_a: n.dot(&v),
            s_b: n.dot(&w),
            t_a: a.trace(),
            t_b: b.trace(),
        }
    }

    /// b for a; n and its sign stay, since all is even in n but the force.
    fn exchanged(&self) -> Self {
        Self {
            p: self.q,
            q: self.p,
            v: self.w,
            w: self.v,
            s_a: self.s_b,
            s_b: self.s_a,
            t_a: self.t_b,
            t_b: self.t_a,
            ..*self
        }
    }

    /// `15(1 - c) s_a s_b`.
    fn facing_term(&self) -> f64 {
        15.0 * (1.0 - self.c) * self.s_a * self.s_b
    }

    /// `8 pi mu r^3 E`.
    fn reduced_energy(&self) -> f64 {
        let mixed = self.t_a * self.s_b + self.t_b * self.s_a - self.p.contract(&self.q);
        2.0 * self.c * mixed - 2.0 * self.kappa * self.v.dot(&self.w) + self.facing_term()
    }

    /// `(15(1 - c) s_b + 2c t_b) v - 3(1 - 2c) p w`: a's share of the slope across n, and its lever.
    fn pull(&self) -> Vector3<f64> {
        let along = 15.0 * (1.0 - self.c) * self.s_b + 2.0 * self.c * self.t_b;
        self.v * along - self.p.apply(&self.w) * self.kappa
    }

    /// `8 pi mu r^4 dE/dr`.
    fn reduced_slope(&self) -> Vector3<f64> {
        let radial = -5.0 * self.reduced_energy()
            - 4.0 * self.c * self.p.contract(&self.q)
            - 2.0 * self.facing_term();
        self.n * radial + (self.pull() + self.exchanged().pull()) * 2.0
    }

    /// Half of `8 pi mu r^3` times the derivative of E by a rotation of a.
    fn reduced_turn(&self) -> Vector3<f64> {
        let product = self.p.matrix() * self.q.matrix();
        let twist = Vector3::new(
            product[(1, 2)] - product[(2, 1)],
            product[(2, 0)] - product[(0, 2)],
            product[(0, 1)] - product[(1, 0)],
        );
        self.pull().cross(&self.n) - twist * (2.0 * self.c) - self.v.cross(&self.w) * self.kappa
    }
}
