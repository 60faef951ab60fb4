//! Values that are one number for all bonds, or one a bond.

use std::fmt;

use schemars::JsonSchema;
use serde::de::{Error, SeqAccess, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

/// One number for all bonds, or a list with one a bond.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(untagged)]
#[schemars(inline)]
pub enum NumberOrList {
    /// The same for every bond.
    One(f64),
    /// One a bond, in their order.
    Each(Vec<f64>),
}

/// Lengths of the bonds at rest.
#[derive(Debug, Clone, PartialEq, Default, Serialize, JsonSchema)]
#[serde(untagged)]
#[schemars(inline)]
pub enum RestLengths {
    /// The distance of corner and neighbour in the reference state.
    #[default]
    #[serde(serialize_with = "stress_free")]
    #[schemars(schema_with = "stress_free_schema")]
    StressFree,
    /// The distance of the neighbour from the centre, Eq. 4 as printed.
    #[serde(serialize_with = "as_printed")]
    #[schemars(schema_with = "as_printed_schema")]
    AsPrinted,
    /// Given lengths, all above zero.
    Given(NumberOrList),
}

const STRESS_FREE: &str = "stress_free";
const AS_PRINTED: &str = "as_printed";

fn stress_free<S: serde::Serializer>(serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(STRESS_FREE)
}

fn as_printed<S: serde::Serializer>(serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(AS_PRINTED)
}

fn stress_free_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    schemars::json_schema!({"const": STRESS_FREE})
}

fn as_printed_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    schemars::json_schema!({"const": AS_PRINTED})
}

impl NumberOrList {
    /// One number a bond; nothing where a list has another length.
    pub fn each(&self, bonds: usize) -> Option<Vec<f64>> {
        match self {
            Self::One(value) => Some(vec![*value; bonds]),
            Self::Each(values) => (values.len() == bonds).then(|| values.clone()),
        }
    }
}

impl<'de> Deserialize<'de> for NumberOrList {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Numbers)
    }
}

impl<'de> Deserialize<'de> for RestLengths {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Lengths)
    }
}

/// Reads a number or a list of numbers.
struct Numbers;

impl<'de> Visitor<'de> for Numbers {
    type Value = NumberOrList;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number, or a list with one number a bond")
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<NumberOrList, E> {
        Ok(NumberOrList::One(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<NumberOrList, E> {
        Ok(NumberOrList::One(value as f64))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<NumberOrList, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = list.next_element()? {
            values.push(value);
        }
        Ok(NumberOrList::Each(values))
    }
}

/// Reads a word, a number or a list of numbers.
struct Lengths;

impl<'de> Visitor<'de> for Lengths {
    type Value = RestLengths;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\"stress_free\", \"as_printed\", a length, or a list with one length a bond")
    }

    fn visit_str<E: Error>(self, word: &str) -> Result<RestLengths, E> {
        match word {
            STRESS_FREE => Ok(RestLengths::StressFree),
            AS_PRINTED => Ok(RestLengths::AsPrinted),
            _ => Err(E::invalid_value(Unexpected::Str(word), &self)),
        }
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<RestLengths, E> {
        Numbers.visit_f64(value).map(RestLengths::Given)
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<RestLengths, E> {
        Numbers.visit_i64(value).map(RestLengths::Given)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<RestLengths, A::Error> {
        Numbers.visit_seq(list).map(RestLengths::Given)
    }
}
