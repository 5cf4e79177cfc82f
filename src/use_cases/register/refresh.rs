//! Asks the register each night about every company, some at a time; no transaction is open while it is asked.

use std::collections::HashMap;

use chrono::{Duration, NaiveTime};

use super::take_over::{Look, TakeOver, TakeOverNow, Taken};
pub use crate::gateway::cvr::RegisterTrouble;
use crate::{
    base::clock::{Moment, day_of, moment_at},
    domain::{
        company::Company,
        ids::{CompanyId, TenantId},
        numbers::{CvrNumber, PNumber},
        permission::{Actor, Right},
    },
    gateway::cvr::{Answered, RegisterCompany, RegisterWorkplace},
    settings::Cvr,
    store::{
        companies,
        register_state::{self, Due, RegisterState},
        scope::{Reader, Scope},
        tenants,
        work::Work,
        workplaces,
    },
    use_cases::{
        app::{App, require},
        failure::{Failure, OrNotFound},
        intention::Intention,
    },
};

/// Hours after which a company's turn comes again: less than a day, so that each night has them all.
const HOURS_FRESH: i64 = 20;
/// Minutes of rest after trouble.
const MINUTES_OF_REST: i64 = 60;
/// Minutes after which whoever asks is given up.
const MINUTES_TO_ASK: i64 = 3;

/// Whose turn it is.
#[derive(Clone, Debug, Default)]
pub struct Turn {
    due: Vec<(Due, Vec<PNumber>)>,
}

/// Takes a turn, so that no other node asks the same meanwhile.
pub struct TakeTurn {
    /// Most companies.
    pub most: usize,
}

impl Intention for TakeTurn {
    const NAME: &'static str = "register.take_turn";
    const RIGHT: Right = Right::Housekeeping;
    type Done = Turn;

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<Turn, Failure> {
        // The register's state is no business of anybody's history.
        work.leave_no_trace();
        tenants::lock(work).await?;
        let (state, at) = (register_state::state(work).await?, work.at());
        let is_busy = [state.rests_until, state.asked_until].into_iter().flatten().any(|until| until > at);
        if is_busy || !is_open(&app.settings.cvr, at) {
            return Ok(Turn::default());
        }
        let due = register_state::due(work, at - Duration::hours(HOURS_FRESH), careful(self.most, state.troubles)).await?;
        if due.is_empty() {
            return Ok(Turn::default());
        }
        register_state::set_state(work, &RegisterState { asked_until: Some(at + Duration::minutes(MINUTES_TO_ASK)), ..state }).await?;
        let ids: Vec<CompanyId> = due.iter().map(|due| due.company).collect();
        let mut numbers: HashMap<CompanyId, Vec<PNumber>> = HashMap::new();
        for place in workplaces::of_companies(work, &ids).await? {
            numbers.entry(place.company).or_default().push(place.p_number);
        }
        let with_numbers = |due: Due| (numbers.remove(&due.company).map(|numbers| (due.clone(), numbers))).unwrap_or((due, Vec::new()));
        Ok(Turn { due: due.into_iter().map(with_numbers).collect() })
    }
}

/// After trouble fewer are asked for at once, so that one bad document cannot hold up the whole kartotek.
fn careful(most: usize, troubles: u32) -> u64 {
    let most = match troubles {
        0 => most,
        1 => most.div_ceil(10),
        _ => most.min(1),
    };
    most as u64
}

/// Whether the register may be asked now.
fn is_open(set: &Cvr, at: Moment) -> bool {
    let wall = |hour: u32| moment_at(day_of(at), NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default());
    let (from, to) = (wall(set.refresh_from % 24), wall(set.refresh_to % 24));
    set.refresh && if from < to { from <= at && at < to } else { from <= at || at < to }
}

/// The register was in trouble.
pub struct NoteTrouble {
    /// What trouble.
    pub trouble: RegisterTrouble,
    /// Companies that are looked at again next night, since the answer about them cannot be read.
    pub given_up: Vec<CompanyId>,
}

impl Intention for NoteTrouble {
    const NAME: &'static str = "register.note_trouble";
    const RIGHT: Right = Right::Housekeeping;
    type Done = ();

    async fn carry_out(&self, _app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        work.leave_no_trace();
        let (state, at) = (register_state::state(work).await?, work.at());
        let troubled = RegisterState {
            trouble: Some((self.trouble.as_str().to_owned(), at)),
            trouble_since: state.trouble_since.or(Some(at)),
            troubles: state.troubles + 1,
            rests_until: Some(at + Duration::minutes(MINUTES_OF_REST)),
            asked_until: None,
            ..state
        };
        register_state::looked_up(work, &self.given_up).await?;
        Ok(register_state::set_state(work, &troubled).await?)
    }
}

/// What a round came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// Questions to the register.
    pub requests: u32,
    /// Companies that were looked up.
    pub companies: usize,
    /// What came of it.
    pub taken: Taken,
    /// What went wrong.
    pub trouble: Option<RegisterTrouble>,
}

/// One round for a municipality: some companies and their workplaces; nothing where nobody's turn it is.
///
/// # Errors
/// The database refuses; what was not taken over stays due.
pub async fn round(app: &App, tenant: TenantId) -> Result<Round, Failure> {
    let system = Actor::system(tenant);
    let most = app.register.at_once();
    if most == 0 || !is_open(&app.settings.cvr, app.now()) {
        return Ok(Round::default());
    }
    let turn = app.carry_out(&system, &TakeTurn { most }).await?;
    if turn.due.is_empty() {
        return Ok(Round::default());
    }
    let (requests, answer) = ask(app, &turn).await;
    let round = Round { requests, companies: turn.due.len(), ..Round::default() };
    let given_up: Vec<CompanyId> = if turn.due.len() == 1 { turn.due.iter().map(|(due, _)| due.company).collect() } else { Vec::new() };
    let trouble = match answer {
        Ok(TakeOver { looks, .. }) if looks.is_empty() => RegisterTrouble::Strange,
        Ok(answer) => return Ok(Round { taken: app.carry_out(&system, &answer).await?, ..round }),
        Err(trouble) => trouble,
    };
    let given_up = if trouble == RegisterTrouble::Strange { given_up } else { Vec::new() };
    app.carry_out(&system, &NoteTrouble { trouble, given_up }).await?;
    tracing::warn!(trouble = trouble.as_str(), "the CVR register is in trouble; it is asked again in an hour");
    Ok(Round { trouble: Some(trouble), ..round })
}

/// Asks about companies, then about those of their workplaces of which the first answer says nothing but the number.
async fn ask(app: &App, turn: &Turn) -> (u32, Result<TakeOver, RegisterTrouble>) {
    let mut requests = 0;
    let answer = gather(app, turn, &mut requests).await;
    (requests, answer)
}

async fn gather(app: &App, turn: &Turn, requests: &mut u32) -> Result<TakeOver, RegisterTrouble> {
    let most = app.register.at_once().max(1);
    let numbers: Vec<CvrNumber> = turn.due.iter().map(|(due, _)| due.cvr.clone()).collect();
    *requests += 1;
    let answers = app.register.look_up_many(&numbers).await?;
    let mut places: HashMap<PNumber, Option<RegisterWorkplace>> = HashMap::new();
    for found in answers.iter().filter_map(|(_, answer)| answer.as_ref().ok()) {
        let told = found.workplaces.iter().filter(|place| place.name.is_some());
        places.extend(told.map(|place| (place.p_number.clone(), Some(place.clone()))));
    }
    let missing: Vec<PNumber> =
        turn.due.iter().flat_map(|(_, numbers)| numbers).filter(|number| !places.contains_key(number)).cloned().collect();
    for some in missing.chunks(most) {
        *requests += 1;
        for (number, answer) in app.register.look_up_workplaces(some).await? {
            match answer {
                Ok(place) => drop(places.insert(number, Some(place))),
                Err(RegisterTrouble::NotFound) => drop(places.insert(number, None)),
                Err(_) => {}
            }
        }
    }
    Ok(sorted(turn, answers, &places))
}

fn sorted(
    turn: &Turn,
    answers: Vec<Answered<CvrNumber, RegisterCompany>>,
    places: &HashMap<PNumber, Option<RegisterWorkplace>>,
) -> TakeOver {
    let mut by_number: HashMap<CvrNumber, _> = answers.into_iter().collect();
    let mut answer = TakeOver { looks: Vec::new(), unreadable: Vec::new() };
    for (due, numbers) in &turn.due {
        let says = match by_number.remove(&due.cvr) {
            Some(Ok(found)) => Some(found),
            Some(Err(RegisterTrouble::NotFound)) => None,
            _ => {
                answer.unreadable.push(due.company);
                continue;
            }
        };
        let of_number = |number: &PNumber| Some((number.clone(), places.get(number)?.clone()));
        answer.looks.push(Look { company: due.company, says, workplaces: numbers.iter().filter_map(of_number).collect() });
    }
    answer
}

async fn numbers_of(reader: &Reader<'_>, company: CompanyId) -> Result<(Company, Vec<PNumber>), Failure> {
    let found = companies::find(reader, company).await?.or_not_found()?;
    let places = workplaces::of_company(reader, company).await?;
    Ok((found, places.into_iter().map(|place| place.p_number).collect()))
}

/// Asks about one company now, because a person wants to know.
///
/// # Errors
/// No right, no such company, or the database refuses. Trouble with the register is an answer.
pub async fn now(app: &App, actor: &Actor, company: CompanyId) -> Result<Result<Taken, RegisterTrouble>, Failure> {
    require(actor, Right::ChangeCompanies)?;
    let reader = app.reader(actor.tenant).await?;
    let known = numbers_of(&reader, company).await;
    reader.end().await?;
    let (found, numbers) = known?;
    let turn = Turn { due: vec![(Due { company, cvr: found.cvr }, numbers)] };
    let trouble = match ask(app, &turn).await.1 {
        Ok(mut answer) => match answer.looks.pop() {
            Some(look) => return Ok(Ok(app.carry_out(actor, &TakeOverNow { look }).await?)),
            None => RegisterTrouble::Strange,
        },
        Err(trouble) => trouble,
    };
    if trouble != RegisterTrouble::Off {
        app.carry_out(&Actor::system(actor.tenant), &NoteTrouble { trouble, given_up: Vec::new() }).await?;
    }
    Ok(Err(trouble))
}
