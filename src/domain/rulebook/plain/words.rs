//! Words of the rule files as a reader says them.

use crate::domain::placement::KONKRET_VURDERING;
use crate::domain::rulebook::{
    further_rule::{CountsFrom, DeadlineKind, DisclosureField, MailPattern},
    rule::Label,
    wording::label,
};

/// A written justification.
pub(super) fn justification(word: &str) -> Label {
    if word == KONKRET_VURDERING {
        return label("en konkret vurdering", "an assessment of the case");
    }
    label("et helt særligt behov", "a wholly special need")
}

/// What has to be done by a deadline.
pub(super) fn due(kind: DeadlineKind) -> Label {
    let (da, en) = match kind {
        DeadlineKind::FirstOffer => ("Første tilbud", "The first offer"),
        DeadlineKind::NextOffer => ("Næste tilbud", "The next offer"),
        DeadlineKind::Talk => ("Samtale", "A talk"),
        DeadlineKind::Status => ("Status", "A status"),
        DeadlineKind::FollowUp => ("Opfølgning", "A follow-up"),
        DeadlineKind::Application => ("Ansøgning", "An application"),
    };
    label(da, en)
}

/// From when a deadline counts.
pub(super) fn counted_from(from: CountsFrom) -> Label {
    let (da, en) = match from {
        CountsFrom::Benefit => ("ydelsens eller ledighedens start", "the start of the benefit or the unemployment"),
        CountsFrom::PlacementStart => ("forløbets start", "the start of the placement"),
        CountsFrom::PlacementEnd => ("forløbets slutning", "the end of the placement"),
    };
    label(da, en)
}

/// What a mail must not hold.
pub(super) fn mail_pattern(pattern: MailPattern) -> Label {
    let (da, en) = match pattern {
        MailPattern::Cpr => ("CPR-numre", "CPR numbers"),
        MailPattern::TargetGroupWord => ("målgrupper", "target groups"),
        MailPattern::BenefitWord => ("ydelser", "benefits"),
        MailPattern::DiagnosisWord => ("ord om helbred", "words of health"),
    };
    label(da, en)
}

/// One thing about a citizen.
pub(super) fn disclosed(field: DisclosureField) -> Label {
    let (da, en) = match field {
        DisclosureField::Skills => ("kompetencer", "skills"),
        DisclosureField::Hours => ("timer om ugen", "hours a week"),
        DisclosureField::Period => ("periode", "period"),
        DisclosureField::Purpose => ("formål", "purpose"),
        DisclosureField::NeededOffers => ("hvad pladsen skal tilbyde", "what the place has to offer"),
        DisclosureField::Name => ("navn", "name"),
        DisclosureField::Start => ("første dag", "the first day"),
        DisclosureField::Tasks => ("opgaver", "tasks"),
        DisclosureField::ConsultantContact => ("konsulentens kontaktoplysninger", "how to reach the consultant"),
        DisclosureField::Phone => ("telefonnummer", "phone number"),
        DisclosureField::Arbejdshensyn => ("arbejdshensyn", "what the work has to heed"),
        DisclosureField::Cpr => ("CPR-nummer", "CPR number"),
        DisclosureField::Diagnosis => ("diagnose", "diagnosis"),
        DisclosureField::TargetGroup => ("målgruppe", "target group"),
        DisclosureField::Benefit => ("ydelse", "benefit"),
        DisclosureField::Sanction => ("sanktioner", "sanctions"),
        DisclosureField::Notes => ("interne notater", "inner notes"),
        DisclosureField::OtherCompanies => ("forløb i andre virksomheder", "placements at other companies"),
    };
    label(da, en)
}
