//! What a number counts: a currency, a unit of measurement, or the noun phrase behind it.

use crate::lexicon::vocabulary::EntryKind;
use crate::lexicon::{BoundCue, class};
use crate::text::{Kind, Text};

/// A noun phrase of more words is not read.
const LONGEST: usize = 6;

/// What is counted, and the last token that says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Counted {
    /// A currency's code, a unit's name, or the counted noun.
    pub name: String,
    /// The last token.
    pub last: usize,
    /// Of what sort it is.
    pub sort: Sort,
}

/// Of what sort a unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// Money.
    Money,
    /// Time.
    Time,
    /// A measure other than time, percentages included.
    Measure,
    /// A counted noun.
    Noun,
}

/// Words from a token on, hyphens passed over.
pub(super) fn words_from<'t>(
    text: &'t Text<'_>,
    token: usize,
) -> impl Iterator<Item = (u32, usize)> + Clone + 't {
    let end = text.sentence(token).end;
    (token..end).filter(|t| text.tokens[*t].kind != Kind::Hyphen).map(|t| (text.words[t], t))
}

/// The unit of measurement that begins at a token: its index and last token.
pub(super) fn measure(text: &Text<'_>, token: usize) -> Option<(usize, usize)> {
    let numbers = &text.lexicon.numbers;
    if let Kind::Mark(mark) = text.tokens.get(token)?.kind {
        return numbers.unit_marks.get(&mark).map(|unit| (usize::from(*unit), token));
    }
    let (unit, last) = numbers.unit_words.longest(words_from(text, token))?;
    Some((usize::from(*unit), last))
}

/// The unit of measurement at a token, named after `value`.
pub(super) fn measured(text: &Text<'_>, token: usize, value: Option<f64>) -> Option<Counted> {
    let (index, last) = measure(text, token)?;
    let unit = &text.lexicon.numbers.units[index];
    let name = if value == Some(1.0) { &unit.one } else { &unit.many };
    let sort = if unit.time { Sort::Time } else { Sort::Measure };
    Some(Counted { name: name.to_string(), last, sort })
}

/// Whether `word` without its full stops is `plain`: "U.S." is "US".
fn is_without_stops(word: &str, plain: &str) -> bool {
    word.bytes().filter(|byte| *byte != b'.').eq(plain.bytes())
}

/// The currency sign or code that ends right before token `at`: its code and first token.
pub(super) fn currency_before(text: &Text<'_>, at: usize, start: usize) -> Option<(String, usize)> {
    let numbers = &text.lexicon.numbers;
    let sign_at = at.checked_sub(1).filter(|t| *t >= start)?;
    let token = &text.tokens[sign_at];
    if let Kind::Mark(sign) = token.kind {
        let prefixes = numbers.signs.get(&sign)?;
        let glued = sign_at.checked_sub(1).filter(|t| *t >= start && !token.spaced);
        let before = glued.map_or("", |t| text.str(t));
        for (prefix, currency) in prefixes {
            if prefix.is_empty() || **prefix == *before || is_without_stops(before, prefix) {
                let first = if prefix.is_empty() { sign_at } else { sign_at - 1 };
                return Some((numbers.currencies[usize::from(*currency)].code.to_string(), first));
            }
        }
        return None;
    }
    let currency = numbers.letters.get(text.str(sign_at))?;
    Some((numbers.currencies[usize::from(*currency)].code.to_string(), sign_at))
}

/// The currency that begins at a token: "euros", "Canadian dollars", "EUR", "€".
pub(super) fn currency_at(text: &Text<'_>, token: usize, scaled: bool) -> Option<Counted> {
    let numbers = &text.lexicon.numbers;
    let kind = text.tokens.get(token)?.kind;
    let money = |name: String, last| Some(Counted { name, last, sort: Sort::Money });
    if let Kind::Mark(sign) = kind {
        let prefixes = numbers.signs.get(&sign)?;
        let (_, currency) = prefixes.iter().find(|(prefix, _)| prefix.is_empty())?;
        return money(numbers.currencies[usize::from(*currency)].code.to_string(), token);
    }
    if let Some(currency) = numbers.letters.get(text.str(token)) {
        return money(numbers.currencies[usize::from(*currency)].code.to_string(), token);
    }
    let (index, last) = numbers.currency_words.longest(words_from(text, token))?;
    let currency = &numbers.currencies[usize::from(*index)];
    if currency.scaled && !scaled {
        return None;
    }
    if currency.shared.is_empty() {
        return money(currency.code.to_string(), last);
    }
    let known = shared_currency(text, token, &currency.shared);
    money(known.unwrap_or_else(|| text.slice(token, last).to_lowercase()), last)
}

/// Which of several currencies a word means: that of the country named nearest before it in its
/// block, or behind it in its sentence. A currency's code begins with that of its country.
fn shared_currency(text: &Text<'_>, token: usize, candidates: &[u16]) -> Option<String> {
    let (block, sentence) = (text.tokens_of_block(text.block(token)), text.sentence(token));
    let place = |token: usize| text.matches.partition_point(|m| (m.first as usize) < token);
    let (start, until, end) = (place(block.start), place(token), place(sentence.end));
    let nearby = text.matches[start..until].iter().rev().chain(&text.matches[until..end]);
    let country = |m: &crate::text::Match| {
        (m.entry.kind == EntryKind::Country)
            .then(|| text.lexicon.tables.countries.get(m.entry.row as usize))
            .flatten()
    };
    nearby.take(100).filter_map(country).find_map(|country| {
        let codes = candidates.iter().map(|c| &text.lexicon.numbers.currencies[usize::from(*c)]);
        let mut own = codes.filter(|c| c.code.get(..2) == Some(&*country.code));
        own.next().map(|c| c.code.to_string())
    })
}

/// The counted noun phrase from a token on: words up to the first plural, "and" another plural.
/// After `hyphen` it is the one word, in the singular ("40-member").
pub(super) fn counted(text: &Text<'_>, token: usize, hyphen: bool) -> Option<Counted> {
    let end = text.sentence(token).end;
    if hyphen {
        let word = text.tokens.get(token).filter(|t| token < end && t.is_word())?;
        if !matches!(word.kind, Kind::Lower | Kind::Capital) || !counts_in_compounds(text, token) {
            return None;
        }
        let noun = text.str(token).to_lowercase();
        let name = if noun == "strong" { "people".to_owned() } else { plural(text, &noun) };
        return Some(Counted { name, last: token, sort: Sort::Noun });
    }
    let mut first = token;
    while first < end && text.is(first, class::FURTHER) {
        first += 1;
    }
    let mut at = first;
    while at < end && at < first + LONGEST {
        let kind = text.tokens[at].kind;
        if kind == Kind::Hyphen || kind == Kind::Number || kind == Kind::Possessive {
            at += 1;
            continue;
        }
        let hyphenated = at > first && text.tokens[at - 1].kind == Kind::Hyphen;
        if !text.tokens[at].is_word() || (text.is(at, class::FUNCTION) && !hyphenated) {
            return None;
        }
        let compound = text.tokens.get(at + 1).is_some_and(|t| t.kind == Kind::Hyphen);
        let owner = text.tokens.get(at + 1).is_some_and(|t| t.kind == Kind::Possessive);
        if is_plural(text, at) && !compound && !owner {
            let goes_on = |t: usize| {
                t < end
                    && text.tokens[t].kind == Kind::Lower
                    && !text.is(t, class::FUNCTION)
                    && is_plural(text, t)
            };
            // "sales offices", "all dead batteries".
            if goes_on(at + 1) {
                at += 1;
            }
            let last = second_noun(text, at, end).unwrap_or(at);
            return Some(Counted { name: noun(text, first, last), last, sort: Sort::Noun });
        }
        at += 1;
    }
    None
}

/// "states and empires": another plural behind "and". A verb in s is none: "and expects to".
fn second_noun(text: &Text<'_>, at: usize, end: usize) -> Option<usize> {
    let second = at + 2;
    let joined = second < end && (text.is_word(at + 1, "and") || text.is_word(at + 1, "or"));
    let verb = class::SAY.or(class::THINK).or(class::BODY_VERB).or(class::ASSERTION);
    let other = joined
        && text.tokens[second].kind == Kind::Lower
        && !text.is(second, verb.or(class::NUMERAL).or(class::FUNCTION))
        && is_plural(text, second);
    let objects = ["to", "a", "an", "the", "its", "their", "that"];
    let acts = second + 1 < end && objects.iter().any(|w| text.is_word(second + 1, w));
    (other && !acts).then_some(second)
}

/// The words of a noun phrase as they stand; in lower case if capitals say nothing there.
fn noun(text: &Text<'_>, first: usize, last: usize) -> String {
    let words = text.slice(first, last);
    if text.flat_case[text.passage_of[first] as usize] {
        words.to_lowercase()
    } else {
        words.to_owned()
    }
}

/// Whether a word is a plural, as far as its form tells.
pub(super) fn is_plural(text: &Text<'_>, token: usize) -> bool {
    if text.is(token, class::PLURAL) {
        return true;
    }
    let word = text.str(token).as_bytes();
    let length = word.len();
    if text.is(token, class::SINGULAR) || length < 3 {
        return false;
    }
    let (before, last) =
        (word[length - 2].to_ascii_lowercase(), word[length - 1].to_ascii_lowercase());
    last == b's' && !matches!(before, b's' | b'u' | b'i' | b'\'')
}

/// Whether a noun after a hyphen is counted: "40-member" is, "three-sided" and "two-way" are not.
fn counts_in_compounds(text: &Text<'_>, token: usize) -> bool {
    let word = text.str(token);
    let adjective = word.len() > 4 && (word.ends_with("ed") || word.ends_with("al"));
    !adjective && !text.is(token, class::FUNCTION.or(class::IDLE))
}

/// The plural of a noun in lower case.
fn plural(text: &Text<'_>, noun: &str) -> String {
    if let Some(many) = text.lexicon.numbers.plurals.get(noun) {
        return many.to_string();
    }
    let vowel_before_y = ["ay", "ey", "oy", "uy"].iter().any(|end| noun.ends_with(end));
    match noun.strip_suffix('y') {
        Some(stem) if !vowel_before_y => format!("{stem}ies"),
        _ if noun.ends_with('s') => noun.to_owned(),
        _ if ["x", "ch", "sh"].iter().any(|end| noun.ends_with(end)) => format!("{noun}es"),
        _ => format!("{noun}s"),
    }
}

/// The cue before a token, such as "more than": what it says and its first token.
pub(super) fn cue_before(text: &Text<'_>, token: usize, start: usize) -> Option<(BoundCue, usize)> {
    let before = (start..token).rev();
    let words = before.filter(|t| text.tokens[*t].kind != Kind::Hyphen).map(|t| (text.words[t], t));
    text.lexicon.numbers.before.longest(words).map(|(cue, first)| (*cue, first))
}

/// The cue that begins at a token, such as "or so": what it says and its last token.
pub(super) fn cue_behind(text: &Text<'_>, token: usize) -> Option<(BoundCue, usize)> {
    if text.is_mark(token, '+') && !text.tokens[token].spaced {
        return Some((BoundCue::AtLeast, token));
    }
    if token >= text.tokens.len() {
        return None;
    }
    text.lexicon.numbers.behind.longest(words_from(text, token)).map(|(cue, last)| (*cue, last))
}
