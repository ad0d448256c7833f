//! Which of somebody's positions stands today. All of them are kept: a position is dated, and none
//! is ever dropped.
//!
//! It stands alone because the table of members, a member's page, editions and shelf lives must
//! agree on it.

use serde::{Deserialize, Serialize};

use super::{Claim, Stance};

/// What became of a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// Nothing that is surely later says otherwise.
    Stands,
    /// Another stance on the same axis is dated later.
    Superseded,
    /// The same stance is stated again, later or by another article, and that statement stands.
    Repeated,
}

/// What became of each of a member's positions, in their order.
///
/// Only a date supersedes a date: a position without one neither supersedes nor is superseded, and
/// stands beside the others. A month does not come before its own days.
pub fn standings(positions: &[Claim<Stance>]) -> Vec<Standing> {
    let stance = |at: usize| positions.get(at).map(|claim| &claim.stated.value);
    let superseded = |one: &Stance| {
        positions.iter().map(|claim| &claim.stated.value).any(|other| {
            let later = one.as_of.zip(other.as_of).is_some_and(|(a, b)| a.is_before(b));
            later && other.axis == one.axis && other.stance != one.stance
        })
    };
    let mut out: Vec<Standing> = positions
        .iter()
        .map(|claim| match superseded(&claim.stated.value) {
            true => Standing::Superseded,
            false => Standing::Stands,
        })
        .collect();
    // Of those that state one stance, the latest stands for all; of equals the last one.
    for at in 0..positions.len() {
        let Some(one) = stance(at) else { continue };
        let again = (0..positions.len()).any(|other| {
            let same = stance(other).is_some_and(|s| s.axis == one.axis && s.stance == one.stance);
            let rank = |at: usize| (stance(at).and_then(|s| s.as_of), at);
            same && other != at && out[other] == Standing::Stands && rank(other) > rank(at)
        });
        if again && out[at] == Standing::Stands {
            out[at] = Standing::Repeated;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::Standing::{Repeated, Stands, Superseded};
    use super::*;
    use crate::date::Date;
    use crate::subject::claims::claim;
    use crate::subject::tests::{article, span};

    /// Standings of stances with their dates, "" for none.
    fn judged(stated: &[(&str, &str)]) -> Vec<Standing> {
        let source = article("a", None, &["It pays."]);
        let position = |(stance, date): &(&str, &str)| {
            let as_of = Date::parse(date);
            let value = Stance { axis: "pays".to_owned(), stance: (*stance).to_owned(), as_of };
            claim("position", &format!("{stance} {date}"), value, &span(&source, "pays"))
        };
        standings(&stated.iter().map(position).collect::<Vec<_>>())
    }

    #[test]
    fn a_later_stance_supersedes_an_earlier_one() {
        assert_eq!(judged(&[("yes", "2031-03-04"), ("no", "2031-05")]), [Superseded, Stands]);
        assert_eq!(judged(&[("no", "2031-05"), ("yes", "2031-03-04")]), [Stands, Superseded]);
        let back = [("yes", "2031-01"), ("no", "2031-02"), ("yes", "2031-03")];
        assert_eq!(judged(&back), [Superseded, Superseded, Stands]);
    }

    #[test]
    fn without_a_date_nothing_is_superseded() {
        assert_eq!(judged(&[("yes", "2031-03-04"), ("no", "")]), [Stands, Stands]);
        assert_eq!(judged(&[("yes", ""), ("no", "2031-05")]), [Stands, Stands]);
        assert_eq!(judged(&[("yes", "2031"), ("no", "2031-05")]), [Stands, Stands]);
        assert_eq!(judged(&[("yes", "2031-05"), ("no", "2031-05")]), [Stands, Stands]);
    }

    #[test]
    fn a_stance_stated_again_stands_once() {
        assert_eq!(judged(&[("yes", "2031-03"), ("yes", "2031-05")]), [Repeated, Stands]);
        assert_eq!(judged(&[("yes", "2031-03"), ("yes", "")]), [Stands, Repeated]);
        assert_eq!(judged(&[("yes", ""), ("yes", "")]), [Repeated, Stands]);
        // The dated one is out of date; the one without a date may be newer.
        let both = [("yes", "2031-03"), ("yes", ""), ("no", "2031-05")];
        assert_eq!(judged(&both), [Superseded, Stands, Stands]);
    }
}
