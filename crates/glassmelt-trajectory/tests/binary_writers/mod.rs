//! Binary trajectories written byte by byte, as their formats are described.
#![allow(dead_code, reason = "each test file uses its own part")]
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    clippy::struct_field_names,
    reason = "small numbers of small files"
)]

use glassmelt_trajectory::{Error, Frame, Frames, Trajectory};

pub(crate) type Row = [f32; 3];

/// Numbers that look random: a linear congruence with the constants of Knuth's MMIX.
pub(crate) struct Numbers(pub(crate) u64);

impl Numbers {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        self.0 >> 33
    }

    /// From -1 to 1.
    pub(crate) fn unit(&mut self) -> f32 {
        (self.next() as f64 / f64::from(1_u32 << 30) - 1.0) as f32
    }
}

/// What was read, and why it ended.
pub(crate) fn read(name: &str, bytes: &[u8]) -> (Vec<Frame>, Option<Error>) {
    let mut stream = match Trajectory::in_memory(name, bytes.to_vec()).open() {
        Ok(stream) => stream,
        Err(error) => return (Vec::new(), Some(error)),
    };
    let mut frames = Vec::new();
    let mut frame = Frame::empty();
    loop {
        match stream.next_into(&mut frame) {
            Ok(true) => frames.push(frame.clone()),
            Ok(false) => return (frames, None),
            Err(error) => {
                assert_eq!(
                    stream.next_into(&mut frame),
                    Err(error.clone()),
                    "an error stays"
                );
                return (frames, Some(error));
            }
        }
    }
}

/// The most significant byte first, or last.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Order {
    Big,
    Little,
}

pub(crate) struct Dcd<'a> {
    pub(crate) order: Order,
    pub(crate) title: &'a str,
    pub(crate) first_step: i32,
    pub(crate) stride: i32,
    pub(crate) cell: Option<[f64; 6]>,
    /// Numbers of the atoms that move, from one; empty: all.
    pub(crate) free: &'a [i32],
    pub(crate) fourth: bool,
    pub(crate) frames: &'a [Vec<Row>],
}

impl Dcd<'_> {
    fn word(&self, number: i32) -> [u8; 4] {
        match self.order {
            Order::Big => number.to_be_bytes(),
            Order::Little => number.to_le_bytes(),
        }
    }

    fn real(&self, number: f32) -> [u8; 4] {
        self.word(number.to_bits() as i32)
    }

    fn record(&self, to: &mut Vec<u8>, content: &[u8]) {
        let mark = self.word(content.len() as i32);
        to.extend([&mark, content, &mark].concat());
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        let atoms = self.frames[0].len() as i32;
        let fixed = if self.free.is_empty() {
            0
        } else {
            atoms - self.free.len() as i32
        };
        let mut numbers = [0; 20];
        numbers[..3].copy_from_slice(&[self.frames.len() as i32, self.first_step, self.stride]);
        numbers[8] = fixed;
        numbers[10] = i32::from(self.cell.is_some());
        numbers[11] = i32::from(self.fourth);
        numbers[19] = 24;
        let mut to = Vec::new();
        let header = numbers.iter().flat_map(|number| self.word(*number));
        self.record(
            &mut to,
            &b"CORD".iter().copied().chain(header).collect::<Vec<u8>>(),
        );
        let title = format!("{:<80}", self.title);
        self.record(&mut to, &[&self.word(1)[..], title.as_bytes()].concat());
        self.record(&mut to, &self.word(atoms));
        if fixed > 0 {
            let free: Vec<u8> = self.free.iter().flat_map(|atom| self.word(*atom)).collect();
            self.record(&mut to, &free);
        }
        for (number, frame) in self.frames.iter().enumerate() {
            if let Some(cell) = self.cell {
                let cell = cell.map(|side| match self.order {
                    Order::Big => side.to_be_bytes(),
                    Order::Little => side.to_le_bytes(),
                });
                self.record(&mut to, cell.as_flattened());
            }
            let moving =
                |atom: usize| number == 0 || fixed == 0 || self.free.contains(&(atom as i32 + 1));
            for axis in 0..3 {
                let rows = frame.iter().enumerate().filter(|(atom, _)| moving(*atom));
                let column: Vec<u8> = rows.flat_map(|(_, row)| self.real(row[axis])).collect();
                self.record(&mut to, &column);
            }
            if self.fourth {
                self.record(&mut to, &vec![0; 4 * frame.len()]);
            }
        }
        to
    }
}

/// One frame of TRR in double precision with positions and forces, or with velocities alone.
pub(crate) fn trr_double(
    step: i32,
    time: f64,
    positions: &[[f64; 3]],
    forces: &[[f64; 3]],
    velocities: &[[f64; 3]],
) -> Vec<u8> {
    let atoms = positions.len().max(velocities.len());
    let size = |rows: &[[f64; 3]]| 24 * rows.len() as i32;
    let mut to = Vec::new();
    to.extend([1993_i32, 13, 12].iter().flat_map(|n| n.to_be_bytes()));
    to.extend(b"GMX_trn_file");
    let sizes = [
        0,
        0,
        72,
        72,
        72,
        0,
        0,
        size(positions),
        size(velocities),
        size(forces),
    ];
    let counts = [atoms as i32, step, 0];
    to.extend(
        sizes
            .iter()
            .chain(&counts)
            .flat_map(|n: &i32| n.to_be_bytes()),
    );
    let cell = [3.0, 0.0, 0.0, 0.5, 4.0, 0.0, -1.0, 0.25, 5.0];
    let reals = [time, 0.0].into_iter().chain(cell).chain([7.0; 18]);
    let rows = [positions, velocities, forces].concat();
    to.extend(
        reals
            .chain(rows.into_flattened())
            .flat_map(f64::to_be_bytes),
    );
    to
}

/// A frame of XTC, by the writer of `molly`.
pub(crate) fn xtc(frame: &molly::Frame) -> Vec<u8> {
    let mut bytes = Vec::new();
    molly::XTCWriter::new(&mut bytes)
        .write_frame(frame)
        .expect("written");
    bytes
}

/// Atoms in molecules of three, so that small steps are used.
pub(crate) fn molecules(count: usize, spread: f32, seed: u64) -> molly::Frame {
    let mut numbers = Numbers(seed);
    let mut positions = Vec::new();
    for _ in 0..count.div_ceil(3) {
        let centre = [0; 3].map(|_| spread * numbers.unit());
        for _ in 0..3 {
            positions.extend(centre.map(|x| x + 0.1 * numbers.unit()));
        }
    }
    positions.truncate(3 * count);
    molly::Frame {
        step: 7,
        time: 2.5,
        boxvec: [9.0, 0.0, 0.0, 0.0, 9.0, 0.0, 0.0, 0.0, 9.0],
        precision: 1000.0,
        positions,
    }
}

/// An array of GSD: frame, name, rows, columns, type, bytes.
pub(crate) struct Array(
    pub(crate) u64,
    pub(crate) &'static str,
    pub(crate) u64,
    pub(crate) u32,
    pub(crate) u8,
    pub(crate) Vec<u8>,
);

pub(crate) fn floats(numbers: &[f32]) -> Vec<u8> {
    numbers.iter().flat_map(|n| n.to_le_bytes()).collect()
}

pub(crate) fn ints(numbers: &[i32]) -> Vec<u8> {
    numbers.iter().flat_map(|n| n.to_le_bytes()).collect()
}

/// A file of GSD 2.0 with the schema of HOOMD-blue.
pub(crate) fn gsd(arrays: &[Array]) -> Vec<u8> {
    let mut names: Vec<&str> = Vec::new();
    for array in arrays {
        if !names.contains(&array.1) {
            names.push(array.1);
        }
    }
    let allowed = arrays.len() as u64 + 2;
    let index_at = 256;
    let names_at = index_at + 32 * allowed;
    let blocks = 8;
    let mut to = Vec::new();
    for number in [0x65DF_65DF_65DF_65DF, index_at, allowed, names_at, blocks] {
        to.extend(number.to_le_bytes());
    }
    to.extend((1_u32 << 16 | 4).to_le_bytes());
    to.extend((2_u32 << 16).to_le_bytes());
    to.resize(112, 0);
    to.extend(b"hoomd");
    to.resize(256, 0);
    let mut data_at = names_at + 64 * blocks;
    for Array(frame, name, rows, columns, kind, bytes) in arrays {
        let id = names
            .iter()
            .position(|known| known == name)
            .expect("it is known") as u16;
        for number in [*frame, *rows, data_at] {
            to.extend(number.to_le_bytes());
        }
        to.extend(columns.to_le_bytes());
        to.extend(id.to_le_bytes());
        to.extend([*kind, 0]);
        data_at += bytes.len() as u64;
    }
    to.resize(names_at as usize, 0);
    for name in names {
        to.extend([name.as_bytes(), &[0]].concat());
    }
    to.resize((names_at + 64 * blocks) as usize, 0);
    for array in arrays {
        to.extend(&array.5);
    }
    to
}

/// Two frames of two particles of two types; images in both.
pub(crate) fn gsd_example() -> Vec<u8> {
    gsd(&[
        Array(
            0,
            "configuration/step",
            1,
            1,
            4,
            5_u64.to_le_bytes().to_vec(),
        ),
        Array(
            0,
            "configuration/box",
            6,
            1,
            9,
            floats(&[4.0, 6.0, 8.0, 0.5, 0.0, 0.0]),
        ),
        Array(0, "particles/N", 1, 1, 3, ints(&[2])),
        Array(0, "particles/types", 2, 3, 1, b"Si\0O\0\0".to_vec()),
        Array(0, "particles/typeid", 2, 1, 3, ints(&[1, 0])),
        Array(
            0,
            "particles/position",
            2,
            3,
            9,
            floats(&[1.0, -2.0, 3.0, 0.5, 0.0, -1.0]),
        ),
        Array(0, "particles/image", 2, 3, 7, ints(&[0, 0, 0, 1, 0, -1])),
        Array(
            1,
            "configuration/step",
            1,
            1,
            4,
            15_u64.to_le_bytes().to_vec(),
        ),
        Array(
            1,
            "particles/position",
            2,
            3,
            9,
            floats(&[1.5, -2.0, 3.0, 0.5, 0.25, -1.0]),
        ),
        Array(1, "particles/image", 2, 3, 7, ints(&[0, -1, 0, 1, 0, -1])),
        Array(
            1,
            "particles/velocity",
            2,
            3,
            9,
            floats(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0]),
        ),
    ])
}
