//! One act on many companies: looked at, done, gone on with, taken back; and what somebody changed meanwhile stays.

use brobygger::{
    domain::{
        bulk::{Act, LineState},
        company::Company,
        ids::{BulkChangeId, CompanyId},
        kartotek::Criteria,
        permission::Actor,
        refusal::Refusal,
        terms::LadderStep,
    },
    store::companies,
    use_cases::{
        companies::{BulkOutcome, Chosen, GoOnWithBulk, OpenBulk, PreviewBulk, UndoBulk, begin_bulk},
        failure::Failure,
    },
};
use chrono::Duration;

use super::{bare, cvrs, insert_all, list, named};
use crate::kit::House;

async fn stored(house: &House, ids: &[CompanyId]) -> Vec<Company> {
    let reader = house.app.reader(house.tenant).await.expect("a reader");
    let mut found = companies::some(&reader, ids).await.expect("read");
    reader.end().await.expect("the reader ends");
    found.sort_by_key(|company| ids.iter().position(|id| *id == company.id));
    found
}

async fn outcome(house: &House, actor: &Actor, change: BulkChangeId) -> BulkOutcome {
    house.app.ask(actor, &OpenBulk { change, account: actor.account() }).await.expect("an outcome")
}

fn all() -> Chosen {
    Chosen::Fitting(Box::default())
}

house_tests! {
    async fn a_step_is_set_where_it_can_be_and_taken_back_where_nobody_was_since(house) {
        let (_, actor) = house.account(house.tenant, "vk.anna", &["company_consultant"]).await;
        let made = named(&house, &["Bager", "Hotel", "Lukket", "Smed"]).await;
        let (mut closed, mut there) = (made[2].clone(), made[3].clone());
        closed.closed_on = Some(house.app.clock.today());
        there.ladder = LadderStep::Kontakt;
        house.write(house.tenant, async |work| {
            companies::update(work, &closed).await.expect("closed");
            companies::update(work, &there).await.expect("on the step");
        }).await;
        let ids: Vec<CompanyId> = made.iter().map(|company| company.id).collect();
        let act = Act::Step(LadderStep::Kontakt);
        let before = stored(&house, &ids).await;
        let preview = house.app.ask(&actor, &PreviewBulk { chosen: all(), act: Some(act) }).await.expect("a preview");
        let told = [LineState::Changed, LineState::Same, LineState::Closed].map(|state| preview.counts[&state]);
        assert_eq!((preview.meant, told), (4, [2, 1, 1]));
        assert_eq!(stored(&house, &ids).await, before, "a preview changes nothing");
        let change = begin_bulk(&house.app, &actor, &all(), act).await.expect("begun");
        assert!(!house.app.carry_out(&actor, &GoOnWithBulk { change }).await.expect("done"));
        let steps: Vec<LadderStep> = stored(&house, &ids).await.iter().map(|company| company.ladder).collect();
        assert_eq!(steps, [LadderStep::Kontakt, LadderStep::Kontakt, LadderStep::Passiv, LadderStep::Kontakt]);
        let mut touched = stored(&house, &ids).await[1].clone();
        touched.phone = Some("11 22 33 44".to_owned());
        house.write(house.tenant, async |work| companies::update(work, &touched).await.expect("touched")).await;
        house.wait(Duration::minutes(9));
        assert!(outcome(&house, &actor, change).await.can_undo);
        assert!(!house.app.carry_out(&actor, &UndoBulk { change }).await.expect("taken back"));
        let steps: Vec<LadderStep> = stored(&house, &ids).await.iter().map(|company| company.ladder).collect();
        assert_eq!(steps, [LadderStep::Passiv, LadderStep::Kontakt, LadderStep::Passiv, LadderStep::Kontakt]);
        let after = outcome(&house, &actor, change).await;
        assert_eq!([LineState::Undone, LineState::Kept, LineState::Same].map(|state| after.count(state)), [1, 1, 1]);
    }

    async fn a_large_change_goes_on_500_at_a_time_and_is_undone_whole(house) {
        let (account, actor) = house.account(house.tenant, "vk.anna", &["company_consultant"]).await;
        let made: Vec<Company> = cvrs().take(1_100).enumerate().map(|(place, cvr)| bare(&house, cvr, &format!("F{place}"))).collect();
        house.write(house.tenant, async |work| insert_all(work, &made).await).await;
        let change = begin_bulk(&house.app, &actor, &all(), Act::Consultant(Some(account.id))).await.expect("begun");
        let mut rounds = Vec::new();
        loop {
            let more = house.app.carry_out(&actor, &GoOnWithBulk { change }).await.expect("goes on");
            rounds.push(outcome(&house, &actor, change).await.count(LineState::Changed));
            if !more { break }
        }
        assert_eq!(rounds, [500, 1_000, 1_100]);
        let mine = Criteria { owners: vec![brobygger::domain::kartotek::Owner::Account(account.id)], ..Criteria::default() };
        assert_eq!(list(&house, &actor, mine.clone()).await.total, 1_100);
        house.wait(Duration::minutes(10));
        while house.app.carry_out(&actor, &UndoBulk { change }).await.expect("goes back") {
            house.wait(Duration::minutes(5));
        }
        assert_eq!(list(&house, &actor, mine).await.total, 0, "what was begun in time is taken back whole");
    }

    async fn after_ten_minutes_nothing_is_taken_back(house) {
        let (account, actor) = house.account(house.tenant, "vk.anna", &["company_consultant"]).await;
        let made = named(&house, &["Bager"]).await;
        let act = Act::Substitute(Some(account.id));
        let change = begin_bulk(&house.app, &actor, &Chosen::These(vec![made[0].id]), act).await.expect("begun");
        house.app.carry_out(&actor, &GoOnWithBulk { change }).await.expect("done");
        house.wait(Duration::minutes(11));
        assert!(!outcome(&house, &actor, change).await.can_undo);
        let late = house.app.carry_out(&actor, &UndoBulk { change }).await.expect_err("too late");
        assert!(matches!(late, Failure::Refused(Refusal::Expired)));
        assert_eq!(stored(&house, &[made[0].id]).await[0].relation.substitute, Some(account.id));
    }

    async fn only_who_began_it_goes_on_or_back_and_another_municipality_is_not_touched(house) {
        let (_, anna) = house.account(house.tenant, "vk.anna", &["company_consultant"]).await;
        let (_, bo) = house.account(house.tenant, "vk.bo", &["company_consultant"]).await;
        let made = named(&house, &["Bager"]).await;
        let foreign = house.place(house.neighbour).await.company;
        let both = Chosen::These(vec![made[0].id, foreign.id]);
        let change = begin_bulk(&house.app, &anna, &both, Act::Step(LadderStep::Kontakt)).await.expect("begun");
        assert!(matches!(house.app.carry_out(&bo, &GoOnWithBulk { change }).await, Err(Failure::NotFound)));
        assert!(matches!(house.app.carry_out(&bo, &UndoBulk { change }).await, Err(Failure::NotFound)));
        house.app.carry_out(&anna, &GoOnWithBulk { change }).await.expect("done");
        assert_eq!(outcome(&house, &anna, change).await.counts.values().sum::<u64>(), 1);
        let only_foreign = begin_bulk(&house.app, &anna, &Chosen::These(vec![foreign.id]), Act::Step(LadderStep::Kontakt)).await;
        assert!(matches!(only_foreign, Err(Failure::Refused(Refusal::Invalid { .. }))));
        let gone = Act::Consultant(Some(brobygger::domain::ids::AccountId(house.app.ids.random())));
        let nobody = begin_bulk(&house.app, &anna, &Chosen::These(vec![made[0].id]), gone).await;
        assert!(matches!(nobody, Err(Failure::Refused(Refusal::Invalid { .. }))), "an unknown colleague gets nothing");
    }

    async fn the_pages_lead_from_rows_to_outcome_and_back(house) {
        let (account, actor) = house.account(house.tenant, "vk.anna", &["company_consultant"]).await;
        let made = named(&house, &["Bager", "Smed", "Hotel"]).await;
        let mut browser = house.visitor(&actor).await;
        let (one, two) = (made[0].id.to_string(), made[1].id.to_string());
        let (who, rows) = (account.id.to_string(), [("valg", one.as_str()), ("valg", two.as_str())]);
        let chosen = browser.post("/konsulent/virksomheder/flere", &rows).await;
        assert!(chosen.html.contains("2 virksomheder er valgt"), "{}", chosen.html);
        let act = [("act", "consultant"), ("account", who.as_str())];
        let preview = browser.post("/konsulent/virksomheder/flere", &[rows.as_slice(), &act].concat()).await;
        assert!(preview.html.contains("Udfør for 2 virksomheder"), "{}", preview.html);
        let done = browser.post("/konsulent/virksomheder/flere/udfoer", &[rows.as_slice(), &act].concat()).await;
        assert!(done.html.contains("Ny konsulent: vk.anna") && done.html.contains("2 er ændret"), "{}", done.html);
        let undone = browser.post(&format!("{}/fortryd", done.url), &[]).await;
        assert!(undone.html.contains("2 er som før"), "{}", undone.html);
        let nobody = browser.post("/konsulent/virksomheder/flere", &[("filter", "q=bager")]).await;
        assert!(nobody.html.contains("Vælg først en eller flere virksomheder"), "{}", nobody.html);
        let all = browser.post("/konsulent/virksomheder/flere", &[("alle", "ja"), ("filter", "q=e")]).await;
        assert!(all.html.contains("3 virksomheder er valgt"), "{}", all.html);
    }
}
