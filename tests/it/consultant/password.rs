//! Forgotten passwords: one answer for known and unknown names, and links that end.

use axum::http::StatusCode;

house_tests! {
    async fn known_and_unknown_names_get_the_same_answer(house) {
        house.account(house.tenant, "jk.mette", &["job_consultant"]).await;
        let tenant = house.tenant.to_string();
        let known = house.stranger().post("/glemt-adgangskode", &[("kommune", &tenant), ("brugernavn", "jk.mette")]).await;
        let unknown = house.stranger().post("/glemt-adgangskode", &[("kommune", &tenant), ("brugernavn", "jk.ukendt")]).await;
        assert_eq!((known.status, unknown.status), (StatusCode::OK, StatusCode::OK));
        assert_eq!(known.html, unknown.html);
        assert!(known.html.contains("Hvis brugernavnet findes"));
    }

    async fn a_wrong_link_leads_to_a_new_one(house) {
        let mut stranger = house.stranger();
        let gone = stranger.get("/ny-adgangskode/findes-ikke").await;
        assert_eq!(gone.status, StatusCode::GONE);
        assert!(gone.html.contains("/glemt-adgangskode"));
        let differing = stranger.post("/ny-adgangskode/findes-ikke", &[("adgangskode", "en lang sætning"), ("igen", "en anden sætning")]).await;
        assert_eq!(differing.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!differing.html.contains("en lang sætning"), "a password is never shown again");
    }
}
