//! What can be named: countries, organisations, companies, places, people.
//!
//! It stands alone because word lists, evidence and the subject all speak of it.

use serde::{Deserialize, Serialize};

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EntityKind {
    /// A state or territory.
    Country,
    /// An organisation that is none of the kinds below.
    Organisation,
    /// A company.
    Company,
    /// An alliance of states or organisations.
    Alliance,
    /// An agency or ministry.
    Agency,
    /// A newspaper, broadcaster, agency or platform.
    Media,
    /// A building, a city, a region, a sea.
    Place,
    /// A person.
    Person,
}

impl EntityKind {
    /// Whether it can belong to something and take positions.
    pub fn is_body(self) -> bool {
        !matches!(self, Self::Place | Self::Person)
    }
}
