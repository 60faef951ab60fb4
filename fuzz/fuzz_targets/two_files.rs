//! Any bytes as two files that are read as one trajectory.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| glassmelt_fuzz::two_files(bytes));
