//! Langevin's equation and Newton's against what is known of both.

#![allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // counts of steps

mod common;

use common::{ewald, medium};
use glassmelt::SymmetricTensor;
use glassmelt_rotors::random::{Purpose, Seed, Stream};
use glassmelt_rotors::{
    Boundary, Cell, Dynamics, Error, Field, Independent, Inertial, Interaction, Langevin, Rotors,
    Steps,
};
use nalgebra::{Matrix6, Vector3, Vector6};

const UNIAXIAL: SymmetricTensor =
    SymmetricTensor::from_components([-1.0 / 3.0, -1.0 / 3.0, 2.0 / 3.0, 0.0, 0.0, 0.0]);
const BIAXIAL: SymmetricTensor = SymmetricTensor::from_components([0.9, -0.2, -0.4, 0.1, 0.0, 0.3]);

fn independent(places: usize) -> Independent {
    Independent {
        medium: medium(1.0, 1.0),
        cell: Cell::cubic(3.0).unwrap(),
        places,
    }
}

fn stream(seed: u64) -> Stream {
    Seed(seed).stream(Purpose::Noise, 0, 0)
}

fn run(
    dynamics: &mut impl Dynamics,
    rotors: &mut Rotors,
    (stream, count): (Stream, u64),
    mut watch: impl FnMut(u64, f64, &Rotors),
) {
    let steps = Steps { stream, count };
    dynamics
        .run(rotors, 1.0, steps, &mut |step, moment, rotors| {
            watch(step, moment.energy + moment.kinetic, rotors);
        })
        .unwrap();
}

/// Mean and standard error.
fn mean_of(numbers: impl IntoIterator<Item = f64>) -> (f64, f64) {
    let (mut count, mut sum, mut squares) = (0.0, 0.0, 0.0);
    for number in numbers {
        count += 1.0;
        sum += number;
        squares += number * number;
    }
    let mean: f64 = sum / count;
    (
        mean,
        ((squares / count - mean * mean) / (count - 1.0)).sqrt(),
    )
}

fn assert_within(found: (f64, f64), expected: f64, what: &str) {
    let (mean, error) = found;
    assert!(
        (mean - expected).abs() < 4.5 * error,
        "{what}: {mean} +- {error}, expected {expected}"
    );
}

/// How much each rotor still is what it was.
fn kept<'a>(now: &'a Rotors, then: &'a [SymmetricTensor]) -> impl Iterator<Item = f64> + 'a {
    let square = now.reference().deviator().norm().powi(2);
    let pairs = (0..now.count()).zip(then);
    pairs.map(move |(rotor, then)| now.dipole(rotor).contract(&then.deviator()) / square)
}

#[test]
fn a_free_rotor_forgets_its_dipole_as_exp_of_minus_6_d_t() {
    for (reference, seed) in [(UNIAXIAL, 1), (BIAXIAL, 2)] {
        let mut rotors = Rotors::random(reference, 30_000, stream(seed)).unwrap();
        let (then, axes) = (rotors.dipoles(), rotors.orientations().to_vec());
        let mut langevin = Langevin::new(independent(30_000), Boundary::CLAMPED, 0.05).unwrap();
        run(
            &mut langevin,
            &mut rotors,
            (stream(seed), 8),
            |step, _, now| {
                let time = 0.05 * (step as f64 + 1.0);
                assert_within(mean_of(kept(now, &then)), (-6.0 * time).exp(), "dipoles");
                let pairs = now.orientations().iter().zip(&axes);
                let axes =
                    pairs.map(|(now, then)| (now * Vector3::z()).dot(&(then * Vector3::z())));
                assert_within(mean_of(axes), (-2.0 * time).exp(), "axes");
            },
        );
    }
}

/// `<n_z^2>` under the weight `exp(c n_z^2)`, by the midpoint rule.
fn mean_square_along(c: f64) -> f64 {
    let points = (0..2000).map(|k| (f64::from(k) + 0.5) / 2000.0);
    let (above, below) = points.fold((0.0, 0.0), |(above, below), z| {
        let weight = (c * z * z).exp();
        (above + z * z * weight, below + weight)
    });
    above / below
}

fn along_z(strain: f64) -> Boundary {
    Boundary::Strain(SymmetricTensor::uniaxial(strain, Vector3::z()))
}

/// The stationary `<n_z^2>` of steps h in the strain of `exp(2 n_z^2)`.
fn stationary(step: f64, times: u64) -> (f64, f64) {
    let count = 20_000;
    let mut rotors = Rotors::random(UNIAXIAL, count, stream(5)).unwrap();
    let mut langevin = Langevin::new(independent(count), along_z(2.0), step).unwrap();
    let apart = (0.4 / step).round() as u64;
    run(
        &mut langevin,
        &mut rotors,
        (stream(5), 5 * apart),
        |_, _, _| {},
    );
    let mut sums = vec![0.0; count];
    let from = stream(5).later(5 * apart);
    run(
        &mut langevin,
        &mut rotors,
        (from, times * apart),
        |step, _, now| {
            if (step + 1) % apart == 0 {
                let axes = now
                    .orientations()
                    .iter()
                    .map(|r| (r * Vector3::z()).z.powi(2));
                sums.iter_mut()
                    .zip(axes)
                    .for_each(|(sum, square)| *sum += square);
            }
        },
    );
    mean_of(sums.into_iter().map(|sum| sum / times as f64))
}

/// One step is tested for its order beside its code.
#[test]
fn the_stationary_weight_is_boltzmanns() {
    let exact = mean_square_along(2.0);
    let (mean, error) = stationary(0.05, 6);
    println!("{mean} +- {error} {exact}");
    assert!((mean - exact).abs() < 4.5 * error + 0.001);
}

/// Many copies of two rotors, each feeling its partner as Ewald's sum has it and a strain of its own.
#[derive(Clone)]
struct Pairs {
    coupling: [[Matrix6<f64>; 2]; 2],
    strain: SymmetricTensor,
    count: usize,
}

fn column(tensor: &SymmetricTensor) -> Vector6<f64> {
    Vector6::from(tensor.components())
}

impl Pairs {
    fn new(count: usize, strain: SymmetricTensor) -> Self {
        let sum = ewald(medium(1.0, 1.0), Cell::new([3.0, 3.5, 4.0]).unwrap(), 0.8);
        let places = [Vector3::zeros(), Vector3::new(0.9, 0.4, 0.3)];
        let mut coupling = [[Matrix6::zeros(); 2]; 2];
        for (source, component) in (0..2).flat_map(|s| (0..6).map(move |c| (s, c))) {
            let mut numbers = [0.0; 6];
            numbers[component] = 1.0;
            let mut dipoles = [SymmetricTensor::ZERO; 2];
            dipoles[source] = SymmetricTensor::from_components(numbers);
            let answer = sum
                .interaction(&places, &dipoles, &Boundary::CLAMPED)
                .unwrap();
            for (at, strain) in answer.strains.iter().enumerate() {
                coupling[at][source].set_column(component, &column(strain));
            }
        }
        Self {
            coupling,
            strain,
            count,
        }
    }

    /// How strongly rotors of `k_B T` = 1 are coupled.
    fn times(mut self, strength: f64) -> Self {
        self.coupling
            .iter_mut()
            .flatten()
            .for_each(|k| *k *= strength);
        self
    }

    /// H of two, and the strains.
    fn one(&self, q: [&SymmetricTensor; 2]) -> (f64, [SymmetricTensor; 2]) {
        let columns = q.map(column);
        let strains = self.coupling.map(|[first, second]| {
            SymmetricTensor::from_components((first * columns[0] + second * columns[1]).into())
        });
        let each = |i: usize| -q[i].contract(&(strains[i] * 0.5 + self.strain));
        (
            each(0) + each(1),
            strains.map(|strain| strain + self.strain),
        )
    }
}

impl Field for Pairs {
    fn interaction_into(
        &mut self,
        dipoles: &[SymmetricTensor],
        _: &Boundary,
        answer: &mut Interaction,
    ) -> Result<(), Error> {
        assert_eq!(dipoles.len(), 2 * self.count);
        answer.strains.clear();
        answer.energy = 0.0;
        for pair in dipoles.chunks(2) {
            let (energy, strains) = self.one([&pair[0], &pair[1]]);
            answer.energy += energy;
            answer.strains.extend(strains);
        }
        Ok(())
    }
}

/// A weak strain without symmetry.
const ASKEW: SymmetricTensor = SymmetricTensor::from_components([0.4, -0.1, 0.2, 0.3, -0.2, 0.5]);

/// `<Q_xy Q'_xy>, <Q:Q'>, <Q_zz>` of two rotors, by a product rule over both axes.
fn two_by_quadrature(pairs: &Pairs) -> [f64; 3] {
    let (rows, columns) = (40, 40);
    let mut axes = Vec::new();
    for (i, j) in (0..rows).flat_map(|i| (0..columns).map(move |j| (i, j))) {
        // The midpoint rule on half of the sphere: Q is even.
        let z = (f64::from(i) + 0.5) / f64::from(rows);
        let angle = std::f64::consts::TAU * (f64::from(j) + 0.5) / f64::from(columns);
        let across = (1.0 - z * z).sqrt();
        let axis = Vector3::new(across * angle.cos(), across * angle.sin(), z);
        axes.push(SymmetricTensor::uniaxial(1.0, axis));
    }
    let (mut sums, mut below) = ([0.0; 3], 0.0);
    for a in &axes {
        for b in &axes {
            let weight = (-pairs.one([a, b]).0).exp();
            below += weight;
            for (sum, value) in sums.iter_mut().zip(observed(a, b)) {
                *sum += weight * value;
            }
        }
    }
    sums.map(|sum| sum / below)
}

fn observed(a: &SymmetricTensor, b: &SymmetricTensor) -> [f64; 3] {
    [a.xy * b.xy, a.contract(b), 0.5 * (a.zz + b.zz)]
}

#[test]
fn two_rotors_have_the_averages_of_quadrature_with_and_without_inertia() {
    let pairs = Pairs::new(4000, ASKEW).times(80.0);
    let expected = two_by_quadrature(&pairs);
    let alone = two_by_quadrature(&pairs.clone().times(0.0));
    assert!(
        (expected[1] - alone[1]).abs() > 0.05,
        "{expected:?} {alone:?}"
    );
    let langevin = Langevin::new(pairs.clone(), Boundary::CLAMPED, 0.02).unwrap();
    let mut tops = Inertial::new(pairs, Boundary::CLAMPED, (0.1, 1.0)).unwrap();
    tops.thermalize(8000, stream(7));
    let both: [Box<dyn Dynamics>; 2] = [Box::new(langevin), Box::new(tops)];
    for mut dynamics in both {
        let mut rotors = Rotors::random(UNIAXIAL, 8000, stream(7)).unwrap();
        let mut sums = vec![[0.0; 3]; 4000];
        let steps = Steps {
            stream: stream(8),
            count: 240,
        };
        dynamics
            .run(&mut rotors, 1.0, steps, &mut |step, _, now| {
                if step >= 100 && step % 20 == 0 {
                    for (pair, sums) in sums.iter_mut().enumerate() {
                        let [a, b] = [2 * pair, 2 * pair + 1].map(|rotor| now.dipole(rotor));
                        let values = observed(&a, &b);
                        sums.iter_mut().zip(values).for_each(|(s, v)| *s += v / 7.0);
                    }
                }
            })
            .unwrap();
        for (index, expected) in expected.into_iter().enumerate() {
            let found = mean_of(sums.iter().map(|sums| sums[index]));
            println!("{index}: {found:?} {expected}");
            assert_within(found, expected, "average of two");
        }
    }
}

/// `<A(t) B(0)>` and `<B(t) A(0)>` for each pair, and `<A(t) A(0)>`, at the time 0.3.
fn in_time(step: f64, seed: u64) -> [(f64, f64); 3] {
    let pairs = Pairs::new(4000, ASKEW).times(80.0);
    let mut rotors = Rotors::random(UNIAXIAL, 8000, stream(seed)).unwrap();
    let mut langevin = Langevin::new(pairs, Boundary::CLAMPED, step).unwrap();
    let apart = (0.3 / step).round() as u64;
    let mut then: Vec<SymmetricTensor> = Vec::new();
    let mut sums = vec![[0.0; 3]; 4000];
    run(
        &mut langevin,
        &mut rotors,
        (stream(seed), 14 * apart),
        |step, _, now| {
            if (step + 1) % apart != 0 {
                return;
            }
            let now = now.dipoles();
            if step + 1 > 6 * apart {
                for (pair, sums) in sums.iter_mut().enumerate() {
                    let two = |list: &[SymmetricTensor]| {
                        (list[2 * pair].xy.powi(3) * 10.0, list[2 * pair + 1].zz)
                    };
                    let ((a, b), (a0, b0)) = (two(&now), two(&then));
                    let products = [a * b0, b * a0, b * b0];
                    sums.iter_mut()
                        .zip(products)
                        .for_each(|(sum, p)| *sum += p / 8.0);
                }
            }
            then = now;
        },
    );
    let difference = sums.iter().map(|sums| sums[0] - sums[1]);
    [
        mean_of(difference),
        mean_of(sums.iter().map(|sums| sums[0])),
        mean_of(sums.iter().map(|sums| sums[2])),
    ]
}

#[test]
fn what_follows_what_is_the_same_backward_in_time_and_does_not_depend_on_the_step() {
    let [coarse, fine] = [in_time(0.06, 11), in_time(0.02, 12)];
    for found in [coarse, fine] {
        println!("{found:?}");
        assert_within(found[0], 0.0, "<A(t) B> - <B(t) A>");
    }
    let (difference, error) = (coarse[2].0 - fine[2].0, coarse[2].1.hypot(fine[2].1));
    assert_within((difference, error), 0.0, "the memory at two steps");
    assert!(
        fine[2].0 > 20.0 * fine[2].1,
        "there is a memory: {:?}",
        fine[2]
    );
}

#[test]
fn a_free_top_keeps_turning() {
    let mut rotors = Rotors::random(BIAXIAL, 30_000, stream(3)).unwrap();
    let then = rotors.dipoles();
    let mut tops = Inertial::new(independent(30_000), Boundary::CLAMPED, (0.25, 0.0)).unwrap();
    tops.thermalize(30_000, stream(3));
    run(&mut tops, &mut rotors, (stream(3), 20), |step, _, now| {
        // A rotation by s w leaves (1 + 2 cos + 2 cos 2)/5 of a deviator; <cos s w> = (1 - s^2) exp(-s^2/2).
        let time = 0.25 * (step as f64 + 1.0);
        let cosine = |s: f64| (1.0 - s * s) * (-0.5 * s * s).exp();
        let expected = 0.2 * (1.0 + 2.0 * cosine(time) + 2.0 * cosine(2.0 * time));
        assert_within(mean_of(kept(now, &then)), expected, "free top");
    });
}

#[test]
fn a_free_top_forgets_at_first_as_1_minus_3_t_squared() {
    let mut rotors = Rotors::random(BIAXIAL, 30_000, stream(4)).unwrap();
    let then = rotors.dipoles();
    let mut tops = Inertial::new(independent(30_000), Boundary::CLAMPED, (0.01, 0.5)).unwrap();
    tops.thermalize(30_000, stream(4));
    run(&mut tops, &mut rotors, (stream(4), 5), |step, _, now| {
        let square = (0.01 * (step as f64 + 1.0)).powi(2);
        let (mean, error) = mean_of(kept(now, &then));
        // With friction the next term is of third order: gamma t^3.
        let expected = 1.0 - 3.0 * square + 0.5 * square * square.sqrt();
        assert!((mean - expected).abs() < 4.5 * error + 20.0 * square * square);
    });
}

#[test]
fn strong_friction_is_diffusion() {
    let mut rotors = Rotors::random(UNIAXIAL, 20_000, stream(6)).unwrap();
    let then = rotors.dipoles();
    let friction = 40.0;
    let field = independent(20_000);
    let mut tops = Inertial::new(field, Boundary::CLAMPED, (0.1, friction)).unwrap();
    tops.thermalize(20_000, stream(6));
    let mut last = (0.0, 0.0);
    run(&mut tops, &mut rotors, (stream(6), 60), |_, _, now| {
        last = mean_of(kept(now, &then));
    });
    // BAOAB turns by half of the velocity before and half of that after the bath: the diffusion constant is
    // (h/2) coth(gamma h/2) in place of 1/gamma, and, where exp(-gamma h) is small, half a step is lost.
    let diffusion = 0.05 / 2.0_f64.tanh();
    assert_within(last, (-6.0 * diffusion * (6.0 - 0.05)).exp(), "diffusion");
}

/// The largest error of energy up to a time, and the error at its end, for each pair.
fn energy_errors(step: f64, time: f64) -> (f64, f64) {
    let pairs = Pairs::new(50, ASKEW).times(80.0);
    let mut rotors = Rotors::random(UNIAXIAL, 100, stream(9)).unwrap();
    let mut tops = Inertial::new(pairs, Boundary::CLAMPED, (step, 0.0)).unwrap();
    tops.thermalize(100, stream(9));
    let count = (time / step).round() as u64;
    let mut energies = Vec::new();
    run(
        &mut tops,
        &mut rotors,
        (stream(9), count),
        |_, energy, _| {
            energies.push(energy);
        },
    );
    let quarter = energies.len() / 4;
    let (early, late) = (&energies[..quarter], &energies[3 * quarter..]);
    let mean = |part: &[f64]| part.iter().sum::<f64>() / part.len() as f64;
    let middle = mean(&energies);
    let swing = mean_of(energies.iter().map(|e| (e - middle).powi(2)))
        .0
        .sqrt();
    (swing, (mean(late) - mean(early)).abs())
}

#[test]
fn without_friction_energy_swings_by_the_square_of_the_step_and_does_not_drift() {
    let [coarse, middle, fine] = [0.08, 0.04, 0.02].map(|step| energy_errors(step, 80.0));
    println!("{coarse:?} {middle:?} {fine:?}");
    for pair in [coarse, middle, fine].windows(2) {
        let order = (pair[0].0 / pair[1].0).log2();
        assert!((order - 2.0).abs() < 0.3, "{order}");
    }
    for (swing, drift) in [coarse, middle, fine] {
        assert!(drift < swing, "{drift} beside {swing}");
    }
}

#[test]
fn the_bath_gives_each_axis_half_a_kt() {
    let pairs = Pairs::new(2500, ASKEW).times(80.0);
    let mut rotors = Rotors::random(BIAXIAL, 5000, stream(10)).unwrap();
    let mut tops = Inertial::new(pairs, Boundary::CLAMPED, (0.05, 2.0)).unwrap();
    tops.set_velocities(vec![Vector3::zeros(); 5000]);
    run(&mut tops, &mut rotors, (stream(10), 100), |_, _, _| {});
    for axis in 0..3 {
        let squares = tops.velocities().iter().map(|w| w[axis].powi(2));
        assert_within(mean_of(squares), 1.0, "equipartition");
    }
}

/// Where rotors end, in one run of 6 steps or in runs of 2 and 4, on a number of threads.
fn ends(threads: usize, calls: &[u64], inertial: Option<f64>) -> (Vec<f64>, Rotors) {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    pool.unwrap().install(|| {
        let field = independent(5000);
        let mut rotors = Rotors::random(BIAXIAL, 5000, stream(13)).unwrap();
        let boundary = Boundary::Strain(ASKEW);
        let mut dynamics: Box<dyn Dynamics> = match inertial {
            None => Box::new(Langevin::new(field, boundary, 0.1).unwrap()),
            Some(friction) => {
                let mut tops = Inertial::new(field, boundary, (0.1, friction)).unwrap();
                tops.thermalize(5000, stream(13));
                Box::new(tops)
            }
        };
        let (mut from, mut numbers) = (stream(13), Vec::new());
        for &count in calls {
            let steps = Steps {
                stream: from,
                count,
            };
            dynamics
                .run(&mut rotors, 1.0, steps, &mut |step, moment, _| {
                    numbers.extend([step as f64, moment.energy, moment.kinetic]);
                    numbers.extend(moment.total.components());
                })
                .unwrap();
            from = from.later(count);
        }
        (numbers, rotors)
    })
}

#[test]
fn a_run_has_the_same_bits_on_any_threads_and_in_any_calls() {
    for law in [None, Some(0.0), Some(1.5)] {
        let whole = ends(1, &[6], law);
        assert_eq!(whole, ends(3, &[6], law));
        assert_eq!(whole, ends(3, &[2, 4], law));
        assert!(whole.0.iter().all(|number| number.is_finite()));
    }
}

#[test]
fn what_cannot_be_is_refused() {
    for step in [0.0, -0.1, 1.5, f64::NAN] {
        assert!(Langevin::new(independent(1), Boundary::CLAMPED, step).is_err());
        assert!(Inertial::new(independent(1), Boundary::CLAMPED, (step, 0.0)).is_err());
    }
    for friction in [-1.0, f64::NAN, f64::INFINITY] {
        assert!(Inertial::new(independent(1), Boundary::CLAMPED, (0.1, friction)).is_err());
    }
    let mut rotors = Rotors::random(UNIAXIAL, 2, stream(1)).unwrap();
    let steps = Steps {
        stream: stream(1),
        count: 1,
    };
    let watch = &mut |_: u64, _: &glassmelt_rotors::Moment, _: &Rotors| ();
    let mut langevin = Langevin::new(independent(2), Boundary::CLAMPED, 0.1).unwrap();
    assert!(langevin.run(&mut rotors, 0.0, steps, watch).is_err());
    let mut alone = Langevin::new(independent(1), Boundary::CLAMPED, 0.1).unwrap();
    assert!(alone.run(&mut rotors, 1.0, steps, watch).is_err());
    let mut tops = Inertial::new(independent(2), Boundary::CLAMPED, (0.1, 0.0)).unwrap();
    assert!(tops.run(&mut rotors, 1.0, steps, watch).is_err());
}
