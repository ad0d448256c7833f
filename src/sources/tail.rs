//! What stands under the last paragraph of an article: bios, pleas, corrections, tags, titles of other
//! articles, legal lines.
//!
//! It is read from the end upwards, and stops at the first line that is the article's own: a sentence
//! in which nobody speaks to the reader, or an item of a list.

use super::BlockKind;
use super::draft::{Draft, Piece};
use super::shape::{Ending, ending, label, words};
use super::voice::Voice;
use super::writers::leading_name;
use crate::fold::name_key;
use crate::lexicon::{Furniture, Lexicon, Sign};

/// A line without a stop is a label, a tag or a title, up to so many words.
const LONGEST_LABEL: usize = 16;
/// So many such lines in a row may be a list that lost its marks, unless something tells that they are not.
const FEW: usize = 2;

/// Leaves out what stands under the last paragraph.
pub(super) fn read(draft: &mut Draft, lexicon: &Lexicon) {
    let mut live: Vec<usize> =
        draft.live().into_iter().filter(|i| !draft.pieces[*i].text.is_empty()).collect();
    if live.len() < 3 {
        return;
    }
    let top = live[live.len() / 3];
    closers(draft, &mut live, top, lexicon);
    while let Some(&index) = live.last() {
        if index <= top {
            break;
        }
        let count = last(draft, &live, index, lexicon);
        if count == 0 {
            break;
        }
        live.truncate(live.len() - count);
    }
}

/// After a line such as "Notes to editors" comes no more of the article.
fn closers(draft: &mut Draft, live: &mut Vec<usize>, top: usize, lexicon: &Lexicon) {
    let bytes = |range: &[usize]| range.iter().map(|i| draft.pieces[*i].text.len()).sum::<usize>();
    let all = bytes(live);
    let closes = |n: usize| {
        let piece = &draft.pieces[live[n]];
        let short = words(&piece.text) <= 6 && piece.kind.is_none_or(|k| !is_item(Some(k)));
        short
            && lexicon.furniture.is_line(Sign::Closer, &piece.text)
            && bytes(&live[..n]) * 2 >= all
    };
    let listed = (0..live.len()).find(|n| {
        let text = &draft.pieces[live[*n]].text;
        live[*n] > top
            && lexicon.furniture.is_line(Sign::List, text)
            && !live[*n..].iter().any(|i| is_paragraph(&draft.pieces[*i], lexicon))
    });
    let labelled = (0..live.len()).find(|n| live[*n] > top && closes(*n));
    // A line that was left out as the end of a press release ends it.
    let ended = draft.pieces.iter().enumerate().skip(top).find_map(|(i, p)| {
        let end = p.fate.as_deref().is_some_and(|fate| {
            fate.starts_with("end mark")
                || p.kind.is_none_or(|k| !is_item(Some(k)))
                    && !fate.starts_with("outside")
                    && !fate.starts_with("not in")
                    && lexicon.furniture.is_line(Sign::Closer, &p.text)
                    && !p.text.is_empty()
        });
        let before: usize =
            draft.pieces[..i].iter().filter(|p| p.live()).map(|p| p.text.len()).sum();
        (end && before * 2 >= all).then_some(i)
    });
    let from = labelled.into_iter().chain(listed).map(|n| live[n]).chain(ended).min();
    let Some(from) = from else { return };
    for &index in live.iter().filter(|i| **i >= from) {
        draft.pieces[index].leave_out("after the end");
    }
    live.retain(|i| *i < from);
}

/// Whether a piece is a paragraph of an article.
fn is_paragraph(piece: &Piece, lexicon: &Lexicon) -> bool {
    piece.is_prose()
        && words(&piece.text) >= 9
        && matches!(ending(&piece.text), Ending::Stop)
        && Voice::new(&piece.text, lexicon).reason().is_none()
}

fn is_item(kind: Option<BlockKind>) -> bool {
    matches!(kind, Some(BlockKind::Bullet(_) | BlockKind::Numbered(..)))
}

/// Leaves out the last line, or the last lines, if they are not the article's; returns how many.
fn last(draft: &mut Draft, live: &[usize], index: usize, lexicon: &Lexicon) -> usize {
    let piece = &draft.pieces[index];
    if piece.kept {
        return 0;
    }
    let text = piece.text.clone();
    let voice = Voice::new(&text, lexicon);
    let paper = if voice.is_section() && !piece.is_prose() { None } else { voice.reason() };
    if is_item(piece.kind) {
        return items(draft, live, paper.is_some());
    }
    if let Some(reason) = paper {
        draft.pieces[index].leave_out(reason);
        return 1;
    }
    if matches!(piece.kind, Some(BlockKind::Heading(_))) {
        draft.pieces[index].leave_out("heading without text");
        return 1;
    }
    let reason = if voice.is_named() {
        "credit"
    } else if is_bio(draft, live, index, &voice) {
        "about the author"
    } else if voice.is_about_outlet() {
        "about the publisher"
    } else {
        return labels(draft, live, lexicon);
    };
    draft.pieces[index].leave_out(reason);
    1
}

/// The items of a list at the end: they stay, unless what introduced them was left out.
fn items(draft: &mut Draft, live: &[usize], paper: bool) -> usize {
    let run = live.iter().rev().take_while(|i| is_item(draft.pieces[**i].kind)).count();
    let first = live[live.len() - run];
    let orphaned = first > 0 && !draft.pieces[first - 1].live();
    if !(orphaned || paper && run == 1) {
        return 0;
    }
    for &index in &live[live.len() - run..] {
        draft.pieces[index].leave_out("list of links");
    }
    run
}

/// Lines without a stop: tags, titles, buttons. Many of them, with nothing else around that is the
/// paper's, may be a list of the article that lost its marks.
fn labels(draft: &mut Draft, live: &[usize], lexicon: &Lexicon) -> usize {
    let bare = |i: &usize| is_label(&draft.pieces[*i]);
    let run = live.iter().rev().take_while(|i| bare(i)).count();
    if run == 0 || run == live.len() {
        return 0;
    }
    let before = &draft.pieces[live[live.len() - run - 1]];
    if matches!(ending(&before.text), Ending::Colon | Ending::Open) {
        return 0;
    }
    let lines = &live[live.len() - run..];
    let first = lines[0];
    let around = &draft.pieces[live[live.len() - run - 1] + 1..];
    let anchored = around.iter().any(|p| !p.live())
        || lines.iter().any(|i| {
            let voice = Voice::new(&draft.pieces[*i].text, lexicon);
            voice.reason().is_some() || voice.is_named()
        });
    if !anchored && (run > FEW || label(&draft.pieces[first].text).is_some()) {
        return 0;
    }
    for &index in lines {
        draft.pieces[index].leave_out("label at the end");
    }
    run
}

fn is_label(piece: &Piece) -> bool {
    piece.is_prose()
        && !piece.kept
        && matches!(ending(&piece.text), Ending::Bare | Ending::Colon)
        && words(&piece.text) <= LONGEST_LABEL
        && !piece.text.contains(';')
}

/// Whether the line tells about the article's writer.
fn is_bio(draft: &Draft, live: &[usize], index: usize, voice: &Voice<'_>) -> bool {
    let furniture = voice.furniture;
    let known = |name: &str| {
        let key = name_key(name);
        draft.meta.authors.iter().any(|author| name_key(author) == key)
            || draft
                .pieces
                .iter()
                .take(index)
                .any(|p| !p.live() && words(&p.text) <= 12 && name_key(&p.text).contains(&key))
    };
    voice.is_bio(known, |name| is_told_of(draft, live, index, name, furniture))
}

/// Whether the article names `name`, by its last word at least, before the line at `index`.
fn is_told_of(
    draft: &Draft,
    live: &[usize],
    index: usize,
    name: &str,
    furniture: &Furniture,
) -> bool {
    let last = name.rsplit(' ').next().unwrap_or(name);
    live.iter().filter(|i| **i < index).any(|i| {
        let text = &draft.pieces[*i].text;
        text.contains(last) && leading_name(text, furniture) != name
    })
}
