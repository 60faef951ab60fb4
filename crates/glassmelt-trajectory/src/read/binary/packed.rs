//! The packed integers of XTC: positions on a grid, each as three digits of one number in bases that the frame
//! names, or as a small step from an atom before it (F. van Hoesel's compression, which GROMACS keeps).

/// What is wrong with packed integers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// The bits end before the atoms.
    Short,
    /// A number does not fit the bases that the frame names.
    Digits,
    /// Steps of a size that the format does not have.
    Size,
    /// More atoms than the frame has.
    TooMany,
}

/// What a frame says of its packed integers.
pub(super) struct Packing {
    /// How many atoms.
    pub(super) atoms: usize,
    /// The smallest integers of x, y, z.
    pub(super) low: [i32; 3],
    /// The largest ones.
    pub(super) high: [i32; 3],
    /// Which of the [`STEPS`] small steps begin with.
    pub(super) step: usize,
}

/// The widest small step k: 2^(k/3) rounded down, with three numbers that are otherwise in the format since 1995;
/// zero for those that are not used.
const STEPS: [u64; 73] = steps();
/// The first of them that is used.
const FIRST: usize = 9;
/// Numbers with more bits than this in a base are written each on its own.
const LARGE: u64 = 0xff_ffff;

const fn steps() -> [u64; 73] {
    let mut steps = [0; 73];
    let mut k = FIRST;
    while k < steps.len() {
        steps[k] = match k {
            37 => 5060,
            57 | 69 => cube_root(1 << k) - 1,
            _ => cube_root(1 << k),
        };
        k += 1;
    }
    steps
}

/// The largest whole number whose cube is not above a number below 2^75, bit by bit.
const fn cube_root(number: u128) -> u64 {
    let mut root = 0_u64;
    let mut bit = 1 << 24;
    while bit > 0 {
        let more = (root | bit) as u128;
        if more * more * more <= number {
            root |= bit;
        }
        bit >>= 1;
    }
    root
}

/// What becomes of the size of small steps.
#[derive(Clone, Copy)]
enum Change {
    Smaller,
    Same,
    Larger,
}

/// How three digits of one number are written.
#[derive(Clone, Copy)]
enum Digits {
    /// Each on its own, in so many bits.
    Apart([u32; 3]),
    /// As one number of so many bits, in these bases.
    Together { bits: u32, bases: [u64; 3] },
}

impl Packing {
    /// Gives the integers of each atom to `put`, in the order of the file.
    ///
    /// A group is an atom with its full numbers, then up to ten small steps, of which the first is the atom before
    /// it (the hydrogen before its oxygen). The number of steps holds until another is told, and with it their
    /// size may go up or down by one.
    pub(super) fn unpack(&self, data: &[u8], mut put: impl FnMut([i32; 3])) -> Result<(), Fault> {
        let full = self.full()?;
        let mut bits = Bits::new(data);
        let (mut done, mut run, mut size) = (0, 0, self.step);
        let mut step = small(size)?;
        while done < self.atoms {
            let anchor = add(bits.digits(full)?, self.low.map(i64::from));
            let mut change = Change::Same;
            if bits.number(1)? == 1 {
                let told = usize::try_from(bits.number(5)?).map_err(|_| Fault::Size)?;
                run = told / 3;
                change = [Change::Smaller, Change::Same, Change::Larger][told % 3];
            }
            done += 1 + run;
            if done > self.atoms {
                return Err(Fault::TooMany);
            }
            let half = i64::try_from(STEPS[size] / 2).unwrap_or(0);
            let mut before = anchor;
            for index in 0..run {
                let moved = add(bits.digits(step)?, before.map(|number| number - half));
                put(whole(moved)?);
                if index == 0 {
                    put(whole(anchor)?);
                }
                before = moved;
            }
            if run == 0 {
                put(whole(anchor)?);
            }
            size = match change {
                Change::Smaller => size - 1,
                Change::Same => size,
                Change::Larger => size + 1,
            };
            step = small(size)?;
        }
        Ok(())
    }

    /// How the full numbers are written.
    fn full(&self) -> Result<Digits, Fault> {
        let mut bases = [0; 3];
        for ((base, low), high) in bases.iter_mut().zip(self.low).zip(self.high) {
            let range = i64::from(high) - i64::from(low);
            *base = u64::try_from(range).map_err(|_| Fault::Digits)? + 1;
        }
        if bases.iter().any(|base| *base > LARGE) {
            return Ok(Digits::Apart(bases.map(width)));
        }
        Ok(together(bases))
    }
}

/// How small steps of this size are written.
fn small(size: usize) -> Result<Digits, Fault> {
    let step = STEPS
        .get(size)
        .copied()
        .filter(|step| *step > 0)
        .ok_or(Fault::Size)?;
    Ok(Digits::Together {
        bits: u32::try_from(size).map_err(|_| Fault::Size)?,
        bases: [step; 3],
    })
}

/// As many bits as the product of the bases has.
fn together(bases: [u64; 3]) -> Digits {
    let product: u128 = bases.iter().map(|base| u128::from(*base)).product();
    Digits::Together {
        bits: 128 - product.leading_zeros(),
        bases,
    }
}

/// The bits of a number; of one beyond 32 bits, 32.
fn width(base: u64) -> u32 {
    (64 - base.leading_zeros()).min(32)
}

fn add(a: [i64; 3], b: [i64; 3]) -> [i64; 3] {
    [a[0] + b[0], a[1] + b[1], a[2] + b[2]]
}

fn whole(numbers: [i64; 3]) -> Result<[i32; 3], Fault> {
    let mut whole = [0; 3];
    for (to, number) in whole.iter_mut().zip(numbers) {
        *to = i32::try_from(number).map_err(|_| Fault::Digits)?;
    }
    Ok(whole)
}

/// A stream of bits, the most significant of each byte first.
struct Bits<'a> {
    rest: &'a [u8],
    held: u64,
    count: u32,
}

impl<'a> Bits<'a> {
    fn new(data: &'a [u8]) -> Self {
        Self {
            rest: data,
            held: 0,
            count: 0,
        }
    }

    /// The next number of so many bits, 32 at most.
    fn number(&mut self, bits: u32) -> Result<u64, Fault> {
        if self.count < bits {
            self.refill();
        }
        if self.count < bits {
            return Err(Fault::Short);
        }
        self.count -= bits;
        Ok((self.held >> self.count) & ((1 << bits) - 1))
    }

    /// Four bytes at once, or the last ones; at least 32 bits are held then, unless the data end.
    fn refill(&mut self) {
        if let Some((four, rest)) = self.rest.split_first_chunk::<4>() {
            self.held = self.held << 32 | u64::from(u32::from_be_bytes(*four));
            (self.count, self.rest) = (self.count + 32, rest);
            return;
        }
        for byte in std::mem::take(&mut self.rest) {
            self.held = self.held << 8 | u64::from(*byte);
            self.count += 8;
        }
    }

    /// The next three digits.
    fn digits(&mut self, digits: Digits) -> Result<[i64; 3], Fault> {
        match digits {
            Digits::Apart(widths) => {
                let mut apart = [0; 3];
                for (digit, width) in apart.iter_mut().zip(widths) {
                    *digit = i64::try_from(self.number(width)?).map_err(|_| Fault::Digits)?;
                }
                Ok(apart)
            }
            Digits::Together { bits, bases } if bits <= 64 => {
                split(self.reversed(bits)?, bases).ok_or(Fault::Digits)
            }
            Digits::Together { bits, bases } => {
                let low = self.reversed(64)?;
                let high = self.reversed(bits - 64)?;
                let number = u128::from(high) << 64 | u128::from(low);
                let [a, b, c] = bases;
                let (rest, third) = (number / u128::from(c), number % u128::from(c));
                let rest = u64::try_from(rest).map_err(|_| Fault::Digits)?;
                let third = i64::try_from(third).map_err(|_| Fault::Digits)?;
                let [_, first, second] = split(rest, [1, a, b]).ok_or(Fault::Digits)?;
                Ok([first, second, third])
            }
        }
    }

    /// A number of 64 bits at most whose bytes come least significant first, the last one with the bits that are
    /// left.
    fn reversed(&mut self, bits: u32) -> Result<u64, Fault> {
        let mut number = 0;
        let mut done = 0;
        while bits - done > 32 {
            number |= (self.number(32)?.swap_bytes() >> 32) << done;
            done += 32;
        }
        while bits - done > 8 {
            number |= self.number(8)? << done;
            done += 8;
        }
        Ok(number | self.number(bits - done)? << done)
    }
}

/// The digits of a number in mixed bases, the last one fastest; none where it has more.
fn split(number: u64, [a, b, c]: [u64; 3]) -> Option<[i64; 3]> {
    let (rest, third) = (number / c, number % c);
    let (first, second) = (rest / b, rest % b);
    let digit = |digit: u64| i64::try_from(digit).ok();
    (first < a).then_some(())?;
    Some([digit(first)?, digit(second)?, digit(third)?])
}
