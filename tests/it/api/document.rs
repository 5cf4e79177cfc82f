//! The document and the routes are the same set; whatever is described answers, whatever answers is described.

use brobygger::api;

use crate::kit::House;

/// Every path of the document with its methods.
fn described() -> Vec<(String, String)> {
    let document = serde_json::to_value(api::document()).expect("a document");
    let paths = document["paths"].as_object().expect("paths").clone();
    let mut all = Vec::new();
    for (path, item) in paths {
        all.extend(item.as_object().expect("an item").keys().map(|method| (path.clone(), method.to_uppercase())));
    }
    all.sort();
    all
}

#[test]
fn the_document_describes_these_routes() {
    let lines: Vec<String> = described().into_iter().map(|(path, method)| format!("{method} {path}")).collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn the_document_is_openapi_3_1_with_the_bearer_scheme() {
    let document = serde_json::to_value(api::document()).expect("a document");
    assert!(document["openapi"].as_str().is_some_and(|version| version.starts_with("3.1")));
    assert_eq!(document["components"]["securitySchemes"]["token"]["scheme"], "bearer");
}

house_tests! {
    async fn every_described_route_is_there_and_wants_a_token(house) {
        assert_all_want_a_token(&house).await;
    }

    async fn a_route_knows_only_the_methods_of_the_document(house) {
        let program = house.without_token();
        let all = described();
        for path in all.iter().map(|(path, _)| path).collect::<std::collections::BTreeSet<_>>() {
            for method in ["GET", "POST", "PUT", "PATCH", "DELETE"] {
                let is_described = all.contains(&(path.clone(), method.to_owned()));
                let answer = program.send(method, &path.replace("{id}", "x").replace("{cvr}", "x"), &[], None).await;
                assert_eq!(answer.status.as_u16() != 405, is_described, "{method} {path}: {}", answer.status);
            }
        }
    }

    async fn the_document_is_served(house) {
        let answer = house.without_token().get("/openapi.json").await;
        assert_eq!(answer.with(200)["info"]["title"], "Brobygger");
    }

    async fn a_healthy_house_is_ready(house) {
        let program = house.without_token();
        assert_eq!(program.get("/healthz").await.with(200)["status"], "ok");
        brobygger::use_cases::follow_index::make_ready(&house.app).await.expect("ready");
        let body = program.get("/readyz").await.with(200);
        assert_eq!((&body["parts"]["index"]["status"], &body["parts"]["disk"]["status"]), (&"ok".into(), &"ok".into()));
    }

    async fn a_house_without_its_data_folder_is_not_ready(house) {
        brobygger::use_cases::follow_index::make_ready(&house.app).await.expect("ready");
        let mut app = house.app.clone();
        let mut settings = (*app.settings).clone();
        settings.database.data = house.home.folder().join("gone");
        app.settings = std::sync::Arc::new(settings);
        let gone = House { app, ..house };
        let body = gone.without_token().get("/readyz").await.with(503);
        assert_eq!(body["parts"]["disk"]["status"], "red");
    }

    async fn metrics_are_for_this_machine_or_a_token(house) {
        assert_eq!(house.without_token().get("/metrics").await.status.as_u16(), 401);
        let program = house.program("job_consultant").await;
        program.get("/api/v1/slots").await.with(200);
        let text = program.get("/metrics").await.text;
        assert!(text.contains(r#"route="/api/v1/slots""#) && text.contains("letters_waiting") && text.contains("index_lag_changes"), "{text}");
        let company = house.place(house.tenant).await.company.cvr.to_string();
        assert_eq!(house.company_program(house.tenant, &company).await.get("/metrics").await.status.as_u16(), 401);
    }
}

async fn assert_all_want_a_token(house: &House) {
    let program = house.without_token();
    for (path, method) in described() {
        let path = path.replace("{id}", "018f0000-0000-7000-8000-000000000000").replace("{cvr}", "99000007");
        let answer = program.send(&method, &path, &[], None).await;
        assert_eq!(answer.problem(), (401, "unauthorized".to_owned()), "{method} {path}");
        assert_eq!(answer.headers["www-authenticate"], "Bearer");
    }
}
