//! Small trajectories for the tests: a shaken crystal, a plane of tracks, turning tetrahedra, a series of stress.
#![allow(dead_code, unreachable_pub)] // each test file uses a part of it

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// A face-centred cubic crystal of 108 atoms, each shaken about its site on its own.
pub struct Crystal {
    pub side: f64,
    pub frames: Vec<Frame>,
}

/// The sides of the box, the step, positions that are followed.
#[derive(Clone)]
pub struct Frame {
    pub side: f64,
    pub step: u64,
    pub positions: Vec<[f64; 3]>,
}

/// Numbers of mean 0 and variance 1: the sum of twelve equal distributions, less its mean.
struct Noise(u64);

impl Noise {
    fn uniform(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005);
        self.0 = self.0.wrapping_add(1_442_695_040_888_963_407);
        f64::from(u32::try_from(self.0 >> 32).unwrap()) / f64::from(u32::MAX)
    }

    fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.uniform()).sum::<f64>() - 6.0
    }
}

impl Crystal {
    /// Of one coordinate.
    pub const VARIANCE: f64 = 0.0025;

    pub fn shaken(frames: u64) -> Self {
        let a = 1.7;
        let sites = sites(a);
        let mut noise = Noise(7);
        let mut shaken = |step| Frame {
            side: 3.0 * a,
            step,
            positions: sites
                .iter()
                .map(|site| site.map(|x| x + Self::VARIANCE.sqrt() * noise.normal()))
                .collect(),
        };
        Self {
            side: 3.0 * a,
            frames: (0..frames).map(|frame| shaken(10 * frame)).collect(),
        }
    }
}

fn sites(a: f64) -> Vec<[f64; 3]> {
    let corners = [[0.0; 3], [0.5, 0.5, 0.0], [0.5, 0.0, 0.5], [0.0, 0.5, 0.5]];
    cells()
        .flat_map(|cell| {
            corners.map(|corner| [0, 1, 2].map(|axis| a * (cell[axis] + corner[axis])))
        })
        .collect()
}

fn cells() -> impl Iterator<Item = [f64; 3]> {
    (0..27).map(|n| [n / 9, n / 3 % 3, n % 3].map(f64::from))
}

/// A dump of LAMMPS with unwrapped positions and two types in turn.
pub fn dump(path: &Path, frames: &[Frame]) -> PathBuf {
    let mut text = String::new();
    for frame in frames {
        let side = frame.side;
        writeln!(
            text,
            "ITEM: TIMESTEP\n{}\nITEM: NUMBER OF ATOMS\n{}\nITEM: BOX BOUNDS pp pp pp\n0 {side}\n0 {side}\n0 {side}\n\
             ITEM: ATOMS id type xu yu zu fx fy fz",
            frame.step,
            frame.positions.len()
        )
        .unwrap();
        for (atom, [x, y, z]) in frame.positions.iter().enumerate() {
            writeln!(
                text,
                "{} {} {x:.9} {y:.9} {z:.9} 0 0 0",
                atom + 1,
                1 + atom % 2
            )
            .unwrap();
        }
    }
    std::fs::write(path, text).unwrap();
    path.to_path_buf()
}

/// The same as extended XYZ.
pub fn extended(path: &Path, frames: &[Frame]) -> PathBuf {
    let mut text = String::new();
    for frame in frames {
        let side = frame.side;
        writeln!(
            text,
            "{}\nLattice=\"{side} 0 0 0 {side} 0 0 0 {side}\" pbc=\"T T T\" Properties=species:S:1:pos:R:3 Step={}",
            frame.positions.len(),
            frame.step
        )
        .unwrap();
        for (atom, [x, y, z]) in frame.positions.iter().enumerate() {
            writeln!(text, "{} {x:.9} {y:.9} {z:.9}", 1 + atom % 2).unwrap();
        }
    }
    std::fs::write(path, text).unwrap();
    path.to_path_buf()
}

/// The file by gzip, beside it.
pub fn packed(path: &Path) -> PathBuf {
    let target = PathBuf::from(format!("{}.gz", path.display()));
    let file = std::fs::File::create(&target).unwrap();
    let mut writer = flate2::write::GzEncoder::new(file, flate2::Compression::fast());
    writer.write_all(&std::fs::read(path).unwrap()).unwrap();
    writer.finish().unwrap();
    target
}

/// The frames of a dump so many times again, with later steps, beside it.
pub fn later(path: &Path, times: u64) -> PathBuf {
    let target = path.with_extension("later.lammpstrj");
    let text = std::fs::read_to_string(path).unwrap();
    let frames: Vec<&str> = text.split_inclusive("ITEM: TIMESTEP\n").skip(1).collect();
    let mut file = std::io::BufWriter::new(std::fs::File::create(&target).unwrap());
    for (number, frame) in (0..times).flat_map(|_| &frames).enumerate() {
        let rest = frame.trim_end_matches("ITEM: TIMESTEP\n");
        let (_, rest) = rest.split_once('\n').unwrap();
        writeln!(
            file,
            "ITEM: TIMESTEP\n{}\n{}",
            100_000 + 10 * number,
            rest.trim_end()
        )
        .unwrap();
    }
    file.flush().unwrap();
    target
}

/// A square lattice of 144 particles in a plane, shaken, as trackpy writes it.
pub fn tracks(path: &Path, frames: u32) -> PathBuf {
    let mut noise = Noise(11);
    let mut text = "frame,particle,x,y\n".to_owned();
    for frame in 0..frames {
        for particle in 0..144_u32 {
            let [x, y] =
                [particle % 12, particle / 12].map(|n| f64::from(n) + 0.05 * noise.normal());
            writeln!(text, "{frame},{particle},{x:.6},{y:.6}").unwrap();
        }
    }
    std::fs::write(path, text).unwrap();
    path.to_path_buf()
}

/// Eight tetrahedra of `SiO4`, far from each other, that turn by 0.1 rad about z from frame to frame.
pub fn tetrahedra(path: &Path, frames: u32) -> PathBuf {
    let corners = [
        [1.0, 1.0, 1.0],
        [1.0, -1.0, -1.0],
        [-1.0, 1.0, -1.0],
        [-1.0, -1.0, 1.0],
    ];
    let mut text = String::new();
    for frame in 0..frames {
        let (sin, cos) = (0.1 * f64::from(frame)).sin_cos();
        writeln!(
            text,
            "40\nLattice=\"12 0 0 0 12 0 0 0 12\" pbc=\"T T T\" Properties=species:S:1:pos:R:3 Step={frame}"
        )
        .unwrap();
        for n in 0..8_u32 {
            let [x, y, z] = [n % 2, n / 2 % 2, n / 4].map(|k| 3.0 + 6.0 * f64::from(k));
            writeln!(text, "Si {x} {y} {z}").unwrap();
            for [a, b, c] in corners.map(|corner| corner.map(|x: f64| 0.93 * x)) {
                let (a, b) = (cos * a - sin * b, sin * a + cos * b);
                writeln!(text, "O {:.9} {:.9} {:.9}", x + a, y + b, z + c).unwrap();
            }
        }
    }
    std::fs::write(path, text).unwrap();
    path.to_path_buf()
}

/// Stress that forgets itself within ten rows, as `fix ave/time` of LAMMPS writes it.
pub fn series(path: &Path, rows: u64) -> PathBuf {
    let mut noise = Noise(13);
    let mut text =
        "# Time-averaged data for fix stress\n# TimeStep v_pxx v_pyy v_pzz v_pxy v_pxz v_pyz\n"
            .to_owned();
    let mut stress = [0.0; 6];
    for row in 0..rows {
        stress = stress.map(|s: f64| 0.9 * s + 0.1 * noise.normal());
        let numbers: Vec<String> = stress.iter().map(|s| format!("{s:.6}")).collect();
        writeln!(text, "{} {}", 5 * row, numbers.join(" ")).unwrap();
    }
    std::fs::write(path, text).unwrap();
    path.to_path_buf()
}
