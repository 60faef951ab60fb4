//! Any bytes as a file whose format nobody named.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| glassmelt_fuzz::recognise(bytes));
