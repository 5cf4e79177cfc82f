//! Two who change the same thing at once: the second is told, never silently the winner.

use brobygger::{
    domain::{
        company::{Agreement, AgreementKind, AgreementState},
        ids::{AgreementId, TeamId},
        permission::Actor,
        refusal::Refusal,
    },
    store::{
        accounts::{self, Account, Team},
        agreements, citizens, companies, contacts, slots, workplaces,
    },
    use_cases::{
        accounts::{AccountDetails, ChangeAccount, SaveTeam},
        agreements::{SaveAgreement, TypedAgreement},
        citizens::ChangeLegalSituation,
        companies::{ChangeCompany, TypedCompany},
        contacts::{ChangeContact, TypedContact},
        failure::Failure,
        intention::Intention,
        workplaces::{ChangeWorkplace, TypedWorkplace},
    },
};
use tokio::task::JoinSet;

use crate::kit::{House, day};

/// Writers at once, and how often they meet: enough for READ COMMITTED to lose an update where nothing guards it.
const WRITERS: usize = 6;
const ROUNDS: i32 = 4;

/// What came of many who did something at once.
async fn at_once<I>(house: &House, actor: &Actor, intentions: Vec<I>) -> Vec<Result<I::Done, Failure>>
where
    I: Intention + Send + Sync + 'static,
    I::Done: Send + 'static,
{
    let mut tasks = JoinSet::new();
    for intention in intentions {
        let (app, actor) = (house.app.clone(), actor.clone());
        tasks.spawn(async move { app.carry_out(&actor, &intention).await });
    }
    tasks.join_all().await
}

/// Of all forms that showed one version one is written and every other is told which version is there now.
fn one_won<T>(answers: &[Result<T, Failure>], version: i32) {
    let won = answers.iter().filter(|answer| answer.is_ok()).count();
    let is_told =
        |answer: &&Result<T, Failure>| matches!(answer, Err(Failure::Refused(Refusal::Stale { current })) if *current == version + 1);
    let told = answers.iter().filter(is_told).count();
    assert_eq!((won, told), (1, WRITERS - 1), "at version {version}");
}

async fn changed(house: &House, account: &Account) -> Account {
    let reader = house.app.reader(house.tenant).await.expect("a reader");
    let account = accounts::find(&reader, account.id).await.expect("read").expect("an account");
    reader.end().await.expect("the reader ends");
    account
}

fn details_of(account: &Account) -> AccountDetails {
    AccountDetails {
        user_name: account.user_name.clone(),
        display_name: account.display_name.clone(),
        email: account.email.clone(),
        phone: account.phone.clone(),
        roles: account.roles.clone(),
        team: account.team,
    }
}

fn disabling(account: &Account, disabled: bool) -> ChangeAccount {
    ChangeAccount { account: account.id, version: account.version, details: details_of(account), disabled }
}

house_tests! {
    async fn of_many_forms_with_one_version_of_a_company_one_is_written(house) {
        let (_, bente) = house.account(house.tenant, "vk.bente", &["company_consultant"]).await;
        let place = house.place(house.tenant).await;
        for version in 1..=ROUNDS {
            let form = |n| TypedCompany { version, name: format!("Nordhavn {version}-{n}"), ..TypedCompany::from(&place.company) };
            let forms = (0..WRITERS).map(|n| ChangeCompany { company: place.company.id, typed: form(n) }).collect();
            one_won(&at_once(&house, &bente, forms).await, version);
        }
    }

    async fn of_many_forms_with_one_version_of_a_workplace_one_is_written(house) {
        let (_, bente) = house.account(house.tenant, "vk.bente", &["company_consultant"]).await;
        let place = house.place(house.tenant).await;
        for version in 1..=ROUNDS {
            let form = |n| TypedWorkplace { version, name: format!("Nordhavn {version}-{n}"), ..TypedWorkplace::from(&place.workplace) };
            let forms = (0..WRITERS).map(|n| ChangeWorkplace { workplace: place.workplace.id, typed: form(n) }).collect();
            one_won(&at_once(&house, &bente, forms).await, version);
        }
    }

    async fn of_many_forms_with_one_version_of_a_contact_one_is_written(house) {
        let (_, bente) = house.account(house.tenant, "vk.bente", &["company_consultant"]).await;
        let place = house.place(house.tenant).await;
        for version in 1..=ROUNDS {
            let form = |n| TypedContact { version, name: format!("Karim {version}-{n}"), ..TypedContact::from(&place.contact) };
            let forms = (0..WRITERS).map(|n| ChangeContact { contact: place.contact.id, typed: form(n) }).collect();
            one_won(&at_once(&house, &bente, forms).await, version);
        }
    }

    async fn of_many_forms_with_one_version_of_an_agreement_one_is_written(house) {
        let (_, bente) = house.account(house.tenant, "vk.bente", &["company_consultant"]).await;
        let place = house.place(house.tenant).await;
        let agreement = Agreement {
            id: AgreementId(house.app.ids.random()),
            company: place.company.id,
            number: "2026-7".to_owned(),
            kind: AgreementKind::Enkeltpladser,
            state: AgreementState::Draft,
            starts_on: day("2026-03-02"),
            ends_on: None,
            responsible: None,
            terms: String::new(),
            version: 1,
        };
        house.write(house.tenant, async |work| assert!(agreements::save(work, &agreement, true).await.expect("an agreement"))).await;
        let typed = TypedAgreement { number: agreement.number.clone(), kind: "enkeltpladser".into(), starts_on: "2026-03-02".into(), ..TypedAgreement::default() };
        for version in 1..=ROUNDS {
            let form = |n| TypedAgreement { version, terms: format!("Udgave {version}-{n}"), ..typed.clone() };
            let save = |n| SaveAgreement { company: place.company.id, agreement: Some(agreement.id), typed: form(n) };
            one_won(&at_once(&house, &bente, (0..WRITERS).map(save).collect()).await, version);
        }
    }

    async fn of_many_forms_with_one_version_of_a_citizen_one_is_written(house) {
        let (_, mette) = house.account(house.tenant, "jk.mette", &["job_consultant"]).await;
        let citizen = house.citizen(house.tenant).await;
        for version in 1..=ROUNDS {
            let mut legal = citizen.legal.clone();
            let forms = (0..WRITERS).map(|n| {
                legal.unemployed_since = Some(day(&format!("2025-0{version}-1{n}")));
                ChangeLegalSituation { citizen: citizen.id, version, legal: legal.clone() }
            });
            one_won(&at_once(&house, &mette, forms.collect()).await, version);
        }
    }

    async fn of_many_forms_with_one_version_of_a_team_one_is_written(house) {
        let (_, nina) = house.account(house.tenant, "adm.nina", &["administrator"]).await;
        let team = Team { id: TeamId(house.app.ids.random()), name: "Team Job".to_owned(), active: true, version: 1 };
        house.write(house.tenant, async |work| assert!(accounts::save_team(work, &team, true).await.expect("a team"))).await;
        for version in 1..=ROUNDS {
            let form = |n| SaveTeam { team: Some((team.id, version)), name: format!("Team {version}-{n}"), active: true };
            one_won(&at_once(&house, &nina, (0..WRITERS).map(form).collect()).await, version);
        }
    }

    async fn of_many_forms_with_one_version_of_an_account_one_is_written(house) {
        let (_, nina) = house.account(house.tenant, "adm.nina", &["administrator"]).await;
        let (mette, _) = house.account(house.tenant, "jk.mette", &["job_consultant"]).await;
        for version in 1..=ROUNDS {
            let details = |n| AccountDetails { display_name: format!("Mette {version}-{n}"), ..details_of(&mette) };
            let form = |n| ChangeAccount { account: mette.id, version, details: details(n), disabled: false };
            one_won(&at_once(&house, &nina, (0..WRITERS).map(form).collect()).await, version);
        }
    }

    async fn two_administrators_cannot_disable_each_other(house) {
        let (mut nina, me) = house.account(house.tenant, "adm.nina", &["administrator"]).await;
        let (mut per, _) = house.account(house.tenant, "adm.per", &["administrator"]).await;
        for _ in 0..2 * ROUNDS {
            let answers = at_once(&house, &me, vec![disabling(&nina, true), disabling(&per, true)]).await;
            let refused = answers.iter().filter(|answer| matches!(answer, Err(Failure::Refused(Refusal::LastAdministrator)))).count();
            assert_eq!((refused, answers.len()), (1, 2), "{answers:?}");
            (nina, per) = (changed(&house, &nina).await, changed(&house, &per).await);
            let gone = if nina.disabled_at.is_some() { &nina } else { &per };
            house.app.carry_out(&me, &disabling(gone, false)).await.expect("opened again");
            (nina, per) = (changed(&house, &nina).await, changed(&house, &per).await);
        }
    }

    async fn a_row_is_written_only_over_the_version_that_was_read(house) {
        let place = house.place(house.tenant).await;
        let slot = house.slot(house.tenant, &place, 1).await;
        let citizen = house.citizen(house.tenant).await;
        let (account, _) = house.account(house.tenant, "jk.mette", &["job_consultant"]).await;
        for is_first in [true, false] {
            house.write(house.tenant, async |work| {
                let written = [
                    companies::update(work, &place.company).await.map(|()| true),
                    workplaces::update(work, &place.workplace).await.map(|()| true),
                    contacts::update(work, &place.contact).await.map(|()| true),
                    slots::update(work, &slot).await.map(|()| true),
                    citizens::update(work, &citizen).await.map(|()| true),
                    accounts::update(work, &account).await,
                ];
                for answer in written {
                    assert_eq!(answer.map_err(|fault| fault.passing).ok(), is_first.then_some(true));
                }
            }).await;
        }
    }

    async fn an_account_cannot_take_anothers_user_name(house) {
        let (_, nina) = house.account(house.tenant, "adm.nina", &["administrator"]).await;
        let (mette, _) = house.account(house.tenant, "jk.mette", &["job_consultant"]).await;
        let details = AccountDetails { user_name: "adm.nina".to_owned(), ..details_of(&mette) };
        let answer = house.app.carry_out(&nina, &ChangeAccount { account: mette.id, version: 1, details, disabled: false }).await;
        assert!(matches!(answer, Err(Failure::Refused(Refusal::ExistsAlready { field: "user_name" }))), "{answer:?}");
        let mut browser = house.visitor(&nina).await;
        let form = [("version", "1"), ("user_name", "adm.nina"), ("display_name", "Mette"), ("roles", "job_consultant")];
        let page = browser.post(&format!("/administration/brugere/{}", mette.id), &form).await;
        assert_eq!(page.status, axum::http::StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.html.contains("Brugernavnet er taget"), "{}", page.html);
    }
}
