//! Any text as the file of a pair potential.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| glassmelt_fuzz::potential(text));
