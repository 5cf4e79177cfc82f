//! An edition on its way into force and out of it: two persons, faults with file and line, both in the audit.

use brobygger::{
    domain::{
        edition::EditionState,
        permission::Actor,
        refusal::Refusal,
        rulebook::{Facts, Verdict},
    },
    store::audit,
    use_cases::{
        failure::Failure,
        rules::editions::{ChangeDraft, DraftChange, DropDraft, ListEditions, MoveEdition, Step},
        rules::simulate::SimulateClosely,
    },
};
use chrono::Duration;
use serde_json::json;

use super::{SHORTER, draft, leaders, opened, publish, put, refused, step};
use crate::kit::House;

/// Four weeks of virksomhedspraktik from a day on.
pub fn four_weeks(from: &str, to: &str) -> Facts {
    let mut facts: serde_json::Value = serde_json::from_str(include_str!("../../../src/settings/rules/example.json")).expect("JSON");
    facts["starts_on"] = json!(from);
    facts["ends_on"] = json!(to);
    facts["weekly_hours"] = json!([{ "from": from, "hours": 30 }]);
    facts["workplace"]["ordinary_employees"]["as_of"] = json!(from);
    facts["workplace"]["occupants"] = json!([]);
    Facts::read(&facts.to_string()).expect("facts")
}

async fn verdict(house: &House, from: &str, to: &str) -> Verdict {
    let reader = house.app.reader(house.tenant).await.expect("a reader");
    let book = house.app.rules.of(&reader).await.expect("a book");
    reader.end().await.expect("the reader ends");
    book.evaluate(&four_weeks(from, to)).expect("a verdict").verdict
}

house_tests! {
    async fn an_edition_decides_from_its_first_day_and_not_before(house) {
        let (one, other) = leaders(&house).await;
        let edition = draft(&house, &one, "2027-01-01", SHORTER).await;
        assert_eq!(verdict(&house, "2027-01-01", "2027-01-28").await, Verdict::Ok, "a draft decides nothing");
        publish(&house, (&one, &other), edition).await;
        assert_eq!(verdict(&house, "2026-12-31", "2027-01-27").await, Verdict::Ok, "the set of its start");
        assert_eq!(verdict(&house, "2027-01-01", "2027-01-28").await, Verdict::Block);
        assert_eq!(verdict(&house, "2027-01-01", "2027-01-14").await, Verdict::Ok);
        step(&house, &one, edition, Step::Withdraw { reason: "Loven blev udskudt".to_owned() }).await.expect("taken back");
        assert_eq!(verdict(&house, "2027-01-01", "2027-01-28").await, Verdict::Ok, "as before");
    }

    async fn the_neighbour_keeps_its_own_rules(house) {
        let (one, other) = leaders(&house).await;
        let edition = draft(&house, &one, "2027-01-01", SHORTER).await;
        publish(&house, (&one, &other), edition).await;
        let reader = house.app.reader(house.neighbour).await.expect("a reader");
        let book = house.app.rules.of(&reader).await.expect("a book");
        reader.end().await.expect("the reader ends");
        assert_eq!(book.evaluate(&four_weeks("2027-01-01", "2027-01-28")).expect("a verdict").verdict, Verdict::Ok);
    }

    async fn nobody_approves_what_they_put_up_themselves(house) {
        let (one, other) = leaders(&house).await;
        let edition = draft(&house, &one, "2027-01-01", SHORTER).await;
        assert_eq!(refused(step(&house, &other, edition, Step::Approve).await), Refusal::EditionState { state: EditionState::Draft });
        step(&house, &one, edition, Step::Propose).await.expect("proposed");
        assert_eq!(refused(step(&house, &one, edition, Step::Approve).await), Refusal::NeedsSecondPerson);
        step(&house, &other, edition, Step::SendBack { reason: "§ 61 mangler".to_owned() }).await.expect("sent back");
        assert_eq!(opened(&house, &one, edition).await.named.edition.state, EditionState::Draft);
        publish(&house, (&other, &one), edition).await;
        let named = opened(&house, &one, edition).await.named;
        assert_eq!(named.edition.state, EditionState::Published);
        assert!(named.proposed_by.is_some() && named.approved_by.is_some() && named.proposed_by != named.approved_by);
        let reader = house.app.reader(house.tenant).await.expect("a reader");
        let facts = audit::about(&reader, "rule_edition", edition.0, 20).await.expect("facts");
        reader.end().await.expect("the reader ends");
        let signed = |state: &str, actor: &Actor| {
            facts.iter().filter(|fact| fact.detail["state"] == state).any(|fact| fact.actor_id == actor.account().map(Into::into))
        };
        assert!(signed("proposed", &other) && signed("published", &one) && !signed("published", &other));
    }

    async fn of_two_editions_of_one_day_the_later_one_counts(house) {
        let (one, other) = leaders(&house).await;
        for weeks in ["max_weeks = 2", "max_weeks = 3"] {
            let edition = draft(&house, &one, "2027-01-01", &SHORTER.replace("max_weeks = 2", weeks)).await;
            house.wait(Duration::seconds(1));
            publish(&house, (&one, &other), edition).await;
        }
        assert_eq!(verdict(&house, "2027-01-01", "2027-01-21").await, Verdict::Ok);
        assert_eq!(verdict(&house, "2027-01-01", "2027-01-22").await, Verdict::Block);
        let reader = house.app.reader(house.tenant).await.expect("a reader");
        let book = house.app.rules.of(&reader).await.expect("a book");
        reader.end().await.expect("the reader ends");
        assert_eq!(book.editions().count(), 2, "what was superseded on its own day judges nothing");
    }

    async fn a_draft_that_was_put_up_meanwhile_is_not_thrown_away(house) {
        let (one, other) = leaders(&house).await;
        let edition = draft(&house, &one, "2027-01-01", SHORTER).await;
        let version = opened(&house, &one, edition).await.named.edition.version;
        step(&house, &one, edition, Step::Propose).await.expect("proposed");
        let late = house.app.carry_out(&other, &DropDraft { edition, version }).await;
        assert!(matches!(refused(late), Refusal::Stale { .. }));
        let version = opened(&house, &one, edition).await.named.edition.version;
        assert!(matches!(refused(house.app.carry_out(&other, &DropDraft { edition, version }).await), Refusal::EditionState { .. }));
    }

    async fn what_was_read_is_what_is_signed(house) {
        let (one, other) = leaders(&house).await;
        let edition = draft(&house, &one, "2027-01-01", SHORTER).await;
        let seen = opened(&house, &other, edition).await.named.edition.version;
        put(&house, &one, edition, "").await;
        let late = MoveEdition { edition, version: seen, step: Step::Propose };
        assert!(matches!(house.app.carry_out(&other, &late).await, Err(Failure::Refused(Refusal::Stale { .. }))));
    }

    async fn a_faulty_file_is_kept_and_told_but_never_put_up(house) {
        let (one, _) = leaders(&house).await;
        let edition = draft(&house, &one, "2027-01-01", &SHORTER.replace("max_weeks = 2", "max_wekes = 2")).await;
        let faults = opened(&house, &one, edition).await.faults;
        assert!(faults.iter().any(|fault| fault.starts_with("egne.toml:9:") && fault.contains("max_wekes")), "{faults:?}");
        let tried = house.app.ask(&one, &SimulateClosely { edition }).await.map(drop);
        assert_eq!(refused(tried), Refusal::RulesFaulty { faults: faults.clone() });
        assert_eq!(refused(step(&house, &one, edition, Step::Propose).await), Refusal::RulesFaulty { faults });
    }

    async fn files_have_plain_names_and_a_size(house) {
        let (one, _) = leaders(&house).await;
        let edition = draft(&house, &one, "2027-01-01", SHORTER).await;
        let version = opened(&house, &one, edition).await.named.edition.version;
        for (name, text) in [("../x.toml", ""), ("x.txt", ""), (".toml", ""), ("Å.toml", ""), ("x.toml", &"#".repeat(200_001))] {
            let change = DraftChange::File { name: name.to_owned(), text: text.to_owned() };
            let answer = house.app.carry_out(&one, &ChangeDraft { edition, version, change }).await;
            assert!(matches!(refused(answer), Refusal::Invalid { .. }), "{name}");
        }
    }

    async fn consultants_see_editions_but_change_none(house) {
        let (one, _) = leaders(&house).await;
        let edition = draft(&house, &one, "2027-01-01", SHORTER).await;
        let (_, consultant) = house.account(house.tenant, "jk.mette", &["job_consultant"]).await;
        assert_eq!(house.app.ask(&consultant, &ListEditions).await.expect("a list").len(), 1);
        assert!(matches!(step(&house, &consultant, edition, Step::Propose).await, Err(Failure::Denied(_))));
    }
}
