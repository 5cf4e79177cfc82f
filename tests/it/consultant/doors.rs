//! Whoever has not signed in is led to the door; whoever has, sees their desk.

use axum::http::StatusCode;

house_tests! {
    async fn a_stranger_is_led_to_the_sign_in(house) {
        let answer = house.stranger().get("/konsulent/start").await;
        assert_eq!(answer.status, StatusCode::OK);
        assert!(answer.url.starts_with("/log-ind?videre=/konsulent/start"), "{}", answer.url);
    }

    async fn a_job_consultant_sees_the_desk(house) {
        let (account, actor) = house.account(house.tenant, "jk.mette", &["job_consultant"]).await;
        let answer = house.visitor(&actor).await.get("/konsulent/start").await;
        assert_eq!(answer.status, StatusCode::OK);
        assert!(answer.html.contains(&account.display_name), "the frame names who has signed in");
    }
}
