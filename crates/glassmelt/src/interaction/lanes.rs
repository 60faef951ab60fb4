//! Several numbers at once, with the operators of one.

use std::ops::{Add, Mul, Neg, Sub};

use pulp::Simd;

/// As many numbers as the machine's vector holds.
#[derive(Clone, Copy)]
pub(super) struct Lanes<S: Simd> {
    simd: S,
    pub(super) values: S::f64s,
}

impl<S: Simd> Lanes<S> {
    #[inline(always)]
    pub(super) fn new(simd: S, values: S::f64s) -> Self {
        Self { simd, values }
    }

    /// The same number in each lane.
    #[inline(always)]
    pub(super) fn all(simd: S, value: f64) -> Self {
        Self::new(simd, simd.splat_f64s(value))
    }

    /// `self * factor + rest`, in one rounding where the machine can.
    #[inline(always)]
    pub(super) fn times_plus(self, factor: Self, rest: Self) -> Self {
        let sum = self
            .simd
            .mul_add_e_f64s(self.values, factor.values, rest.values);
        Self::new(self.simd, sum)
    }

    /// One in each lane that is not between the bounds, or no number; zero in the others.
    #[inline(always)]
    pub(super) fn outside(self, (low, high): (f64, f64)) -> Self {
        let (low, high) = (self.simd.splat_f64s(low), self.simd.splat_f64s(high));
        let above = self.simd.greater_than_or_equal_f64s(self.values, low);
        let below = self.simd.less_than_or_equal_f64s(self.values, high);
        let inside = self.simd.and_m64s(above, below);
        let (one, zero) = (self.simd.splat_f64s(1.0), self.simd.splat_f64s(0.0));
        Self::new(self.simd, self.simd.select_f64s(inside, zero, one))
    }

    /// Over all lanes.
    #[inline(always)]
    pub(super) fn sum(self) -> f64 {
        self.simd.reduce_sum_f64s(self.values)
    }

    #[inline(always)]
    pub(super) fn sqrt(self) -> Self {
        Self::new(self.simd, self.simd.sqrt_f64s(self.values))
    }

    #[inline(always)]
    pub(super) fn recip(self) -> Self {
        let one = self.simd.splat_f64s(1.0);
        Self::new(self.simd, self.simd.div_f64s(one, self.values))
    }
}

impl<S: Simd> Add for Lanes<S> {
    type Output = Self;
    #[inline(always)]
    fn add(self, other: Self) -> Self {
        Self::new(self.simd, self.simd.add_f64s(self.values, other.values))
    }
}

impl<S: Simd> Sub for Lanes<S> {
    type Output = Self;
    #[inline(always)]
    fn sub(self, other: Self) -> Self {
        Self::new(self.simd, self.simd.sub_f64s(self.values, other.values))
    }
}

impl<S: Simd> Mul for Lanes<S> {
    type Output = Self;
    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        Self::new(self.simd, self.simd.mul_f64s(self.values, other.values))
    }
}

impl<S: Simd> Neg for Lanes<S> {
    type Output = Self;
    #[inline(always)]
    fn neg(self) -> Self {
        Self::new(self.simd, self.simd.neg_f64s(self.values))
    }
}

/// Several vectors, by a loop that is always inlined.
#[inline(always)]
pub(super) fn lanes<S: Simd, const N: usize>(simd: S, values: [S::f64s; N]) -> [Lanes<S>; N] {
    let mut all = [Lanes::new(simd, values[0]); N];
    for i in 1..N {
        all[i] = Lanes::new(simd, values[i]);
    }
    all
}
