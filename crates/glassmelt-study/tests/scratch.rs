use glassmelt_study::{DefectModel, Document};
const GOOD: &str = "[core]\nshape = \"tetrahedron\"\nradius = 1\n\n[cage]\ndistance = 2.0\n\n[bonds]\nbend = 1\nstretch = [10, 10, 10, 10.5]\nrest_length = \"as_printed\"\n\n[surroundings]\nkind = \"springs\"\nstiffness = 5\n";
#[test]
fn look() {
    println!(
        "{}",
        serde_json::to_string_pretty(&glassmelt_study::schema::defect()).unwrap()
    );
    println!("{:?}", DefectModel::of(&Document::new("f.toml", GOOD)));
    for (from, to) in [
        ("stretch", "streach"),
        ("bend = 1", "bend = nan"),
        ("bend = 1", "bend = \"x\""),
        ("bend = 1\n", ""),
        ("[bonds]", "[bond]"),
        ("10.5]", "]"),
        ("\"tetrahedron\"", "\"tetrahedra\""),
        ("\"tetrahedron\"", "3"),
        ("[cage]\ndistance = 2.0", ""),
        ("[cage]\ndistance = 2.0", "cage = 3"),
        ("\"as_printed\"", "\"asprinted\""),
        ("\"as_printed\"", "{a = 1}"),
        ("stiffness = 5", ""),
        ("springs", "continuum"),
        ("radius = 1", ""),
        ("radius = 1", "radius = -1"),
        ("10.5]", "10.5"),
        ("[cage]", "[cage]\nneighbours = [[1,2]]"),
        ("[cage]", "[cage]\nneighbours = [[1,2,3]]"),
        ("distance = 2.0", "neighbours = [[1,2,3]]"),
        ("distance = 2.0", "neighbours = [[1,2,3]]\nbonds = [[1,1]]"),
        ("distance = 2.0", "neighbours = [[1,2,3]]\nbonds = [[1,-1]]"),
        ("distance = 2.0", "distance = 1"),
        ("distance = 2.0", "distance = 1e400"),
        ("radius = 1", "radius = 1\nradius = 2"),
        ("springs", "continuum\"\nsite_radius = \"a"),
        ("10.5", "\"a\""),
        ("kind", "zzz"),
        ("[core]", "x = 1\n[core]"),
    ] {
        assert!(GOOD.contains(from), "{from}");
        match DefectModel::of(&Document::new("f.toml", GOOD.replacen(from, to, 1))) {
            Ok(_) => println!("{from} -> {to}: fine"),
            Err(e) => println!("{e}"),
        }
    }
    println!(
        "{}",
        DefectModel::of(&Document::new("f.toml", "# a\n")).unwrap_err()
    );
    println!(
        "{}",
        DefectModel::of(&Document::new("f.toml", "a b")).unwrap_err()
    );
    println!(
        "{}",
        DefectModel::read(std::path::Path::new("/tmp")).unwrap_err()
    );
    println!(
        "{}",
        DefectModel::read(std::path::Path::new("/tmp/nothing")).unwrap_err()
    );
}
