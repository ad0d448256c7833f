//! The forms of English verbs, so that a word list or a project names each verb once.
//!
//! It stands alone because the built-in lists and the cues of a project are expanded alike.

use rustc_hash::FxHashMap;

use super::Lists;

/// Knows the verbs that do not follow the rules.
#[derive(Debug, Default)]
pub(super) struct Inflector {
    /// Base to its other forms.
    irregular: FxHashMap<Box<str>, Vec<Box<str>>>,
    /// Any irregular form to its base.
    base: FxHashMap<Box<str>, Box<str>>,
}

impl Inflector {
    /// Reads the list `irregular-verbs`.
    pub(super) fn compile(lists: &Lists) -> Self {
        let mut this = Self::default();
        for row in lists.rows("irregular-verbs") {
            let base = row.field(0);
            let mut forms: Vec<Box<str>> = Vec::new();
            for form in (1..=3).flat_map(|field| row.alternatives(field)) {
                forms.push(form.into());
                this.base.entry(form.into()).or_insert_with(|| base.into());
            }
            if row.field(3).is_empty() {
                forms.push(regular(base, "ing").into());
            }
            forms.push(regular(base, "s").into());
            this.irregular.insert(base.into(), forms);
        }
        this
    }

    /// All forms of the verb of which `word`, in lower case, is any form; `word` comes first. A
    /// word whose base is unsure has the forms of every possible one: forms that do not exist are
    /// never found, so they do no harm.
    pub(super) fn forms(&self, word: &str) -> Vec<String> {
        let mut out = vec![word.to_owned()];
        for base in self.bases(word) {
            match self.irregular.get(base.as_str()) {
                Some(forms) => out.extend(forms.iter().map(ToString::to_string)),
                None => out.extend(["s", "ed", "ing"].map(|ending| regular(&base, ending))),
            }
            out.push(base);
        }
        out.sort_unstable();
        out.dedup();
        out
    }

    /// The bases of which `word` may be a form.
    fn bases(&self, word: &str) -> Vec<String> {
        if self.irregular.contains_key(word) {
            return vec![word.to_owned()];
        }
        if let Some(base) = self.base.get(word) {
            return vec![base.to_string()];
        }
        let mut out = Vec::new();
        let stem = |ending: &str| word.strip_suffix(ending).filter(|s| s.len() > 2);
        if let Some(stem) = stem("ies") {
            out.push(format!("{stem}y"));
        } else if let Some(stem) = stem("ied") {
            out.push(format!("{stem}y"));
        } else if let Some(stem) = stem("ed").or_else(|| stem("ing")) {
            out.push(stem.to_owned());
            out.push(format!("{stem}e"));
            out.extend(undoubled(stem));
        } else if let Some(stem) = stem("s").filter(|s| !s.ends_with('s')) {
            out.push(stem.to_owned());
            out.extend(stem.strip_suffix('e').map(str::to_owned));
        } else {
            out.push(word.to_owned());
        }
        // "leading" is a form of "lead", which has its own irregular forms.
        if let Some(known) = out.iter().find(|base| self.irregular.contains_key(base.as_str())) {
            return vec![known.clone()];
        }
        out
    }
}

/// "plann" of "planned" is "plan".
fn undoubled(stem: &str) -> Option<String> {
    let mut chars = stem.chars().rev();
    let (last, before) = (chars.next()?, chars.next()?);
    (last == before && last.is_alphabetic())
        .then(|| stem[..stem.len() - last.len_utf8()].to_owned())
}

/// A base with the ending "s", "ed" or "ing" by the rules of spelling.
fn regular(base: &str, ending: &str) -> String {
    let before_y = base.strip_suffix('y').filter(|s| !s.ends_with(['a', 'e', 'o', 'u']));
    let without_e = base.strip_suffix('e').filter(|s| !s.ends_with(['e', 'o', 'y']));
    match ending {
        "s" => match before_y {
            Some(stem) => format!("{stem}ies"),
            None if base.ends_with(['s', 'x', 'z'])
                || base.ends_with("ch")
                || base.ends_with("sh") =>
            {
                format!("{base}es")
            }
            None => format!("{base}s"),
        },
        "ed" => match (before_y, base.ends_with('e')) {
            (Some(stem), _) => format!("{stem}ied"),
            (None, true) => format!("{base}d"),
            (None, false) => format!("{base}ed"),
        },
        _ => format!("{}ing", without_e.unwrap_or(base)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use indexmap::IndexMap;

    #[test]
    fn any_form_gives_all_forms() {
        let lists = Lists::load(&IndexMap::new()).value;
        let inflector = Inflector::compile(&lists);
        for (word, others) in [
            ("send", ["sends", "sending", "sent"]),
            ("led", ["lead", "leads", "leading"]),
            ("deploys", ["deploy", "deployed", "deploying"]),
            ("pledged", ["pledge", "pledges", "pledging"]),
            ("supplies", ["supply", "supplied", "supplying"]),
            ("planning", ["plan", "planned", "plans"]),
            ("oppose", ["opposes", "opposed", "opposing"]),
        ] {
            let forms = inflector.forms(word);
            for other in others {
                assert!(forms.iter().any(|f| f == other), "{word}: {forms:?}");
            }
        }
    }
}
