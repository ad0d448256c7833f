//! What the articles are about: configured, or inferred from them.

use crate::config::{KindOfMembers, SubjectConfig};

/// The name of the subject and what its members are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Topic {
    /// Its name.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// Whether the name was inferred from the articles rather than configured.
    pub inferred: bool,
    /// What its members are.
    pub kind_of_members: KindOfMembers,
}

impl Topic {
    /// The topic that `sitegen.yaml` states, if it names one.
    pub fn configured(config: &SubjectConfig) -> Option<Self> {
        Some(Self {
            name: config.name.clone()?,
            aliases: config.aliases.clone(),
            inferred: false,
            kind_of_members: config.kind_of_members,
        })
    }

    /// All names, the first one first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&*self.name).chain(self.aliases.iter().map(|a| &**a))
    }
}
