//! Motion and viscosity of one temperature of a reduced liquid in space:
//! `dynamics STEP TEMPERATURE VOLUME STRESS|none K|peak FILES...`

use std::ops::ControlFlow;
use std::path::Path;

use glassmelt_trajectory::dynamics::{
    Cage, Clock, Column, DynamicsOptions, LaboratoryScale, RelaxationPoint, StressColumns,
    StressConditions, StressSeries, WaveNumber, dynamics, table, viscosity,
};
use glassmelt_trajectory::{Dimension, Places, Trajectory, Units};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [step, temperature, volume, stress, k, files @ ..] = arguments.as_slice() else {
        return Err("expected STEP TEMPERATURE VOLUME STRESS|none K|peak FILES...".into());
    };
    let clock = Clock::Step(step.parse()?);
    let mut options = DynamicsOptions::new(clock);
    options.cage = Cage::FirstShell;
    if k != "peak" {
        options.wave_number = WaveNumber::Given(k.parse()?);
    }
    let mut stream = Trajectory::new(files).places(Places::Unwrapped).open()?;
    let run = dynamics(&mut stream, &options, &mut |_| ControlFlow::Continue(()))?;
    println!(
        "k = {}, {} frames, {} stored, cage {:?}, {:?} {:?}",
        run.answer.wave_number,
        run.answer.frames,
        run.answer.stored,
        run.answer.cage,
        run.ending,
        run.answer.warnings
    );
    for motion in &run.answer.motions {
        println!(
            "{:?} {:?}: {:?}",
            motion.of, motion.against, motion.relaxation
        );
        println!("   {:?}", motion.stretched);
    }
    for point in &run.answer.motions[0].points {
        println!(
            "{:9.3} {:4} msd {:.5} +- {:.5} alpha2 {:.4} F_s {:.4} +- {:.4}",
            point.time,
            point.origins,
            point.msd.mean,
            point.msd.error,
            point.non_gaussian.map_or(0.0, |alpha2| alpha2.mean),
            point.scattering.mean,
            point.scattering.error
        );
    }
    if stress == "none" {
        return Ok(());
    }
    let columns = StressColumns {
        names: None,
        clock,
        dimension: Dimension::Three,
        units: Units::Lj,
    };
    let series = StressSeries::read(Path::new(stress), &columns)?;
    let conditions = StressConditions {
        volume: volume.parse()?,
        kt: Units::Lj.boltzmann() * temperature.parse::<f64>()?,
    };
    let answer = viscosity(&series, conditions, None)?;
    println!("{} values, {:?}", series.values.len(), series.broken);
    println!("{:?} {:?}", answer.viscosity, answer.warnings);
    let point = RelaxationPoint {
        temperature: temperature.parse()?,
        tau_alpha: run.answer.motions[0].relaxation,
        viscosity: Some(answer.viscosity),
    };
    for column in [Column::RelaxationTime, Column::Viscosity] {
        print!("{}", table(&[point], LaboratoryScale::argon(), column));
    }
    for (g, eta) in answer.modulus.iter().zip(&answer.running).step_by(4) {
        println!(
            "{:9.3} G {:.4} +- {:.4} eta {:.3} +- {:.3}",
            g.time, g.value.mean, g.value.error, eta.value.mean, eta.value.error
        );
    }
    Ok(())
}
