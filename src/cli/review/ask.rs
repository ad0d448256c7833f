//! Claims one after the other: what is claimed, the passage between its neighbours, and a question.
//!
//! It stands alone so that it can be tested with any reader and writer: it reads lines, no keys, and
//! thus works in every terminal.

use std::io::{BufRead, Write};

use sitegen::subject::review::{Entry, Ruling};

use crate::cli::summary::count;

/// What came of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    accepted: usize,
    rejected: usize,
    left: usize,
}

impl Tally {
    pub(super) fn summary(self) -> String {
        format!(
            "{} accepted, {} rejected, {} left to decide on",
            count(self.accepted, "claim", "claims"),
            self.rejected,
            self.left
        )
    }
}

/// What somebody wants to do with a claim.
enum Answer {
    Accept,
    Reject(String),
    Skip,
    Quit,
}

/// Takes a decision on a claim with its reason; false where it could not be written down.
pub(super) type Enter<'e> = dyn FnMut(&Entry, Ruling, Option<String>) -> anyhow::Result<bool> + 'e;

/// Asks about each of the claims. Each answer is written down at once: whoever stops, or is stopped,
/// loses nothing.
pub(super) fn session(
    input: &mut dyn BufRead,
    out: &mut dyn Write,
    claims: &[&Entry],
    enter: &mut Enter,
) -> anyhow::Result<Tally> {
    let mut tally = Tally { left: claims.len(), ..Tally::default() };
    if claims.is_empty() {
        writeln!(out, "Nothing to do: all of that is decided")?;
    }
    for (number, entry) in claims.iter().enumerate() {
        present(out, entry, number + 1, claims.len())?;
        let (ruling, why) = match answer(input, out)? {
            Answer::Accept => (Ruling::Confirmed, None),
            Answer::Reject(why) => (Ruling::Rejected, Some(why)),
            Answer::Skip => continue,
            Answer::Quit => break,
        };
        if !enter(entry, ruling, why)? {
            break;
        }
        tally.left -= 1;
        match ruling {
            Ruling::Confirmed => tally.accepted += 1,
            Ruling::Rejected => tally.rejected += 1,
        }
    }
    Ok(tally)
}

/// The claim, and its passage between the sentences before and after it.
fn present(out: &mut dyn Write, entry: &Entry, number: usize, all: usize) -> std::io::Result<()> {
    let bold = anstyle::Style::new().bold();
    let faint = anstyle::Style::new().dimmed();
    let disputed = if entry.disputed { ", disputed" } else { "" };
    let kind = entry.kind.word();
    writeln!(
        out,
        "\n{faint}{number} of {all}{faint:#}  {kind}{disputed}  {faint}{}{faint:#}",
        entry.id
    )?;
    writeln!(out, "  {bold}{}{bold:#}", entry.words)?;
    writeln!(out, "  {faint}in {}:{faint:#}", entry.source)?;
    if !entry.before.is_empty() {
        writeln!(out, "  {faint}{}{faint:#}", entry.before)?;
    }
    let (before, after) = (&entry.passage[..entry.start], &entry.passage[entry.end..]);
    let meant = &entry.passage[entry.start..entry.end];
    writeln!(out, "  {before}{bold}{meant}{bold:#}{after}")?;
    if !entry.after.is_empty() {
        writeln!(out, "  {faint}{}{faint:#}", entry.after)?;
    }
    Ok(())
}

/// Asks until there is an answer. The end of the input means to quit.
fn answer(input: &mut dyn BufRead, out: &mut dyn Write) -> std::io::Result<Answer> {
    loop {
        write!(out, "[a]ccept, [r]eject, [s]kip, [q]uit? ")?;
        out.flush()?;
        let Some(line) = line(input)? else { return Ok(Answer::Quit) };
        match line.to_lowercase().as_str() {
            "a" | "accept" => return Ok(Answer::Accept),
            "s" | "skip" => return Ok(Answer::Skip),
            "q" | "quit" => return Ok(Answer::Quit),
            "r" | "reject" => {
                write!(out, "Why, for those who find it rejected (nothing goes back)? ")?;
                out.flush()?;
                match self::line(input)? {
                    None => return Ok(Answer::Quit),
                    Some(why) if !why.is_empty() => return Ok(Answer::Reject(why)),
                    Some(_) => {}
                }
            }
            _ => writeln!(
                out,
                "  a: the passage says so. r: it does not, or it does not belong here; it leaves \
                 the site and stays away.\n  s: decide later. q: stop here, all answers are kept."
            )?,
        }
    }
}

/// A line without the blanks around it; none at the end of the input. What is no UTF-8 is no answer.
fn line(input: &mut dyn BufRead) -> std::io::Result<Option<String>> {
    let mut bytes = Vec::new();
    if input.read_until(b'\n', &mut bytes)? == 0 {
        return Ok(None);
    }
    Ok(Some(String::from_utf8_lossy(&bytes).trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use sitegen::span::SourceId;
    use sitegen::subject::review::Kind;

    fn entry(id: &str) -> Entry {
        Entry {
            id: id.to_owned(),
            kind: Kind::Figure,
            words: "12 harbours".to_owned(),
            source: SourceId::new("gazette-1"),
            passage: "In May, 12 harbours took part.".to_owned(),
            start: 8,
            end: 19,
            before: "It rained.".to_owned(),
            after: "All came.".to_owned(),
            disputed: true,
            ruling: None,
        }
    }

    type Decided = Vec<(String, Ruling, Option<String>)>;

    /// What is shown, what is decided, and what comes of it.
    fn asked(answers: &str, fails: bool) -> (String, Decided, Tally) {
        let all = [entry("f-1"), entry("f-2"), entry("f-3")];
        let claims: Vec<&Entry> = all.iter().collect();
        let (mut out, mut decided) = (Vec::new(), Vec::new());
        let mut input = answers.as_bytes();
        let tally = session(&mut input, &mut out, &claims, &mut |entry, ruling, why| {
            decided.push((entry.id.clone(), ruling, why));
            Ok(!fails)
        });
        (String::from_utf8(out).unwrap(), decided, tally.unwrap())
    }

    #[test]
    fn shows_a_passage_between_its_neighbours() {
        let (shown, decided, _) = asked("", false);
        let plain = anstream::adapter::strip_str(&shown).to_string();
        let wanted = "  12 harbours\n  in gazette-1:\n  It rained.\n  In May, 12 harbours took \
                      part.\n  All came.\n";
        assert!(plain.contains(wanted) && plain.contains("1 of 3  figure, disputed"), "{plain}");
        assert_eq!(decided, []);
    }

    #[test]
    fn takes_each_answer_at_once() {
        let (shown, decided, tally) = asked("what?\na\nr\n\nR\n counts those invited \ns\n", false);
        let rejected = Some("counts those invited".to_owned());
        assert_eq!(
            decided,
            [
                ("f-1".to_owned(), Ruling::Confirmed, None),
                ("f-2".to_owned(), Ruling::Rejected, rejected)
            ]
        );
        assert_eq!(tally, Tally { accepted: 1, rejected: 1, left: 1 });
        assert!(shown.contains("a: the passage says so"), "{shown}");
        assert_eq!(asked("s\nq\na\n", false).1, []);
        assert_eq!(asked("r\n", false).1, []);
    }

    #[test]
    fn stops_where_an_answer_cannot_be_kept() {
        let (_, decided, tally) = asked("a\na\na\n", true);
        assert_eq!((decided.len(), tally), (1, Tally { left: 3, ..Tally::default() }));
    }
}
