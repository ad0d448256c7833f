//! What readers see of the subject: everything, or what a person confirmed.
//!
//! It stands alone so that no page can forget to ask, nor the data beside the pages.

use std::borrow::Cow;

use crate::config::Publish;
use crate::subject::{Status, Subject};

/// The subject as readers see it.
pub fn published(subject: &Subject, publish: Publish) -> Cow<'_, Subject> {
    if publish == Publish::Suggested {
        return Cow::Borrowed(subject);
    }
    let fine = |status: Status| status == Status::Confirmed;
    let mut subject = subject.clone();
    subject.definitions.retain(|claim| fine(claim.status));
    subject.members.retain(|member| fine(member.status));
    for member in &mut subject.members {
        member.positions.retain(|claim| fine(claim.status));
    }
    subject.quotations.retain(|claim| fine(claim.status));
    subject.events.retain(|claim| fine(claim.status));
    subject.figures.retain(|claim| fine(claim.status));
    subject.precedents.retain(|case| fine(case.status));
    subject.disagreements.retain(|entry| fine(entry.status));
    Cow::Owned(subject)
}
