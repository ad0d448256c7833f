//! Reads one number: digits with separators, number words, scales.

use crate::lexicon::{NumberWord, class};
use crate::text::{Kind, Text};

/// A number as it stands: tokens `first..=last`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Numeral {
    /// Its first token.
    pub first: usize,
    /// Its last token.
    pub last: usize,
    /// Its value; none for "dozens" and "a third".
    pub value: Option<f64>,
    /// Its value without the scale behind it.
    pub bare: f64,
    /// The scale behind it, one if there is none.
    pub scale: f64,
    /// Whether it is written in digits.
    pub digits: bool,
}

/// Why what begins like a number is none.
pub(super) type Refusal = &'static str;

/// The number that begins at token `at`, which must be a number or number word of a sentence that
/// ends before token `end`.
pub(super) fn read(text: &Text<'_>, at: usize, end: usize) -> Result<Numeral, Refusal> {
    if text.tokens[at].kind == Kind::Number { digits(text, at, end) } else { words(text, at, end) }
}

/// What a token does as a number word.
pub(super) fn number_word(text: &Text<'_>, token: usize) -> Option<NumberWord> {
    if !text.is(token, class::NUMERAL) {
        return None;
    }
    text.lexicon.numbers.words.get(&text.words[token]).copied()
}

fn digits(text: &Text<'_>, at: usize, end: usize) -> Result<Numeral, Refusal> {
    let written = text.str(at);
    let mut value = parse(written).ok_or("not a plain number")?;
    let mut last = at;
    // "10 000": groups of three behind at most three digits.
    let group = |t: usize| t < end && text.tokens[t].kind == Kind::Number && text.str(t).len() == 3;
    if written.len() <= 3 && written.bytes().all(|b| b.is_ascii_digit()) {
        while group(last + 1) && text.str(last + 1).bytes().all(|b| b.is_ascii_digit()) {
            value = value * 1000.0 + parse_integer(text.str(last + 1)).unwrap_or(0.0);
            last += 1;
        }
    }
    let bare = value;
    let (scale, last) = scales(text, last, end, true);
    let glued = last + 1 < end && !text.tokens[last + 1].spaced && text.tokens[last + 1].is_word();
    if glued && !is_unit(text, last + 1) {
        return Err("letters behind the digits: an ordinal, a time or a name");
    }
    Ok(Numeral { first: at, last, value: Some(value * scale), bare, scale, digits: true })
}

/// The scales behind token `last` and the token after which they end.
fn scales(text: &Text<'_>, mut last: usize, end: usize, digits: bool) -> (f64, usize) {
    let mut scale = 1.0;
    loop {
        let mut next = last + 1;
        let hyphen = next < end && text.tokens[next].kind == Kind::Hyphen;
        next += usize::from(hyphen);
        if next >= end {
            return (scale, last);
        }
        let glued = !text.tokens[next].spaced && !hyphen;
        // "5m" is five million, "5m deep" and "5 m" are metres; "$840 MLN" is a scale all the same.
        let letter = |text: &Text<'_>| {
            digits
                && scale <= 1.0
                && (glued || text.str(next).len() > 1)
                && !is_long_unit(text, next)
        };
        match number_word(text, next) {
            Some(NumberWord::Scale(factor)) => scale *= factor,
            Some(NumberWord::Letter(factor)) if letter(text) => scale *= factor,
            _ => return (scale, last),
        }
        last = next;
    }
}

/// Whether a unit of measurement begins at a token.
fn is_unit(text: &Text<'_>, token: usize) -> bool {
    super::unit::measure(text, token).is_some()
        || text.lexicon.numbers.letters.contains_key(text.str(token))
}

fn is_long_unit(text: &Text<'_>, token: usize) -> bool {
    super::unit::measure(text, token).is_some_and(|(_, last)| last > token)
}

/// Digits with separators: thousands in groups of three by commas, or by full stops if there are
/// two groups; a decimal part; a half or quarter as one sign behind them.
fn parse(written: &str) -> Option<f64> {
    let (written, part) = match written.chars().next_back()? {
        '½' => (written.strip_suffix('½')?, 0.5),
        '¼' => (written.strip_suffix('¼')?, 0.25),
        '¾' => (written.strip_suffix('¾')?, 0.75),
        _ => (written, 0.0),
    };
    if written.is_empty() {
        return (part > 0.0).then_some(part);
    }
    if !written.bytes().all(|b| b.is_ascii_digit() || b == b',' || b == b'.') || written.len() > 24
    {
        return None;
    }
    let grouped = |mut groups: std::str::Split<'_, char>| {
        let first = groups.next().is_some_and(|g| (1..=3).contains(&g.len()));
        first && groups.all(|g| g.len() == 3)
    };
    let stops = written.matches('.').count();
    let (whole, decimals) = match written.rsplit_once('.') {
        Some((whole, decimals)) if stops == 1 => (whole, decimals),
        Some(_) if grouped(written.split('.')) => (written, ""),
        Some(_) => return None,
        None => (written, ""),
    };
    if whole.contains(',') && !grouped(whole.split(',')) {
        return None;
    }
    let leading_zero = whole.len() > 1 && whole.starts_with('0');
    if leading_zero || decimals.contains(',') {
        return None;
    }
    let mut plain = String::with_capacity(written.len());
    plain.extend(whole.chars().filter(char::is_ascii_digit));
    if !decimals.is_empty() {
        plain.push('.');
        plain.push_str(decimals);
    }
    plain.parse::<f64>().ok().map(|value| value + part)
}

fn parse_integer(written: &str) -> Option<f64> {
    written.parse::<u32>().ok().map(f64::from)
}

/// Number words from token `at` on: "twenty-six", "one hundred and twenty", "half a million",
/// "two and a half", "two dozen", "dozens of", "two-thirds".
fn words(text: &Text<'_>, at: usize, end: usize) -> Result<Numeral, Refusal> {
    use NumberWord::{Fraction, Letter, Quantifier, Scale, Small, Ten, Vague};
    match number_word(text, at) {
        Some(Vague) => return Ok(vague(text, at, end)),
        Some(Quantifier) => {
            let scale = |word| matches!(word, Some(Scale(_)));
            let found = (at + 1 < end && scale(number_word(text, at + 1))).then_some(at + 1);
            return found.map(|last| unvalued(at, last)).ok_or("a word without a value");
        }
        Some(Fraction) if text.is_word(at, "half") => return half(text, at, end),
        Some(Fraction) => return fraction(text, at),
        Some(Letter(_)) | None => return Err("not a number word"),
        Some(Small(_) | Ten(_) | Scale(_)) => {}
    }
    let mut state = Sum::default();
    let mut last = at;
    let mut next = at;
    while next < end {
        let Some(word) = number_word(text, next) else { break };
        match word {
            Fraction if last + 1 < end => {
                return fraction(text, next).map(|f| Numeral { first: at, ..f });
            }
            Small(_) | Ten(_) | Scale(_) if state.take(word) => last = next,
            Small(_) | Ten(_) => return Err("number words that do not make one number"),
            _ => break,
        }
        next = last + 1;
        let hyphen = next < end && text.tokens[next].kind == Kind::Hyphen;
        let and = state.takes_and && text.is_word(next, "and") && next + 1 < end;
        let followed = |t: usize| {
            t < end && matches!(number_word(text, t), Some(Small(_) | Ten(_) | Scale(_) | Fraction))
        };
        if (hyphen || and) && followed(next + 1) {
            next += 1;
        }
    }
    if last + 3 < end + 1 && is_and_a_half(text, last + 1) {
        state.current += 0.5;
        let (scale, after) = scales(text, last + 3, end, false);
        return Ok(Numeral {
            first: at,
            last: after,
            value: Some(state.total() * scale),
            bare: state.total(),
            scale,
            digits: false,
        });
    }
    let value = state.total();
    Ok(Numeral {
        first: at,
        last,
        value: Some(value),
        bare: value,
        scale: state.scale,
        digits: false,
    })
}

/// The sum that number words build up.
#[derive(Default)]
struct Sum {
    total: f64,
    current: f64,
    scale: f64,
    /// A small number may follow: after a ten, a hundred or a scale.
    open: f64,
    begun: bool,
    takes_and: bool,
}

impl Sum {
    /// Takes the next word, or refuses if it cannot stand here.
    fn take(&mut self, word: NumberWord) -> bool {
        match word {
            NumberWord::Small(v) | NumberWord::Ten(v) => {
                if self.begun && v >= self.open {
                    return false;
                }
                self.current += v;
                self.open = if matches!(word, NumberWord::Ten(_)) { 10.0 } else { 0.0 };
                self.takes_and = false;
            }
            NumberWord::Scale(factor) => {
                let counted = if self.current == 0.0 { 1.0 } else { self.current };
                if factor <= 100.0 {
                    self.current = counted * factor;
                } else {
                    self.total += counted * factor;
                    self.current = 0.0;
                }
                self.open = if factor < 100.0 { 0.0 } else { factor.min(100.0) };
                self.takes_and = factor >= 100.0;
                self.scale = factor;
            }
            _ => return false,
        }
        self.begun = true;
        true
    }

    fn total(&self) -> f64 {
        self.total + self.current
    }
}

fn is_and_a_half(text: &Text<'_>, at: usize) -> bool {
    text.is_word(at, "and") && text.is_word(at + 1, "a") && text.is_word(at + 2, "half")
}

/// "dozens of", "tens of thousands of".
fn vague(text: &Text<'_>, at: usize, end: usize) -> Numeral {
    let mut last = at;
    while last + 2 < end
        && text.is_word(last + 1, "of")
        && number_word(text, last + 2) == Some(NumberWord::Vague)
    {
        last += 2;
    }
    unvalued(at, last)
}

/// "half a million", "half a dozen", "half of".
fn half(text: &Text<'_>, at: usize, end: usize) -> Result<Numeral, Refusal> {
    let mut next = at + 1;
    while next < end && (text.tokens[next].kind == Kind::Hyphen || text.is_word(next, "a")) {
        next += 1;
    }
    if let Some(NumberWord::Scale(factor)) = (next < end).then(|| number_word(text, next)).flatten()
    {
        let (scale, last) = scales(text, next, end, false);
        let value = factor * scale / 2.0;
        return Ok(Numeral {
            first: at,
            last,
            value: Some(value),
            bare: 0.5,
            scale: factor,
            digits: false,
        });
    }
    fraction(text, at)
}

/// A part of a whole, which is a figure only where the whole is named: "a third of".
fn fraction(text: &Text<'_>, at: usize) -> Result<Numeral, Refusal> {
    if text.is_word(at + 1, "of") {
        Ok(unvalued(at, at))
    } else {
        Err("a fraction without a whole, or an ordinal")
    }
}

fn unvalued(first: usize, last: usize) -> Numeral {
    Numeral { first, last, value: None, bare: 0.0, scale: 1.0, digits: false }
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn separators_of_thousands_and_decimals() {
        for (written, value) in
            [("5,000", 5000.0), ("1.6", 1.6), ("1.500.000", 1_500_000.0), ("3½", 3.5), ("0.5", 0.5)]
        {
            assert_eq!(parse(written), Some(value), "{written}");
        }
        for written in ["0142", "12,5", "1.2.3", "5²", "1,00,0"] {
            assert_eq!(parse(written), None, "{written}");
        }
    }
}
