//! What staff see of the register: a section, a list, a dated notice, and buttons.

use chrono::Duration;
use serde_json::json;
use wiremock::ResponseTemplate;

use super::fake::{Fake, Mood, company, round, unit};

house_tests! {
    async fn a_difference_is_decided_with_one_button_and_stands_in_the_list(house) {
        let (mut house, fake) = (house, Fake::open().await);
        house.app = fake.of(&house);
        let place = house.place(house.tenant).await;
        let (_, actor) = house.account(house.tenant, "vk.bente", &["company_consultant"]).await;
        fake.says(company(99_000_007, "Nordhavn Logistik A/S"));
        fake.says(unit(9_000_000_001, 99_000_007, "Nordhavn Lager"));
        let mut browser = house.visitor(&actor).await;
        let url = format!("/konsulent/virksomheder/{}", place.company.id);
        let before = browser.get(&url).await.html;
        assert!(before.contains("Ikke slået op i CVR endnu"), "{before}");
        let fetched = browser.post(&format!("{url}/cvr/hent"), &[]).await.html;
        for said in ["Se ændringerne under Fra CVR", "Nordhavn Logistik A/S", "Brug CVR", "Behold vores", "man. 2. marts 2026", "(2026-01)"] {
            assert!(fetched.contains(said), "{said}: {fetched}");
        }
        let list = browser.get("/konsulent/virksomheder/cvr-aendringer").await.html;
        assert!(list.contains("3 ændringer") && list.contains("Vores beholdt") && list.contains("Overtaget"), "{list}");
        let differences = browser.get("/konsulent/virksomheder/cvr-aendringer?vis=afvigelser").await.html;
        assert!(differences.contains("1 ændring") && !differences.contains("12345678"), "{differences}");
        let form = [("arbejdsplads", ""), ("felt", "name"), ("vaerdi", "Nordhavn Logistik A/S"), ("holder", "theirs")];
        let decided = browser.post(&format!("{url}/cvr/svar"), &form).await.html;
        assert!(decided.contains("<h1") && decided.contains("Nordhavn Logistik A/S") && !decided.contains("Behold vores"), "{decided}");
        house.wait(Duration::minutes(1));
        let seen = browser.post("/konsulent/virksomheder/cvr-aendringer/set", &[("til", &house.app.now().to_rfc3339())]).await.html;
        assert!(seen.contains("markeret som set") && seen.contains("Ingen ændringer"), "{seen}");
        let all = browser.get("/konsulent/virksomheder/cvr-aendringer?sete=ja").await.html;
        assert!(all.contains("4 ændringer") && all.contains("Afgjort"), "{all}");
        house.wait(Duration::days(8));
        let later = house.visitor(&actor).await.get("/konsulent/virksomheder/cvr-aendringer?sete=ja").await.html;
        assert!(later.contains("Ingen ændringer"), "a week back: {later}");
    }

    async fn closed_companies_with_open_places_stand_first(house) {
        let (mut house, fake) = (house, Fake::open().await);
        house.app = fake.of(&house);
        let (_, actor) = house.account(house.tenant, "vk.bente", &["company_consultant"]).await;
        let numbers = [("99000007", "Aben ApS"), ("99000015", "Lukket Uden ApS"), ("99000023", "Lukket Med ApS")];
        for (place, (cvr, name)) in numbers.into_iter().enumerate() {
            let made = house.place_numbered(house.tenant, cvr, &format!("900000000{}", place + 1)).await;
            let mut document = company(cvr.parse().expect("a number"), name);
            if name.starts_with("Lukket") {
                document["Vrvirksomhed"]["virksomhedMetadata"]["sammensatStatus"] = json!("Ophørt");
            }
            if name == "Lukket Med ApS" {
                house.slot(house.tenant, &made, 1).await;
            }
            fake.says(document);
        }
        round(&house.app, &house).await;
        let mut browser = house.visitor(&actor).await;
        let list = browser.get("/konsulent/virksomheder/cvr-aendringer").await.html;
        let (first, rest) = (list.find("Har åbne pladser").expect("told"), list.rfind("Ophørt").expect("told"));
        assert!(first < rest, "{list}");
        let closed = browser.get("/konsulent/virksomheder/cvr-aendringer?vis=lukkede").await.html;
        assert!(closed.contains("2 ændringer"), "{closed}");
    }

    async fn a_register_in_trouble_is_told_with_its_dates_and_every_page_works(house) {
        let (mut house, fake) = (house, Fake::open().await);
        house.app = fake.of(&house);
        let place = house.place(house.tenant).await;
        let (_, actor) = house.account(house.tenant, "vk.bente", &["company_consultant"]).await;
        fake.says(company(99_000_007, "Nordhavn Lager ApS"));
        round(&house.app, &house).await;
        house.wait(Duration::hours(24));
        fake.is(Mood::Answers(ResponseTemplate::new(200).set_body_string("<html>vedligehold</html>")));
        round(&house.app, &house).await;
        let mut browser = house.visitor(&actor).await;
        let (url, notice) = (format!("/konsulent/virksomheder/{}", place.company.id), "CVR har ikke svaret siden");
        for page in [&url, "/konsulent/virksomheder", "/konsulent/virksomheder/cvr-aendringer"] {
            let html = browser.get(page).await.html;
            assert!(html.contains(notice) && html.contains("2. marts 2026 kl. 08:00"), "{page}: {html}");
            assert!(html.contains("Svaret kan ikke læses"), "{page}");
        }
        let tried = browser.post(&format!("{url}/cvr/hent"), &[]).await.html;
        assert!(tried.contains("CVR svarede ikke"), "{tried}");
    }

    async fn whoever_may_only_look_gets_no_buttons(house) {
        let place = house.place(house.tenant).await;
        let (_, actor) = house.account(house.tenant, "sb.kim", &["caseworker"]).await;
        let mut browser = house.visitor(&actor).await;
        let url = format!("/konsulent/virksomheder/{}", place.company.id);
        let page = browser.get(&url).await;
        assert!(page.html.contains("Fra CVR") && !page.html.contains("Hent fra CVR nu"), "{}", page.html);
        assert_eq!(browser.post_only(&format!("{url}/cvr/hent"), &[]).await.status, 403);
    }
}
