//! Countries, organisations, companies and places under one name each: acronyms tied to the names
//! that they abbreviate, companies with and without legal form.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::evidence::EntityKind;
use crate::fold::name_key;
use crate::lexicon::Lexicon;

use super::names::within;
use super::nodes::{Nodes, Unions, body_key};

/// Words at the end of a company's name that do not tell it from another's.
#[derive(Debug)]
pub(super) struct CompanyForms {
    /// Legal forms, each as its words.
    pub(super) legal: Vec<Vec<String>>,
    /// Words that are left out where the rest is used alone.
    pub(super) generic: Vec<String>,
    /// The canonical names that the word lists give to organisations.
    listed: FxHashSet<Box<str>>,
}

impl CompanyForms {
    /// Reads the list `company-forms`.
    pub(super) fn load(lexicon: &Lexicon) -> Self {
        let listed =
            lexicon.lists.rows("organisations").iter().map(|r| r.field(0).into()).collect();
        let mut forms = Self { legal: Vec::new(), generic: Vec::new(), listed };
        for row in lexicon.lists.rows("company-forms") {
            let key = name_key(row.field(0));
            if row.field(1) == "generic" {
                forms.generic.push(key);
            } else {
                forms.legal.push(key.split(' ').map(str::to_owned).collect());
            }
        }
        forms
    }

    /// Whether the word lists have this as an organisation's canonical name.
    pub(super) fn lists(&self, name: &str) -> bool {
        self.listed.contains(name)
    }

    /// A name as it stands, without legal forms at its end.
    pub(super) fn bare<'n>(&self, name: &'n str) -> &'n str {
        let wanted = body_key(name, &self.legal);
        let mut bare = name;
        while let Some((shorter, _)) = bare.rsplit_once(' ') {
            let shorter = shorter.trim_end_matches([',', ' ']);
            if body_key(shorter, &[]).len() < wanted.len() {
                break;
            }
            bare = shorter;
        }
        bare
    }
}

/// Joins the names of bodies and places that are one.
pub(super) fn join(nodes: &Nodes<'_>, forms: &CompanyForms, unions: &mut Unions) {
    let claims = claims(nodes, forms);
    let mut keys: Vec<&String> = claims.keys().collect();
    keys.sort_unstable();
    for key in keys {
        let claimants = &claims[key];
        let short = nodes.find(false, key).filter(|n| {
            let node = &nodes.list[*n as usize];
            node.code.is_none() && node.kind() != EntityKind::Place
        });
        join_alike(nodes, claimants, unions);
        let roots = unions.roots(claimants.iter().copied());
        if let (Some(short), [only]) = (short, &*roots) {
            unions.join(short, *only);
        }
    }
}

/// For each short form, the names that it is tied to.
fn claims(nodes: &Nodes<'_>, forms: &CompanyForms) -> FxHashMap<String, Vec<u32>> {
    let mut claims: FxHashMap<String, Vec<u32>> = FxHashMap::default();
    for (index, node) in (0u32..).zip(&nodes.list) {
        if node.person.is_some() || node.code.is_some() {
            continue;
        }
        let generic = node
            .key
            .rsplit_once(' ')
            .filter(|(_, last)| forms.generic.iter().any(|g| g == last))
            .map(|(rest, _)| rest.to_owned());
        let ties = node.ties.keys().map(|tie| body_key(tie, &forms.legal));
        for key in ties.chain(generic).filter(|key| !key.is_empty() && *key != node.key) {
            let claimants = claims.entry(key).or_default();
            if claimants.last() != Some(&index) {
                claimants.push(index);
            }
        }
    }
    claims
}

/// Joins names that share an acronym and are nearly the same ("Harbor", "Harbour").
fn join_alike(nodes: &Nodes<'_>, claimants: &[u32], unions: &mut Unions) {
    for (at, a) in claimants.iter().enumerate().take(16) {
        for b in claimants[at + 1..].iter().take(16) {
            let (x, y) = (&nodes.list[*a as usize].key, &nodes.list[*b as usize].key);
            if within(x, y, 2) || x.ends_with(&format!(" {y}")) || y.ends_with(&format!(" {x}")) {
                unions.join(*a, *b);
            }
        }
    }
}
