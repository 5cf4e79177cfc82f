//! Lists saved under a name: one's own, the team's, the first one, and back after a deletion.

use brobygger::{
    domain::{
        ids::TeamId,
        permission::{Actor, Who},
        refusal::Refusal,
    },
    use_cases::{
        accounts::SaveTeam,
        companies::{BeginWithView, ChangeView, DeleteView, ListViews, SaveView, Views},
        failure::Failure,
    },
};

use super::named;
use crate::kit::House;

async fn colleague(house: &House, name: &str, team: Option<TeamId>) -> Actor {
    let (account, mut actor) = house.account(house.tenant, name, &["company_consultant"]).await;
    actor.who = Who::Staff { account: account.id, team };
    actor
}

async fn team(house: &House) -> TeamId {
    let admin = house.staff(&["administrator"]);
    house.app.carry_out(&admin, &SaveTeam { team: None, name: "Team Havn".to_owned(), active: true }).await.expect("a team")
}

async fn views(house: &House, actor: &Actor) -> Views {
    house.app.ask(actor, &ListViews::of(actor).expect("a person")).await.expect("views")
}

fn save(name: &str, query: &str, shared: bool) -> SaveView {
    SaveView { name: name.to_owned(), query: query.to_owned(), shared }
}

house_tests! {
    async fn a_view_is_ones_own_until_it_is_shared(house) {
        let team = team(&house).await;
        let (anna, bo) = (colleague(&house, "anna", Some(team)).await, colleague(&house, "bo", Some(team)).await);
        let stranger = colleague(&house, "carl", None).await;
        let view = house.app.carry_out(&anna, &save("Mine", "konsulent=mig", false)).await.expect("saved");
        assert!(views(&house, &bo).await.all.is_empty());
        let begin = BeginWithView { view: Some(view) };
        assert!(matches!(house.app.carry_out(&bo, &begin).await, Err(Failure::NotFound)), "what is not shared cannot be begun with");
        house.app.carry_out(&anna, &ChangeView { view, name: "Vores".to_owned(), shared: true }).await.expect("shared");
        let seen = views(&house, &bo).await;
        assert_eq!((seen.all[0].name.as_str(), seen.all[0].query.as_str()), ("Vores", "konsulent=mig"));
        house.app.carry_out(&bo, &begin).await.expect("the team's view is begun with");
        assert_eq!(views(&house, &bo).await.first_query(), Some("konsulent=mig"));
        assert!(views(&house, &stranger).await.all.is_empty());
        for failure in [
            house.app.carry_out(&bo, &DeleteView { view, back: false }).await.err(),
            house.app.carry_out(&bo, &ChangeView { view, name: "x".to_owned(), shared: false }).await.err(),
            house.app.carry_out(&stranger, &begin).await.err(),
        ] {
            assert!(matches!(failure, Some(Failure::NotFound)), "only whoever made it changes it: {failure:?}");
        }
    }

    async fn a_deleted_view_comes_back_and_is_thrown_away_later(house) {
        let anna = colleague(&house, "anna", None).await;
        let view = house.app.carry_out(&anna, &save("Mine", "q=a", false)).await.expect("saved");
        house.app.carry_out(&anna, &BeginWithView { view: Some(view) }).await.expect("first");
        house.app.carry_out(&anna, &DeleteView { view, back: false }).await.expect("deleted");
        assert!(views(&house, &anna).await.first_query().is_none());
        house.app.carry_out(&anna, &DeleteView { view, back: true }).await.expect("back");
        assert_eq!(views(&house, &anna).await.first_query(), Some("q=a"));
        house.app.carry_out(&anna, &DeleteView { view, back: false }).await.expect("deleted");
        house.wait(chrono::Duration::hours(25));
        house.app.carry_out(&anna, &save("En anden", "q=b", false)).await.expect("saved");
        assert!(matches!(house.app.carry_out(&anna, &DeleteView { view, back: true }).await, Err(Failure::NotFound)));
    }

    async fn sharing_needs_a_team_and_a_name_holds_no_cpr_number(house) {
        let anna = colleague(&house, "anna", None).await;
        for refused in [save("Mine", "", true), save("  ", "", false), save("Liste for 010190-1234", "", false)] {
            let failure = house.app.carry_out(&anna, &refused).await.expect_err("refused");
            assert!(matches!(failure, Failure::Refused(Refusal::Invalid { .. })), "{failure}");
        }
    }

    async fn the_list_begins_with_the_chosen_view(house) {
        let anna = colleague(&house, "anna", None).await;
        named(&house, &["Bager", "Smed"]).await;
        let mut browser = house.visitor(&anna).await;
        let saved = browser.post("/konsulent/virksomheder/visninger", &[("name", "Smede"), ("filter", "q=smed&efter=x")]).await;
        assert!(saved.html.contains("Visningen er gemt") && saved.html.contains(">Smed</a>"), "{}", saved.html);
        let view = views(&house, &anna).await.all[0].clone();
        assert_eq!(view.query, "q=smed", "a view is a list, not a page of it");
        browser.post(&format!("/konsulent/virksomheder/visninger/{}/foerst", view.id), &[]).await;
        let first = browser.get("/konsulent/virksomheder").await;
        assert!(first.html.contains(">Smed</a>") && !first.html.contains(">Bager</a>"));
        assert!(browser.get("/konsulent/virksomheder?alle=ja").await.html.contains(">Bager</a>"));
        let gone = browser.post(&format!("/konsulent/virksomheder/visninger/{}/slet", view.id), &[]).await;
        assert!(gone.html.contains("Fortryd sletningen"));
        let back = browser.post(&format!("/konsulent/virksomheder/visninger/{}/fortryd", view.id), &[]).await;
        assert!(back.html.contains("Smede"));
    }
}
