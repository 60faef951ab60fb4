//! The rigid defect in its cage: Eqs. 1-5 and imprisonment.

use glassmelt::defect::{
    Bond, BondKind, Cage, Configuration, Defect, Polyhedron, Potential, RelaxedDefect, RestLength,
    Surroundings,
};
use glassmelt::{Medium, SymmetricTensor};
use nalgebra::{Matrix3, Rotation3, UnitQuaternion, Vector3};

use crate::error::Result;
use crate::finding::{Criterion, Finding};
use crate::statement::{Precision, Statement};

pub(crate) const CLAIMS: [Statement; 11] = [
    Statement {
        id: "rotation-is-no-strain",
        claim: "A rotation cannot be represented by shear or compression to any order.",
        equation: "1",
        computation: "energy of a tetrahedral defect whose core and cage turn together by 1 rad, over that of the core turning alone",
        quantity: "energy over energy",
        unit: "",
        precision: Precision::Decimals(9),
        erratum: "E36",
        judge: rotation_is_no_strain,
    },
    Statement {
        id: "displacement-gradient",
        claim: "A neighbour moves from a_i to a_i (delta_ik + d_k u^i).",
        equation: "2",
        computation: "the cage turned with its core by 0.001 rad, the gradient as Eq. 2 prints it: energy over that of turning the core alone by twice as much",
        quantity: "energy over energy",
        unit: "",
        precision: Precision::Digits(4),
        erratum: "E33",
        judge: displacement_gradient,
    },
    Statement {
        id: "bond-angle",
        claim: "The angle of a bond has cos omega of Eq. 3.",
        equation: "3",
        computation: "the constant of Eq. 3, (b^2 - b.a)/(|l| |b|), for a straight bond, which is bent by nothing",
        quantity: "cos omega at rest",
        unit: "",
        precision: Precision::Digits(6),
        erratum: "E34",
        judge: bond_angle,
    },
    Statement {
        id: "euler-angles",
        claim: "The off-diagonal elements of R are antisymmetric and linear in the three Euler angles.",
        equation: "below 4",
        computation: "how far R - R^T turns by each of three angles at rest: smallest singular value, angles of the rotation vector against Euler's zyz",
        quantity: "smallest turn by a unit of angle",
        unit: "",
        precision: Precision::Decimals(6),
        erratum: "E32",
        judge: euler_angles,
    },
    Statement {
        id: "stable-as-printed",
        claim: "The potential V holds the defect at its reference orientation.",
        equation: "4",
        computation: "lowest eigenvalue of V's Hessian in the rotations of a tetrahedron, b = 1, a = 2, clamped cage, rest length |a_p| as printed; stretch/bend = 0.9 against 10",
        quantity: "lowest eigenvalue over bend",
        unit: "",
        precision: Precision::Digits(4),
        erratum: "E35",
        judge: stable_as_printed,
    },
    Statement {
        id: "imprisonment",
        claim: "curl u is proportional to the Euler angles with a coefficient that depends on the local anisotropy.",
        equation: "below 4",
        computation: "the core's rotation by a rotation curl u/2 of the medium: an irregular defect against a regular tetrahedron, in the continuum",
        quantity: "difference of the coefficients",
        unit: "",
        precision: Precision::Decimals(6),
        erratum: "E36",
        judge: imprisonment,
    },
    Statement {
        id: "tetrahedron-shears",
        claim: "The turned tetrahedron of Fig. 1 strains the continuum in shear.",
        equation: "Fig. 1",
        computation: "how the shear dipole of a held defect grows with the angle: a defect without symmetry against the regular tetrahedron, cage on springs",
        quantity: "power of the angle",
        unit: "",
        precision: Precision::Digits(3),
        erratum: "E36",
        judge: tetrahedron_shears,
    },
    Statement {
        id: "imprisoned-dipole",
        claim: "The imprisoned defect carries a dipole P.",
        equation: "5",
        computation: "deviator of the dipole of the relaxed tetrahedron in the continuum: bonds under pressure against bonds without stress",
        quantity: "length of the deviator over bend",
        unit: "",
        precision: Precision::Decimals(4),
        erratum: "E36",
        judge: imprisoned_dipole,
    },
    Statement {
        id: "balance",
        claim: "The forces on the defect sum to zero and P_ij = P_ji, so that there is no torque.",
        equation: "5",
        computation: "torque on a tetrahedron, cage clamped, after V has been minimised against held turned by 0.1 rad",
        quantity: "torque over bend",
        unit: "",
        precision: Precision::Decimals(3),
        erratum: "E37",
        judge: balance,
    },
    Statement {
        id: "dipole-goes-with-modulus",
        claim: "P_ij is proportional to mu_0.",
        equation: "5",
        computation: "the dipole of the printed tetrahedron in a continuum made twice as stiff: bonds stiffened with it against bonds as they were",
        quantity: "power of mu_0",
        unit: "",
        precision: Precision::Digits(3),
        erratum: "",
        judge: dipole_goes_with_modulus,
    },
    Statement {
        id: "no-imprisonment-in-a-liquid",
        claim: "In a liquid, without a shear modulus, a defect is not imprisoned.",
        equation: "below 4",
        computation: "torque that a rotation of the core meets in the continuum as mu falls from 1e-4 to 1e-5 of lambda",
        quantity: "power of mu",
        unit: "",
        precision: Precision::Digits(3),
        erratum: "",
        judge: no_imprisonment_in_a_liquid,
    },
];

fn kind(stretch: f64, rest_length: RestLength) -> BondKind {
    BondKind {
        bend: 1.0,
        stretch,
        rest_length,
    }
}

/// The regular tetrahedron of radius 1, neighbours straight out at 2.
fn tetrahedron(kind: BondKind) -> Result<Defect> {
    let corners = Polyhedron::Tetrahedron.corners(1.0)?;
    Ok(Cage::straight(2.0).around(corners, kind)?)
}

/// Four corners and four neighbours without any symmetry.
fn irregular() -> Result<Defect> {
    let neighbours = [
        [2.1, 0.0, 0.5],
        [-0.4, 1.9, 0.2],
        [-1.0, -1.3, 1.1],
        [0.2, -0.3, -2.0],
    ];
    let corners = [
        [1.0, 0.1, 0.2],
        [-0.3, 0.9, 0.0],
        [-0.4, -0.7, 0.6],
        [0.0, -0.2, -1.1],
    ];
    let bonds = (0..4).map(|p| Bond {
        corner: p,
        neighbour: p,
        bend: 1.0,
        stretch: 10.0,
        rest_length: RestLength::StressFree,
    });
    let vectors = |rows: [[f64; 3]; 4]| rows.map(Vector3::from).to_vec();
    Ok(Defect::new(
        vectors(corners),
        vectors(neighbours),
        bonds.collect(),
    )?)
}

fn stress_free() -> Result<Defect> {
    tetrahedron(kind(10.0, RestLength::StressFree))
}

fn continuum(lambda: f64, mu: f64) -> Result<Surroundings> {
    Ok(Surroundings::Continuum {
        medium: Medium::new(lambda, mu)?,
        site_radius: 0.4,
    })
}

const SPRINGS: Surroundings = Surroundings::Springs { stiffness: 5.0 };

/// An axis without symmetry.
fn axis() -> Vector3<f64> {
    Vector3::new(0.3, -0.2, 0.9).normalize()
}

fn turn(angle: f64) -> UnitQuaternion<f64> {
    UnitQuaternion::from_scaled_axis(axis() * angle)
}

/// The bonds' energy with the core turned by `angle` and each neighbour moved by `displacement`.
fn cost(
    potential: &Potential,
    angle: f64,
    displacement: impl Fn(&Vector3<f64>) -> Vector3<f64>,
) -> f64 {
    let sites = potential.defect().neighbours().iter();
    potential.bond_energy(&Configuration {
        rotation: turn(angle),
        translation: Vector3::zeros(),
        displacements: sites.map(displacement).collect(),
    })
}

fn clamped(defect: &Defect) -> Result<Potential> {
    Ok(Potential::new(defect, Surroundings::Clamped)?)
}

fn rotation_is_no_strain() -> Result<Finding> {
    let potential = clamped(&stress_free()?)?;
    let together = cost(&potential, 1.0, |a| turn(1.0) * a - a);
    let alone = cost(&potential, 1.0, |_| Vector3::zeros());
    Ok(Finding::of(together / alone, Criterion::AtMost(1e-12)))
}

fn displacement_gradient() -> Result<Finding> {
    // u = w x a has the skew gradient of w; transposed it is that of -w.
    let potential = clamped(&stress_free()?)?;
    let angle = 1e-3;
    let as_printed = cost(&potential, angle, |a| -axis().cross(a) * angle);
    let alone = cost(&potential, 2.0 * angle, |_| Vector3::zeros());
    Ok(Finding::of(as_printed / alone, Criterion::AtMost(1e-3)))
}

fn bond_angle() -> Result<Finding> {
    let defect = stress_free()?;
    let (a, b) = (defect.neighbours()[0], defect.corners()[0]);
    let as_printed = (b.norm_squared() - b.dot(&a)) / ((a - b).norm() * b.norm());
    let straight = Criterion::Near {
        value: 1.0,
        within: 1e-9,
    };
    Ok(Finding::of(as_printed, straight))
}

fn euler_angles() -> Result<Finding> {
    let vector = |w: Vector3<f64>| Rotation3::new(w);
    let zyz = |w: Vector3<f64>| {
        let about = |axis: Vector3<f64>, angle: f64| Rotation3::new(axis * angle);
        about(Vector3::z(), w.x) * about(Vector3::y(), w.y) * about(Vector3::z(), w.z)
    };
    Ok(Finding::assuming(
        "the angles are the components of a rotation vector",
        smallest_turn(vector),
        Some(smallest_turn(zyz)),
        Criterion::AtLeast(0.5),
    ))
}

/// The smallest singular value of the derivative of the axial vector of R by three angles, at rest.
fn smallest_turn(rotation: impl Fn(Vector3<f64>) -> Rotation3<f64>) -> f64 {
    let step = 1e-4;
    let axial = |w| {
        let r = rotation(w).into_inner();
        Vector3::new(
            r[(2, 1)] - r[(1, 2)],
            r[(0, 2)] - r[(2, 0)],
            r[(1, 0)] - r[(0, 1)],
        ) * 0.5
    };
    let column = |k| {
        let w = Vector3::ith(k, step);
        (axial(w) - axial(-w)) / (2.0 * step)
    };
    Matrix3::from_columns(&[column(0), column(1), column(2)])
        .singular_values()
        .min()
}

fn stable_as_printed() -> Result<Finding> {
    let lowest = |stretch: f64| -> Result<f64> {
        let defect = tetrahedron(kind(stretch, RestLength::AsPrinted))?;
        let hessian = clamped(&defect)?.hessian(&defect.reference());
        let rotations: Matrix3<f64> = hessian.fixed_view::<3, 3>(3, 3).into();
        Ok(rotations.symmetric_eigenvalues().min())
    };
    Ok(Finding::assuming(
        "stretch below bend a/(2 b^2 (a - b)), a ratio that the paper leaves open",
        lowest(0.9)?,
        Some(lowest(10.0)?),
        Criterion::AtLeast(0.0),
    ))
}

fn relaxed(potential: &Potential) -> Result<RelaxedDefect> {
    Ok(potential.relax(&potential.defect().reference())?)
}

fn imprisonment() -> Result<Finding> {
    let coefficient = |defect: &Defect| -> Result<Matrix3<f64>> {
        let potential = Potential::new(defect, continuum(1.0, 1.0)?)?;
        Ok(potential.imprisonment(&relaxed(&potential)?)?.by_rotation)
    };
    let difference = coefficient(&irregular()?)? - coefficient(&stress_free()?)?;
    Ok(Finding::of(difference.amax(), Criterion::AtLeast(1e-6)))
}

fn tetrahedron_shears() -> Result<Finding> {
    let power = |defect: &Defect| -> Result<f64> {
        let potential = Potential::new(defect, SPRINGS)?;
        let rest = relaxed(&potential)?;
        let change = |angle: f64| -> Result<f64> {
            let held = potential.relax_at(turn(angle) * rest.configuration.rotation)?;
            let moment = SymmetricTensor::symmetric_part(&held.moment);
            Ok((moment.deviator() - rest.dipole().deviator()).norm())
        };
        Ok((change(4e-3)? / change(2e-3)?).log2())
    };
    Ok(Finding::assuming(
        "the defect lacks the symmetry of Fig. 1",
        power(&irregular()?)?,
        Some(power(&stress_free()?)?),
        Criterion::Near {
            value: 1.0,
            within: 0.1,
        },
    ))
}

/// The dipole of the deepest minimum of eight starts.
fn dipole(defect: &Defect, surroundings: Surroundings) -> Result<SymmetricTensor> {
    let minima = Potential::new(defect, surroundings)?.minima(8)?;
    Ok(minima.lowest().dipole().deviator())
}

fn imprisoned_dipole() -> Result<Finding> {
    let pressed = tetrahedron(kind(10.0, RestLength::AsPrinted))?;
    Ok(Finding::assuming(
        "bonds under pressure, or a core that does not fit its cage",
        dipole(&pressed, continuum(1.0, 1.0)?)?.norm(),
        Some(dipole(&stress_free()?, continuum(1.0, 1.0)?)?.norm()),
        Criterion::AtLeast(1e-3),
    ))
}

fn balance() -> Result<Finding> {
    let potential = clamped(&stress_free()?)?;
    let start = Configuration {
        rotation: turn(0.1),
        ..potential.defect().reference()
    };
    let minimised = potential.relax(&start)?.residual_torque().norm();
    let held = potential.torque(&start).norm();
    Ok(Finding::assuming(
        "V has been minimised over place and orientation of the core",
        minimised,
        Some(held),
        Criterion::AtMost(1e-6),
    ))
}

fn dipole_goes_with_modulus() -> Result<Finding> {
    let length = |bonds: f64, mu: f64| -> Result<f64> {
        let kind = BondKind {
            bend: bonds,
            stretch: 10.0 * bonds,
            rest_length: RestLength::AsPrinted,
        };
        Ok(dipole(&tetrahedron(kind)?, continuum(mu, mu)?)?.norm())
    };
    let one = length(1.0, 1.0)?;
    Ok(Finding::assuming(
        "the stiffness of the bonds goes with that of the medium, as Eq. 4 writes it",
        (length(2.0, 2.0)? / one).log2(),
        Some((length(1.0, 2.0)? / one).log2()),
        Criterion::Near {
            value: 1.0,
            within: 0.01,
        },
    ))
}

fn no_imprisonment_in_a_liquid() -> Result<Finding> {
    let stiffness = |mu: f64| -> Result<f64> {
        let potential = Potential::new(&stress_free()?, continuum(1.0, mu)?)?;
        Ok(potential
            .imprisonment(&relaxed(&potential)?)?
            .stiffness
            .trace())
    };
    let power = (stiffness(1e-4)? / stiffness(1e-5)?).log10();
    let one = Criterion::Near {
        value: 1.0,
        within: 0.02,
    };
    Ok(Finding::of(power, one))
}
