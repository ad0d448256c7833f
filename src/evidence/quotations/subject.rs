//! Reads the noun phrase that ends before a verb: its subject, with titles, appositions and relative
//! clauses around the name.
//!
//! It stands apart from the reading forward, because what stands before a name can make it part of
//! another phrase ("an aide to Starmer said").

use super::nouns::{Subject, Who};
use super::scene::Scene;
use crate::evidence::entities::{Form, Named};
use crate::lexicon::class;
use crate::text::Kind;

/// Words of a noun phrase that are looked at, at most.
const LONGEST: usize = 12;
/// Tokens of an apposition that are looked at, at most.
const APPOSITION: usize = 60;

impl Scene<'_, '_> {
    /// The subject whose last token is `last`, beginning at `floor` at the earliest.
    pub(super) fn subject_ending(&self, last: usize, floor: usize) -> Option<Subject> {
        let text = self.text;
        if last < floor || self.inside(last) {
            return None;
        }
        if text.is_mark(last, ',') || text.tokens[last].kind == Kind::Dash {
            return self.apposed_ending(last, floor);
        }
        if text.is_mark(last, ')') {
            let open = (floor..last).rev().take(LONGEST).find(|at| text.is_mark(*at, '('))?;
            return self.subject_ending(open.checked_sub(1)?, floor);
        }
        if text.is(last, class::RELATIVE) {
            return self.antecedent(last, floor);
        }
        if self.is_pronoun(last) {
            return Some(Subject { who: Who::Pronoun(last), first: last });
        }
        if let Some(named) = self.named_ending(last) {
            return Some(self.name_ending(*named, floor));
        }
        if let Some(first) = self.unlisted_ending(last, floor) {
            return Some(self.unlisted(first, last, floor));
        }
        if let Some(person) = self.bearer(last) {
            let subject = Subject { who: Who::Person(person), first: last };
            return Some(self.complete(subject, last, false, floor));
        }
        if !text.tokens[last].is_word() || self.is_barrier(last) {
            return None;
        }
        Some(self.common_noun(last, last, floor))
    }

    /// A name as subject, unless it only completes another noun ("an aide to Starmer").
    fn name_ending(&self, named: Named, floor: usize) -> Subject {
        let last = named.last as usize;
        let person = self.entities.is_person(named.entity);
        let first = if person {
            self.title_start(named.first as usize, floor)
        } else {
            self.article_start(named.first as usize, floor)
        };
        let who = match (person, named.form) {
            (true, _) => Who::Person(named.entity),
            (false, Form::Adjective) => Who::Unsure("only an adjective names it"),
            (false, _) if self.is_body(named.entity) => Who::Body(named.entity),
            (false, _) => Who::Thing,
        };
        let titled = first != named.first as usize;
        self.complete(Subject { who, first }, last, titled, floor)
    }

    /// A name that stands in no list, as subject.
    fn unlisted(&self, first: usize, last: usize, floor: usize) -> Subject {
        let who = Who::Described(self.text.slice(first, last).to_owned());
        let start = self.title_start(first, floor);
        self.complete(Subject { who, first: start }, last, start != first, floor)
    }

    /// The subject that a name makes with what stands before it: itself, unless it is one of
    /// several or completes another noun.
    fn complete(&self, subject: Subject, last: usize, titled: bool, floor: usize) -> Subject {
        const PART: &str = "part of another phrase";
        let first = subject.first;
        let Some(before) = first.checked_sub(1).filter(|at| *at >= floor) else { return subject };
        if self.joins_names(before, floor) {
            return Subject::unsure("several speakers", first);
        }
        let preposition = self.text.is(before, class::PREPOSITION);
        if !preposition || self.text.is(before, class::BREAK) {
            return subject;
        }
        let Some(head) = before.checked_sub(1).filter(|at| *at >= floor) else {
            // "In the evening Starmer said": the preposition opens the sentence.
            return if titled { subject } else { Subject::unsure(PART, first) };
        };
        // "Minister for the Sea Mary Holloway": a title with a complement, capitals and all.
        let office = self.text.tokens[head].is_upper().then(|| self.role_ending(head)).flatten();
        if let Some(role) = office.filter(|role| titled && *role >= floor) {
            return Subject { first: self.owner_before(role, floor), ..subject };
        }
        if self.named_ending(head).is_some_and(|n| self.entities.is_person(n.entity)) {
            return self.subject_ending(head, floor).unwrap_or(Subject::unsure(PART, first));
        }
        self.common_noun(head, last, floor)
    }

    /// Whether the word at `at` is an "and" that joins two subjects.
    pub(super) fn joins_names(&self, at: usize, floor: usize) -> bool {
        let and = self.text.is_word(at, "and") || self.text.is_word(at, "or");
        if !and || at <= floor {
            return false;
        }
        let name = |at: usize| self.named_ending(at).is_some_and(|n| n.form != Form::Adjective);
        if !self.is_comma(at - 1) {
            return name(at - 1);
        }
        // "X, head of the union, and Y": the name stands before the apposition.
        let lowest = floor.max(at.saturating_sub(2 * LONGEST));
        let comma = (lowest..at - 1).rev().find(|c| self.is_comma(*c));
        comma.is_some_and(|c| c > floor && name(c - 1) && !(c..at).any(|v| self.is_verb(v)))
    }

    /// A subject before the comma or dash at `comma`: a name between commas, or a name with an
    /// apposition or a relative clause after it.
    fn apposed_ending(&self, comma: usize, floor: usize) -> Option<Subject> {
        let text = self.text;
        let end = comma.checked_sub(1).filter(|at| *at >= floor)?;
        if let Some(named) = self.named_ending(end).filter(|n| self.entities.is_person(n.entity)) {
            let first = self.title_start(named.first as usize, floor);
            let opened = first == floor || self.is_comma(first - 1);
            if opened {
                let start = if first > floor { self.apposed_to(first - 1, floor) } else { first };
                return Some(Subject { who: Who::Person(named.entity), first: start });
            }
        }
        if let Some(name) = self.unlisted_ending(end, floor) {
            let subject = self.unlisted(name, end, floor);
            if subject.first > floor && self.is_comma(subject.first - 1) {
                let first = self.apposed_to(subject.first - 1, floor);
                return Some(Subject { first, ..subject });
            }
        }
        let lowest = floor.max(comma.saturating_sub(APPOSITION));
        let mut nearest = true;
        for at in (lowest..comma).rev().filter(|at| self.is_comma(*at)) {
            let head = at.checked_sub(1).filter(|h| *h >= floor)?;
            if self.inside(head) {
                return None;
            }
            if let Some(named) = self.named_ending(head) {
                if self.opens_apposition(at + 1) {
                    let subject = self.name_ending(*named, floor);
                    return self.in_subject_place(subject.first, floor).then_some(subject);
                }
                return None;
            }
            if nearest && self.opens_apposition(at + 1) && text.tokens[head].is_word() {
                return Some(self.common_noun(head, head, floor));
            }
            nearest = false;
        }
        None
    }

    /// Where the noun phrase begins to which a name after the comma at `comma` is apposed.
    fn apposed_to(&self, comma: usize, floor: usize) -> usize {
        let Some(head) = comma.checked_sub(1).filter(|at| *at >= floor) else { return comma + 1 };
        let mut first = head + 1;
        for at in (floor..=head).rev().take(2 * LONGEST) {
            let token = self.text.tokens[at];
            let part = token.is_word() || matches!(token.kind, Kind::Hyphen | Kind::Possessive);
            if !part || self.inside(at) || self.is_verb(at) || self.text.is(at, class::BREAK) {
                break;
            }
            first = at;
        }
        first
    }

    /// Whether the token after a comma may open an apposition, a relative clause or an adverbial.
    fn opens_apposition(&self, at: usize) -> bool {
        let person = self.named_at(at).is_some_and(|n| self.entities.is_person(n.entity));
        !person
            && self.text.tokens.get(at).is_some_and(|t| t.is_word() || t.kind == Kind::Number)
            && !self.text.is_word(at, "and")
            && !self.text.is(at, class::MALE.or(class::FEMALE).or(class::NEUTER))
    }

    /// Whether a noun phrase that begins at `first` can be the subject of its clause: it follows
    /// no verb of which it would be the object.
    fn in_subject_place(&self, first: usize, floor: usize) -> bool {
        let Some(before) = first.checked_sub(1).filter(|at| *at >= floor) else { return true };
        let token = self.text.tokens[before];
        let conjunction = class::BREAK.or(class::RELATIVE).or(class::WEEKDAY).or(class::MONTH);
        !token.is_word() || self.text.is(before, conjunction) || self.text.is_word(before, "and")
    }

    /// Whom a relative pronoun means: the name before it.
    fn antecedent(&self, relative: usize, floor: usize) -> Option<Subject> {
        let mut before = relative.checked_sub(1)?;
        if self.is_comma(before) {
            before = before.checked_sub(1)?;
        }
        if before < floor {
            return None;
        }
        match self.named_ending(before) {
            Some(named) => Some(self.name_ending(*named, floor)),
            None => Some(Subject::unsure("a relative clause", relative)),
        }
    }
}
