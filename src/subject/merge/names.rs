//! When two spellings of a person's name are one person's: diacritics, initials, middle names,
//! transliterations. It stands alone because nothing here knows of articles.

use crate::fold::name_key;
use crate::lexicon::Lexicon;
use crate::lexicon::class;

/// A person's name, taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct PersonName {
    /// Given names and initials, folded; empty for a surname alone.
    pub(super) given: Vec<String>,
    /// The surname with its particles, folded.
    pub(super) surname: Vec<String>,
    /// Whether the first word may be a particle of a surname.
    pub(super) opens_with_particle: bool,
    /// A nickname that stands in quotation marks or brackets, folded.
    pub(super) nickname: Option<String>,
    /// All of it in one word: the same for "Ji-ho Park Nielsen" and "Jiho Park-Nielsen".
    pub(super) squeezed: String,
}

impl PersonName {
    /// Takes a name apart. Honorifics and nicknames are left out.
    pub(super) fn parse(name: &str, lexicon: &Lexicon) -> Self {
        let mut buffer = String::new();
        let mut is =
            |word: &str, wanted| lexicon.vocabulary.look_up(word, &mut buffer).1.any(wanted);
        let mut out = Self::default();
        let mut words: Vec<&str> = Vec::new();
        for word in name.split_whitespace() {
            let bare = word.trim_matches(|c: char| is_quote(c) || matches!(c, '(' | ')' | ','));
            if bare.len() < word.trim_end_matches(',').len() && word.starts_with(opens_aside) {
                out.nickname = Some(name_key(bare));
            } else if !bare.is_empty() {
                let honorific = words.is_empty() && is(bare, class::HONORIFIC);
                words.extend((!honorific).then_some(bare));
            }
        }
        if words.len() > 2 && words.last().is_some_and(|w| is(w, class::NAME_SUFFIX)) {
            words.pop();
        }
        let Some(last) = words.len().checked_sub(1) else { return out };
        let particle = (1..last).find(|i| is(words[*i], class::PARTICLE) && words[*i].len() > 1);
        // "von der Leyen" and "Lo Presti" are surnames, "Ben Carson" may be one or not.
        let opens = is(words[0], class::PARTICLE) && !is_initials(words[0]);
        let lower = words[0].starts_with(char::is_lowercase);
        let surname = if last == 0 || (opens && (lower || particle == Some(1))) {
            0
        } else {
            particle.unwrap_or(last)
        };
        out.opens_with_particle = opens;
        for (index, word) in words.iter().enumerate() {
            if index >= surname {
                out.surname.extend(name_key(word).split(' ').map(str::to_owned));
            } else if is_initials(word) {
                let letters = word.chars().filter(|c| c.is_alphabetic());
                out.given.extend(letters.map(|c| name_key(c.encode_utf8(&mut [0; 4]))));
            } else {
                out.given.extend(name_key(word).split(' ').map(str::to_owned));
            }
        }
        out.squeezed = out.given.concat() + &out.surname.concat();
        out
    }

    /// The last word of the surname.
    pub(super) fn last(&self) -> &str {
        self.surname.last().map_or("", String::as_str)
    }

    /// The first given name, or "".
    pub(super) fn first(&self) -> &str {
        self.given.first().map_or("", String::as_str)
    }

    /// Whether this name may be a shorter form of `full`: initials for names, middle names or
    /// particles left out, a nickname for the given name. Equal names are no shorter form.
    pub(super) fn shortens(&self, full: &Self) -> bool {
        if self.given.is_empty() || full.given.is_empty() || self.squeezed == full.squeezed {
            return false;
        }
        let tail = full.surname.ends_with(&self.surname)
            || (self.surname.len() == 1 && full.surname.first() == self.surname.first());
        if !tail || self.given.len() > full.given.len() {
            return false;
        }
        let nicknamed = full.nickname.as_deref().is_some_and(|n| n == self.first());
        let abbreviates =
            |(a, b): (&String, &String)| a == b || (a.chars().count() == 1 && b.starts_with(&**a));
        (nicknamed && self.given.len() == 1)
            || (self.given.iter().zip(&full.given).all(abbreviates)
                && (self.given.len() == full.given.len() || self.given.len() == 1))
    }

    /// Whether the words of a surname alone end the name, or begin a surname of several words.
    pub(super) fn explains(&self, surname: &Self) -> bool {
        let wanted = [surname.given.as_slice(), &surname.surname].concat();
        (surname.given.is_empty() || surname.opens_with_particle)
            && !self.given.is_empty()
            && !wanted.is_empty()
            && (self.surname.ends_with(&wanted) || self.surname.starts_with(&wanted))
    }

    /// Whether the surnames are the same or nearly so, as transliterations are.
    pub(super) fn near_surname(&self, other: &Self) -> bool {
        let (a, b) = (self.surname.concat(), other.surname.concat());
        let shorter = a.chars().count().min(b.chars().count());
        let prefix = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
        a == b
            || (shorter >= 5 && prefix >= 3 && within(&a, &b, 1))
            || (shorter >= 7 && prefix >= 4 && within(&a, &b, 2))
    }

    /// Whether the given names are the same or nearly so. A different last letter often makes
    /// another name of it ("Maria", "Mario"), so that one must be the same.
    pub(super) fn near_given(&self, other: &Self) -> bool {
        if self.given == other.given {
            return true;
        }
        let (a, b) = (self.given.concat(), other.given.concat());
        let shorter = a.chars().count().min(b.chars().count());
        let ends = a.chars().next() == b.chars().next() && a.chars().last() == b.chars().last();
        self.given.len() == other.given.len()
            && ends
            && ((shorter >= 5 && within(&a, &b, 1)) || (shorter >= 7 && within(&a, &b, 2)))
    }
}

fn is_quote(c: char) -> bool {
    matches!(crate::fold::plain(c), '"' | '\'')
}

fn opens_aside(c: char) -> bool {
    c == '(' || is_quote(c)
}

/// "J.", "J.P.", "JP".
fn is_initials(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    letters > 0
        && letters <= 3
        && word.chars().all(|c| c == '.' || c == '-' || (c.is_alphabetic() && c.is_uppercase()))
        && (letters < 3 || word.contains('.'))
}

/// Whether at most `most` letters must be put in, left out or changed to make `b` of `a`.
pub(super) fn within(a: &str, b: &str, most: usize) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > most {
        return false;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut before = row[0];
        row[0] = i + 1;
        let mut least = row[0];
        for (j, y) in b.iter().enumerate() {
            let best = (before + usize::from(x != y)).min(row[j] + 1).min(row[j + 1] + 1);
            before = std::mem::replace(&mut row[j + 1], best);
            least = least.min(best);
        }
        if least > most {
            return false;
        }
    }
    row[b.len()] <= most
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> PersonName {
        PersonName::parse(text, &Lexicon::builtin())
    }

    #[test]
    fn taken_apart() {
        let n = name("Sir J.P. van der Aldern-Roux");
        assert_eq!(n.given, ["j", "p"]);
        assert_eq!(n.surname, ["van", "der", "aldern", "roux"]);
        assert_eq!(name("Iñaki “Ike” Sola").nickname.as_deref(), Some("ike"));
        assert_eq!(name("Ji-won Kim Halloran").squeezed, name("Jiwon Kim-Halloran").squeezed);
    }

    #[test]
    fn shorter_forms() {
        let full = name("Juan Pablo Ortega");
        for short in ["J. P. Ortega", "Juan Ortega", "J. Ortega"] {
            assert!(name(short).shortens(&full), "{short}");
        }
        for other in ["Pedro Ortega", "Juan Carlos Ortega", "Juan Ortega Pablo", "Ortega"] {
            assert!(!name(other).shortens(&full), "{other}");
        }
        assert!(name("Ike Sola").shortens(&name("Iñaki \"Ike\" Sola")));
        assert!(name("Lena T. Marsh").shortens(&name("Lena Theodora Marsh")));
        assert!(full.explains(&name("Ortega")) && !full.explains(&name("Pablo")));
    }

    #[test]
    fn transliterations() {
        assert!(name("Taras Kovalenskyy").near_surname(&name("Taras Kovalensky")));
        assert!(!name("Taras Brown").near_surname(&name("Taras Braun")));
        assert!(name("Giulietta Rossi").near_given(&name("Guilietta Rossi")));
        assert!(!name("Maria Rossi").near_given(&name("Mario Rossi")));
        assert!(within("abc", "abd", 1) && !within("abc", "xyz", 2));
    }
}
