//! What the articles are about: configured, or inferred from them.

use crate::config::{KindOfMembers, SubjectConfig};
use crate::lexicon::Lexicon;
use crate::sources::Source;

use super::{Inferred, infer_name};

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
    /// The topic that `sitegen.yaml` names, else the one that the articles share, else their first
    /// headline.
    pub fn find(config: &SubjectConfig, sources: &[Source], lexicon: &Lexicon) -> Self {
        let headline = || sources.iter().find_map(|source| source.meta.title.clone());
        Self::configured(config).unwrap_or_else(|| {
            let inferred = infer_name(sources, lexicon).unwrap_or_else(|| Inferred {
                name: headline().unwrap_or_else(|| "Articles".to_owned()),
                aliases: Vec::new(),
                from: "the first headline".to_owned(),
            });
            Self::inferred(inferred, config)
        })
    }

    /// The topic that `sitegen.yaml` states, if it names one.
    pub fn configured(config: &SubjectConfig) -> Option<Self> {
        Some(Self {
            name: config.name.clone()?,
            aliases: config.aliases.clone(),
            inferred: false,
            kind_of_members: config.kind_of_members,
        })
    }

    /// The topic that the articles share, where `sitegen.yaml` names none.
    pub fn inferred(inferred: Inferred, config: &SubjectConfig) -> Self {
        let mut aliases = config.aliases.clone();
        aliases.extend(inferred.aliases.into_iter().filter(|a| !config.aliases.contains(a)));
        Self {
            name: inferred.name,
            aliases,
            inferred: true,
            kind_of_members: config.kind_of_members,
        }
    }

    /// All names, the first one first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&*self.name).chain(self.aliases.iter().map(|a| &**a))
    }
}
