//! Entries about members: role, positions, quotations, other names.

use serde_yaml::Spanned;

use super::desk::Desk;
use super::facts::{Fact, beside, cite, find};
use super::written::{Entry, Item};
use super::{Placed, spoken};
use crate::diagnostic::{Diagnostic, Place, did_you_mean};
use crate::evidence::EntityKind;
use crate::fold::name_key;
use crate::slug::Slug;
use crate::span::Cited;
use crate::subject::review::{leave_out, role_word};
use crate::subject::{Change, ClaimId, Edit, Member, SpeakerKind, Stance, Status, Subject};

pub(super) fn merge(subject: &mut Subject, entry: &Entry, desk: &mut Desk) -> Option<Placed> {
    let found = position(subject, entry);
    if entry.hides() {
        match found {
            Some(index) => {
                let gone = subject.members.remove(index);
                let spans = gone.positions.iter().flat_map(|c| c.stated.spans().cloned());
                leave_out(subject, &spans.collect());
            }
            None => gone(entry, desk),
        }
        return None;
    }
    let cited = desk.passages(entry, entry.written.cite.as_ref());
    let index = match found {
        Some(index) => {
            named(subject, index, entry);
            belongs(&mut subject.members[index], entry, cited, desk);
            index
        }
        None => add(subject, entry, cited, desk)?,
    };
    for item in entry.written.positions.iter().flatten() {
        stance(&mut subject.members[index], entry, item, desk);
    }
    let member = &subject.members[index];
    let speaker = spoken::Speaker {
        names: std::iter::once(&member.name).chain(&member.aliases).cloned().collect(),
        kind: match member.kind {
            EntityKind::Person => SpeakerKind::Person,
            _ => SpeakerKind::Organisation,
        },
    };
    spoken::merge(subject, entry, &speaker, desk);
    hide(subject, index, entry, &speaker, desk);
    let member = &subject.members[index];
    Some(Placed { slug: member.slug.clone(), title: member.name.clone(), claim: None })
}

/// The member of this address, or of this name.
fn position(subject: &Subject, entry: &Entry) -> Option<usize> {
    let slug = Slug::of(entry.stem);
    let members = &subject.members;
    members.iter().position(|member| member.slug == slug).or_else(|| {
        let key = name_key(&entry.name());
        let named = |member: &Member| {
            std::iter::once(&member.name).chain(&member.aliases).any(|name| name_key(name) == key)
        };
        members.iter().position(named)
    })
}

fn gone(entry: &Entry, desk: &mut Desk) {
    desk.orphan(
        Place::file(entry.path),
        format!("no article states the role of {:?}", entry.name()),
        "give it a `role` and a `cite` to add it, or take the file out",
    );
}

/// Gives the member the names and the kind that the editor knows.
fn named(subject: &mut Subject, index: usize, entry: &Entry) {
    let written = &entry.written;
    if let Some(name) = &written.name {
        let old = std::mem::replace(&mut subject.members[index].name, name.clone());
        if old != *name {
            rename(subject, &old, name);
            subject.members[index].aliases.insert(0, old);
        }
    }
    let member = &mut subject.members[index];
    member.aliases.extend(written.aliases.iter().flatten().cloned());
    let mut seen = vec![member.name.clone()];
    member.aliases.retain(|alias| {
        let new = !seen.contains(alias);
        seen.push(alias.clone());
        new
    });
    member.kind = written.kind.unwrap_or(member.kind);
    if let Some(code) = &written.code {
        member.code = Some(code.clone());
    }
}

/// The same name wherever the picture has it.
pub(super) fn rename(subject: &mut Subject, old: &str, new: &str) {
    let change = |name: &mut String| {
        if name == old {
            new.clone_into(name);
        }
    };
    for named in subject.mentions.iter_mut().filter(|named| named.name == old) {
        new.clone_into(&mut named.name);
        named.aliases.retain(|alias| alias != new);
        named.aliases.insert(0, old.to_owned());
    }
    subject.quotations.iter_mut().filter_map(|c| c.stated.value.speaker.as_mut()).for_each(change);
    subject.figures.iter_mut().filter_map(|c| c.stated.value.asserted_by.as_mut()).for_each(change);
    let offices = subject.people.iter_mut().flat_map(|person| &mut person.roles);
    offices.filter_map(|office| office.value.affiliation.as_mut()).for_each(change);
}

/// The role: confirmed or corrected.
fn belongs(member: &mut Member, entry: &Entry, cited: Option<Cited<()>>, desk: &mut Desk) {
    let Some(role) = entry.written.role else {
        cite(&mut member.role, cited, false);
        return;
    };
    let change = if role == member.role.value {
        cite(&mut member.role, cited, false);
        Change::Confirmed
    } else if cited.is_some() {
        let was = role_word(member.role.value).to_owned();
        cite(&mut member.role, cited, true);
        member.role.value = role;
        Change::Corrected(was)
    } else {
        if entry.written.cite.is_none() {
            desk.uncited(Place::file(entry.path), "a role that corrects the extracted one");
        }
        return;
    };
    member.status = Status::Confirmed;
    let note = entry.written.note.clone();
    member.edit = Some(Box::new(Edit { change, note, page: None }));
}

/// A member that no article was found to state.
fn add(
    subject: &mut Subject,
    entry: &Entry,
    cited: Option<Cited<()>>,
    desk: &mut Desk,
) -> Option<usize> {
    let name = entry.name();
    let Some(role) = entry.written.role else {
        gone(entry, desk);
        return None;
    };
    let Some(cited) = cited else {
        if entry.written.cite.is_none() {
            unknown(subject, entry, desk);
        }
        return None;
    };
    let key = name_key(&name);
    let known = subject.mentions.iter().find(|named| {
        std::iter::once(&named.name).chain(&named.aliases).any(|other| name_key(other) == key)
    });
    let kind = entry.written.kind.or(known.map(|named| named.kind));
    let Some(kind) = kind else {
        let message = format!("no article names {name:?}, so it is not known what it is");
        let place = Place::file(entry.path);
        desk.wrong(place, message, "add its kind, such as `kind: organisation`");
        return None;
    };
    // As the articles write it, unless the editor says otherwise: a file's name has no capitals.
    let name = match (&entry.written.name, known) {
        (None, Some(known)) => known.name.clone(),
        _ => name,
    };
    let here = |span: &crate::span::Span| {
        cited.spans().all(|own| own.source != span.source || own.passage != span.passage)
    };
    let places = known.into_iter().flat_map(|named| &named.places);
    let edit = Edit { change: Change::Added, note: entry.written.note.clone(), page: None };
    let member = Member {
        slug: Slug::of(entry.stem),
        aliases: entry.written.aliases.clone().unwrap_or_default(),
        kind,
        code: entry.written.code.clone().or_else(|| known.and_then(|named| named.code.clone())),
        status: Status::Confirmed,
        passages: places.filter(|p| p.1 && here(&p.0)).map(|p| p.0.clone()).collect(),
        role: cited.map(|()| role),
        edit: Some(Box::new(edit)),
        positions: Vec::new(),
        name,
    };
    subject.members.push(member);
    Some(subject.members.len() - 1)
}

/// An entry that meets no member and cites nothing: a slip in its name, or one to be added.
fn unknown(subject: &Subject, entry: &Entry, desk: &mut Desk) {
    let name = entry.name();
    let names = subject.members.iter().flat_map(|m| [m.slug.as_str(), m.name.as_str()]);
    let hint = match did_you_mean(entry.stem, names.clone()).or(did_you_mean(&name, names)) {
        Some(near) => format!("did you mean {near:?}? To add another one, cite its role"),
        None => "to add it, cite its role: cite: '[@ID, \"words from the article\"]'".to_owned(),
    };
    let message = format!("no article states the role of {name:?}, and the entry cites none");
    desk.said.push(Diagnostic::error("uncited", message).at(Place::file(entry.path)).hint(hint));
}

/// A position: that of the same passage and axis is confirmed or corrected, else one is added.
fn stance(member: &mut Member, entry: &Entry, item: &Spanned<Item>, desk: &mut Desk) {
    let written = &item.value;
    let cited = desk.passages(entry, written.cite.as_ref());
    if written.cite.is_some() && cited.is_none() {
        return;
    }
    let mut found = None;
    if let Some(claim) = &written.claim {
        found = find(&member.positions, &claim.value);
        if found.is_none() {
            desk.no_claim(entry, claim, member.positions.iter().map(|c| c.id.0.as_str()));
        }
    }
    let known = found.map(|index| member.positions[index].stated.value.clone());
    let axis = written.axis.as_ref().map(|axis| axis.value.clone());
    let stance = written.stance.as_ref().map(|stance| stance.value.clone());
    let axis = axis.or_else(|| known.as_ref().map(|known| known.axis.clone()));
    let stance = stance.or_else(|| known.as_ref().map(|known| known.stance.clone()));
    if !declared(entry, written, axis.as_deref(), desk) {
        return;
    }
    let (Some(axis), Some(stance)) = (axis, stance) else {
        // A claim that is not there (any longer) was said.
        if written.claim.is_none() {
            desk.wrong(entry.item(item), "this position has no axis or no stance", "add both");
        }
        return;
    };
    if let Some(cited) = cited.as_ref().filter(|_| found.is_none()) {
        let same =
            |claim: &&(usize, &crate::subject::Claim<Stance>)| claim.1.stated.value.axis == axis;
        let exact =
            |claim: &(usize, &crate::subject::Claim<Stance>)| claim.1.stated.value.stance != stance;
        found =
            beside(&member.positions, cited).filter(|c| same(&c)).min_by_key(exact).map(|c| c.0);
    }
    let dated = cited.as_ref().and_then(|c| desk.source(&c.first.source)?.meta.published);
    let old = found.map(|index| member.positions[index].stated.value.clone());
    let as_of = written.as_of.or(old.as_ref().map_or(dated, |old| old.as_of));
    let value = Stance { axis, stance, as_of };
    let fact = Fact { value, cited, note: written.note.clone(), page: None };
    if let (Some(index), Some(old)) = (found, old) {
        let was = (old != fact.value).then(|| described(&old, fact.value.as_of, desk));
        fact.meet(&mut member.positions[index], was);
    } else {
        let name = member.name.clone();
        let id = |value: &Stance, span: &crate::span::Span| {
            let key = format!("{name} {} {}", value.axis, value.stance);
            ClaimId::of("position", &key, span)
        };
        match fact.add(id) {
            Some(claim) => member.positions.push(claim),
            None if written.cite.is_none() => desk.uncited(entry.item(item), "this position"),
            None => {}
        }
    }
}

/// A stance as it was, with its date where that is what was put right.
fn described(old: &Stance, now: Option<crate::date::Date>, desk: &Desk) -> String {
    let axis = desk.config.positions.get(&old.axis);
    let label = axis.and_then(|axis| axis.stances.get(&old.stance)?.label.clone());
    let label = label.unwrap_or_else(|| old.stance.clone());
    match old.as_of.filter(|date| Some(*date) != now) {
        Some(date) => format!("{label}, {date}"),
        None => label,
    }
}

/// Whether the axis and the stance are those of `sitegen.yaml`.
fn declared(entry: &Entry, item: &Item, axis: Option<&str>, desk: &mut Desk) -> bool {
    let config = desk.config;
    if let Some(written) = item.axis.as_ref().filter(|a| !config.positions.contains_key(&a.value)) {
        let message = format!("there is no axis {:?}", written.value);
        let near = did_you_mean(&written.value, config.positions.keys().map(String::as_str));
        let hint = near.map_or_else(
            || "declare it in sitegen.yaml under `positions`".to_owned(),
            |near| format!("did you mean {near:?}?"),
        );
        desk.wrong(entry.place(written), message, &hint);
        return false;
    }
    let stances = axis.and_then(|axis| config.positions.get(axis)).map(|axis| &axis.stances);
    let (Some(stances), Some(written)) = (stances, &item.stance) else { return true };
    if stances.contains_key(&written.value) {
        return true;
    }
    let message = format!("the axis has no stance {:?}", written.value);
    let all: Vec<&str> = stances.keys().map(String::as_str).collect();
    let near = did_you_mean(&written.value, all.iter().copied());
    let hint = near.map_or_else(
        || format!("it has: {}", all.join(", ")),
        |near| format!("did you mean {near:?}?"),
    );
    desk.wrong(entry.place(written), message, &hint);
    false
}

/// Takes claims about the member off the site.
fn hide(
    subject: &mut Subject,
    index: usize,
    entry: &Entry,
    speaker: &spoken::Speaker,
    desk: &mut Desk,
) {
    for id in entry.written.hide.iter().flatten() {
        let positions = &mut subject.members[index].positions;
        if let Some(place) = find(positions, &id.value) {
            let gone = positions.remove(place);
            leave_out(subject, &gone.stated.spans().cloned().collect());
        } else if !spoken::hide(subject, speaker, &id.value) {
            let positions = &subject.members[index].positions;
            desk.no_claim(entry, id, positions.iter().map(|c| c.id.0.as_str()));
        }
    }
}
