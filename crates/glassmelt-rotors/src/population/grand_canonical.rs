//! The moves of the grand canonical ensemble.

use glassmelt::SymmetricTensor;

use super::{Population, Space, Tally, Watch};
use crate::boundary::Boundary;
use crate::error::{Result, positive};
use crate::pairs::Kept;
use crate::random::{Draws, Purpose, Stream};
use crate::rotors::{turn, turned};
use crate::sampling::Steps;

/// What a sweep is made of, in this order.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Moves {
    /// Attempts to insert or to delete, either as likely.
    pub exchanges: u32,
    /// Attempts to hop, each of one of all defects.
    pub hops: u32,
    /// Attempts to turn, each of one of all defects.
    pub turns: u32,
    /// The deviation of the rotation vector of a turn along each axis, an angle, positive.
    pub stride: f64,
}

/// Metropolis moves at constant activity. A sweep depends on the population, the temperature and the random
/// numbers of its step alone, as those of a [`Sampler`](crate::Sampler) do. The number of its attempts must not
/// follow the number of defects: its end would then not have the weight of the ensemble.
///
/// ```
/// use glassmelt::{Medium, SymmetricTensor, fugacity::fugacity_squared};
/// use glassmelt_rotors::population::{GrandCanonical, Moves, Population, Sites};
/// use glassmelt_rotors::random::{Purpose, Seed};
/// use glassmelt_rotors::{Boundary, Core, Lattice, Steps};
/// use nalgebra::Vector3;
///
/// let sites = Sites::new(Lattice::new([3, 3, 3], 1.0)?, Medium::new(1.0, 1.0)?, Core::Point)?;
/// let activity = fugacity_squared(0.2, 10.0, 900.0, 600.0)?.sqrt();
/// let moves = Moves { exchanges: 20, hops: 10, turns: 10, stride: 0.5 };
/// let mut gas = GrandCanonical::new(sites, Boundary::FREE, activity, moves)?;
/// let mut defects = Population::empty(SymmetricTensor::uniaxial(1.0, Vector3::z()))?;
/// let steps = Steps { stream: Seed(1).stream(Purpose::Population, 0, 0), count: 10 };
/// let mut mean = 0.0;
/// gas.sweeps(&mut defects, 0.05, steps, &mut |_, tally, _| mean += tally.count as f64 / 10.0)?;
/// assert!(mean > 0.0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct GrandCanonical<S> {
    space: S,
    activity: f64,
    moves: Moves,
    kept: Kept,
}

impl<S: Space> GrandCanonical<S> {
    /// Moves in this space, held at large as given, at the activity z per a^3 or per site.
    ///
    /// # Errors
    /// Unless activity and stride are positive and finite.
    pub fn new(space: S, boundary: Boundary, activity: f64, moves: Moves) -> Result<Self> {
        positive("activity", activity)?;
        positive("stride", moves.stride)?;
        Ok(Self {
            space,
            activity,
            moves,
            kept: Kept::new(boundary),
        })
    }

    /// The activity z.
    pub fn activity(&self) -> f64 {
        self.activity
    }

    /// Another activity, as for another temperature.
    ///
    /// # Errors
    /// Unless it is positive and finite.
    pub fn set_activity(&mut self, activity: f64) -> Result<()> {
        self.activity = positive("activity", activity)?;
        Ok(())
    }

    /// Another stride of turns, an angle; not while looks are taken.
    ///
    /// # Errors
    /// Unless it is positive and finite.
    pub fn set_stride(&mut self, stride: f64) -> Result<()> {
        self.moves.stride = positive("stride", stride)?;
        Ok(())
    }

    /// Goes to these places before the first sweep, so that places that cannot be are refused at once.
    ///
    /// # Errors
    /// When one of them does not exist or two cannot be taken together.
    pub fn take_all(&mut self, places: &[S::Place]) -> Result<()> {
        self.space.take_all(places)
    }

    /// As many sweeps as `steps` has numbers at the thermal energy `kt`; what each left behind goes to
    /// `watch`, with the number of the step.
    ///
    /// # Errors
    /// When defects are where they cannot be, or an energy is not a number.
    pub fn sweeps(
        &mut self,
        population: &mut Population<S::Place>,
        kt: f64,
        steps: Steps,
        watch: &mut Watch<S::Place>,
    ) -> Result<()> {
        positive("temperature", kt)?;
        if self.space.taken() != population.places {
            self.space.take_all(&population.places)?;
        }
        for stream in steps.streams() {
            let tally = self.sweep(population, kt, stream)?;
            watch(stream.step(), &tally, population);
        }
        Ok(())
    }

    fn sweep(
        &mut self,
        population: &mut Population<S::Place>,
        kt: f64,
        stream: Stream,
    ) -> Result<Tally> {
        population.rotors.dipoles_into(&mut self.kept.dipoles);
        self.kept.sum(&self.space)?;
        let (places, turns) = (
            stream.with(Purpose::Population),
            stream.with(Purpose::Moves),
        );
        let Moves {
            exchanges, hops, ..
        } = self.moves;
        let mut tally = Tally::default();
        for attempt in 0..exchanges {
            let mut draws = places.of(attempt);
            if draws.uniform() < 0.5 {
                tally.insertions.saw(self.insert(population, kt, draws)?);
            } else {
                tally.deletions.saw(self.delete(population, kt, draws));
            }
        }
        for attempt in exchanges..exchanges.saturating_add(hops) {
            tally
                .hops
                .saw(self.hop(population, kt, places.of(attempt))?);
        }
        for attempt in 0..self.moves.turns {
            tally
                .turns
                .saw(self.turn(population, kt, turns.of(attempt)));
        }
        tally.count = population.count();
        tally.energy = self.kept.answer.energy;
        Ok(tally)
    }

    /// `min(1, z room/(N + 1) exp(-dE/k_B T))`.
    fn insert(
        &mut self,
        population: &mut Population<S::Place>,
        kt: f64,
        mut draws: Draws,
    ) -> Result<Option<()>> {
        let Some(place) = self.space.anywhere(&mut draws) else {
            return Ok(None);
        };
        let (orientation, count) = (draws.rotation(), population.count());
        let dipole = turned(population.rotors.reference(), &orientation);
        self.space.take(place)?;
        let strain = self.kept.strain_at(&self.space, count, None);
        let cost = self.kept.cost_of(&self.space, (count, &strain), &dipole);
        let odds = self.activity * self.space.room() / (count + 1) as f64;
        if !accepted(&mut draws, odds, cost / kt) {
            self.space.leave(count);
            return Ok(None);
        }
        self.kept.open(strain);
        self.kept.replace(&self.space, count, (dipole, cost));
        population.places.push(place);
        population.rotors.orientations_mut().push(orientation);
        Ok(Some(()))
    }

    /// `min(1, N/(z room) exp(-dE/k_B T))`.
    fn delete(
        &mut self,
        population: &mut Population<S::Place>,
        kt: f64,
        mut draws: Draws,
    ) -> Option<()> {
        let defect = any(population, &mut draws)?;
        let cost = self.kept.cost(&self.space, defect, &SymmetricTensor::ZERO);
        let odds = population.count() as f64 / (self.activity * self.space.room());
        if !accepted(&mut draws, odds, cost / kt) {
            return None;
        }
        self.clear(defect, cost);
        self.kept.close(defect);
        self.space.leave(defect);
        population.places.swap_remove(defect);
        population.rotors.orientations_mut().swap_remove(defect);
        Some(())
    }

    /// Away from one place, then to another. The defect keeps its number and its orientation.
    fn hop(
        &mut self,
        population: &mut Population<S::Place>,
        kt: f64,
        mut draws: Draws,
    ) -> Result<Option<()>> {
        let Some(defect) = any(population, &mut draws) else {
            return Ok(None);
        };
        let Some(place) = self.space.beside(defect, &mut draws) else {
            return Ok(None);
        };
        let (last, dipole) = (population.count(), self.kept.dipoles[defect]);
        self.space.take(place)?;
        let away = self.kept.cost(&self.space, defect, &SymmetricTensor::ZERO);
        let strain = self.kept.strain_at(&self.space, last, Some(defect));
        let back = self.kept.cost_of(&self.space, (last, &strain), &dipole);
        if !accepted(&mut draws, 1.0, (away + back) / kt) {
            self.space.leave(last);
            return Ok(None);
        }
        self.clear(defect, away);
        self.kept.open(strain);
        self.kept.replace(&self.space, last, (dipole, back));
        self.kept.close(defect);
        self.space.leave(defect);
        population.places[defect] = place;
        Ok(Some(()))
    }

    fn turn(
        &mut self,
        population: &mut Population<S::Place>,
        kt: f64,
        mut draws: Draws,
    ) -> Option<()> {
        let rotor = any(population, &mut draws)?;
        let rotors = &mut population.rotors;
        let angle = self.moves.stride * draws.normal_vector();
        let orientation = turn(&rotors.orientations()[rotor], angle);
        let dipole = turned(rotors.reference(), &orientation);
        let cost = self.kept.cost(&self.space, rotor, &dipole);
        if !accepted(&mut draws, 1.0, cost / kt) {
            return None;
        }
        rotors.orientations_mut()[rotor] = orientation;
        self.kept.replace(&self.space, rotor, (dipole, cost));
        Some(())
    }

    /// No dipole at a place.
    fn clear(&mut self, defect: usize, cost: f64) {
        let nothing = (SymmetricTensor::ZERO, cost);
        self.kept.replace(&self.space, defect, nothing);
    }
}

/// One of all defects, if there is one.
fn any<P>(population: &Population<P>, draws: &mut Draws) -> Option<usize> {
    let count = population.count();
    (count > 0).then(|| draws.index(count))
}

/// With the probability `min(1, odds exp(-cost))`; never at a cost that is no number.
fn accepted(draws: &mut Draws, odds: f64, cost: f64) -> bool {
    draws.uniform() < odds * (-cost).exp()
}
