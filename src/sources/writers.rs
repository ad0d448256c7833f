//! Lines at the margins of an article that name people or tell about them: bylines, credits, and what
//! stands about the writer or the paper under the last paragraph.

use super::shape::{is_capitals, starts_high, words};
use super::voice::{LONGEST_NOTE, Voice};
use crate::lexicon::{Furniture, Sign};

impl Voice<'_> {
    /// A line about its writer: a name, or "the writer", and what he is; `known` tells whether the name
    /// is that of an author, `elsewhere` whether the article itself names the person.
    pub(super) fn is_bio(
        &self,
        known: impl Fn(&str) -> bool,
        elsewhere: impl Fn(&str) -> bool,
    ) -> bool {
        let words = self.words();
        if words.len() > LONGEST_NOTE || words.len() < 4 || self.is_quoted() {
            return false;
        }
        if words.is_word(0, "the") && words.is(Sign::Writer, 1) {
            return words.is(Sign::Does, 2);
        }
        let name = leading_name(self.text, self.furniture);
        let count = super::shape::words(name);
        if name.is_empty() || !(2..=5).contains(&count) {
            return false;
        }
        let rest = self.furniture.line(&self.text[name.len()..]);
        let rest = rest.words(self.furniture);
        let verb = (0..rest.len().min(14)).find(|n| rest.is(Sign::Does, *n));
        let Some(verb) = verb else { return false };
        let direct = verb == 0 || self.text[name.len()..].starts_with(',');
        if !direct {
            return false;
        }
        let job = || rest.is_word(verb, "is") && rest.up_to(verb + 12).among(Sign::Job);
        known(name) || job() && !elsewhere(name)
    }

    /// A line about the paper or the sender: its name and what it is.
    pub(super) fn is_about_outlet(&self) -> bool {
        if self.words().len() > LONGEST_NOTE || self.is_quoted() {
            return false;
        }
        let name = leading_name(self.text, self.furniture);
        if name.is_empty() {
            return false;
        }
        let rest = self.furniture.line(&self.text[name.len()..]);
        let rest = rest.words(self.furniture);
        let verb = rest.is_word(0, "is") || rest.is_word(0, "does");
        verb && rest.up_to(9).among(Sign::Outlet)
    }

    /// Names alone on a line: "Maud de la Cruz and Omar Reyes".
    pub(super) fn is_people(&self) -> bool {
        let parts = self.text.replace(" and ", ", ").replace(" & ", ", ");
        words(self.text) <= 12
            && !(0..self.words().len()).any(|n| self.words().is(Sign::Section, n))
            && parts.split(", ").all(is_person)
    }

    /// "By", "Author of the article:": a name follows.
    pub(super) fn is_name_label(&self) -> bool {
        self.words().are(Sign::Name)
    }

    /// "Photographs by Lachlan Greig", "Editor: Kalev Tamm": a word that names, and a name.
    pub(super) fn is_named(&self) -> bool {
        let Some(n) = self.words().opening(Sign::Name) else { return false };
        let rest: Vec<&str> = self.text.split(' ').skip(n).collect();
        if self.words().len() > 16 || !rest.first().is_some_and(|word| starts_high(word)) {
            return false;
        }
        let high = rest.iter().filter(|word| starts_high(word)).count();
        let by = self.words().is_word(n - 1, "by");
        let colon = self.text.contains(':');
        by && n > 1 && high * 2 >= rest.len() || (by || colon) && high * 3 >= rest.len() * 2
    }
}

/// Two to four words with capitals and nothing else: a person, perhaps.
fn is_person(name: &str) -> bool {
    let small = |w: &str| w.chars().count() <= 3 && w.chars().all(char::is_lowercase);
    let capital = |w: &str| starts_high(w) && w.chars().skip(1).any(char::is_lowercase);
    (2..=4).contains(&words(name))
        && !name.contains(|c: char| c.is_ascii_digit() || "@:|/?!\"“&,;()".contains(c))
        && name.split(' ').all(|w| capital(w) || small(w) || w.ends_with('.'))
        && name.split(' ').next().is_some_and(starts_high)
        && !name.starts_with("The ")
}

/// The words with capitals at the start of `text`, particles within: "Maud de la Cruz".
pub(super) fn leading_name<'a>(text: &'a str, furniture: &Furniture) -> &'a str {
    let mut end = 0;
    let mut at = 0;
    for word in text.split_inclusive(' ') {
        let bare = word.trim_end();
        let core = bare.trim_end_matches([',', ';', ':']);
        let small = bare.len() <= 3 && bare.chars().all(char::is_lowercase);
        let particle = bare == "&" || small && furniture.is(Sign::Particle, bare);
        if starts_high(core) && !is_digit(core) {
            end = at + core.len();
            if core.len() < bare.len() {
                break;
            }
        } else if !(particle && end > 0) {
            break;
        }
        at += word.len();
    }
    let name = &text[..end];
    if is_capitals(name) && words(name) > 4 { "" } else { name }
}

fn is_digit(word: &str) -> bool {
    word.bytes().any(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;
    use crate::lexicon::Lexicon;

    static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::builtin);

    fn voice(text: &str) -> Voice<'_> {
        Voice::new(text, &LEXICON)
    }

    #[test]
    fn writers() {
        let bio =
            |text: &str, known: bool, elsewhere: bool| voice(text).is_bio(|_| known, |_| elsewhere);
        assert!(bio("Ines Vale covers the coast from Marden.", true, false));
        assert!(bio("Ines Vale is a former pilot and a writer.", false, false));
        assert!(bio("The writer is a pilot. The views are his own.", false, true));
        assert!(!bio("Ines Vale is a writer, and she has sold her boat.", false, true));
        assert!(!bio("Ines Vale covers the hull with tar every spring.", false, false));
        assert!(!bio("Reid is a carpenter, and a bad loser.", false, false));
        assert!(voice("The Quay Trust is a registered charity (no. 11).").is_about_outlet());
        assert!(!voice("The Quay Trust is a club of rowers.").is_about_outlet());
    }

    #[test]
    fn names() {
        assert!(voice("Ines Vale and Omar de la Cruz").is_people());
        assert!(!voice("The Marden Echo").is_people());
        assert!(!voice("Why it failed").is_people());
        assert!(voice("Photographs by Lachlan Greig").is_named());
        assert!(voice("Produced by Maud Estève. Music by the Desert Horns.").is_named());
        assert!(!voice("By the time they came, the ferry had left").is_named());
        assert_eq!(
            leading_name("Ines de la Cruz, who sails", &LEXICON.furniture),
            "Ines de la Cruz"
        );
    }
}
