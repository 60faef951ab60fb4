//! The one door to the engines: which one a plan asks for.

use std::rc::Rc;

use glassmelt_rotors::ranks::{Alone, Ranks};
use serde_json::Value;

use crate::checkpoint::State;
use crate::crowd::Crowd;
use crate::engine::Engine;
use crate::error::Result;
use crate::plan::RunPlan;
use crate::record::{Output, Recorder};
use crate::simulation::Simulation;
use crate::simulation::fields::unanswered;
use crate::watch::Watcher;

/// The engine of a plan.
pub enum RunEngine {
    /// Places stay as they are.
    Frozen(Box<Simulation>),
    /// Rotors come and go, for `[population]`.
    Annealed(Box<Crowd>),
}

impl RunEngine {
    /// That of a plan at its start, on one process.
    ///
    /// # Errors
    /// When the plan asks for what no engine does, or its places or sums have no answer.
    pub fn new(plan: &RunPlan) -> Result<Self> {
        Self::on(plan, Rc::new(Alone))
    }

    /// The same on these ranks, all of which must come here. The root then runs it, the others serve.
    ///
    /// # Errors
    /// As above, and for `[population]` on more than one rank.
    pub fn on(plan: &RunPlan, ranks: Rc<dyn Ranks>) -> Result<Self> {
        if plan.population.is_none() {
            return Ok(Self::Frozen(Box::new(Simulation::on(plan, ranks)?)));
        }
        if ranks.count() > 1 {
            return Err(unanswered(
                "rotors that come and go run on the threads of one process: expected no mpirun with [population]",
            ));
        }
        Ok(Self::Annealed(Box::new(Crowd::new(plan)?)))
    }

    /// Whether this rank is the one that runs, reads and writes.
    pub fn is_root(&self) -> bool {
        match self {
            Self::Frozen(simulation) => simulation.is_root(),
            Self::Annealed(_) => true,
        }
    }

    /// What all ranks but the root do: as they are told, until it is over.
    ///
    /// # Errors
    /// When an energy is not a number; the root then has an error too.
    pub fn serve(&mut self) -> Result<()> {
        match self {
            Self::Frozen(simulation) => simulation.serve(),
            Self::Annealed(_) => Ok(()),
        }
    }

    fn engine(&self) -> &dyn Engine {
        match self {
            Self::Frozen(simulation) => simulation.as_ref(),
            Self::Annealed(crowd) => crowd.as_ref(),
        }
    }

    fn engine_mut(&mut self) -> &mut dyn Engine {
        match self {
            Self::Frozen(simulation) => simulation.as_mut(),
            Self::Annealed(crowd) => crowd.as_mut(),
        }
    }
}

impl Engine for RunEngine {
    fn outputs(&self) -> Vec<Output> {
        self.engine().outputs()
    }

    fn total(&self) -> u64 {
        self.engine().total()
    }

    fn done(&self) -> u64 {
        self.engine().done()
    }

    fn advance(&mut self, recorder: &mut Recorder, watcher: &dyn Watcher) -> Result<()> {
        self.engine_mut().advance(recorder, watcher)
    }

    fn save(&self) -> State {
        self.engine().save()
    }

    fn restore(&mut self, state: &State) -> Result<()> {
        self.engine_mut().restore(state)
    }

    fn results(&self) -> Result<Value> {
        self.engine().results()
    }
}
