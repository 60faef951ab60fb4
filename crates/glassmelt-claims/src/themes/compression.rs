//! The bulk modulus: before the conclusions, and below Eq. 29.

use glassmelt::dilute::{Dilute, average};
use glassmelt::{DipoleTensor, Medium, SymmetricTensor};
use nalgebra::Vector3;

use crate::error::Result;
use crate::finding::{Criterion, Finding};
use crate::statement::{Precision, Statement};

pub(crate) const CLAIMS: [Statement; 2] = [
    Statement {
        id: "bulk-modulus",
        claim: "The compression modulus has a similar decrease as the shear modulus at all temperatures.",
        equation: "before the conclusions",
        computation: "loss of the bulk modulus over that of the shear modulus, rods that turn in fixed number, P0 = 12, n a^3 = 0.02, lambda = mu",
        quantity: "loss over loss",
        unit: "",
        precision: Precision::Decimals(6),
        erratum: "E47",
        judge: bulk_modulus,
    },
    Statement {
        id: "lambda",
        claim: "lambda does not renormalize to zero.",
        equation: "below 29",
        computation: "lambda_R/lambda of the same gas, K_R - 2 mu_R/3",
        quantity: "lambda_R/lambda",
        unit: "",
        precision: Precision::Digits(4),
        erratum: "E47",
        judge: lambda,
    },
];

fn gas() -> Result<Dilute> {
    let rod = DipoleTensor(SymmetricTensor::uniaxial(12.0, Vector3::z()));
    Ok(average(&Medium::new(1.0, 1.0)?, &rod, 1.0, 1.0, 0.02)?)
}

fn bulk_modulus() -> Result<Finding> {
    let gas = gas()?;
    let ratio = (1.0 - gas.bulk.ratio_at_fixed_number) / (1.0 - gas.modulus_ratio);
    Ok(Finding::of(ratio, Criterion::AtLeast(0.5)))
}

fn lambda() -> Result<Finding> {
    Ok(Finding::of(gas()?.bulk.lambda_r, Criterion::AtLeast(0.5)))
}
