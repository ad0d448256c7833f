//! Direct quotations and who says them.
//!
//! [`extract`] pairs quotation marks, sets terms and titles aside, and asks sieves for the speaker
//! in order of precision: a reporting verb after or before the words, an introduction that ends in
//! a colon, a quotation or indirect speech that they go on from. What no sieve tells surely has an
//! unknown speaker: no quotation may stand in a wrong mouth.

mod attribution;
mod context;
mod focus;
mod marks;
mod names;
mod nouns;
mod roles;
mod scene;
mod subject;
mod terms;
mod verbs;

use super::entities::Entities;
use super::{Abstention, Quotation, Speaker};
use crate::text::{Kind, Text};
use attribution::Voice;
use marks::Quoted;
use nouns::Who;
use scene::Scene;

/// Finds the quotations of an article, with their speakers; and what stands in quotation marks and
/// is none, or has no sure speaker, with the reason.
pub fn extract(text: &Text<'_>, entities: &Entities) -> (Vec<Quotation>, Vec<Abstention>) {
    let (quoted, stray) = marks::pair(text);
    let scene = Scene::new(text, entities, &quoted);
    let mut out = (Vec::new(), Vec::new());
    for at in stray {
        abstain(&mut out.1, text, (at, at), "marks", "nothing closes this quotation mark");
    }
    let voices = scene.voices(&quoted);
    for (quote, voice) in quoted.iter().zip(&voices) {
        scene.decide(quote, voice.as_ref(), &mut out);
    }
    scene.block_quotations(&mut out);
    (out.0, out.1)
}

impl Scene<'_, '_> {
    fn decide(
        &self,
        quote: &Quoted,
        voice: Option<&Voice>,
        out: &mut (Vec<Quotation>, Vec<Abstention>),
    ) {
        let words = (quote.first, quote.last);
        if let Some(reason) = self.no_speech(quote, voice) {
            abstain(&mut out.1, self.text, words, "no speech", reason);
            return;
        }
        let (speaker, rule) = match voice.map(|v| (&v.who, v.rule)) {
            Some((Who::Person(person), rule)) => (Speaker::Person(*person), rule),
            Some((Who::Body(body), rule)) => (Speaker::Body(*body), rule),
            Some((Who::Described(text), rule)) => (Speaker::Described(text.clone()), rule),
            Some((Who::Unsure(reason), rule)) => {
                abstain(&mut out.1, self.text, words, rule, reason);
                (Speaker::Unknown, rule)
            }
            _ => {
                abstain(&mut out.1, self.text, words, "speaker", "nobody is named as its speaker");
                (Speaker::Unknown, "no speaker")
            }
        };
        out.0.push(self.quotation(words, speaker, rule));
    }

    /// A quotation of the tokens `first..=last`, the comma before "he said" left out.
    fn quotation(&self, (first, last): (usize, usize), speaker: Speaker, rule: &str) -> Quotation {
        let trailing = last > first && self.text.tokens[last].kind == Kind::Mark(',');
        let last = last - usize::from(trailing);
        Quotation {
            text: self.text.slice(first, last).to_owned(),
            speaker,
            span: self.text.span(first, last),
            rule: rule.to_owned(),
        }
    }
}

fn abstain(
    abstentions: &mut Vec<Abstention>,
    text: &Text<'_>,
    (first, last): (usize, usize),
    rule: &str,
    reason: &str,
) {
    let span = text.span(first, last);
    abstentions.push(Abstention { rule: rule.to_owned(), reason: reason.to_owned(), span });
}
