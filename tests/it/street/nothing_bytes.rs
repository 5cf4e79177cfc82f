//! The byte 0 is turned away with a sentence, wherever it comes in, before any database sees it.

use serde_json::json;

const SENTENCE: &str = "indeholder tegnet 0x00";

house_tests! {
    async fn pages_and_forms_with_the_byte_0_are_refused_with_a_sentence(house) {
        let street = house.street("", "192.0.2.1");
        for path in ["/log-ind?videre=%00", "/virksomhed/forslag/a%00b", "/ny-adgangskode/%00"] {
            let answer = street.get(path).await;
            assert!(answer.status == 400 && answer.text.contains(SENTENCE), "{path}: {} {}", answer.status, answer.text);
        }
        let tenant = house.tenant.0;
        for (path, field) in [("/log-ind", "brugernavn"), ("/glemt-adgangskode", "brugernavn"), ("/virksomhed/log-ind", "email")] {
            for value in ["a%00b%40c.example", "a\0b@c.example"] {
                let answer = street.post(path, &format!("kommune={tenant}&{field}={value}&adgangskode=x")).await;
                assert!(answer.status == 400 && answer.text.contains(SENTENCE), "{path}: {} {}", answer.status, answer.text);
            }
        }
        assert!(street.get("/log-ind?videre=%2500").await.status.is_success());
    }

    async fn calls_with_the_byte_0_are_refused_with_a_code(house) {
        let program = house.program("job_consultant").await;
        for path in ["/api/v1/citizens/%00", "/api/v1/slots?q=%00"] {
            assert_eq!(program.get(path).await.problem(), (400, "unstorable".to_owned()), "{path}");
        }
        let body = json!({ "code": "other", "note": "a\u{0}b" });
        let path = "/api/v1/placements/018f0000-0000-7000-8000-000000000000/decline";
        let answer = program.post(path, &body).await;
        assert_eq!(answer.problem(), (400, "unstorable".to_owned()), "{}", answer.text);
        let about_it = json!({ "code": "other", "note": "a\\u0000b" });
        assert_ne!(program.post(path, &about_it).await.problem().1, "unstorable");
    }

    async fn a_form_of_more_than_a_megabyte_is_too_large(house) {
        let answer = house.street("", "192.0.2.1").post("/log-ind", &format!("brugernavn={}", "x".repeat(1024 * 1024))).await;
        assert_eq!(answer.status, 413);
    }
}
