//! Small files of each text format, read as they are meant.

use std::io::Write;

use glassmelt_trajectory::{
    AtomStyle, Atoms, Dimension, Error, Format, Frame, Frames, Place, Places, Result, Selection,
    Trajectory,
};

fn frames_of(trajectory: &Trajectory) -> Result<Vec<Frame>> {
    let mut stream = trajectory.open()?;
    let mut frames = Vec::new();
    let mut frame = Frame::empty();
    while stream.next_into(&mut frame)? {
        frames.push(frame.clone());
    }
    Ok(frames)
}

fn read(name: &str, text: &str) -> Result<Vec<Frame>> {
    frames_of(&Trajectory::in_memory(name, text.as_bytes()))
}

fn message(name: &str, text: &str) -> String {
    match read(name, text) {
        Ok(frames) => format!("{} frames", frames.len()),
        Err(error) => error.to_string(),
    }
}

fn close(frame: &Frame, atom: usize, expected: [f64; 3]) -> bool {
    let position = frame.positions[atom];
    (0..3).all(|axis| (position[axis] - expected[axis]).abs() < 1e-12)
}

/// A dump of two atoms with these columns and rows in a cube from 0 to 10.
fn dump(step: i64, columns: &str, rows: &[&str]) -> String {
    format!(
        "ITEM: TIMESTEP\n{step}\nITEM: NUMBER OF ATOMS\n{}\nITEM: BOX BOUNDS pp pp ff\n0 10\n0 10\n0 10\n\
         ITEM: ATOMS {columns}\n{}\n",
        rows.len(),
        rows.join("\n")
    )
}

mod lammps_dump {
    use super::*;

    #[test]
    fn atoms_come_sorted_by_identifier_with_what_stands_beside_them() {
        let text = dump(
            7,
            "type id fx fy fz c_pe vx vy vz x y z",
            &[
                "2 5 1 2 3 9 0.1 0.2 0.3 1.5 2.5 3.5",
                "1 3 4 5 6 9 0.4 0.5 0.6 4.5 5.5 6.5",
            ],
        );
        let frames = read("a", &text).expect("two atoms");
        let frame = &frames[0];
        assert_eq!((frame.step, frame.ids.as_slice()), (7, &[3, 5][..]));
        assert_eq!(
            (frame.species.as_slice(), frame.kinds.as_slice()),
            (&["1".to_owned(), "2".to_owned()][..], &[0, 1][..])
        );
        assert!(close(frame, 0, [4.5, 5.5, 6.5]));
        assert_eq!(frame.velocities[1].as_slice(), [0.1, 0.2, 0.3]);
        assert_eq!(frame.forces[1].as_slice(), [1.0, 2.0, 3.0]);
        assert_eq!(frame.cell.expect("a box").periodic(), [true, true, false]);
    }

    #[test]
    fn the_four_ways_to_write_a_position_agree() {
        for (columns, row, places) in [
            ("id x y z ix iy iz", "1 2 3 4 1 -1 0", Places::Unwrapped),
            (
                "id xs ys zs ix iy iz",
                "1 .2 .3 .4 1 -1 0",
                Places::Unwrapped,
            ),
            ("id xu yu zu", "1 12 -7 4", Places::Unwrapped),
            ("id xsu ysu zsu", "1 1.2 -0.7 0.4", Places::Unwrapped),
            ("id x y z xu yu zu", "1 2 3 4 12 -7 4", Places::Unwrapped),
        ] {
            let frames = read("a", &dump(0, columns, &[row])).expect(columns);
            assert!(close(&frames[0], 0, [12.0, -7.0, 4.0]), "{columns}");
            assert_eq!(frames[0].places, places);
        }
    }

    /// The manual of LAMMPS, "Triclinic simulation boxes": bounds of the cell (0,0,0), (4,5,6) with xy, xz, yz of
    /// 1.5, -0.5, 1 are -0.5 to 5.5, 0 to 6, 0 to 6.
    #[test]
    fn bounds_of_a_tilted_cell_are_taken_back_to_its_vectors() {
        let text = "ITEM: TIMESTEP\n0\nITEM: NUMBER OF ATOMS\n1\nITEM: BOX BOUNDS xy xz yz pp pp pp\n\
                    -0.5 5.5 1.5\n0 6 -0.5\n0 6 1\nITEM: ATOMS id xs ys zs\n1 0.5 0.5 0.5\n";
        let frames = read("a", text).expect("a tilted cell");
        let cell = frames[0].cell.expect("a cell");
        assert_eq!(
            cell.vectors().as_slice(),
            [4.0, 0.0, 0.0, 1.5, 5.0, 0.0, -0.5, 1.0, 6.0]
        );
        assert!(close(&frames[0], 0, [2.5, 3.0, 3.0]));
    }

    #[test]
    fn three_free_vectors_with_an_origin_are_the_cell() {
        let text = "ITEM: UNITS\nmetal\nITEM: TIME\n0.25\nITEM: TIMESTEP\n50\nITEM: NUMBER OF ATOMS\n1\n\
                    ITEM: BOX BOUNDS abc origin pp pp pp\n0 4 0 7\n-5 0 0 8\n0 0 6 9\nITEM: ATOMS id element x y z\n\
                    1 Cu 1 2 3\n";
        let trajectory = Trajectory::in_memory("a", text.as_bytes());
        let stream = trajectory.open().expect("a free cell");
        assert_eq!(stream.description().units.as_deref(), Some("metal"));
        let frames = frames_of(&trajectory).expect("a free cell");
        let cell = frames[0].cell.expect("a cell");
        assert_eq!(
            cell.vectors().as_slice(),
            [0.0, 4.0, 0.0, -5.0, 0.0, 0.0, 0.0, 0.0, 6.0]
        );
        assert_eq!(cell.origin().as_slice(), [7.0, 8.0, 9.0]);
        assert_eq!(
            (frames[0].time, frames[0].species[0].as_str()),
            (Some(0.25), "Cu")
        );
    }

    #[test]
    fn a_dump_without_z_is_of_a_plane() {
        let frames = read("a", &dump(0, "id x y", &["1 2 3"])).expect("a plane");
        assert_eq!(frames[0].dimension, Dimension::Two);
        assert!(close(&frames[0], 0, [2.0, 3.0, 0.0]));
    }

    #[test]
    fn errors_name_file_line_what_stands_there_and_what_would_be_right() {
        let good = dump(0, "id x y z", &["1 2 3 4", "2 5 6 7"]);
        assert_eq!(
            message("melt.dump", &good.replace("5 6 7", "5 x6 7")),
            "melt.dump, line 11: \"x6\"; expected a finite number for a position"
        );
        assert_eq!(
            message("melt.dump", &good.replace("\n2 5 6 7", "")),
            "melt.dump, line 10: the file ends here; expected atom 2 of 2"
        );
        assert!(message("melt.dump", good.trim_end()).contains("the end of the line"));
        assert!(message("melt.dump", &good.replace("5 6 7", "5 nan 7")).contains("finite"));
        assert!(message("melt.dump", &good.replace("5 6 7", "5 6")).contains("line 11: nothing"));
        assert!(
            message("melt.dump", &good.replace("x y z", "q y z")).contains("positions among them")
        );
        assert!(
            message("melt.dump", &good.replace("0 10", "10 0"))
                .contains("line 8: a cell with the sides -10")
        );
        assert!(message("melt.dump", &good.replace("ff", "fq")).contains("boundary flag"));
    }

    #[test]
    fn a_header_that_lies_about_the_number_of_atoms_is_told_and_costs_nothing() {
        let good = dump(0, "id x y z", &["1 2 3 4"]);
        let lie = good.replace("ATOMS\n1\n", "ATOMS\n1152921504606846976\n");
        assert!(message("a", &lie).contains("atom 2 of 1152921504606846976"));
    }
}

mod streams {
    use super::*;

    fn three() -> String {
        [0, 10, 20]
            .map(|step| {
                dump(
                    step,
                    "id x y z",
                    &[&format!("1 {} 5 5", (3 * step / 10 + 8) % 10)],
                )
            })
            .concat()
    }

    #[test]
    fn frames_are_chosen_by_first_last_and_every() {
        let trajectory = Trajectory::in_memory("a", three().as_bytes()).timestep(0.5);
        let steps = |selection| -> Vec<i64> {
            let frames = frames_of(&trajectory.clone().frames(selection)).expect("frames");
            frames.iter().map(|frame| frame.step).collect()
        };
        assert_eq!(steps(Selection::default()), [0, 10, 20]);
        assert_eq!(
            steps(Selection {
                every: 2,
                ..Selection::default()
            }),
            [0, 20]
        );
        assert_eq!(
            steps(Selection {
                first: 1,
                last: Some(1),
                every: 1
            }),
            [10]
        );
        assert_eq!(frames_of(&trajectory).expect("frames")[2].time, Some(10.0));
    }

    #[test]
    fn atoms_are_followed_through_walls_also_in_frames_that_are_not_given() {
        let trajectory = Trajectory::in_memory("a", three().as_bytes()).places(Places::Unwrapped);
        let frames = frames_of(&trajectory).expect("frames");
        let x: Vec<f64> = frames.iter().map(|frame| frame.positions[0].x).collect();
        assert_eq!(x, [8.0, 11.0, 14.0]);
        assert!(frames.iter().all(|frame| frame.places == Places::Unwrapped));
        let ends = trajectory.clone().frames(Selection {
            every: 2,
            ..Selection::default()
        });
        assert_eq!(frames_of(&ends).expect("frames")[1].positions[0].x, 14.0);
        let mut stream = trajectory.open().expect("frames");
        let mut frame = Frame::empty();
        while stream.next_into(&mut frame).expect("frames") {}
        assert!((stream.largest_step().expect("followed") - 0.3).abs() < 1e-12);
        assert_eq!(stream.warnings()[0].code, "long_steps_between_frames");
    }

    #[test]
    fn many_files_are_one_trajectory_and_the_frame_at_their_border_comes_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        std::fs::write(path("1"), three()).expect("written");
        let more = [20, 30]
            .map(|step| dump(step, "id x y z", &["1 4 5 5"]))
            .concat();
        let file = std::fs::File::create(path("2")).expect("a file");
        let mut packed = flate2::write::GzEncoder::new(file, flate2::Compression::default());
        packed
            .write_all(more.as_bytes())
            .and_then(|()| packed.try_finish())
            .expect("written");
        let trajectory = Trajectory::new([path("1"), path("2")]);
        let mut stream = trajectory.open().expect("frames");
        let mut steps = Vec::new();
        let mut frame = Frame::empty();
        while stream.next_into(&mut frame).expect("frames") {
            steps.push(frame.step);
        }
        assert_eq!((steps, stream.repeated_frames()), (vec![0, 10, 20, 30], 1));
        assert_eq!(stream.progress(), Some(1.0));
        let backwards =
            frames_of(&Trajectory::new([path("2"), path("1")])).expect_err("steps go back");
        assert!(
            backwards.to_string().contains("step 0 after step 30"),
            "{backwards}"
        );
        let mut again = stream.again().expect("from the start");
        assert!(again.next_into(&mut frame).expect("a frame") && frame.step == 0);
    }

    #[test]
    fn a_stream_that_fails_keeps_its_frames_and_says_the_same_again() {
        let text = three() + "ITEM: TIMESTEP\nx\n";
        let mut stream = Trajectory::in_memory("a", text.as_bytes())
            .open()
            .expect("the first frame");
        let mut frame = Frame::empty();
        let good = (0..3).all(|_| stream.next_into(&mut frame).expect("a frame"));
        let error = stream.next_into(&mut frame).expect_err("a broken frame");
        assert!(
            good && matches!(
                &error,
                Error::Malformed {
                    place: Place::Line(32),
                    ..
                }
            ),
            "{error}"
        );
        assert_eq!(stream.next_into(&mut frame), Err(error));
    }

    #[test]
    fn other_atoms_are_an_error_that_names_them() {
        let text = dump(0, "id x y z", &["1 2 3 4", "2 5 6 7"])
            + &dump(1, "id x y z", &["1 2 3 4", "3 5 6 7"]);
        assert!(
            message("a", &text)
                .starts_with("frame 1 holds other atoms than the first: atom 3 is new")
        );
        let twice = dump(0, "id x y z", &["1 2 3 4", "1 5 6 7"]);
        assert!(message("a", &twice).contains("atom 1 is there twice"));
        let all = Trajectory::in_memory("a", text.as_bytes()).atoms(Atoms::InAllFrames);
        assert_eq!(all.open().expect("one atom").atoms_left_out(), 2);
        let frames = frames_of(&all).expect("one atom");
        assert!(frames.iter().all(|frame| frame.ids == [1]));
        let written = Trajectory::in_memory("a", text.as_bytes()).atoms(Atoms::AsWritten);
        assert_eq!(frames_of(&written).expect("as written")[1].ids, [1, 3]);
    }

    #[test]
    fn sorted_atoms_do_not_depend_on_the_order_or_the_spread_of_identifiers() {
        let rows = ["900000000000 1 1 1", "-5 2 2 2", "7 3 3 3"];
        let text = dump(0, "id x y z", &rows) + &dump(1, "id x y z", &[rows[2], rows[0], rows[1]]);
        for frame in read("a", &text).expect("frames") {
            assert_eq!(frame.ids, [-5, 7, 900_000_000_000]);
            assert!(close(&frame, 1, [3.0; 3]));
        }
    }

    #[test]
    fn a_packed_file_that_was_cut_is_an_error() {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        let many: String = (0..2000)
            .map(|step| dump(step, "id x y z", &[&format!("1 {step} 2 3")]))
            .collect();
        packed.write_all(many.as_bytes()).expect("in memory");
        let bytes = packed.finish().expect("in memory");
        let cut = Trajectory::in_memory("a.gz", &bytes[..bytes.len() / 2]);
        let error = frames_of(&cut).expect_err("it was cut");
        assert!(
            error.to_string().contains("a whole file of gzip"),
            "{error}"
        );
    }

    #[test]
    fn what_is_no_trajectory_is_told() {
        assert!(message("notes.txt", "hello\n").contains("\"hello\"; expected a LAMMPS dump"));
        assert!(message("empty.xyz", "").contains("no frame"));
        let nothing: [&str; 0] = [];
        assert!(Trajectory::new(nothing).open().is_err());
        let absent = Trajectory::new(["/no/such/file"])
            .open()
            .err()
            .expect("no file");
        assert!(matches!(absent, Error::Unreadable { .. }));
    }
}

mod lammps_data {
    use super::*;

    const HEADER: &str = "title, timestep = 90, units = lj\n\n2 atoms\n2 atom types\n\n0 10 xlo xhi\n0 10 ylo yhi\n\
                          0 10 zlo zhi\n1 0 0 xy xz yz\n\nMasses\n\n1 1.0\n2 2.0 # B\n\n";

    fn data(section: &str) -> String {
        format!("{HEADER}{section}")
    }

    #[test]
    fn styles_tell_the_columns() {
        for (section, places) in [
            ("Atoms # atomic\n\n2 1 1 2 3\n1 2 4 5 6\n", Places::Wrapped),
            (
                "Atoms\n\n2 1 1 2 3 0 0 0\n1 2 4 5 6 0 0 0 # far\n",
                Places::Unwrapped,
            ),
            (
                "Atoms  # charge\n\n2 1 0.5 1 2 3\n1 2 0.5 4 5 6\n",
                Places::Wrapped,
            ),
            (
                "Atoms # bond\n\n2 9 1 1 2 3\n1 9 2 4 5 6\n",
                Places::Wrapped,
            ),
            (
                "Atoms # full\n\n2 9 1 0.5 1 2 3 0 0 0\n1 9 2 .5 4 5 6 0 0 0\n",
                Places::Unwrapped,
            ),
        ] {
            let frames = read("a.data", &data(section)).expect(section);
            let frame = &frames[0];
            assert_eq!(
                (frame.step, frame.places, frame.kinds.as_slice()),
                (90, places, &[1, 0][..])
            );
            assert!(close(frame, 0, [4.0, 5.0, 6.0]), "{section}");
            assert_eq!(frame.cell.expect("a cell").vectors()[(0, 1)], 1.0);
        }
    }

    #[test]
    fn image_flags_and_velocities_are_taken() {
        let text = data(
            "Atoms # atomic\n\n1 1 1 2 3 1 1 0\n2 2 4 5 6 0 0 -1\n\nVelocities\n\n2 4 5 6\n1 1 2 3\n\nBonds\n\n1 1 1 2\n",
        );
        let frames = read("a.data", &text).expect("a data file");
        assert!(close(&frames[0], 0, [12.0, 12.0, 3.0]));
        assert!(close(&frames[0], 1, [4.0, 5.0, -4.0]));
        assert_eq!(frames[0].velocities[1].as_slice(), [4.0, 5.0, 6.0]);
    }

    #[test]
    fn columns_that_could_be_of_two_styles_are_not_guessed() {
        let text = data("Atoms\n\n1 1 0.5 1 2 3\n2 1 0.5 4 5 6\n");
        let told = message("a.data", &text);
        assert!(
            told.contains("line 18: atoms with 6 columns and no style"),
            "{told}"
        );
        let named = Trajectory::in_memory("a.data", text.as_bytes()).atom_style(AtomStyle::Charge);
        assert!(close(
            &frames_of(&named).expect("named")[0],
            0,
            [1.0, 2.0, 3.0]
        ));
    }
}

mod xyz {
    use super::*;

    #[test]
    fn extended_comments_name_cell_columns_step_and_time() {
        let text = "2\nLattice=\"4 0 0 1.5 5 0 -0.5 1 6\" Properties=species:S:1:pos:R:3:id:I:1:mag:R:2:Velo:R:3:forces:R:3 \
                    pbc=\"T F T\" Time=2.5 Step=100 note='a b' flag\nCu 1 2 3 8 0 0 .1 .2 .3 1 2 3\nZr 4 5 6 7 0 0 .4 .5 .6 4 5 6\n";
        let frames = read("a", text).expect("extended");
        let frame = &frames[0];
        assert_eq!(frame.cell.expect("a cell").vectors()[(0, 2)], -0.5);
        assert_eq!(frame.cell.expect("a cell").periodic(), [true, false, true]);
        assert_eq!(
            (frame.step, frame.time, frame.ids.as_slice()),
            (100, Some(2.5), &[7, 8][..])
        );
        assert_eq!(frame.species, ["Cu", "Zr"]);
        assert_eq!(frame.kinds, [1, 0]);
        assert_eq!(frame.velocities[1].as_slice(), [0.1, 0.2, 0.3]);
        assert_eq!(frame.forces[0].as_slice(), [4.0, 5.0, 6.0]);
    }

    #[test]
    fn momenta_are_divided_by_masses_that_are_there() {
        let comment = "Lattice=\"9 0 0 0 9 0 0 0 9\" Properties=species:S:1:pos:R:3:momenta:R:3";
        let with =
            read("a", &format!("1\n{comment}:masses:R:1\nA 0 0 0 2 4 6 2\n")).expect("masses");
        assert_eq!(with[0].velocities[0].as_slice(), [1.0, 2.0, 3.0]);
        let without = read("a", &format!("1\n{comment}\nA 0 0 0 2 4 6\n")).expect("no masses");
        assert!(without[0].velocities.is_empty());
    }

    #[test]
    fn plain_files_have_a_cell_where_their_comment_tells_one() {
        let plain = read("a", "1\nwater\nO 1 2 3\n\n1\nwater\nO 1 2 4\n").expect("plain");
        assert_eq!((plain.len(), plain[1].step, plain[0].cell), (2, 1, None));
        assert_eq!(plain[0].places, Places::Unwrapped);
        let rumd = "1\nioformat=2 timeStepIndex=8 sim_box=RectangularSimulationBox,6,6,6 \
                    columns=type,x,y,z,imx,imy,imz,pe,vir\n0 1 2 -3 1 0 -1 -4.5 9\n";
        let rumd = read("a", rumd).expect("RUMD");
        assert!(close(&rumd[0], 0, [7.0, 2.0, -9.0]));
        assert_eq!((rumd[0].step, rumd[0].places), (8, Places::Unwrapped));
        let cell = read(
            "a",
            "1\nstep:5885 columns:species,pos dt:0.005 cell:10,10,10 \n1 -3 3 -4\n",
        )
        .expect("cell");
        assert_eq!((cell[0].step, cell[0].places), (5885, Places::Wrapped));
    }

    #[test]
    fn faults_are_told_with_their_line() {
        let good = "1\nLattice=\"4 0 0 0 4 0 0 0 4\" Properties=species:S:1:pos:R:3\nA 1 2 3\n";
        assert!(
            message("a", &good.replace("0 4\"", "0\""))
                .contains("line 2: \"4 0 0 0 4 0 0 0\"; expected 9 finite")
        );
        assert!(
            message("a", &good.replace("R:3", "R:4"))
                .contains("4 columns for pos; expected 2 or 3")
        );
        assert!(message("a", &good.replace("R:3", "R")).contains("name:type:count"));
        assert!(message("a", &good.replace("2 3", "2")).contains("line 3: nothing"));
        assert!(
            message("a", &good.replace("1\nL", "3\nL"))
                .contains("line 3: the file ends here; expected atom 2 of 3")
        );
    }
}

mod tracks {
    use super::*;
    use glassmelt_trajectory::TrackColumns;

    const TABLE: &str = ",y,x,mass,frame,particle\n0,2.5,1.5,9,0,4\n1,3.5,2.5,9,0,2\n2,2.6,1.6,9,1.0,4.0\n3,3,3,9,2,4\n4,5,5,9,2,2\n";

    #[test]
    fn particles_in_all_pictures_are_kept_and_the_others_counted() {
        let trajectory = Trajectory::in_memory("tracks.csv", TABLE.as_bytes());
        let stream = trajectory.open().expect("tracks");
        assert_eq!((stream.atoms_left_out(), stream.warnings().len()), (1, 1));
        assert_eq!(
            (
                stream.description().format,
                stream.description().unused.join(" ")
            ),
            (Format::Tracks, "mass".to_owned())
        );
        let frames = frames_of(&trajectory).expect("tracks");
        assert_eq!(frames.len(), 3);
        assert!(frames.iter().all(|frame| frame.ids == [4]
            && frame.dimension == Dimension::Two
            && frame.cell.is_none()));
        assert!(close(&frames[1], 0, [1.6, 2.6, 0.0]));
        let first = trajectory.frames(Selection {
            last: Some(0),
            ..Selection::default()
        });
        assert_eq!(frames_of(&first).expect("one picture")[0].ids, [2, 4]);
    }

    #[test]
    fn other_names_and_a_third_dimension_are_read() {
        let names = TrackColumns {
            frame: "t".to_owned(),
            particle: "TRACK_ID".to_owned(),
            ..TrackColumns::default()
        };
        let text = "\"t\";\"TRACK_ID\";\"x\";\"y\";\"z\"\n3;1;1;2;3\n";
        let trajectory = Trajectory::in_memory("a.csv", text.as_bytes()).track_columns(names);
        let frames = frames_of(&trajectory).expect("tracks");
        assert_eq!((frames[0].step, frames[0].dimension), (3, Dimension::Three));
        assert!(message("a.csv", text).contains("columns of the names frame, particle, x, y"));
    }

    #[test]
    fn tables_that_are_not_sorted_say_how_to_sort_them() {
        let told = message("a.csv", "frame,particle,x,y\n1,1,0,0\n0,1,0,0\n");
        assert!(
            told.contains("line 3: picture 0 after picture 1; expected rows sorted by frame"),
            "{told}"
        );
        assert!(
            message("a.csv", "frame,particle,x,y\n1,1,0,\n")
                .contains("line 2: nothing; expected a finite position")
        );
    }
}
