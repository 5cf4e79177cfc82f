//! One owner and one substitute, a word of warning to everybody else, and companies handed over.

use brobygger::{
    domain::task::TaskKind,
    store::{
        accounts, audit,
        tasks::{self, NewTask},
    },
    use_cases::relations::{HandOverCompanies, ListRelations, OwnersOf, Which},
};
use chrono::Duration;

use super::{call, company, log, owned_by, read, refused};
use crate::kit::House;

async fn ownerless(house: &House, actor: &brobygger::domain::permission::Actor) -> Vec<String> {
    let question = ListRelations { which: Which::Ownerless, limit: 50, ..ListRelations::default() };
    house.app.ask(actor, &question).await.expect("a list").rows.into_iter().map(|row| row.company.cvr.to_string()).collect()
}

house_tests! {
    async fn owner_and_substitute_are_named_and_others_are_told_whom_to_ask(house) {
        let (_, bente) = house.account(house.tenant, "Bente", &["company_consultant"]).await;
        let (_, ole) = house.account(house.tenant, "Ole", &["job_consultant"]).await;
        let (_, mette) = house.account(house.tenant, "Mette", &["job_consultant"]).await;
        let place = house.place(house.tenant).await;
        owned_by(&house, &place.company, &bente, Some(&ole)).await;
        let url = format!("/konsulent/virksomheder/{}", place.company.id);
        for (actor, is_told) in [(&mette, true), (&ole, false), (&bente, false)] {
            let page = house.visitor(actor).await.get(&url).await;
            assert!(page.html.contains("Bente ejer kontakten. Vikar: Ole."), "{}", page.html);
            assert_eq!(page.html.contains("Aftal med Bente"), is_told);
            let visit = house.visitor(actor).await.get(&format!("{url}/besoeg")).await;
            assert_eq!(visit.html.contains("Aftal med Bente"), is_told);
        }
    }

    async fn a_colleagues_contact_within_a_week_is_said_in_words_and_ones_own_is_not(house) {
        let (_, bente) = house.account(house.tenant, "Bente", &["company_consultant"]).await;
        let (_, ole) = house.account(house.tenant, "Ole", &["job_consultant"]).await;
        let place = house.place(house.tenant).await;
        log(&house, &ole, place.company.id, call("Spurgte om fleksjob")).await;
        house.wait(Duration::days(1));
        let url = format!("/konsulent/virksomheder/{}", place.company.id);
        for page in [url.clone(), format!("{url}/besoeg"), format!("{url}/log")] {
            assert!(house.visitor(&bente).await.get(&page).await.html.contains("Ole ringede i går."), "{page}");
            assert!(!house.visitor(&ole).await.get(&page).await.html.contains("Ole ringede i går."), "{page}");
        }
        house.wait(Duration::days(7));
        assert_eq!(read(&house, &bente, place.company.id).await.collision, None, "after a week it is the log's business");
    }

    async fn all_of_a_consultants_companies_and_tasks_go_to_another(house) {
        let (mut account, bente) = house.account(house.tenant, "Bente", &["company_consultant"]).await;
        let (_, ole) = house.account(house.tenant, "Ole", &["company_consultant"]).await;
        let (_, leader) = house.account(house.tenant, "Henrik", &["team_leader"]).await;
        let (one, other) = (house.place(house.tenant).await, house.place_numbered(house.tenant, "99000023", "9000000002").await);
        owned_by(&house, &one.company, &bente, Some(&ole)).await;
        owned_by(&house, &other.company, &leader, Some(&bente)).await;
        let task = NewTask {
            kind: TaskKind::CallBack,
            company: Some(one.company.id),
            subject: None,
            assigned_to: bente.account(),
            due_at: house.app.now(),
            note: None,
            once_key: None,
        };
        house.write(house.tenant, async |work| tasks::add(work, &task).await.expect("a task")).await;
        account.disabled_at = Some(house.app.now());
        house.write(house.tenant, async |work| assert!(accounts::update(work, &account).await.expect("an account"))).await;
        assert_eq!(ownerless(&house, &leader).await, ["99000007"]);
        let (from, to) = (account.id, ole.account().expect("staff"));
        let done = house.app.carry_out(&leader, &HandOverCompanies { from, to, with_tasks: true }).await.expect("handed over");
        assert_eq!((done.companies.as_slice(), done.tasks), ([one.company.id].as_slice(), 1));
        let now = company(&house, one.company.id).await;
        assert_eq!((now.consultant, now.relation.substitute), (Some(to), None), "nobody stands in for himself");
        assert_eq!(company(&house, other.company.id).await.relation.substitute, Some(to));
        assert_eq!(ownerless(&house, &leader).await, Vec::<String>::new());
        let owners = house.app.ask(&leader, &OwnersOf).await.expect("owners");
        let count = |id| owners.iter().find(|one| one.person.id == id).map(|one| one.companies);
        assert_eq!((count(from), count(to)), (Some(0), Some(1)));
        let reader = house.app.reader(house.tenant).await.expect("a reader");
        let acts = audit::about_any(&reader, &[one.company.id.0], 10).await.expect("acts");
        assert_eq!(acts.iter().filter(|act| act.action == "relation.hand_over").count(), 1, "it stands in the company's history");
    }

    async fn nobody_who_has_left_gets_companies(house) {
        let (_, leader) = house.account(house.tenant, "Henrik", &["team_leader"]).await;
        let (mut gone, _) = house.account(house.tenant, "Bente", &["company_consultant"]).await;
        gone.disabled_at = Some(house.app.now());
        house.write(house.tenant, async |work| assert!(accounts::update(work, &gone).await.expect("an account"))).await;
        let from = leader.account().expect("staff");
        let failure = house.app.carry_out(&leader, &HandOverCompanies { from, to: gone.id, with_tasks: false }).await.expect_err("has left");
        assert_eq!(refused(failure), [("to", "error-choose")]);
    }

    async fn the_form_hands_over_only_what_was_agreed_to(house) {
        let (account, bente) = house.account(house.tenant, "Bente", &["company_consultant"]).await;
        let (ole, _) = house.account(house.tenant, "Ole", &["company_consultant"]).await;
        let place = house.place(house.tenant).await;
        owned_by(&house, &place.company, &bente, None).await;
        let (from, to) = (account.id.to_string(), ole.id.to_string());
        let mut browser = house.visitor(&bente).await;
        let form = [("from", from.as_str()), ("to", to.as_str())];
        let asked = browser.post("/konsulent/virksomheder/overdrag", &form).await;
        assert_eq!((asked.status.as_u16(), asked.html.contains("Sæt kryds for at overdrage")), (422, true));
        assert_eq!(company(&house, place.company.id).await.consultant, Some(account.id));
        browser.post("/konsulent/virksomheder/overdrag", &[form[0], form[1], ("agreed", "ja")]).await;
        assert_eq!(company(&house, place.company.id).await.consultant, Some(ole.id));
    }
}
