//! Local strain and D2min are those of OVITO 3.17 for a perturbed, strained fcc crystal.

mod lattices;

use glassmelt_trajectory::{CellChange, Places, Reference};
use lattices::{deformed, displaced, fcc, random};
use nalgebra::{Matrix3, Vector3};

/// Made by `tools/local_strain_values.py`, which holds the same crystal.
const TABLE: &str = include_str!("data/local_strain_ovito.csv");

fn shake(first: u64, atom: usize) -> Vector3<f64> {
    let component = |axis| 0.12 * (random(first + 3 * atom as u64 + axis) - 0.5);
    Vector3::new(component(0), component(1), component(2))
}

#[test]
fn strain_and_d2min_are_those_of_ovito_to_its_rounding() {
    let before = displaced(&fcc(4), |atom, _| shake(0, atom));
    let f = Matrix3::new(1.02, 0.05, 0.0, 0.0, 0.99, -0.03, 0.01, 0.0, 1.01);
    let mut after = deformed(&displaced(&before, |atom, _| shake(1_000_000, atom)), &f);
    let reference = Reference::within(&before, 0.85).expect("a crystal");
    for places in [Places::Unwrapped, Places::Wrapped] {
        after.places = places;
        if places == Places::Wrapped {
            let cell = after.cell.expect("a cell");
            after
                .positions
                .iter_mut()
                .for_each(|r| *r = cell.wrapped(r));
        }
        let fits = reference
            .fits(&after, CellChange::Kept)
            .expect("the same atoms");
        let mut rows = 0;
        for line in TABLE.lines().skip(2) {
            let row: Vec<f64> = line
                .split(',')
                .map(|x| x.parse().expect("a number"))
                .collect();
            let atom = row[0] as usize;
            let fit = fits[atom].expect("12 neighbours span the space");
            let theirs = Matrix3::from_column_slice(&row[1..10]);
            assert!((fit.deformation_gradient() - theirs).norm() < 1e-12);
            assert!((fit.d2min - row[10]).abs() < 1e-12);
            assert!((fit.shear_strain() - row[11]).abs() < 1e-12);
            assert!((fit.volumetric_strain() - row[12]).abs() < 1e-12);
            assert_eq!(f64::from(fit.neighbours), row[13]);
            rows += 1;
        }
        assert_eq!(rows, 32);
    }
}
