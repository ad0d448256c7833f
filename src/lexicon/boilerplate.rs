//! Cues that mark a line of a scraped article as no part of it.

use super::Lists;

/// All cues, in the order of the list.
#[derive(Debug)]
pub struct Boilerplate {
    /// The cues.
    pub cues: Vec<Cue>,
}

/// A phrase that marks its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// The phrase, folded and in lower case.
    pub phrase: String,
    /// Why such a line is left out, such as "podcast plug".
    pub reason: String,
    /// Where in the line it must stand.
    pub place: CuePlace,
}

/// Where in a line a cue must stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CuePlace {
    /// At the start of the line.
    Start,
    /// Anywhere.
    Any,
    /// At the end.
    End,
    /// The cue is the whole line.
    Whole,
}

impl Boilerplate {
    /// Reads the list `boilerplate`: `phrase | reason | start, any, end or whole`.
    pub fn compile(lists: &Lists) -> Self {
        let cue = |row: &super::Row| Cue {
            phrase: crate::fold::fold(row.field(0)).to_lowercase(),
            reason: row.field(1).to_owned(),
            place: match row.field(2) {
                "start" => CuePlace::Start,
                "end" => CuePlace::End,
                "whole" => CuePlace::Whole,
                _ => CuePlace::Any,
            },
        };
        Self { cues: lists.rows("boilerplate").iter().map(cue).collect() }
    }
}
