//! What a company says of whom it takes: dated, sourced, and an older word never replaces a later one.

use brobygger::{
    domain::{refusal::Refusal, willingness::Willing},
    use_cases::{
        companies::OpenCompany,
        willingness::{SayWillingness, TypedWillingness},
    },
};

use crate::{kit::House, placements::stage::refusal};

fn said(topics: &[&str], answer: &str, on: &str) -> TypedWillingness {
    TypedWillingness {
        topics: topics.iter().map(|topic| (*topic).to_owned()).collect(),
        answer: answer.into(),
        said_on: on.into(),
        source: "visit".into(),
    }
}

async fn answers(house: &House, company: brobygger::domain::ids::CompanyId) -> Vec<(String, Willing)> {
    let file = house.app.ask(&house.staff(&["caseworker"]), &OpenCompany { company }).await.expect("a page");
    file.register.willing.into_iter().map(|one| (one.topic, one.answer)).collect()
}

house_tests! {
    async fn a_later_word_replaces_an_earlier_one_and_not_the_other_way_round(house) {
        let (_, staff) = house.account(house.tenant, "vk.bente", &["company_consultant"]).await;
        let company = house.place(house.tenant).await.company.id;
        for (typed, left) in [
            (said(&["mentor", "dagpenge"], "yes", "2026-02-12"), [Willing::Yes, Willing::Yes]),
            (said(&["mentor"], "no", "2026-01-12"), [Willing::Yes, Willing::Yes]),
            (said(&["mentor"], "no", "2026-02-20"), [Willing::Yes, Willing::No]),
        ] {
            house.app.carry_out(&staff, &SayWillingness { company, typed }).await.expect("written");
            let expected: Vec<_> = ["dagpenge", "mentor"].map(str::to_owned).into_iter().zip(left).collect();
            assert_eq!(answers(&house, company).await, expected);
        }
    }

    async fn nobody_says_something_tomorrow_or_about_what_is_no_list(house) {
        let (_, staff) = house.account(house.tenant, "vk.bente", &["company_consultant"]).await;
        let company = house.place(house.tenant).await.company.id;
        for typed in [said(&["mentor"], "yes", "2026-03-03"), said(&["diabetes"], "yes", "2026-03-01"), said(&[], "yes", "2026-03-01"), said(&["mentor"], "ja", "2026-03-01")] {
            let answer = house.app.carry_out(&staff, &SayWillingness { company, typed: typed.clone() }).await;
            assert!(matches!(refusal(answer), Refusal::Invalid { .. }), "{typed:?}");
        }
        assert!(answers(&house, company).await.is_empty());
    }

    async fn the_page_shows_who_wrote_it_and_when(house) {
        let (_, staff) = house.account(house.tenant, "vk.bente", &["company_consultant"]).await;
        let company = house.place(house.tenant).await.company.id;
        let mut visitor = house.visitor(&staff).await;
        let url = format!("/konsulent/virksomheder/{company}/siger");
        let form = [("topics", "mentor"), ("topics", "dagpenge"), ("answer", "yes"), ("said_on", "2026-02-12"), ("source", "visit")];
        let page = visitor.post(&url, &form).await;
        assert_eq!(page.status, 200);
        assert!(page.html.contains("sagt 12. februar 2026 på besøg, skrevet af vk.bente"), "{}", page.html);
        let again = visitor.post(&url, &[("answer", "yes"), ("said_on", "2026-02-12"), ("source", "visit")]).await;
        assert_eq!(again.status, 422);
    }
}
