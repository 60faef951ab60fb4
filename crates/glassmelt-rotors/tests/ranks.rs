//! What is said among ranks arrives, whole and in order.

mod common;

use common::slabs::wrong_messages;
use common::threads::side_by_side;
use glassmelt_rotors::ranks::{Alone, Parts, Ranks};

#[test]
fn one_process_hears_itself() {
    assert!(wrong_messages(&Alone).is_empty());
    assert_eq!((Alone.rank(), Alone.count()), (0, 1));
}

#[test]
fn lists_of_any_length_arrive_on_any_number_of_ranks() {
    for count in 1..=5 {
        let wrong = side_by_side(count, wrong_messages);
        assert!(wrong.iter().all(Vec::is_empty), "{count}: {wrong:?}");
    }
}

#[test]
fn parts_lie_one_after_the_other_and_a_missing_rank_has_none() {
    let mut parts = Parts::new([2, 0, 3]);
    parts
        .numbers_mut()
        .copy_from_slice(&[1.0, 2.0, 3.0, 4.0, 5.0]);
    assert_eq!(parts.part(0), [1.0, 2.0]);
    assert!(parts.part(1).is_empty() && parts.part(3).is_empty());
    assert_eq!(parts.part(2), [3.0, 4.0, 5.0]);
    assert!(parts.starts().eq([0, 2, 2, 5]));
    parts.arrange([1, 1]);
    assert!(parts.lengths().eq([1, 1]));
    parts.part_mut(1)[0] = 7.0;
    assert_eq!(parts.numbers(), [1.0, 7.0]);
}
