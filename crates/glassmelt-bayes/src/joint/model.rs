//! The posterior of the shared parameters of one liquid.

use std::f64::consts::LN_10;

use glassmelt_fit::{Curve, Law, Quantity};

use super::modulus::davidson_cole;
use crate::curve::Coordinate;
use crate::curve::likelihood::{Part, Width, part};
use crate::density::{Density, Model, Variable};
use crate::error::BayesError;
use crate::measured::Knowledge;
use crate::posterior::median_or_zero;
use crate::prior::Prior;
use crate::priors::Chosen;

/// What was measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// log10 of the viscosity in Pa s.
    Viscosity,
    /// log10 of the relaxation time in s.
    RelaxationTime,
    /// Heat capacity in J/(mol K).
    HeatCapacity,
    /// log10 of the storage modulus in Pa.
    Storage,
    /// log10 of the loss modulus in Pa.
    Loss,
}

impl Kind {
    /// The scatter that it shares with others of its sort: its word, its unit, its prior.
    fn scatter(self) -> (&'static str, &'static str, Prior) {
        let decades = Prior::HalfNormal { sd: 0.3 };
        match self {
            Self::Viscosity => ("sigma_viscosity", "dex", decades),
            Self::RelaxationTime => ("sigma_time", "dex", decades),
            Self::HeatCapacity => ("sigma_cp", "J/(mol K)", Prior::HalfNormal { sd: 10.0 }),
            Self::Storage | Self::Loss => ("sigma_modulus", "dex", decades),
        }
    }

    /// Whether it can be measured above T0 only.
    fn flows(self) -> bool {
        self != Self::HeatCapacity
    }
}

/// One measured number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Observation {
    /// What was measured.
    pub kind: Kind,
    /// Temperature, K.
    pub t: f64,
    /// log10 of the angular frequency in rad/s; zero where there is none.
    pub log10_omega: f64,
    /// The number, in the unit of its kind.
    pub value: f64,
    /// How it is known.
    pub knowledge: Knowledge,
    /// Its standard error, where it was given.
    pub error: Option<f64>,
}

/// Where the variables stand; T0, strength and `log10_tau0` are always the first three.
#[derive(Debug, Clone, Default)]
struct Slots {
    tau0: Option<usize>,
    g_inf: Option<usize>,
    beta: Option<usize>,
    /// `cp0`; the amplitude is behind it.
    cp0: Option<usize>,
    /// The scatter of each observation.
    scatter: Vec<Option<usize>>,
}

/// Decades of `omega tau` beyond which a modulus changes no more: no measurement comes near.
const FARTHEST: f64 = 150.0;

const T0: usize = 0;
const STRENGTH: usize = 1;

/// The posterior of one liquid's parameters from all its tables; what is shared stands at
/// [`crate::joint`].
#[derive(Clone)]
pub struct JointModel<'a> {
    law: &'a dyn Law,
    observations: &'a [Observation],
    coordinates: Vec<Coordinate>,
    slots: Slots,
    /// The temperatures as a curve, and which of them each observation has.
    curve: Curve,
    place: Vec<usize>,
    /// `2 log10(xi/a)` at each temperature, and its slopes.
    lengths: Vec<f64>,
    rows: Vec<f64>,
}

impl<'a> JointModel<'a> {
    /// The posterior under `rotor-printed` or `rotor-exact`.
    ///
    /// # Errors
    /// [`BayesError::File`] for another law, no observations, or priors of parameters that are not there;
    /// errors of the priors.
    pub fn new(
        law: &'a dyn Law,
        observations: &'a [Observation],
        priors: &Chosen,
    ) -> Result<Self, BayesError> {
        if !matches!(law.name(), "rotor-printed" | "rotor-exact") {
            return Err(refused(format!(
                "a joint fit needs the length of a rotor law: rotor-printed or rotor-exact, not {}",
                law.name()
            )));
        }
        if observations.len() < 4 {
            return Err(refused("a joint fit needs four numbers or more".to_owned()));
        }
        if let Some(limit) = limit_beyond_the_data(observations) {
            return Err(refused(format!(
                "a limit at {} K, colder than every number that flows, bounds no T0 from above; take it out of the joint fit",
                limit.t
            )));
        }
        let curve = temperatures(observations, |_| true);
        let flowing = temperatures(observations, Kind::flows);
        let bounded = if flowing.is_empty() { &curve } else { &flowing };
        let place = |o: &Observation| curve.temperatures.iter().position(|t| *t == o.t);
        let mut model = Self {
            law,
            observations,
            coordinates: Vec::new(),
            slots: Slots::default(),
            place: observations.iter().map(|o| place(o).unwrap_or(0)).collect(),
            lengths: vec![0.0; curve.len()],
            rows: vec![0.0; 3 * curve.len()],
            curve: curve.clone(),
        };
        model.add_variables(bounded, priors)?;
        let known: Vec<String> = model.variables().into_iter().map(|v| v.name).collect();
        priors.check_names("priors", law.name(), &known)?;
        Ok(model)
    }

    fn add_variables(&mut self, bounded: &Curve, priors: &Chosen) -> Result<(), BayesError> {
        let any = (f64::NEG_INFINITY, f64::INFINITY);
        let positive = (0.0, f64::INFINITY);
        let log_normal = |median, sd| Prior::LogNormal {
            median,
            sd,
            above: 0.0,
        };
        let normal = |mean, sd| Prior::Normal { mean, sd };
        let parameters = self.law.parameters(bounded);
        let within = |j: usize| (parameters[j].lower, parameters[j].upper);
        self.add("t0", "K", within(2), Prior::flat(), priors)?;
        self.add("strength", "", within(1), log_normal(10.0, 1.5), priors)?;
        let has = |kinds: &[Kind]| self.observations.iter().any(|o| kinds.contains(&o.kind));
        let flows = has(&[
            Kind::Viscosity,
            Kind::RelaxationTime,
            Kind::Storage,
            Kind::Loss,
        ]);
        let stiff = has(&[Kind::Viscosity, Kind::Storage, Kind::Loss]);
        let (moduli, heats) = (
            has(&[Kind::Storage, Kind::Loss]),
            has(&[Kind::HeatCapacity]),
        );
        if flows {
            self.slots.tau0 = Some(self.add("log10_tau0", "", any, normal(-13.0, 2.0), priors)?);
        }
        if stiff {
            self.slots.g_inf = Some(self.add("log10_g_inf", "", any, normal(10.0, 1.0), priors)?);
        }
        if moduli {
            self.slots.beta = Some(self.add("beta", "", (0.0, 1.0), Prior::flat(), priors)?);
        }
        if heats {
            let unit = "J/(mol K)";
            self.slots.cp0 =
                Some(self.add("cp0", unit, positive, log_normal(100.0, 1.5), priors)?);
            self.add(
                "cp_amplitude",
                unit,
                positive,
                log_normal(50.0, 2.0),
                priors,
            )?;
        }
        for observation in self.observations {
            let slot = match observation.error {
                Some(_) => None,
                None => Some(self.scatter_of(observation.kind, priors)?),
            };
            self.slots.scatter.push(slot);
        }
        Ok(())
    }

    fn scatter_of(&mut self, kind: Kind, priors: &Chosen) -> Result<usize, BayesError> {
        let (name, unit, prior) = kind.scatter();
        let known = self
            .coordinates
            .iter()
            .position(|c| c.variable.name == name);
        match known {
            Some(slot) => Ok(slot),
            None => self.add(name, unit, (0.0, f64::INFINITY), prior, priors),
        }
    }

    fn add(
        &mut self,
        name: &str,
        unit: &'static str,
        bounds: (f64, f64),
        default: Prior,
        priors: &Chosen,
    ) -> Result<usize, BayesError> {
        let prior = priors.of(self.law.name(), name).unwrap_or(default);
        let coordinate = Coordinate::new(name.to_owned(), unit, bounds, prior)?;
        self.coordinates.push(coordinate);
        Ok(self.coordinates.len() - 1)
    }

    /// The law.
    pub fn law(&self) -> &'a dyn Law {
        self.law
    }

    /// The law's own parameters, hot limit (log10 of Pa s or s), strength and T0, of these values.
    pub fn of_law(&self, values: &[f64], quantity: Quantity) -> Option<[f64; 3]> {
        let tau0 = values[self.slots.tau0?];
        let hot = match quantity {
            Quantity::RelaxationTime => tau0,
            Quantity::Viscosity => tau0 + values[self.slots.g_inf?],
        };
        Some([hot, values[STRENGTH], values[T0]])
    }

    fn find_lengths(&mut self, values: &[f64]) {
        let parameters = [0.0, values[STRENGTH], values[T0]];
        self.law
            .evaluate_all(&parameters, &self.curve, &mut self.lengths, &mut self.rows);
    }

    /// The mean of observation `i`, its slopes by each variable added up by `add(slot, slope)`.
    fn mean(&self, i: usize, values: &[f64], mut add: impl FnMut(usize, f64)) -> f64 {
        let (o, slots) = (&self.observations[i], &self.slots);
        let length = self.lengths[self.place[i]];
        let row = &self.rows[3 * self.place[i]..][..3];
        let get = |slot: Option<usize>| slot.map_or(0.0, |j| values[j]);
        let through_length = |slope: f64, add: &mut dyn FnMut(usize, f64)| {
            // Below T0 there is no length, and nothing depends on it.
            if slope != 0.0 {
                add(STRENGTH, slope * row[1]);
                add(T0, slope * row[2]);
            }
        };
        let mut one = |slot: Option<usize>, slope: f64| {
            if let Some(slot) = slot {
                add(slot, slope);
            }
        };
        match o.kind {
            Kind::Viscosity | Kind::RelaxationTime => {
                one(slots.tau0, 1.0);
                let stiff = o.kind == Kind::Viscosity;
                if stiff {
                    one(slots.g_inf, 1.0);
                }
                through_length(1.0, &mut add);
                get(slots.tau0) + length + if stiff { get(slots.g_inf) } else { 0.0 }
            }
            Kind::HeatCapacity => {
                let cp0 = slots.cp0.unwrap_or(0);
                let inverse_cube = (-1.5 * LN_10 * length).exp();
                one(Some(cp0), 1.0);
                one(Some(cp0 + 1), inverse_cube);
                let amplitude = values[cp0 + 1];
                through_length(-1.5 * LN_10 * amplitude * inverse_cube, &mut add);
                values[cp0] + amplitude * inverse_cube
            }
            Kind::Storage | Kind::Loss => {
                let beta = get(slots.beta);
                let log10_x = o.log10_omega + get(slots.tau0) + length - beta.log10();
                let within = log10_x.abs() < FARTHEST;
                let x = 10_f64.powf(log10_x.clamp(-FARTHEST, FARTHEST));
                let part = davidson_cole(x, beta)[usize::from(o.kind == Kind::Loss)];
                let by_log_x = if within { part.by_log_x } else { 0.0 };
                let by_log10_x = by_log_x / part.value;
                one(slots.tau0, by_log10_x);
                one(slots.g_inf, 1.0);
                let by_beta = (part.by_beta - by_log_x / beta) / (part.value * LN_10);
                one(slots.beta, by_beta);
                through_length(by_log10_x, &mut add);
                get(slots.g_inf) + part.value.log10()
            }
        }
    }

    /// The median error that was given for a quantity; zero where there is none.
    pub(crate) fn typical_error(&self, quantity: Quantity) -> f64 {
        let kind = match quantity {
            Quantity::Viscosity => Kind::Viscosity,
            Quantity::RelaxationTime => Kind::RelaxationTime,
        };
        let of_kind = self.observations.iter().filter(|o| o.kind == kind);
        median_or_zero(&of_kind.filter_map(|o| o.error).collect::<Vec<_>>())
    }

    fn width(&self, i: usize, values: &[f64]) -> Width {
        let sigma = match (self.observations[i].error, self.slots.scatter[i]) {
            (Some(error), _) => error,
            (None, slot) => slot.map_or(0.0, |j| values[j]),
        };
        let mut width = Width::default();
        width.set(sigma * sigma);
        width
    }

    fn part(&self, i: usize, values: &[f64], add: impl FnMut(usize, f64)) -> Part {
        let observation = &self.observations[i];
        let mean = self.mean(i, values, add);
        part(
            observation.value,
            mean,
            self.width(i, values),
            observation.knowledge,
        )
    }
}

fn refused(message: String) -> BayesError {
    let file = "joint fit".to_owned();
    BayesError::File { file, message }
}

/// The different temperatures of the observations of some kinds, hottest first.
/// A lower limit colder than all that was measured of the flow: T0 may lie above it.
fn limit_beyond_the_data(observations: &[Observation]) -> Option<&Observation> {
    let flowing = observations.iter().filter(|o| Kind::flows(o.kind));
    let (above, measured): (Vec<&Observation>, Vec<&Observation>) =
        flowing.partition(|o| o.knowledge == Knowledge::Above);
    let coldest = measured.iter().map(|o| o.t).fold(f64::INFINITY, f64::min);
    above.into_iter().find(|o| o.t < coldest)
}

fn temperatures(observations: &[Observation], wanted: impl Fn(Kind) -> bool) -> Curve {
    let mut t: Vec<f64> = observations
        .iter()
        .filter(|o| wanted(o.kind))
        .map(|o| o.t)
        .collect();
    t.sort_by(|a, b| b.total_cmp(a));
    t.dedup();
    Curve {
        name: "joint".to_owned(),
        quantity: Quantity::RelaxationTime,
        log10_values: vec![0.0; t.len()],
        temperatures: t,
        errors: None,
        modulus_gpa: None,
        entropy: None,
    }
}

impl Density for JointModel<'_> {
    fn dimension(&self) -> usize {
        self.coordinates.len()
    }

    fn evaluate(&mut self, at: &[f64], gradient: &mut [f64]) -> f64 {
        let n = at.len();
        let (mut values, mut slopes) = (vec![0.0; n], vec![0.0; n]);
        let mut total = 0.0;
        for (j, coordinate) in self.coordinates.iter().enumerate() {
            let (value, slope, log, by_u) = coordinate.at(at[j]);
            (values[j], slopes[j], gradient[j]) = (value, slope, by_u);
            total += log;
        }
        self.find_lengths(&values);
        let mut by_value = vec![0.0; n];
        let mut by_mean = vec![0.0; n];
        for i in 0..self.observations.len() {
            by_mean.fill(0.0);
            let part = self.part(i, &values, |slot, slope| by_mean[slot] += slope);
            total += part.log;
            for (g, slope) in by_value.iter_mut().zip(&by_mean) {
                *g += part.by_mean * slope;
            }
            if let Some(slot) = self.slots.scatter[i] {
                by_value[slot] += part.by_width;
            }
        }
        for ((g, by_value), slope) in gradient.iter_mut().zip(&by_value).zip(&slopes) {
            *g += by_value * slope;
        }
        total
    }
}

impl Model for JointModel<'_> {
    fn name(&self) -> String {
        format!("joint fit of {}", self.law.name())
    }

    fn variables(&self) -> Vec<Variable> {
        self.coordinates
            .iter()
            .map(|c| c.variable.clone())
            .collect()
    }

    /// T0 at several shares of its range, strengths from fragile to strong, the rest by its prior's middle.
    fn starts(&self) -> Vec<Vec<f64>> {
        let middle = |c: &Coordinate| match c.prior {
            Prior::Normal { mean, .. } => mean,
            Prior::LogNormal { median, above, .. } => above + median,
            Prior::HalfNormal { sd } => sd,
            Prior::Uniform { .. } => 0.5,
        };
        let (low, high) = self.coordinates[T0].transform.range();
        let grid = [0.3, 0.6, 0.85]
            .into_iter()
            .flat_map(|share| [4.0, 15.0].map(|d| (share, d)));
        grid.map(|(share, strength)| {
            let coordinates = self.coordinates.iter().enumerate();
            coordinates
                .map(|(j, c)| match j {
                    T0 => c.transform.inverse(low + share * (high - low)),
                    STRENGTH => c.transform.inverse(strength),
                    _ => c.transform.inverse(middle(c)),
                })
                .collect()
        })
        .collect()
    }

    fn values(&self, at: &[f64]) -> Vec<f64> {
        let coordinates = self.coordinates.iter().zip(at);
        coordinates.map(|(c, u)| c.transform.at(*u).value).collect()
    }

    fn points(&self) -> usize {
        self.observations.len()
    }

    fn log_likelihoods(&mut self, values: &[f64], out: &mut [f64]) {
        self.find_lengths(values);
        for (i, out) in out.iter_mut().enumerate() {
            *out = self.part(i, values, |_, _| ()).log;
        }
    }
}
