//! Which of somebody's positions stands today. All of them are kept: a position is dated, and none
//! is ever dropped.
//!
//! It stands alone because the table of members, a member's page, editions and shelf lives must
//! agree on it.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::{Claim, Stance};
use crate::date::Date;

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
    // Whatever is surely before any statement of a stance is surely before the latest of them.
    let mut latest: HashMap<(&str, &str), Date> = HashMap::new();
    for one in positions.iter().map(|claim| &claim.stated.value) {
        if let Some(date) = one.as_of {
            let known = latest.entry((&one.axis, &one.stance)).or_insert(date);
            *known = date.max(*known);
        }
    }
    let superseded = |one: &Stance| {
        one.as_of.is_some_and(|date| {
            latest.iter().any(|((axis, stance), other)| {
                *axis == one.axis && *stance != one.stance && date.is_before(*other)
            })
        })
    };
    let mut out: Vec<Standing> = positions
        .iter()
        .map(|claim| superseded(&claim.stated.value))
        .map(|superseded| if superseded { Standing::Superseded } else { Standing::Stands })
        .collect();
    // Of those that state one stance, the latest stands for all; of equals the last one.
    let mut stands: HashMap<(&str, &str), (Option<Date>, usize)> = HashMap::new();
    for (at, claim) in positions.iter().enumerate().filter(|(at, _)| out[*at] == Standing::Stands) {
        let one = &claim.stated.value;
        let known = stands.entry((&one.axis, &one.stance)).or_insert((one.as_of, at));
        *known = (one.as_of, at).max(*known);
    }
    for (at, (claim, standing)) in positions.iter().zip(&mut out).enumerate() {
        let one = &claim.stated.value;
        let last = stands.get(&(&*one.axis, &*one.stance)).map(|(_, last)| *last);
        if *standing == Standing::Stands && last != Some(at) {
            *standing = Standing::Repeated;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::Standing::{Repeated, Stands, Superseded};
    use super::*;
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
