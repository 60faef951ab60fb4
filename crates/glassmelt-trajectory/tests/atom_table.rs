//! A Parquet table of atoms is read back as it was written, by the reader of `parquet`.
#![cfg(feature = "parquet")]

use glassmelt_trajectory::{AtomColumn, AtomTable, Error, Frame, Values};
use nalgebra::Vector3;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;

fn frame(step: i64) -> Frame {
    let mut frame = Frame::empty();
    frame.step = step;
    frame.time = (step > 0).then_some(0.5 * step as f64);
    frame.ids = vec![3, 9];
    for name in ["A", "Ø"] {
        let kind = frame.kind_of(name).expect("few species");
        frame.kinds.push(kind);
    }
    frame.positions = vec![
        Vector3::new(0.1, 0.2, 0.3),
        Vector3::new(-1.0, step as f64, 1e300),
    ];
    frame
}

fn column<'a>(name: &'a str, values: &'a [f64]) -> AtomColumn<'a> {
    let values = Values::Scalars(values);
    AtomColumn { name, values }
}

#[test]
fn each_atom_of_each_frame_is_a_row_and_the_run_is_told_beside_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("atoms.parquet");
    let shape = [column("d2min", &[])];
    let mut table = AtomTable::create(&file, &frame(0), &shape, &[("units", "lj")]).expect("begun");
    for step in [0, 10] {
        let values = [0.25, step as f64];
        table
            .add(&frame(step), &[column("d2min", &values)])
            .expect("a frame");
    }
    table.finish().expect("the footer");
    let reader = SerializedFileReader::new(std::fs::File::open(&file).expect("it is there"))
        .expect("Parquet");
    let about = reader
        .metadata()
        .file_metadata()
        .key_value_metadata()
        .expect("metadata");
    assert!(
        about
            .iter()
            .any(|pair| pair.key == "units" && pair.value.as_deref() == Some("lj"))
    );
    let rows: Vec<_> = reader
        .get_row_iter(None)
        .expect("rows")
        .map(|row| row.expect("a row"))
        .collect();
    assert_eq!(rows.len(), 4);
    let names = ["step", "time", "id", "species", "x", "y", "z", "d2min"];
    let last: Vec<(&str, Field)> = rows[3]
        .get_column_iter()
        .map(|(name, field)| (name.as_str(), field.clone()))
        .collect();
    assert!(last.iter().map(|(name, _)| *name).eq(names));
    let fields = [
        Field::Long(10),
        Field::Double(5.0),
        Field::Long(9),
        Field::Str("Ø".to_owned()),
        Field::Double(-1.0),
        Field::Double(10.0),
        Field::Double(1e300),
        Field::Double(10.0),
    ];
    assert!(last.into_iter().map(|(_, field)| field).eq(fields));
    assert!(
        rows[0]
            .get_column_iter()
            .any(|(name, field)| name == "time" && *field == Field::Null)
    );
}

#[test]
fn columns_that_do_not_fit_are_refused_with_their_names() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("atoms.parquet");
    let named = |result: Result<(), Error>| match result {
        Err(Error::UnusableColumn { name, .. }) => name,
        other => panic!("{other:?}"),
    };
    let twice = AtomTable::create(&file, &frame(0), &[column("x", &[])], &[]);
    assert_eq!(named(twice.map(|_| ())), "x");
    let shape = [column("d2min", &[])];
    let mut table = AtomTable::create(&file, &frame(0), &shape, &[]).expect("begun");
    assert_eq!(
        named(table.add(&frame(1), &[column("d2min", &[1.0])])),
        "d2min"
    );
    assert_eq!(
        named(table.add(&frame(1), &[column("curl", &[1.0, 2.0])])),
        "curl"
    );
    assert_eq!(named(table.add(&frame(1), &[])), "d2min");
}
