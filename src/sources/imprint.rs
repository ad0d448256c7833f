//! The lines that say what paper a text is from: breadcrumbs and the masthead above the headline,
//! and at the end what the paper says about itself and asks its readers.
//!
//! It stands alone because these lines are told by their place and by the paper's name, not by a cue
//! alone: the same words inside of an article are sentences of it.

use super::draft::Draft;
use super::shape::{Ending, ending, in_quotation, is_capitals, starts_high, words};
use crate::fold::name_key;
use crate::lexicon::{Bylines, Lexicon};

/// How many pieces from the top may stand above the headline.
const HEAD: usize = 3;
/// How many pieces from the end may be the paper's own.
const TAIL: usize = 6;
/// No line of a paper's own is longer, in words.
const LONGEST: usize = 30;

/// Leaves out the paper's own lines; its name becomes the publisher if none is known.
pub(super) fn read(draft: &mut Draft, lexicon: &Lexicon) {
    let cues = &lexicon.bylines;
    let has = |key: &str, fits: &dyn Fn(&str) -> bool| cues.of(key).any(fits);
    for &index in draft.live().iter().take(HEAD) {
        let piece = &draft.pieces[index];
        if piece.is_prose() && is_breadcrumb(&piece.text, &has) {
            draft.pieces[index].leave_out("breadcrumb");
        }
    }
    masthead(draft, &has);
    agency(draft);
    closing(draft, cues);
}

/// Whether a phrase of a kind fits.
type Has<'a> = dyn Fn(&str, &dyn Fn(&str) -> bool) -> bool + 'a;

/// "Home › Analysis › Food security": short parts, the first of them a site's front page where the
/// sign between them is one that sentences have as well.
fn is_breadcrumb(text: &str, has: &Has<'_>) -> bool {
    let bare = matches!(ending(text), Ending::Bare | Ending::Open);
    if text.len() > 200 || !bare || !text.contains(['›', '»', '>', '/', '→', '|']) {
        return false;
    }
    let home = |part: &str| {
        let part = part.to_lowercase();
        has("home", &|word| part == word)
    };
    ["›", "»", ">", "/", "→", "|"].iter().any(|sign| {
        let parts: Vec<&str> =
            text.split(sign).map(str::trim).filter(|part| !part.is_empty()).collect();
        let short = parts.iter().all(|part| words(part) <= 4);
        let arrow = matches!(*sign, "›" | "»") && parts.len() >= 3;
        parts.len() >= 2 && short && (arrow || home(parts[0]))
    })
}

/// The name of the paper as the first line, with its slogan under it, or with a newspaper's word in
/// it and a longer line, the headline, under it.
fn masthead(draft: &mut Draft, has: &Has<'_>) {
    let live = draft.live();
    let [first, second, ..] = live[..] else { return };
    let (name, next) = (&draft.pieces[first], &draft.pieces[second]);
    if !name.is_prose() || !next.is_prose() || !is_paper(&name.text) {
        return;
    }
    let slogan = is_slogan(&next.text, has);
    let lower = name.text.to_lowercase();
    let is_called = lower.split(' ').next_back().is_some_and(|last| has("paper", &|w| w == last));
    let headline = words(&next.text) >= 5
        && next.text.chars().count() <= 160
        && ending(&next.text) != Ending::Stop
        && starts_high(&next.text);
    if !(slogan && live.len() > 3 || is_called && headline && live.len() > 2) {
        return;
    }
    let (place, called) = (name.lines.0, in_title_case(&name.text));
    draft.pieces[first].leave_out("masthead");
    if slogan {
        draft.pieces[second].leave_out("slogan");
    }
    publisher(draft, called, &format!("masthead in line {place}"));
}

fn publisher(draft: &mut Draft, name: String, from: &str) {
    if draft.meta.publisher.is_none() && !draft.meta.inferred.contains_key("publisher") {
        draft.meta.inferred.insert("publisher".to_owned(), from.to_owned());
        draft.meta.publisher = Some(name);
    }
}

/// Whether a line could be a paper's name: few words, all with capitals but the smallest.
fn is_paper(text: &str) -> bool {
    let small = |word: &str| word.len() <= 3;
    (1..=5).contains(&words(text))
        && ending(text) == Ending::Bare
        && starts_high(text)
        && !text.contains([':', ',', '"', '“', '‘', '?', '!'])
        && text.split(' ').all(|word| starts_high(word) || small(word) || word == "&")
}

/// "Serving the lake since 1998".
fn is_slogan(text: &str, has: &Has<'_>) -> bool {
    let lower = text.to_lowercase();
    let year = |word: &str| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    let mut last = lower.trim_end_matches(['.', '!']).rsplit(' ');
    let dated = last.next().is_some_and(year)
        && last.next().is_some_and(|word| has("since", &|since| since == word));
    let opens = has("slogan", &|cue| {
        lower.strip_prefix(cue).is_some_and(|rest| rest.starts_with([' ', ':']))
    });
    // A lead may open like a slogan and end in a year as well, but it is longer and says more.
    words(text) <= 12 && !text.contains([';', ':']) && (dated || opens && !text.ends_with('.'))
}

/// "TURKANA SENTINEL" as the paper is called in a sentence.
fn in_title_case(text: &str) -> String {
    if !is_capitals(text) || words(text) == 1 {
        return text.to_owned();
    }
    let word = |word: &str| {
        let mut chars = word.chars();
        let first: String = chars.next().into_iter().collect();
        first + &chars.as_str().to_lowercase()
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// "OSLO, May 9 (Fjord Wire) - Two ferries ...": the agency is the publisher.
fn agency(draft: &mut Draft) {
    let found = draft.live().into_iter().take(HEAD + 1).find_map(|index| {
        let piece = &draft.pieces[index];
        let open = piece.text.find(" (").filter(|at| *at <= 60)?;
        let (name, rest) = piece.text[open + 2..].split_once(')')?;
        let dash = rest.trim_start().starts_with(['-', '–', '—']);
        let place = is_capitals(piece.text[..open].split([',', ' ']).next()?);
        (dash && place && is_paper(name)).then(|| (name.to_owned(), piece.lines.0))
    });
    if let Some((name, line)) = found {
        publisher(draft, name, &format!("dateline in line {line}"));
    }
}

/// The paper's own lines at the end: what it is, who pays for it, what it asks its readers.
fn closing(draft: &mut Draft, cues: &Bylines) {
    let paper = draft.meta.publisher.clone().unwrap_or_default();
    let live = draft.live();
    let from = live.len().saturating_sub(TAIL).max(live.len() / 2);
    for &index in &live[from..] {
        let piece = &draft.pieces[index];
        let text = piece.text.as_str();
        if !piece.is_prose() || words(text) > LONGEST || text.contains(['"', '“', '”']) {
            continue;
        }
        let lower = text.to_lowercase();
        let reason = if about(&lower, &paper, cues) {
            "about the publisher"
        } else if sponsor(text, &lower, &paper, cues) {
            "sponsor"
        } else if call(text, &lower, cues) {
            "call to readers"
        } else {
            continue;
        };
        draft.pieces[index].leave_out(reason);
    }
}

fn bare_name(name: &str) -> String {
    let key = name_key(name);
    key.strip_prefix("the ").unwrap_or(&key).to_owned()
}

/// "The Harbour Institute is an independent think tank", if that is the paper's name.
fn about(lower: &str, paper: &str, cues: &Bylines) -> bool {
    !paper.is_empty()
        && cues.of("about").any(|cue| {
            lower.find(cue).is_some_and(|at| bare_name(&lower[..at]) == bare_name(paper))
        })
}

/// "The Sentinel hotline is supported by ...": what is paid for has the paper's name in it.
fn sponsor(text: &str, lower: &str, paper: &str, cues: &Bylines) -> bool {
    let Some(last) = paper.split(' ').next_back().filter(|word| word.len() > 3) else {
        return false;
    };
    lower.len() == text.len()
        && cues.of("sponsor").any(|cue| {
            lower.find(cue).and_then(|at| text.get(..at)).is_some_and(|what| {
                words(what.trim()) <= 6 && what.split(' ').any(|word| word == last)
            })
        })
}

/// "Have you seen one? Text FERRY to 20880.": a question to the reader, and how to answer it.
fn call(text: &str, lower: &str, cues: &Bylines) -> bool {
    if !cues.of("ask").any(|cue| lower.starts_with(cue)) {
        return false;
    }
    let Some(at) = lower.find("? ") else { return false };
    let answer = &lower[at + 2..];
    let verb = cues
        .of("answer")
        .any(|cue| answer.strip_prefix(cue).is_some_and(|rest| rest.starts_with(' ')));
    let number = answer
        .split([' ', '.', ','])
        .any(|word| word.len() >= 4 && word.bytes().all(|b| b.is_ascii_digit() || b == b'-'));
    verb && (answer.contains('@') || number) && !in_quotation(text, text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with<T>(test: impl Fn(&Bylines, &Has<'_>) -> T) -> T {
        let cues = Lexicon::builtin().bylines;
        let has = |key: &str, fits: &dyn Fn(&str) -> bool| cues.of(key).any(fits);
        test(&cues, &has)
    }

    #[test]
    fn breadcrumbs() {
        with(|_, has| {
            assert!(is_breadcrumb("Home › Harbour › Ferries", has));
            assert!(is_breadcrumb("Home > News", has));
            assert!(is_breadcrumb("Home / Opinion / Letters", has));
            assert!(is_breadcrumb("News » Coast » Ferries", has));
            assert!(!is_breadcrumb("The ferry / bus question", has));
            assert!(!is_breadcrumb("Home is where the ferry lands / a memoir of the sea", has));
        });
    }

    #[test]
    fn slogans_and_papers() {
        with(|_, has| {
            assert!(is_slogan("Serving the islands since 1911", has));
            assert!(is_slogan("The voice of the quays since 1950", has));
            assert!(!is_slogan(
                "The ferry has sailed twice a day since 1950 and nobody minded",
                has
            ));
            assert!(!is_slogan("Serving soup to the crew was his task.", has));
        });
        assert!(is_paper("The Marden Echo"));
        assert!(!is_paper("The ferry that never came"));
        assert_eq!(in_title_case("MARDEN ECHO"), "Marden Echo");
    }

    #[test]
    fn lines_at_the_end() {
        with(|cues, _| {
            let lower = "the quay institute is an independent think tank.";
            assert!(about(lower, "Quay Institute", cues));
            assert!(!about(lower, "The Marden Echo", cues));
            assert!(!about(lower, "", cues));
            let line = "The Echo hotline is supported by Vale Telecom.";
            assert!(sponsor(line, &line.to_lowercase(), "Marden Echo", cues));
            assert!(!sponsor(line, &line.to_lowercase(), "The Lantern", cues));
            let line = "Have you seen the ferry? Text FERRY and your quay to 20880.";
            assert!(call(line, &line.to_lowercase(), cues));
            let line = "Have you seen the ferry? Nobody has since 2008.";
            assert!(!call(line, &line.to_lowercase(), cues));
        });
    }
}
