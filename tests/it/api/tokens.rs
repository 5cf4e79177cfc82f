//! A token acts as the person it was made for, and dies with the account.

use brobygger::{
    domain::{permission::Actor, refusal::Refusal},
    store::accounts,
    use_cases::{
        failure::Failure,
        tokens::{CreateToken, TokenSecret},
    },
};

use crate::kit::House;

async fn token_for(house: &House, role: &str, user: Option<&str>) -> Result<TokenSecret, Failure> {
    let secret = TokenSecret::fresh(&house.app);
    let wanted = CreateToken {
        role: role.to_owned(),
        name: "prøve".to_owned(),
        user: user.map(str::to_owned),
        company: None,
        secret: secret.clone(),
    };
    house.app.carry_out(&Actor::system(house.tenant), &wanted).await.map(|_| secret)
}

house_tests! {
    async fn a_disabled_accounts_token_is_dead(house) {
        let (mut account, _) = house.account(house.tenant, "jk.mette", &["job_consultant"]).await;
        let secret = token_for(&house, "job_consultant", Some("jk.mette")).await.expect("a token");
        let program = house.without_token().with_token(&secret.0);
        program.get("/api/v1/slots").await.with(200);
        account.disabled_at = Some(house.app.now());
        house.write(house.tenant, async |work| accounts::update(work, &account).await.expect("disabled")).await;
        assert_eq!(program.get("/api/v1/slots").await.problem(), (401, "unauthorized".to_owned()));
    }

    async fn a_token_never_has_more_rights_than_its_person(house) {
        let (mut account, _) = house.account(house.tenant, "tl.henrik", &["team_leader"]).await;
        let secret = token_for(&house, "team_leader", Some("tl.henrik")).await.expect("a token");
        account.roles = vec!["head".to_owned()];
        house.write(house.tenant, async |work| accounts::update(work, &account).await.expect("changed")).await;
        let program = house.without_token().with_token(&secret.0);
        program.get("/api/v1/slots").await.with(200);
        assert_eq!(program.get("/api/v1/placements").await.problem(), (403, "denied".to_owned()));
    }

    async fn a_token_is_made_only_for_a_role_that_the_person_has(house) {
        house.account(house.tenant, "jk.mette", &["job_consultant"]).await;
        let invalid = |answer: Result<TokenSecret, Failure>| matches!(answer, Err(Failure::Refused(Refusal::Invalid { .. })));
        assert!(invalid(token_for(&house, "team_leader", Some("jk.mette")).await));
        assert!(invalid(token_for(&house, "job_consultant", Some("nobody")).await));
        assert!(invalid(token_for(&house, "king", None).await));
        assert!(invalid(token_for(&house, "company", None).await));
    }

    async fn a_wrong_or_half_token_opens_nothing(house) {
        let secret = token_for(&house, "job_consultant", None).await.expect("a token");
        let program = house.without_token();
        for wrong in ["", "bb_", &secret.0[..secret.0.len() - 1], "nonsense"] {
            assert_eq!(program.with_token(wrong).get("/api/v1/slots").await.problem().0, 401, "{wrong}");
        }
    }

    async fn a_bearer_call_needs_no_origin_and_a_foreign_page_gets_nothing(house) {
        let program = house.program("job_consultant").await;
        let body = serde_json::json!({});
        assert_eq!(program.post("/api/v1/placements", &body).await.status.as_u16(), 422);
        let foreign = [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")];
        assert_eq!(program.send("POST", "/api/v1/placements", &foreign, Some(&body)).await.status.as_u16(), 403);
    }
}
