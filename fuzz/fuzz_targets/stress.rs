//! Any bytes as a series of stress.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| glassmelt_fuzz::stress(bytes));
