//! The glassmelt command line.
fn main() {}
