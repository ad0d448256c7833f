//! Tells headings, items of lists without marks, and run-ins from paragraphs, by their shape and by
//! what stands before and after them. Only for plain text: Markdown and HTML say it themselves.

use super::draft::{Draft, Piece};
use super::shape::{Ending, ending, is_sentence, label, starts_high, words};
use super::{BlockKind, Mark, MarkKind};

/// No heading without a question mark is longer, in words and characters.
const LONGEST_HEADING: (usize, usize) = (12, 90);
/// No heading that is a question is longer.
const LONGEST_QUESTION: (usize, usize) = (18, 110);
/// A joint is where a scraper lost the blank between two items: "PortugalJapan".
const FEWEST_JOINTS: usize = 3;

/// Gives each piece of a text its kind.
pub(super) fn find(draft: &mut Draft) {
    split_glued(draft);
    let live: Vec<usize> =
        draft.live().into_iter().filter(|i| !draft.pieces[*i].text.is_empty()).collect();
    unmarked_lists(draft, &live);
    let labels: Vec<Option<usize>> = live
        .iter()
        .map(|i| label(&draft.pieces[*i].text).filter(|_| draft.pieces[*i].is_prose()))
        .collect();
    headings(draft, &live, &labels);
}

/// Marks labels of run-ins ("First stage: ...") as strong, where the next or the last paragraph has
/// one as well: one alone may be any sentence with a colon.
pub(super) fn run_ins(draft: &mut Draft) {
    let live = draft.live();
    let labels: Vec<Option<usize>> = live
        .iter()
        .map(|i| {
            let piece = &draft.pieces[*i];
            let prose = matches!(piece.kind, None | Some(BlockKind::Paragraph));
            if prose { label(&piece.text) } else { None }
        })
        .collect();
    for (n, &i) in live.iter().enumerate() {
        let near = |m: Option<usize>| m.and_then(|m| labels.get(m)).is_some_and(Option::is_some);
        let Some(end) = labels[n] else { continue };
        let piece = &mut draft.pieces[i];
        if piece.marks.is_empty() && (near(n.checked_sub(1)) || near(Some(n + 1))) {
            let end = u32::try_from(end).unwrap_or(0);
            piece.marks.push(Mark { start: 0, end, kind: MarkKind::Strong });
        }
    }
}

fn headings(draft: &mut Draft, live: &[usize], labels: &[Option<usize>]) {
    let mut body = false;
    let titled = draft.meta.title.is_some();
    let asked = |i: &&usize| is_question(&draft.pieces[**i]) && is_heading(&draft.pieces[**i].text);
    let asks = live.iter().filter(asked).count();
    for (n, &i) in live.iter().enumerate() {
        let piece = &draft.pieces[i];
        let is_body = piece.kind.is_some() || is_paragraph(piece);
        // Above the first sentence only what stands over a list is a heading.
        if !body && titled && piece.kind.is_none() && words(&piece.text) <= 6 {
            let list = live.get(n + 1).and_then(|next| draft.pieces[*next].kind);
            let listed = matches!(list, Some(BlockKind::Bullet(_)));
            if listed && is_heading(&piece.text) {
                draft.pieces[i].kind = Some(BlockKind::Heading(2));
                continue;
            }
        }
        // An article in questions and answers may begin with its first question.
        let answered = live.get(n + 1).is_some_and(|next| is_paragraph(&draft.pieces[*next]));
        if !body && titled && asks > 2 && answered && piece.kind.is_none() {
            let first = is_question(piece) && is_heading(&piece.text);
            if first {
                draft.pieces[i].kind = Some(BlockKind::Heading(2));
                continue;
            }
        }
        if body && !is_body && piece.kind.is_none() {
            let near =
                |m: Option<usize>| m.and_then(|m| labels.get(m)).is_some_and(Option::is_some);
            let dialogue = labels[n].is_some() && (near(n.checked_sub(1)) || near(Some(n + 1)));
            let followed = live.get(n + 1).is_some_and(|next| {
                let next = &draft.pieces[*next];
                next.kind.is_some() || is_paragraph(next) || !is_question(next)
            });
            if !dialogue && followed && is_heading(&piece.text) {
                draft.pieces[i].kind = Some(BlockKind::Heading(2));
                continue;
            }
        }
        // Only after a paragraph can there be headings: what stands between the headline and the
        // first sentence is a standfirst or the lead.
        body |= is_body;
    }
}

fn is_question(piece: &Piece) -> bool {
    ending(&piece.text) == Ending::Question
}

/// Whether a line is certainly no heading.
fn is_paragraph(piece: &Piece) -> bool {
    matches!(ending(&piece.text), Ending::Stop | Ending::Colon | Ending::Open | Ending::Exclamation)
        || piece.text.len() > 2 * LONGEST_QUESTION.1
        || !is_heading(&piece.text)
}

fn is_heading(text: &str) -> bool {
    let (most_words, most_chars) = match ending(text) {
        Ending::Question => LONGEST_QUESTION,
        Ending::Bare => LONGEST_HEADING,
        _ => return false,
    };
    let count = words(text);
    if count > most_words || text.chars().count() > most_chars || !starts_high(text) {
        return false;
    }
    // More than one sentence, or one that goes on with what was said, is text.
    let one = !text.trim_end_matches('?').contains(['?', '!']) && !holds_full_stop(text);
    let goes_on =
        ["But ", "And ", "So ", "Or ", "Yet ", "Nor "].iter().any(|w| text.starts_with(w));
    let quotation = ending(text) == Ending::Question && text.ends_with(['"', '”', '’', '\'']) && {
        text.starts_with(['"', '“', '‘', '\''])
    };
    // A long question that explains itself after a colon is asked in the text.
    let explains = count > LONGEST_HEADING.0
        && text.split_once(": ").is_some_and(|(_, rest)| !starts_high(rest));
    one && !goes_on && !explains && !quotation && text.chars().any(char::is_alphabetic)
}

/// Whether a sentence ends inside of the text (an abbreviation or an initial does not count).
fn holds_full_stop(text: &str) -> bool {
    text.match_indices(". ").any(|(at, _)| {
        let word = text[..at].rsplit(' ').next().unwrap_or_default();
        let rest = &text[at + 2..];
        word.chars().count() > 3 && !word.contains('.') && starts_high(rest)
    })
}

/// Short lines after a line that ends in a colon, two or more of them: a list that lost its marks.
fn unmarked_lists(draft: &mut Draft, live: &[usize]) {
    let short = |p: &Piece| {
        p.kind.is_none()
            && words(&p.text) <= 8
            && p.text.chars().count() <= 70
            && matches!(ending(&p.text), Ending::Bare | Ending::Open)
            && label(&p.text).is_none()
    };
    let mut n = 0;
    while n + 1 < live.len() {
        let head = &draft.pieces[live[n]];
        n += 1;
        let opens = ending(&head.text) == Ending::Colon
            || is_sentence(&head.text) && head.text.trim_end_matches('.').ends_with("following");
        if !opens || !head.is_prose() {
            continue;
        }
        let mut run = live[n..].iter().take_while(|i| short(&draft.pieces[**i])).count();
        // Where empty lines part all lines, the last short one before a paragraph may be a heading.
        let gaps = live[n..n + run].iter().skip(1).filter(|i| draft.pieces[**i].gap).count();
        if gaps > 0 && gaps + 1 < run {
            run =
                live[n..n + run].iter().skip(1).take_while(|i| !draft.pieces[**i].gap).count() + 1;
        }
        if run >= if gaps > 0 { 3 } else { 2 } {
            for &i in &live[n..n + run] {
                draft.pieces[i].kind = Some(BlockKind::Bullet(0));
            }
            n += run;
        }
    }
}

/// Splits a line whose items a scraper glued together, after a line that ends in a colon.
fn split_glued(draft: &mut Draft) {
    let mut i = 1;
    while i < draft.pieces.len() {
        let (before, piece) = (&draft.pieces[i - 1], &draft.pieces[i]);
        if before.live() && piece.live() && piece.kind.is_none() && before.text.ends_with(':') {
            let joints = joints(&piece.text);
            let parts = joints.len() + 1;
            let sane = ending(&piece.text) == Ending::Bare && words(&piece.text) <= parts * 4;
            if joints.len() >= FEWEST_JOINTS && sane {
                let template = piece.clone();
                let items = split_at(&template.text, &joints).into_iter().map(|text| Piece {
                    kind: Some(BlockKind::Bullet(0)),
                    text: text.trim().to_owned(),
                    ..template.clone()
                });
                let items: Vec<Piece> = items.collect();
                i += items.len() - 1;
                let at = i + 1 - items.len();
                draft.pieces.splice(at..=at, items);
            }
        }
        i += 1;
    }
}

/// Bytes at which a capital follows a small letter or a closing bracket without a blank.
fn joints(text: &str) -> Vec<usize> {
    let mut before = ' ';
    let mut out = Vec::new();
    for (at, c) in text.char_indices() {
        if c.is_uppercase() && (before.is_lowercase() || before == ')') {
            out.push(at);
        }
        before = c;
    }
    out
}

fn split_at<'a>(text: &'a str, joints: &[usize]) -> Vec<&'a str> {
    let mut from = 0;
    let mut out: Vec<&str> = Vec::with_capacity(joints.len() + 1);
    for &at in joints {
        out.push(&text[from..at]);
        from = at;
    }
    out.push(&text[from..]);
    out
}
