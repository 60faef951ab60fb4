//! What a record keeps, and what it does not take.

use crate::common::hard_core_places;
use crate::{at_random, held, probe, record};
use glassmelt_rotors::measure::{Measured, Probe, Record, WaveVectors};
use glassmelt_rotors::{Cell, Error};

#[test]
fn a_record_comes_back_from_its_parts_to_the_last_bit_and_goes_on_the_same() {
    let cell = Cell::cubic(6.0).unwrap();
    let probe = probe(cell, 20, &[1.5, 2.5]);
    for (first, more) in [(0, 5), (1, 0), (7, 30), (97, 200)] {
        let add = |record: &mut Record, steps: std::ops::Range<u64>| {
            for step in steps {
                let dipoles = at_random(20, 5, step);
                let look = probe.look(&dipoles, 0.1 * step as f64).unwrap();
                record.add(&look, &dipoles).unwrap();
            }
        };
        let mut whole = Record::with_blocks(&probe, 8);
        add(&mut whole, 0..first);
        let mut restored = Record::from_parts(&whole.parts()).unwrap();
        assert_eq!(restored, whole);
        add(&mut whole, first..first + more);
        add(&mut restored, first..first + more);
        let bits = |record: &Record| -> Vec<Vec<u64>> {
            let parts = record.parts().into_iter();
            parts
                .map(|(_, numbers)| numbers.iter().map(|x| x.to_bits()).collect())
                .collect()
        };
        assert_eq!(bits(&restored), bits(&whole));
    }
}

#[test]
fn parts_that_do_not_fit_are_refused_by_name() {
    let cell = Cell::cubic(6.0).unwrap();
    let probe = probe(cell, 20, &[1.5]);
    let record = record(&probe, 10, |step| at_random(20, 5, step));
    let parts = record.parts();
    for index in 0..parts.len() {
        let mut fewer = parts.clone();
        let (name, _) = fewer.remove(index);
        assert_eq!(
            Record::from_parts(&fewer),
            Err(Error::MissingPart {
                name: name.to_owned()
            })
        );
        let mut shorter = parts.clone();
        shorter[index].1.pop();
        assert!(Record::from_parts(&shorter).is_err(), "{name}");
        let mut strange = parts.clone();
        strange[0].1[index.min(4)] = f64::NAN;
        assert!(Record::from_parts(&strange).is_err());
    }
    let other = Probe::new(
        cell,
        &hard_core_places(&cell, 19, 0),
        WaveVectors::new(&cell, 1, 1),
        vec![],
    )
    .unwrap();
    let setting = held(&other, 1.0);
    assert!(Measured::of(&setting, [&record, &record]).is_err());
    let empty = Record::new(&other);
    assert!(Measured::of(&setting, [&empty, &empty]).is_err());
}
