//! Phrases that announce earlier instances, and what follows the subject's name in a definition.

use super::Lists;
use super::vocabulary::{Entry, EntryKind, Vocabulary};

/// Where a phrase about the past must stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PastPlace {
    /// In a heading.
    Heading,
    /// Anywhere.
    Any,
    /// Before the name of the earlier instance.
    Contrast,
    /// Before a noun for an undertaking.
    Alike,
}

/// What must follow a verb of definition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Follows {
    /// Anything.
    Any,
    /// An article.
    Article,
    /// A noun for members.
    Members,
}

/// The compiled lists.
#[derive(Debug, Default)]
pub struct Cues {
    /// Rows of `precedent-cues`, by [`Entry::row`] of [`EntryKind::PrecedentCue`].
    pub past: Vec<PastPlace>,
    /// Rows of `definition-verbs`, by [`Entry::row`] of [`EntryKind::DefinitionVerb`]: weight and
    /// what must follow.
    pub definitions: Vec<(f32, Follows)>,
}

impl Cues {
    /// Reads the lists and adds their phrases to `vocabulary`.
    pub(super) fn compile(lists: &Lists, vocabulary: &mut Vocabulary) -> Self {
        let mut this = Self::default();
        for row in lists.rows("precedent-cues") {
            let row_index = u32::try_from(this.past.len()).unwrap_or(u32::MAX);
            let entry = Entry { kind: EntryKind::PrecedentCue, row: row_index, field: 0 };
            vocabulary.add_phrase(row.field(0), entry);
            this.past.push(match row.field(1) {
                "heading" => PastPlace::Heading,
                "contrast" => PastPlace::Contrast,
                "alike" => PastPlace::Alike,
                _ => PastPlace::Any,
            });
        }
        for row in lists.rows("definition-verbs") {
            let row_index = u32::try_from(this.definitions.len()).unwrap_or(u32::MAX);
            let entry = Entry { kind: EntryKind::DefinitionVerb, row: row_index, field: 0 };
            vocabulary.add_phrase(row.field(0), entry);
            let weight = row.field(1).parse().unwrap_or(0.0);
            let follows = match row.field(2) {
                "article" => Follows::Article,
                "members" => Follows::Members,
                _ => Follows::Any,
            };
            this.definitions.push((weight, follows));
        }
        this
    }
}
