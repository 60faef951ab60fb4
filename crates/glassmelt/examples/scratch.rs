use glassmelt::defect::*;
use glassmelt::*;
use nalgebra::*;
use std::time::Instant;
fn main() {
    let med = Medium::new(1.0, 1.0).unwrap();
    for rest in [RestLength::StressFree, RestLength::AsPrinted] {
        for sur in [
            Surroundings::Clamped,
            Surroundings::Springs { stiffness: 5.0 },
            Surroundings::Continuum {
                medium: med,
                site_radius: 0.4,
            },
        ] {
            for which in 0..2 {
                let kind = BondKind {
                    bend: 1.0,
                    stretch: 10.0,
                    rest_length: rest,
                };
                let d = if which == 0 {
                    Cage::straight(2.0)
                        .around(Polyhedron::Tetrahedron.corners(1.0).unwrap(), kind)
                        .unwrap()
                } else {
                    let a = [
                        [2.1, 0., 0.5],
                        [-0.4, 1.9, 0.2],
                        [-1., -1.3, 1.1],
                        [0.2, -0.3, -2.],
                    ];
                    let b = [
                        [1., 0.1, 0.2],
                        [-0.3, 0.9, 0.],
                        [-0.4, -0.7, 0.6],
                        [0., -0.2, -1.1],
                    ];
                    Defect::new(
                        b.iter().map(|&v| v.into()).collect(),
                        a.iter().map(|&v| v.into()).collect(),
                        (0..4)
                            .map(|i| Bond {
                                corner: i,
                                neighbour: i,
                                bend: 1.0,
                                stretch: 10.0,
                                rest_length: rest,
                            })
                            .collect(),
                    )
                    .unwrap()
                };
                let p = Potential::new(&d, sur).unwrap();
                let t = Instant::now();
                let m = p.minima(24).unwrap();
                println!(
                    "which {which} {rest:?} {sur:?} {:?} failed {}",
                    t.elapsed(),
                    m.failed
                );
                let h = SymmetricEigen::new(p.hessian(&d.reference())).eigenvalues;
                println!("  ref lowest {} ", h.min());
                for b in m.basins() {
                    let r = &b.minimum;
                    println!(
                        "  {} E={:.15} rot={:?} tr={:.9} PP={:.9} hmin={:.4} zero={} res={:.1e} F={:.1e} T={:.1e} farT={:.1e}",
                        b.starts,
                        r.energy,
                        r.rotation_vector().as_slice(),
                        r.dipole().trace(),
                        r.dipole().0.contract(&r.dipole().0),
                        r.hessian_min(),
                        r.zero_modes,
                        r.residual,
                        r.residual_force().norm(),
                        r.residual_torque().norm(),
                        r.far_torque().norm()
                    );
                }
            }
        }
    }
}
