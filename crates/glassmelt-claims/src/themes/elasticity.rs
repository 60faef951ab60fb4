//! Strain and energy of elastic dipoles: Eqs. 6-10.

use std::f64::consts::PI;

use glassmelt::interaction::{pair_energy, point_forces, printed};
use glassmelt::medium::{Separation, printed as printed_field};
use glassmelt::{Medium, SymmetricTensor};
use nalgebra::{Matrix3, Vector3};

use crate::error::Result;
use crate::finding::{Criterion, Finding};
use crate::statement::{Precision, Statement};

pub(crate) const CLAIMS: [Statement; 7] = [
    Statement {
        id: "green-function",
        claim: "A unit force displaces the continuum by G_ij of Eq. 6.",
        equation: "6",
        computation: "Navier's equation at three places and lambda/mu = -0.4, 1, 30: what is left of mu d_l d_l G_ik + (lambda + mu) d_i d_l G_lk",
        quantity: "largest residual over the largest term",
        unit: "",
        precision: Precision::Decimals(9),
        erratum: "E38",
        judge: green_function,
    },
    Statement {
        id: "strain-of-a-dipole",
        claim: "A dipole P makes the strain u_ij = -G_ik,lj P_kl.",
        equation: "7",
        computation: "the printed u_ij of a shear dipole at (2, 3, 6), lambda = mu: a strain is symmetric",
        quantity: "skew part over the largest component",
        unit: "",
        precision: Precision::Digits(3),
        erratum: "E39",
        judge: strain_of_a_dipole,
    },
    Statement {
        id: "strain-in-fourier-space",
        claim: "The Fourier transform of that strain is Eq. 8.",
        equation: "8",
        computation: "Eq. 8 over the transform of the strain of Eqs. 6-7, dipole and q along one axis, lambda = mu",
        quantity: "printed over exact",
        unit: "",
        precision: Precision::Digits(4),
        erratum: "E40",
        judge: strain_in_fourier_space,
    },
    Statement {
        id: "curl-far-away",
        claim: "Since P_ij = P_ji, curl u = 0 far from the defect.",
        equation: "5",
        computation: "curl of the displacement of P_xy = P_yx = 1 at (2, 3, 6)/7, in units of 1/(pi mu)",
        quantity: "length of curl u",
        unit: "",
        precision: Precision::Digits(4),
        erratum: "E37",
        judge: curl_far_away,
    },
    Statement {
        id: "sign-of-the-interaction",
        claim: "Two defects interact with the energy E2 = +P_ij u_ij.",
        equation: "9",
        computation: "energy of two dipoles made of point forces in Eq. 6, over P_ij u_ij",
        quantity: "energy over P_ij u_ij",
        unit: "",
        precision: Precision::Digits(6),
        erratum: "E41",
        judge: sign_of_the_interaction,
    },
    Statement {
        id: "interaction-falls-as-cube",
        claim: "Defects interact with an angle-dependent potential mu/r^3.",
        equation: "10",
        computation: "the exact energy of two shear dipoles at r and 8 r",
        quantity: "power of 1/r",
        unit: "",
        precision: Precision::Digits(6),
        erratum: "",
        judge: interaction_falls_as_cube,
    },
    Statement {
        id: "pair-energy",
        claim: "Eqs. 6, 7 and 9 make the pair energy of Eq. 10.",
        equation: "10",
        computation: "Eq. 10 over the exact contraction, two xy shears at (0.3, -0.7, 1.1), lambda = mu",
        quantity: "printed over exact",
        unit: "",
        precision: Precision::Digits(4),
        erratum: "E42",
        judge: printed_pair_energy,
    },
];

const SHEAR_XY: [f64; 6] = [0.0, 0.0, 0.0, 0.0, 0.0, 1.0];

fn equal() -> Result<Medium> {
    Ok(Medium::new(1.0, 1.0)?)
}

fn shear() -> SymmetricTensor {
    SymmetricTensor::from_components(SHEAR_XY)
}

fn apart(x: f64, y: f64, z: f64) -> Result<Separation> {
    Ok(Separation::new(Vector3::new(x, y, z))?)
}

fn green_function() -> Result<Finding> {
    let mut worst: f64 = 0.0;
    for lambda in [-0.4, 1.0, 30.0] {
        let medium = Medium::new(lambda, 1.0)?;
        for r in [
            apart(0.3, -0.7, 1.1)?,
            apart(2.0, 3.0, 6.0)?,
            apart(0.0, 0.0, 1.0)?,
        ] {
            worst = worst.max(navier_residual(&medium, &r));
        }
    }
    Ok(Finding::of(worst, Criterion::AtMost(1e-12)))
}

/// `mu d_l d_l G_ik + (lambda + mu) d_i d_l G_lk` over the largest term.
fn navier_residual(medium: &Medium, r: &Separation) -> f64 {
    let second = medium.green_second(r);
    let laplacian = (0..3).map(|l| second[l][l]).sum::<Matrix3<f64>>();
    let divergence = Matrix3::from_fn(|i, k| (0..3).map(|l| second[i][l][(l, k)]).sum::<f64>());
    let pulled = divergence * (medium.lambda() + medium.mu());
    let pushed = laplacian * medium.mu();
    (pulled + pushed).amax() / pulled.amax().max(pushed.amax())
}

fn strain_of_a_dipole() -> Result<Finding> {
    let found = printed_field::strain(&equal()?, &shear(), &apart(2.0, 3.0, 6.0)?);
    let skew = (found - found.transpose()) * 0.5;
    Ok(Finding::of(
        skew.amax() / found.amax(),
        Criterion::AtMost(1e-9),
    ))
}

fn strain_in_fourier_space() -> Result<Finding> {
    let q = Vector3::z();
    let along = SymmetricTensor::from_components([0.0, 0.0, 1.0, 0.0, 0.0, 0.0]);
    let found = printed_field::strain_fourier(&equal()?, &along, &q)?[(2, 2)];
    let exact = equal()?.strain_fourier(&along, &q)?.zz;
    Ok(Finding::of(found / exact, ONE))
}

/// One, but for rounding.
const ONE: Criterion = Criterion::Near {
    value: 1.0,
    within: 1e-6,
};

fn curl_far_away() -> Result<Finding> {
    let near = apart(2.0 / 7.0, 3.0 / 7.0, 6.0 / 7.0)?;
    let curl = equal()?.dipole_field(&shear(), &near).rotation * (2.0 * PI);
    Ok(Finding::of(curl.norm(), Criterion::AtMost(1e-12)))
}

fn sign_of_the_interaction() -> Result<Finding> {
    let (medium, r) = (equal()?, apart(0.3, -0.7, 1.1)?);
    let by_forces = point_forces::pair_energy_limit(&medium, &shear(), &shear(), &r)?.value;
    let as_printed = shear().contract(&medium.strain(&shear(), &r));
    Ok(Finding::of(by_forces / as_printed, ONE))
}

fn interaction_falls_as_cube() -> Result<Finding> {
    let medium = equal()?;
    let energy = |r: &Separation| pair_energy(&medium, &shear(), &shear(), r);
    let near = energy(&apart(0.3, -0.7, 1.1)?);
    let far = energy(&apart(2.4, -5.6, 8.8)?);
    let power = (near / far).ln() / 8.0_f64.ln();
    let cube = Criterion::Near {
        value: 3.0,
        within: 1e-9,
    };
    Ok(Finding::of(power, cube))
}

fn printed_pair_energy() -> Result<Finding> {
    let (medium, r) = (equal()?, apart(0.3, -0.7, 1.1)?);
    let exact = pair_energy(&medium, &shear(), &shear(), &r);
    let found = printed::pair_energy(&medium, &shear(), &shear(), &r);
    Ok(Finding::of(found / exact, ONE))
}
