//! Any bytes as a file of this format.
#![no_main]

use glassmelt_fuzz::read;
use glassmelt_trajectory::Format;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| read(bytes, &[Format::Dcd]));
