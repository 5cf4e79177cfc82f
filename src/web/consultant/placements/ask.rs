//! What can be done with a placement from its page, and what each act asks, does and tells.

use chrono::Days;
use serde::{Deserialize, Serialize};

use crate::{
    domain::{
        ids::PlacementId,
        permission::{Actor, Right},
        placement::{StateName, Verb},
        reasons::{CitizenAnswer, EndOutcome, InterruptCode, WithdrawCode},
        refusal::Refusal,
        release::ReleasedField,
        terms::words,
    },
    state::AppState,
    use_cases::{
        desk::NEAR_END_DAYS,
        failure::Failure,
        placements::{
            agree::Agree,
            cancel::Cancel,
            complete::Complete,
            confirm::Confirm,
            dossier::Dossier,
            extend::Extend,
            interrupt::Interrupt,
            release::{ReleaseName, WithdrawRelease},
            reserve::Reserve,
            start::Start,
            withdraw::Withdraw,
        },
    },
};

use super::{act::ActForm, typed};

words! {
    /// An act on a placement, by its word in addresses.
    Act {
        /// Hold a seat.
        Reserve = "reserver",
        /// Send to the company.
        Confirm = "bekraeft",
        /// Show who it is.
        Release = "frigiv",
        /// Show it no more.
        WithdrawRelease = "traek-frigivelse",
        /// All agree.
        Agree = "aftal",
        /// The first day has come.
        Start = "start",
        /// A later end.
        Extend = "forlaeng",
        /// Came to its end.
        Complete = "afslut",
        /// Broken off.
        Interrupt = "afbryd",
        /// Taken back before it is agreed.
        Withdraw = "traek",
        /// Taken back after it is agreed.
        Cancel = "aflys",
    }
}

impl Act {
    const fn right(self) -> Right {
        match self {
            Self::Reserve | Self::Withdraw => Right::Propose,
            Self::Confirm => Right::Confirm,
            Self::Release | Self::WithdrawRelease => Right::Release,
            _ => Right::FollowUp,
        }
    }

    pub(super) const fn verb(self) -> Option<Verb> {
        Some(match self {
            Self::Reserve => Verb::Reserve,
            Self::Confirm => Verb::Confirm,
            Self::Release => Verb::Release,
            Self::WithdrawRelease => return None,
            Self::Agree => Verb::Agree,
            Self::Start => Verb::Start,
            Self::Extend => Verb::Extend,
            Self::Complete => Verb::Complete,
            Self::Interrupt => Verb::Interrupt,
            Self::Withdraw => Verb::Withdraw,
            Self::Cancel => Verb::Cancel,
        })
    }

    /// Whether it is done at once, since it asks nothing and can be undone.
    #[must_use]
    pub const fn is_direct(self) -> bool {
        matches!(self, Self::Reserve | Self::Start)
    }

    /// Whether it cannot be undone and takes something away.
    #[must_use]
    pub const fn is_grave(self) -> bool {
        matches!(self, Self::Complete | Self::Interrupt | Self::Withdraw | Self::Cancel | Self::WithdrawRelease)
    }

    /// The notice that follows it.
    #[must_use]
    pub const fn notice(self) -> &'static str {
        match self {
            Self::Reserve => "placement-reserver",
            Self::Confirm => "placement-bekraeft",
            Self::Release => "placement-frigiv",
            Self::WithdrawRelease => "placement-traek-frigivelse",
            Self::Agree => "placement-aftal",
            Self::Start => "placement-start",
            Self::Extend => "placement-forlaeng",
            Self::Complete => "placement-afslut",
            Self::Interrupt => "placement-afbryd",
            Self::Withdraw => "placement-traek",
            Self::Cancel => "placement-aflys",
        }
    }
}

/// Whether a release stands.
pub(super) fn has_release(dossier: &Dossier) -> bool {
    dossier.closely.releases.iter().any(|release| release.withdrawn_at.is_none())
}

/// What can be done now by this person; the first is the next step, where there is one.
pub(super) fn possible(dossier: &Dossier, actor: &Actor, today: chrono::NaiveDate) -> (Option<Act>, Vec<Act>) {
    let placement = &dossier.closely.seen.record.placement;
    let released = has_release(dossier);
    let fits = |act: &&Act| {
        let by_state = match act.verb() {
            Some(verb) => placement.state.after(verb).is_some(),
            None => released && matches!(placement.state, StateName::Accepted | StateName::Agreed | StateName::Running),
        };
        let by_day = **act != Act::Start || today >= placement.period.from;
        by_state && by_day && actor.may(act.right())
    };
    let mut acts: Vec<Act> = Act::ALL.iter().filter(fits).copied().collect();
    let ends_soon = placement.period.to <= today + Days::new(NEAR_END_DAYS);
    let next = next_step(placement.state, released).filter(|next| acts.contains(next) && (*next != Act::Complete || ends_soon));
    acts.retain(|act| Some(*act) != next);
    (next, acts)
}

const fn next_step(state: StateName, released: bool) -> Option<Act> {
    match state {
        StateName::Proposed | StateName::Reserved => Some(Act::Confirm),
        StateName::Accepted if released => Some(Act::Agree),
        StateName::Accepted => Some(Act::Release),
        StateName::Agreed => Some(Act::Start),
        StateName::Running => Some(Act::Complete),
        _ => None,
    }
}

/// Does it.
pub(super) async fn perform(state: &AppState, actor: &Actor, act: Act, id: PlacementId, form: &ActForm) -> Result<(), Failure> {
    let (app, placement) = (&state.app, id);
    match act {
        Act::Reserve => app.carry_out(actor, &Reserve { placement }).await?,
        Act::Confirm => app.carry_out(actor, &confirm(placement, form)).await?,
        Act::Release => app.carry_out(actor, &release(placement, form)?).await?,
        Act::WithdrawRelease => app.carry_out(actor, &WithdrawRelease { placement }).await?,
        Act::Agree => app.carry_out(actor, &agree(placement, form)).await?,
        Act::Start => app.carry_out(actor, &Start { placement }).await?,
        Act::Extend => app.carry_out(actor, &extend(placement, form)?).await?,
        Act::Complete => {
            let outcome = chosen(EndOutcome::parse(&form.valg))?;
            app.carry_out(actor, &Complete { placement, on: day("dato", &form.dato)?, outcome }).await?
        }
        Act::Interrupt => {
            let code = chosen(InterruptCode::parse(&form.valg))?;
            app.carry_out(actor, &Interrupt { placement, on: day("dato", &form.dato)?, code }).await?
        }
        Act::Withdraw => app.carry_out(actor, &Withdraw { placement, code: chosen(withdrawal(form))? }).await?,
        Act::Cancel => app.carry_out(actor, &Cancel { placement, code: chosen(withdrawal(form))? }).await?,
    };
    Ok(())
}

fn agree(placement: PlacementId, form: &ActForm) -> Agree {
    Agree { placement, overrides: form.tilsidesaet.clone(), reason: typed::text(&form.begrundelse), function: form.said_of_function() }
}

fn withdrawal(form: &ActForm) -> Option<WithdrawCode> {
    WithdrawCode::parse(&form.valg)
}

fn chosen<T>(choice: Option<T>) -> Result<T, Refusal> {
    choice.ok_or_else(|| Refusal::field("valg", "choice-missing"))
}

fn day(field: &'static str, typed: &str) -> Result<chrono::NaiveDate, Refusal> {
    typed::day(typed).ok_or_else(|| Refusal::field(field, "day-missing"))
}

fn confirm(placement: PlacementId, form: &ActForm) -> Confirm {
    Confirm {
        placement,
        citizen_answer: CitizenAnswer::parse(&form.svar),
        statement: typed::text(&form.udtalelse),
        overrides: form.tilsidesaet.clone(),
        reason: typed::text(&form.begrundelse),
        function: form.said_of_function(),
    }
}

fn extend(placement: PlacementId, form: &ActForm) -> Result<Extend, Refusal> {
    Ok(Extend {
        placement,
        ends_on: day("dato", &form.dato)?,
        justifications: form.grunde.clone(),
        overrides: form.tilsidesaet.clone(),
        reason: typed::text(&form.begrundelse),
    })
}

fn release(placement: PlacementId, form: &ActForm) -> Result<ReleaseName, Refusal> {
    let has = |field: &str| form.felter.iter().any(|chosen| chosen == field);
    let mut fields: Vec<ReleasedField> = has("name").then_some(ReleasedField::Name).into_iter().collect();
    if has("phone") {
        fields.push(ReleasedField::Phone { number: form.telefon.trim().to_owned() });
    }
    fields.extend(form.hensyn.iter().map(|code| ReleasedField::Condition { code: code.clone() }));
    let citizen_answer = CitizenAnswer::parse(&form.svar);
    if citizen_answer.is_none() {
        return Err(Refusal::CitizenAnswerMissing);
    }
    Ok(ReleaseName {
        placement,
        fields,
        legal_basis: form.grundlag.clone(),
        purpose: None,
        until: day("til", &form.til)?,
        recipient: None,
        citizen_answer,
        statement: typed::text(&form.udtalelse),
    })
}
