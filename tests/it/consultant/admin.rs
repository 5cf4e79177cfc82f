//! Administration: accounts and teams on their pages, for administrators only.

use axum::http::StatusCode;

house_tests! {
    async fn an_administrator_makes_changes_and_disables_an_account(house) {
        let (_, nina) = house.account(house.tenant, "adm.nina", &["administrator"]).await;
        let (mette, mette_actor) = house.account(house.tenant, "jk.mette", &["job_consultant"]).await;
        let mut at_mettes = house.visitor(&mette_actor).await;
        let mut browser = house.visitor(&nina).await;
        let new = [("user_name", "vk.bente"), ("display_name", "Bente Lund"), ("email", "bente@kommune.example"), ("roles", "company_consultant"), ("roles", "team_leader")];
        let list = browser.post("/administration/brugere/ny", &new).await;
        assert!(list.html.contains("Bente Lund") && list.html.contains("Virksomhedskonsulent, Teamleder"), "{}", list.html);
        let again = browser.post("/administration/brugere/ny", &new).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.html.contains("Brugernavnet er taget") && again.html.contains("bente@kommune.example"));
        assert!(at_mettes.get("/konsulent/start").await.url.starts_with("/konsulent/start"));
        let disable = [("version", "1"), ("user_name", "jk.mette"), ("display_name", "Mette"), ("roles", "job_consultant"), ("disabled", "ja")];
        let closed = browser.post(&format!("/administration/brugere/{}", mette.id), &disable).await;
        assert!(closed.html.contains("Lukket"));
        assert!(at_mettes.get("/konsulent/start").await.url.starts_with("/log-ind"), "the session ended at once");
        assert_eq!(browser.post(&format!("/administration/brugere/{}", mette.id), &disable).await.status, StatusCode::CONFLICT);
    }

    async fn the_last_administrator_stays(house) {
        let (account, nina) = house.account(house.tenant, "adm.nina", &["administrator"]).await;
        let mut browser = house.visitor(&nina).await;
        let form = [("version", "1"), ("user_name", "adm.nina"), ("display_name", "Nina"), ("roles", "administrator"), ("disabled", "ja")];
        let refused = browser.post(&format!("/administration/brugere/{}", account.id), &form).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.html.contains("Gør en anden til administrator først"));
    }

    async fn teams_are_made_and_renamed(house) {
        let (_, nina) = house.account(house.tenant, "adm.nina", &["administrator"]).await;
        let mut browser = house.visitor(&nina).await;
        let list = browser.post("/administration/teams/ny", &[("name", "Team Job"), ("active", "ja")]).await;
        assert!(list.html.contains("Team Job"));
        let address = list.html.split("href=\"").filter_map(|rest| rest.split('"').next()).find(|url| url.starts_with("/administration/teams/") && !url.ends_with("/ny"));
        let address = address.expect("the team's page").to_owned();
        assert_eq!(browser.get(&address).await.status, StatusCode::OK);
        assert!(browser.post(&address, &[("version", "1"), ("name", "Team Havn"), ("active", "ja")]).await.html.contains("Team Havn"));
        assert_eq!(browser.post("/administration/teams/ny", &[("name", "Team Havn")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }

    async fn nobody_else_gets_in_and_the_neighbours_accounts_are_unknown(house) {
        let (_, mette) = house.account(house.tenant, "jk.mette", &["job_consultant", "team_leader"]).await;
        assert_eq!(house.visitor(&mette).await.get("/administration/brugere").await.status, StatusCode::FORBIDDEN);
        let (foreign, _) = house.account(house.neighbour, "adm.nabo", &["administrator"]).await;
        let (_, nina) = house.account(house.tenant, "adm.nina", &["administrator"]).await;
        let mut browser = house.visitor(&nina).await;
        assert!(!browser.get("/administration/brugere").await.html.contains("adm.nabo"));
        assert_eq!(browser.get(&format!("/administration/brugere/{}", foreign.id)).await.status, StatusCode::NOT_FOUND);
        for page in ["/administration/brugere?sprog=en", "/administration/brugere/ny", "/administration/teams/ny"] {
            assert_eq!(browser.get(page).await.status, StatusCode::OK, "{page}");
        }
    }
}
