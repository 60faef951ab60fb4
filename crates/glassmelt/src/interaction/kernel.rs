//! The closed form of `exact.rs` for several pairs at once; about 275 sums and products, a root and a
//! division a pair.

use pulp::Simd;

use super::lanes::Lanes;
use crate::medium::Medium;

/// Three components.
type Triple<S> = [Lanes<S>; 3];
/// xx, yy, zz, yz, xz, xy.
type Six<S> = [Lanes<S>; 6];

/// The medium's numbers, one in each lane.
pub(super) struct Coefficients<S: Simd> {
    /// `1/(8 pi mu)`.
    unit: Lanes<S>,
    /// `2 c`.
    soft: Lanes<S>,
    /// `3 (1 - 2 c)`.
    kappa: Lanes<S>,
    /// `15 (1 - c)`.
    hard: Lanes<S>,
    third: Lanes<S>,
    two: Lanes<S>,
    minus_five: Lanes<S>,
}

impl<S: Simd> Coefficients<S> {
    #[inline(always)]
    pub(super) fn new(simd: S, medium: &Medium) -> Self {
        let all = |value| Lanes::all(simd, value);
        Self {
            unit: all(medium.scale().recip()),
            soft: all(2.0 * medium.sound_ratio()),
            kappa: all(3.0 * medium.lateral_ratio()),
            hard: all(15.0 * medium.b()),
            third: all(1.0 / 3.0),
            two: all(2.0),
            minus_five: all(-5.0),
        }
    }
}

/// Energy, force on b, torques on a and b; and `r^2`.
pub(super) struct Answer<S: Simd> {
    pub(super) columns: [Lanes<S>; 10],
    pub(super) squared_distance: Lanes<S>,
}

/// The letters are those of `exact.rs`.
#[inline(always)]
pub(super) fn interaction<S: Simd>(
    k: &Coefficients<S>,
    a: Six<S>,
    b: Six<S>,
    r: Triple<S>,
) -> Answer<S> {
    let squared_distance = dot(r, r);
    let inverse_square = squared_distance.recip();
    let inverse = inverse_square.sqrt();
    let n = scaled(r, inverse);
    let ((p, t_a), (q, t_b)) = (split(k, a), split(k, b));
    let (v, w) = (apply(p, n), apply(q, n));
    let (s_a, s_b) = (dot(n, v), dot(n, w));
    let (face_a, face_b) = (k.hard * s_a, k.hard * s_b);
    let contraction = contract(k, p, q);
    let facing = face_a * s_b;

    let mixed = t_a.times_plus(s_b, t_b.times_plus(s_a, -contraction));
    let energy = k.soft.times_plus(mixed, facing) - k.two * k.kappa * dot(v, w);

    let pull_a = pull(k, v, face_b.times_plus_soft(k, t_b), apply(p, w));
    let pull_b = pull(k, w, face_a.times_plus_soft(k, t_a), apply(q, v));
    let radial = k
        .minus_five
        .times_plus(energy, -(k.two * k.soft.times_plus(contraction, facing)));
    let slope: Triple<S> = each(|i| n[i].times_plus(radial, k.two * (pull_a[i] + pull_b[i])));

    let (twist, across) = (twist(p, q), cross(v, w));
    let shared: Triple<S> = each(|i| k.soft.times_plus(twist[i], k.kappa * across[i]));
    let (lever_a, lever_b) = (cross(pull_a, n), cross(pull_b, n));

    let unit = k.unit * inverse_square * inverse;
    let (on_force, on_torque) = (-(unit * inverse), -(k.two * unit));
    let force = scaled(slope, on_force);
    let torque_a: Triple<S> = each(|i| on_torque * (lever_a[i] - shared[i]));
    let torque_b: Triple<S> = each(|i| on_torque * (lever_b[i] + shared[i]));
    let ([fx, fy, fz], [ax, ay, az], [bx, by, bz]) = (force, torque_a, torque_b);
    Answer {
        columns: [unit * energy, fx, fy, fz, ax, ay, az, bx, by, bz],
        squared_distance,
    }
}

impl<S: Simd> Lanes<S> {
    /// `self + 2 c t`.
    #[inline(always)]
    fn times_plus_soft(self, k: &Coefficients<S>, trace: Self) -> Self {
        k.soft.times_plus(trace, self)
    }
}

#[inline(always)]
fn each<S: Simd>(component: impl Fn(usize) -> Lanes<S>) -> Triple<S> {
    [component(0), component(1), component(2)]
}

#[inline(always)]
fn scaled<S: Simd>(v: Triple<S>, factor: Lanes<S>) -> Triple<S> {
    each(|i| v[i] * factor)
}

#[inline(always)]
fn dot<S: Simd>(v: Triple<S>, w: Triple<S>) -> Lanes<S> {
    v[0].times_plus(w[0], v[1].times_plus(w[1], v[2] * w[2]))
}

#[inline(always)]
fn cross<S: Simd>(v: Triple<S>, w: Triple<S>) -> Triple<S> {
    let minor = |i: usize, j: usize| v[i].times_plus(w[j], -(v[j] * w[i]));
    [minor(1, 2), minor(2, 0), minor(0, 1)]
}

/// The deviator, from differences as in `SymmetricTensor::deviator`, and the trace.
#[inline(always)]
fn split<S: Simd>(k: &Coefficients<S>, [xx, yy, zz, yz, xz, xy]: Six<S>) -> (Six<S>, Lanes<S>) {
    let (x_y, y_z, z_x) = (xx - yy, yy - zz, zz - xx);
    let third = |difference: Lanes<S>| k.third * difference;
    let deviator = [
        third(x_y - z_x),
        third(y_z - x_y),
        third(z_x - y_z),
        yz,
        xz,
        xy,
    ];
    (deviator, xx + yy + zz)
}

#[inline(always)]
fn apply<S: Simd>([xx, yy, zz, yz, xz, xy]: Six<S>, v: Triple<S>) -> Triple<S> {
    [
        dot([xx, xy, xz], v),
        dot([xy, yy, yz], v),
        dot([xz, yz, zz], v),
    ]
}

#[inline(always)]
fn contract<S: Simd>(k: &Coefficients<S>, p: Six<S>, q: Six<S>) -> Lanes<S> {
    let shear = dot([p[3], p[4], p[5]], [q[3], q[4], q[5]]);
    k.two
        .times_plus(shear, dot([p[0], p[1], p[2]], [q[0], q[1], q[2]]))
}

/// The axial vector of the product of two symmetric tensors.
#[inline(always)]
fn twist<S: Simd>(
    [pxx, pyy, pzz, pyz, pxz, pxy]: Six<S>,
    [qxx, qyy, qzz, qyz, qxz, qxy]: Six<S>,
) -> Triple<S> {
    let (px, py, pz) = ([pxx, pxy, pxz], [pxy, pyy, pyz], [pxz, pyz, pzz]);
    let (qx, qy, qz) = ([qxx, qxy, qxz], [qxy, qyy, qyz], [qxz, qyz, qzz]);
    [
        dot(py, qz) - dot(pz, qy),
        dot(pz, qx) - dot(px, qz),
        dot(px, qy) - dot(py, qx),
    ]
}

#[inline(always)]
fn pull<S: Simd>(k: &Coefficients<S>, v: Triple<S>, along: Lanes<S>, x: Triple<S>) -> Triple<S> {
    each(|i| v[i].times_plus(along, -(k.kappa * x[i])))
}
