//! Values that are written in one of two ways: a number or a list, a word or a number.

use std::fmt;

use schemars::JsonSchema;
use serde::de::{Error, SeqAccess, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

/// Sites along x, y, z: one number for all, or three.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
#[schemars(inline)]
pub enum Size {
    /// The same along each side.
    Cube(u64),
    /// Along x, y, z.
    Box([u64; 3]),
}

impl Size {
    /// Along x, y, z.
    pub fn sides(self) -> [u64; 3] {
        match self {
            Self::Cube(side) => [side; 3],
            Self::Box(sides) => sides,
        }
    }
}

/// What a dipole is near its own centre.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, JsonSchema)]
#[serde(untagged)]
#[schemars(inline)]
pub enum CoreWord {
    /// A point.
    #[default]
    #[serde(serialize_with = "point")]
    #[schemars(schema_with = "point_schema")]
    Point,
    /// Smeared over a length, in units of a.
    Smeared(f64),
}

const POINT: &str = "point";

fn point<S: serde::Serializer>(serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(POINT)
}

fn point_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    schemars::json_schema!({"const": POINT})
}

impl<'de> Deserialize<'de> for Size {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Sides)
    }
}

impl<'de> Deserialize<'de> for CoreWord {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(PointOrLength)
    }
}

/// Reads a whole number or a list of three.
struct Sides;

impl<'de> Visitor<'de> for Sides {
    type Value = Size;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a whole number of sites above zero, or three of them, [nx, ny, nz]")
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Size, E> {
        u64::try_from(value)
            .map(Size::Cube)
            .map_err(|_| E::invalid_value(Unexpected::Signed(value), &self))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Size, A::Error> {
        let mut sides = Vec::new();
        while let Some(side) = list.next_element()? {
            sides.push(side);
        }
        let count = sides.len();
        <[u64; 3]>::try_from(sides)
            .map(Size::Box)
            .map_err(|_| A::Error::invalid_length(count, &self))
    }
}

/// Reads a word or a number.
struct PointOrLength;

impl Visitor<'_> for PointOrLength {
    type Value = CoreWord;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\"point\", or a smearing length above zero")
    }

    fn visit_str<E: Error>(self, word: &str) -> Result<CoreWord, E> {
        if word == POINT {
            Ok(CoreWord::Point)
        } else {
            Err(E::invalid_value(Unexpected::Str(word), &self))
        }
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<CoreWord, E> {
        Ok(CoreWord::Smeared(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<CoreWord, E> {
        Ok(CoreWord::Smeared(value as f64))
    }
}
