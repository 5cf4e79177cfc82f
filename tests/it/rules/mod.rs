//! The rule book in the house: editions that two persons put into force, verdicts that can be given again, simulation.

mod announcing;
mod publishing;
mod replaying;
mod simulating;

use brobygger::{
    domain::{ids::EditionId, permission::Actor, refusal::Refusal},
    use_cases::{
        failure::Failure,
        rules::editions::{ChangeDraft, CopyRules, DraftChange, MoveEdition, OpenEdition, OpenedEdition, Step},
    },
};

use crate::kit::{House, day};

/// A file of the municipality's own: virksomhedspraktik of the job-ready lasts at most two weeks.
pub const SHORTER: &str = r#"[[duration]]
id = "praktik-4"
name_da = "varighed af virksomhedspraktik for jobparate"
name_en = "duration of work practice for the job-ready"
family = "praktik-varighed"
priority = 40
types = ["virksomhedspraktik"]
groups = ["dagpenge", "kh_jobparat", "ung_uddparat", "selvforsoergende:jobparat"]
max_weeks = 2
extend = []
valid_from = 2020-01-01
severity = "block"
verified = true
source = "Kommunens egen afgørelse"
"#;

/// Two leaders of the municipality.
pub async fn leaders(house: &House) -> (Actor, Actor) {
    let (_, one) = house.account(house.tenant, "tl.henrik", &["team_leader"]).await;
    let (_, other) = house.account(house.tenant, "adm.pia", &["administrator"]).await;
    (one, other)
}

pub async fn opened(house: &House, actor: &Actor, edition: EditionId) -> OpenedEdition {
    house.app.ask(actor, &OpenEdition { edition }).await.expect("an edition")
}

/// A draft from a day on with a file laid over.
pub async fn draft(house: &House, actor: &Actor, from: &str, text: &str) -> EditionId {
    let copy = CopyRules { name: "Ny lov".to_owned(), valid_from: Some(day(from)) };
    let edition = house.app.carry_out(actor, &copy).await.expect("a draft");
    put(house, actor, edition, text).await;
    edition
}

pub async fn put(house: &House, actor: &Actor, edition: EditionId, text: &str) {
    let version = opened(house, actor, edition).await.named.edition.version;
    let change = DraftChange::File { name: "egne.toml".to_owned(), text: text.to_owned() };
    house.app.carry_out(actor, &ChangeDraft { edition, version, change }).await.expect("a changed draft");
}

pub async fn step(house: &House, actor: &Actor, edition: EditionId, step: Step) -> Result<(), Failure> {
    let version = opened(house, actor, edition).await.named.edition.version;
    house.app.carry_out(actor, &MoveEdition { edition, version, step }).await
}

/// Puts an edition into force.
pub async fn publish(house: &House, (one, other): (&Actor, &Actor), edition: EditionId) {
    step(house, one, edition, Step::Propose).await.expect("proposed");
    step(house, other, edition, Step::Approve).await.expect("approved");
}

pub fn refused(answer: Result<(), Failure>) -> Refusal {
    match answer {
        Err(Failure::Refused(refusal)) => refusal,
        other => panic!("a refusal was expected, not {other:?}"),
    }
}
