//! Where in a text a phrase stands that may be the subject's name.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashSet;

use crate::fold::name_key;
use crate::lexicon::Lexicon;
use crate::token::{Kind, Token};

use super::{LONGEST, Phrase, Place};

/// Nouns that head a subject's name, and words that tell nothing before them.
pub(super) struct Words<'a> {
    pub(super) heads: FxHashSet<&'a str>,
    plain: FxHashSet<&'a str>,
    /// Names of known organisations, which are no news.
    known: FxHashSet<String>,
}

impl<'a> Words<'a> {
    pub(super) fn load(lexicon: &'a Lexicon) -> Self {
        let rows = lexicon.lists.rows("group-heads");
        let of = |plain: bool| {
            let wanted = rows.iter().filter(move |r| (r.field(1) == "modifier") == plain);
            wanted.map(|r| r.field(0)).collect()
        };
        let organisations = lexicon.lists.rows("organisations");
        let known = organisations
            .iter()
            .flat_map(|r| std::iter::once(r.field(0)).chain(r.alternatives(2)))
            .map(name_key)
            .collect();
        Self { heads: of(false), plain: of(true), known }
    }

    /// Adds the phrases of a block that may be the subject's name.
    pub(super) fn propose(
        &self,
        place: &Place<'_>,
        tokens: &[Token],
        phrases: &mut BTreeMap<String, Phrase>,
    ) {
        let flat = is_flat(tokens);
        for (at, token) in tokens.iter().enumerate() {
            if !token.is_word() || !self.heads.contains(&*lower(place.text, token)) {
                continue;
            }
            let (first, last, set_off) = self.around(place.text, tokens, at, flat);
            let count = (first..=last).filter(|t| tokens[*t].is_word()).count();
            if !(2..=LONGEST).contains(&count) || (flat && !set_off) {
                continue;
            }
            let form = &place.text[tokens[first].start as usize..tokens[last].end as usize];
            let words: Vec<String> = (first..=last)
                .filter(|t| tokens[*t].is_word())
                .map(|t| phrase_key(&place.text[tokens[t].range()]))
                .filter(|w| !w.is_empty())
                .collect();
            let key = words.join(" ");
            if self.known.contains(&name_key(form)) || !key.contains(' ') {
                continue;
            }
            let phrase = phrases.entry(key).or_default();
            *phrase
                .forms
                .entry(form.split_whitespace().collect::<Vec<_>>().join(" "))
                .or_default() += 1;
            phrase.firm |= set_off;
        }
    }

    /// The first and last token of the phrase around a head, and whether it is set off.
    fn around(
        &self,
        text: &str,
        tokens: &[Token],
        head: usize,
        flat: bool,
    ) -> (usize, usize, bool) {
        let quoted = tokens[head.saturating_sub(LONGEST)..head]
            .iter()
            .rposition(|t| matches!(t.kind, Kind::Open(_) | Kind::Close(_)))
            .map(|p| p + head.saturating_sub(LONGEST))
            .filter(|p| matches!(tokens[*p].kind, Kind::Open(_)));
        let closed = tokens[head..]
            .iter()
            .take(LONGEST)
            .position(|t| matches!(t.kind, Kind::Close(_)))
            .map(|p| p + head);
        if let (Some(open), Some(close)) = (quoted, closed) {
            let inside = open + 1..close;
            if inside.clone().all(|t| tokens[t].is_word() || tokens[t].kind == Kind::Hyphen) {
                return (inside.start, inside.end - 1, true);
            }
        }
        let glued = |t: usize| tokens[t].is_word() || tokens[t].kind == Kind::Hyphen;
        let upper =
            |t: usize| tokens[t].is_upper() && !self.plain.contains(&*lower(text, &tokens[t]));
        let mut first = head;
        while first > 0
            && first + 4 > head
            && !flat
            && tokens[first - 1].is_word()
            && upper(first - 1)
        {
            first -= 1;
        }
        let named = first < head;
        let mut last = head;
        if tokens[head].is_upper() && !flat && head + 2 < tokens.len() {
            last = complement(text, tokens, head);
        }
        if !named && last == head && head > 0 && glued(head - 1) && !flat {
            let before = lower(text, &tokens[head - 1]);
            if tokens[head - 1].is_word() && !self.plain.contains(&*before) {
                first = head - 1;
            }
        }
        // "bottle-return merger": what a hyphen joins is one word.
        while first >= 2 && tokens[first - 1].kind == Kind::Hyphen && tokens[first - 2].is_word() {
            first -= 2;
        }
        (first, last, (named && tokens[head].is_upper()) || last > head)
    }

    /// Counts "the pact": a head alone after an article.
    pub(super) fn count_short(
        &self,
        place: &Place<'_>,
        tokens: &[Token],
        source: usize,
        shorts: &mut BTreeMap<String, BTreeSet<usize>>,
    ) {
        for pair in tokens.windows(2) {
            if pair[1].is_word() && lower(place.text, &pair[0]) == "the" {
                let head = lower(place.text, &pair[1]);
                if self.heads.contains(&*head) {
                    shorts.entry(head.into_owned()).or_default().insert(source);
                }
            }
        }
    }

    /// Whether a phrase is another with words left out, or with another such noun for its head.
    pub(super) fn is_short_for(&self, short: &str, full: &str) -> bool {
        let full: Vec<&str> = full.split(' ').collect();
        let mut shared = 0;
        let fits = short.split(' ').all(|w| {
            let there = full.contains(&w);
            shared += usize::from(there && !self.heads.contains(w));
            there || self.heads.contains(w)
        });
        fits && shared > 0
    }
}

/// The last token of "of the Willing", "for Clean Water" after a head with a capital.
fn complement(text: &str, tokens: &[Token], head: usize) -> usize {
    let mut at = head + 1;
    if !matches!(&*lower(text, &tokens[at]), "of" | "for" | "on" | "against") {
        return head;
    }
    at += 1;
    if lower(text, &tokens[at]) == "the" {
        at += 1;
    }
    let mut last = head;
    while at < tokens.len() && at < head + LONGEST && tokens[at].is_upper() {
        last = at;
        at += 1;
    }
    last
}

/// The key under which two forms of a phrase are one: no articles, no case, no diacritics.
pub(super) fn phrase_key(form: &str) -> String {
    let key = name_key(form);
    let words: Vec<&str> = key.split(' ').filter(|w| !matches!(*w, "the" | "a" | "an")).collect();
    words.join(" ")
}

fn lower<'a>(text: &'a str, token: &Token) -> std::borrow::Cow<'a, str> {
    let word = &text[token.range()];
    if token.kind == Kind::Lower { word.into() } else { word.to_lowercase().into() }
}

/// Whether capitals say nothing: a headline in capitals or in title case.
fn is_flat(tokens: &[Token]) -> bool {
    let long = |t: &&Token| t.is_word() && t.end - t.start > 3;
    let all = tokens.iter().filter(long).count();
    let upper = tokens.iter().filter(long).filter(|t| t.is_upper()).count();
    all >= 4 && upper * 5 >= all * 4
}
