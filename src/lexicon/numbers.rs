//! Number words, bounds, currencies and units, compiled for the reading of figures.

use rustc_hash::FxHashMap;

use super::phrases::PhraseMap;
use super::vocabulary::{Vocabulary, WordId};
use super::{Lists, Row, class};

/// What a number word does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum NumberWord {
    /// One to nineteen.
    Small(f64),
    /// Twenty to ninety.
    Ten(f64),
    /// Multiplies what stands before it.
    Scale(f64),
    /// A scale that stands right after digits only.
    Letter(f64),
    /// Part of a whole: "third".
    Fraction,
    /// A plural scale without a value: "dozens".
    Vague,
    /// Makes a following scale vague: "several".
    Quantifier,
}

/// What a cue beside a number says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cue {
    /// "around".
    About,
    /// "at least", "more than".
    AtLeast,
    /// "up to", "fewer than".
    AtMost,
    /// "exactly".
    Exact,
}

/// A currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Currency {
    /// ISO 4217 code; "XXX" for words that several share.
    pub code: Box<str>,
    /// For a shared word, the currencies that it may mean.
    pub shared: Vec<u16>,
    /// Whether the words are a currency's only after a scale.
    pub scaled: bool,
}

/// A unit of measurement or of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Its name after one.
    pub one: Box<str>,
    /// Its name after any other number.
    pub many: Box<str>,
    /// Whether it measures time.
    pub time: bool,
}

/// Everything that the reading of figures looks up.
#[derive(Debug, Default)]
pub struct Numbers {
    /// Number words.
    pub words: FxHashMap<WordId, NumberWord>,
    /// Cues that stand before a number, read backwards.
    pub before: PhraseMap<Cue>,
    /// Cues that stand behind it.
    pub behind: PhraseMap<Cue>,
    /// Currencies.
    pub currencies: Vec<Currency>,
    /// Currencies by their words.
    pub currency_words: PhraseMap<u16>,
    /// Currencies by their sign, the letters before it ("US" of "US$") and their index.
    pub signs: FxHashMap<char, Vec<(Box<str>, u16)>>,
    /// Currencies by symbols of letters only: "EUR", "KSh".
    pub letters: FxHashMap<Box<str>, u16>,
    /// Units.
    pub units: Vec<Unit>,
    /// Units by their words.
    pub unit_words: PhraseMap<u16>,
    /// Units by marks such as the per cent sign.
    pub unit_marks: FxHashMap<char, u16>,
    /// What is counted in a body of people: "people" of a team.
    pub collectives: FxHashMap<WordId, Box<str>>,
    /// Irregular plurals by their singular.
    pub plurals: FxHashMap<Box<str>, Box<str>>,
}

impl Numbers {
    /// Reads the lists `numbers`, `bounds`, `currencies`, `units`, `collectives` and `plurals`.
    pub fn compile(lists: &Lists, vocabulary: &mut Vocabulary) -> Self {
        let mut numbers = Self::default();
        for row in lists.rows("numbers") {
            vocabulary.add_word(row.field(0), class::NUMERAL);
            let word = vocabulary.intern(row.field(0));
            if let Some(meaning) = number_word(row) {
                numbers.words.insert(word, meaning);
            }
        }
        for row in lists.rows("bounds") {
            let cue = match row.field(1) {
                "about" => Cue::About,
                "at-least" | "more" => Cue::AtLeast,
                "at-most" | "less" => Cue::AtMost,
                _ => Cue::Exact,
            };
            match row.field(0).strip_prefix('~') {
                Some(phrase) => numbers.behind.add(vocabulary, phrase, cue),
                None => numbers.before.add_reversed(vocabulary, row.field(0), cue),
            }
        }
        for row in lists.rows("collectives") {
            let word = vocabulary.intern(row.field(0));
            numbers.collectives.insert(word, row.field(1).into());
        }
        for row in lists.rows("plurals").iter().filter(|row| !row.field(2).is_empty()) {
            numbers.plurals.insert(row.field(2).into(), row.field(0).into());
        }
        numbers.add_currencies(lists.rows("currencies"), vocabulary);
        numbers.add_units(lists.rows("units"), vocabulary);
        numbers
    }

    fn add_currencies(&mut self, rows: &[Row], vocabulary: &mut Vocabulary) {
        for row in rows.iter().filter(|row| row.field(0) != "XXX") {
            let currency = self.push_currency(row.field(0), Vec::new(), false);
            self.add_symbols(row, currency);
            for words in row.alternatives(2) {
                self.currency_words.add(vocabulary, words, currency);
            }
            if !row.field(3).is_empty() {
                let scaled = self.push_currency(row.field(0), Vec::new(), true);
                for words in row.alternatives(3) {
                    self.currency_words.add(vocabulary, words, scaled);
                }
            }
        }
        // A shared word may mean each currency whose own phrases end with it.
        let ends: Vec<(&str, u16)> = rows
            .iter()
            .filter(|row| row.field(0) != "XXX")
            .flat_map(|row| {
                let code = row.field(0);
                let index = self.currencies.iter().position(|c| &*c.code == code);
                let index = u16::try_from(index.unwrap_or(0)).unwrap_or(0);
                row.alternatives(2).filter_map(move |phrase| {
                    phrase.rsplit_once(' ').map(|(_, last)| (last, index))
                })
            })
            .collect();
        for row in rows.iter().filter(|row| row.field(0) == "XXX") {
            for word in row.alternatives(2) {
                let shared = ends.iter().filter(|(w, _)| *w == word).map(|(_, i)| *i).collect();
                let currency = self.push_currency("XXX", shared, false);
                self.currency_words.add(vocabulary, word, currency);
            }
        }
    }

    fn push_currency(&mut self, code: &str, shared: Vec<u16>, scaled: bool) -> u16 {
        self.currencies.push(Currency { code: code.into(), shared, scaled });
        u16::try_from(self.currencies.len() - 1).unwrap_or(u16::MAX)
    }

    fn add_symbols(&mut self, row: &Row, currency: u16) {
        for symbol in row.alternatives(1) {
            match symbol.char_indices().next_back() {
                Some((at, sign)) if !sign.is_alphanumeric() && sign != '.' => {
                    let prefix = symbol[..at].into();
                    self.signs.entry(sign).or_default().push((prefix, currency));
                }
                _ => {
                    self.letters.entry(symbol.into()).or_insert(currency);
                }
            }
        }
        // "US$" must be tried before "$".
        for prefixes in self.signs.values_mut() {
            prefixes.sort_by_key(|(prefix, _)| std::cmp::Reverse(prefix.len()));
        }
    }

    fn add_units(&mut self, rows: &[Row], vocabulary: &mut Vocabulary) {
        for row in rows {
            let unit = u16::try_from(self.units.len()).unwrap_or(u16::MAX);
            let one = row.field(0).replace('-', " ");
            let many = match row.field(2) {
                "" => format!("{one}s"),
                many => many.to_owned(),
            };
            for form in row.alternatives(1) {
                let mut chars = form.chars();
                match (chars.next(), chars.next()) {
                    (Some(mark), None) if !mark.is_alphanumeric() => {
                        self.unit_marks.insert(mark, unit);
                    }
                    _ => self.unit_words.add(vocabulary, form, unit),
                }
            }
            let time = row.field(3) == "time";
            self.units.push(Unit { one: one.into(), many: many.into(), time });
        }
    }
}

fn number_word(row: &Row) -> Option<NumberWord> {
    let value = || row.field(1).parse::<f64>().ok();
    Some(match row.field(2) {
        "small" => NumberWord::Small(value()?),
        "ten" => NumberWord::Ten(value()?),
        "scale" => NumberWord::Scale(value()?),
        "letter" => NumberWord::Letter(value()?),
        "fraction" => NumberWord::Fraction,
        "vague" => NumberWord::Vague,
        "quantifier" => NumberWord::Quantifier,
        _ => return None,
    })
}
