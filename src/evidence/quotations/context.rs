//! The sieves that look at what stands around a quotation: the quotation before, the paragraph
//! before, the headline.
//!
//! They stand apart from those that read its sentence, because they answer only where it is silent.

use super::attribution::Voice;
use super::marks::Quoted;
use super::nouns::Who;
use super::scene::Scene;
use crate::evidence::{Abstention, Quotation, Speaker};
use crate::sources::BlockKind;
use crate::text::Kind;

impl Scene<'_, '_> {
    /// The voice of each quotation.
    pub(super) fn voices(&self, quoted: &[Quoted]) -> Vec<Option<Voice>> {
        let mut voices: Vec<Option<Voice>> = Vec::with_capacity(quoted.len());
        for (index, quote) in quoted.iter().enumerate() {
            let own = self.own_voice(quote);
            let voice = own.or_else(|| self.voice_around(quoted, &voices, index));
            voices.push(voice);
        }
        // "“A” and “B,” said X": the words after the last one attribute those before it, too.
        for index in (0..quoted.len().saturating_sub(1)).rev() {
            let (here, next) = (&quoted[index], &quoted[index + 1]);
            let speechless = voices[index].is_none();
            let linked = here.close.is_none() && next.resumes || self.coordinated(here, next);
            if speechless && linked {
                let voice = voices[index + 1].clone();
                voices[index] = voice;
            }
        }
        self.repeat_headlines(quoted, &mut voices);
        voices
    }

    /// The attribution in the sentence of a quotation itself. Two that disagree make it unsure.
    fn own_voice(&self, quote: &Quoted) -> Option<Voice> {
        if self.text.is_heading(self.text.passage_of[quote.open] as usize) {
            return self.headline_voice(quote);
        }
        let (after, before) = (self.voice_after(quote), self.voice_before(quote));
        match (after, before) {
            (Some(after), Some(before)) => {
                let known = |who: &Who| !matches!(who, Who::Unsure(_));
                if known(&after.who) && known(&before.who) && after.who != before.who {
                    let who = Who::Unsure("the words before and after name different speakers");
                    return Some(Voice { who, ..after });
                }
                Some(if known(&after.who) || !known(&before.who) { after } else { before })
            }
            (after, before) => after.or(before).or_else(|| self.closing_voice(quote)),
        }
    }

    /// `‘Q’: NAME on ...` and `NAME: ‘Q’`.
    fn headline_voice(&self, quote: &Quoted) -> Option<Voice> {
        let text = self.text;
        let tokens = text.sentence(quote.open);
        let end = text.tokens_of_block(quote.block).end;
        let after = quote.after();
        let subject = if after < end && text.is_mark(after, ':') {
            self.subject_starting(after + 1, end)
        } else if quote.open > tokens.start && text.is_mark(quote.open - 1, ':') {
            self.subject_starting(tokens.start, quote.open - 1)
        } else {
            return self.voice_after(quote);
        };
        let who = subject.map(|s| s.who).filter(|who| matches!(who, Who::Person(_)))?;
        Some(Voice { who, rule: "headline", tight: true, speech: true })
    }

    /// Whether two quotations are joined by nothing but "and" or a comma.
    fn coordinated(&self, here: &Quoted, next: &Quoted) -> bool {
        let range = here.after()..next.open;
        here.block == next.block
            && range.len() <= 2
            && range.into_iter().all(|at| {
                self.is_comma(at) || self.text.is_word(at, "and") || self.text.is_word(at, "but")
            })
    }

    /// The speaker of what a quotation goes on from.
    fn voice_around(
        &self,
        quoted: &[Quoted],
        voices: &[Option<Voice>],
        index: usize,
    ) -> Option<Voice> {
        let (text, quote) = (self.text, &quoted[index]);
        let passage = text.passage_of[quote.open] as usize;
        if text.is_heading(passage) {
            return None;
        }
        if quote.resumes {
            let before = voices.get(index.checked_sub(1)?)?.clone();
            return before.map(|v| Voice { rule: "next paragraph", ..v });
        }
        let block = text.tokens_of_block(quote.block);
        if quote.open == block.start {
            return self.introduced(quote.block);
        }
        let start = text.tokens_of(passage).start;
        if quote.open != self.sentence_start(quote.open) {
            return self.resumed(index.checked_sub(1).map(|i| (&quoted[i], &voices[i]))?, quote);
        }
        let who = match index.checked_sub(1).map(|i| (&quoted[i], &voices[i])) {
            Some((before, Some(voice))) if before.block == quote.block => {
                if !self.carries_on(before, quote, &voice.who) {
                    return None;
                }
                voice.who.clone()
            }
            _ if quote.open > start => self.resolve(self.reporter(passage, quote.open)?),
            _ => {
                let before = passage.checked_sub(1)?;
                self.resolve(self.reporter(before, text.tokens_of(before).end)?)
            }
        };
        Some(Voice { who, rule: "goes on", tight: true, speech: true })
    }

    /// The speaker of a quotation that is resumed after a comma: "“A,” as X put it, “B.”".
    fn resumed(&self, (before, voice): (&Quoted, &Option<Voice>), quote: &Quoted) -> Option<Voice> {
        let same = self.text.passage_of[before.last] == self.text.passage_of[quote.open];
        let voice = voice.as_ref().filter(|v| v.tight)?;
        let direct = self.is_comma(quote.open - 1) && quote.open - before.after() < 16;
        (same && direct).then(|| Voice { rule: "resumed", ..voice.clone() })
    }

    /// Whether a quotation that is a sentence of its own goes on from the one before: at once, or
    /// with nobody else named in between.
    fn carries_on(&self, before: &Quoted, quote: &Quoted, who: &Who) -> bool {
        let text = self.text;
        let passage = text.passage_of[quote.open];
        let told = text.passage_of[before.after().min(quote.open - 1)];
        if told + 1 >= passage {
            return true;
        }
        let rest = text.tokens_of(told as usize).end..quote.open;
        self.entities
            .within(rest)
            .iter()
            .all(|n| !self.entities.is_person(n.entity) || Who::Person(n.entity) == *who)
    }

    /// The speaker whom the paragraph before a block introduces with a colon at its end.
    fn introduced(&self, block: usize) -> Option<Voice> {
        let text = self.text;
        let before = text.tokens_of_block(block.checked_sub(1)?);
        let colon = before.end.checked_sub(1).filter(|at| *at >= before.start)?;
        if !text.is_mark(colon, ':') {
            return None;
        }
        let passage = text.passage_of[colon] as usize;
        if text.is_heading(passage) {
            return None;
        }
        let who = self.resolve(self.reporter(passage, colon)?);
        Some(Voice { who, rule: "introduction", tight: true, speech: true })
    }

    /// A quotation in a headline is by whoever says the same words in the article.
    fn repeat_headlines(&self, quoted: &[Quoted], voices: &mut [Option<Voice>]) {
        let heads = quoted
            .iter()
            .take_while(|q| self.text.source.blocks[q.block].kind == BlockKind::Headline);
        // A headline holds one or two; a text that is all headline must not cost more.
        for head in 0..heads.take(4).count() {
            if voices[head].is_some() {
                continue;
            }
            let words = self.text.slice(quoted[head].first, quoted[head].last);
            let words = words.trim_end_matches([',', '.', '!']);
            let again = (head + 1..quoted.len())
                .find(|i| self.text.slice(quoted[*i].first, quoted[*i].last).contains(words));
            if let Some(voice) = again.and_then(|i| voices[i].clone()) {
                voices[head] = Some(Voice { rule: "headline", ..voice });
            }
        }
    }

    /// Block quotations that stand without marks after "X said:".
    pub(super) fn block_quotations(&self, out: &mut (Vec<Quotation>, Vec<Abstention>)) {
        for (index, block) in self.text.source.blocks.iter().enumerate() {
            let tokens = self.text.tokens_of_block(index);
            let plain = block.kind == BlockKind::Quote
                && !tokens.is_empty()
                && !matches!(self.text.tokens[tokens.start].kind, Kind::Open(_));
            let Some(voice) = plain.then(|| self.introduced(index)).flatten() else { continue };
            let speaker = match voice.who {
                Who::Person(person) => Speaker::Person(person),
                Who::Body(body) => Speaker::Body(body),
                Who::Described(text) => Speaker::Described(text),
                _ => Speaker::Unknown,
            };
            let words = (tokens.start, tokens.end - 1);
            out.0.push(self.quotation(words, speaker, "block quotation"));
        }
    }
}
