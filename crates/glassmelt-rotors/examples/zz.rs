use glassmelt::*;
use glassmelt_rotors::*;
use nalgebra::Vector3;
fn cpu() -> f64 {
    let s = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    s.split(' ').next().unwrap().parse::<f64>().unwrap() * 1e-9
}
fn main() {
    let a: Vec<f64> = std::env::args()
        .skip(1)
        .map(|x| x.parse().unwrap())
        .collect();
    rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .use_current_thread()
        .build_global()
        .unwrap();
    let n = a[0] as usize;
    let density = 0.2;
    let m = Medium::new(1.0, 1.0).unwrap();
    let l = (n as f64 / density).cbrt();
    let cell = Cell::cubic(l).unwrap();
    let mut st = 1u64;
    let mut num = || {
        st = st
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (st >> 11) as f64 / (1u64 << 53) as f64
    };
    let places: Vec<_> = (0..n)
        .map(|_| Vector3::new(num() * l, num() * l, num() * l))
        .collect();
    let dip: Vec<_> = (0..n)
        .map(|_| {
            SymmetricTensor::uniaxial(1.0, Vector3::new(num() - 0.5, num() - 0.5, num() - 0.5))
        })
        .collect();
    let p = MeshParameters {
        splitting: a[1],
        cutoff: a[2],
        grid: [a[3] as usize; 3],
        order: a[4] as usize,
    };
    let run = |p: MeshParameters, k: usize| {
        let mut s = ParticleMesh::with_parameters(m, cell, &places[..k], p)
            .unwrap()
            .turning(&dip[..k])
            .unwrap();
        let mut ans = Interaction::default();
        let mut t = vec![];
        let c = cpu();
        let reps = (a[5] as usize);
        for _ in 0..reps {
            s.interaction_into(&dip[..k], &Boundary::CLAMPED, &mut ans)
                .unwrap();
            ans.torques_into(&dip[..k], &mut t);
        }
        let best = (cpu() - c) / reps as f64;
        best * 1e6 / n as f64
    };
    let w = run(p, n);
    let q = MeshParameters { cutoff: 1e-3, ..p };
    let s = run(q, n);
    let g = run(q, 1);
    println!(
        "n {n}: total {w:.2} us  fft {g:.2} ({:.1} ns/pt) spread {:.2} near {:.2} ({:.2} ns/pair)",
        g * 1e3 * n as f64 / (p.grid[0] as f64).powi(3),
        s - g,
        w - s,
        1e3 * (w - s) / (4.18879 * p.cutoff.powi(3) * density)
    );
}
