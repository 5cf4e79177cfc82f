//! A list becomes a campaign: shared out, called from its own page, counted per result and per person.

use brobygger::{
    domain::{
        campaign::CampaignResult,
        company::{Agreement, AgreementKind, AgreementState},
        ids::{AgreementId, CampaignId},
    },
    store::agreements,
    use_cases::campaigns::{
        AssignCompanies, CallCompany, CampaignFile, CampaignsOf, CreateCampaign, OpenCampaign, TypedCall, TypedCampaign,
    },
};

use super::{read, refused};
use crate::kit::{House, Place, day};

async fn three(house: &House) -> Vec<Place> {
    let mut places = Vec::new();
    for (cvr, p_number) in [("99000007", "9000000001"), ("99000023", "9000000002"), ("99000031", "9000000003")] {
        places.push(house.place_numbered(house.tenant, cvr, p_number).await);
    }
    places
}

fn of(places: &[Place]) -> TypedCampaign {
    TypedCampaign {
        name: "Lagre på havnen".to_owned(),
        goal: "Fem nye pladser".to_owned(),
        ends_on: "2026-06-30".to_owned(),
        companies: places.iter().map(|place| place.company.id.to_string()).collect(),
    }
}

async fn open(house: &House, campaign: CampaignId) -> CampaignFile {
    house.app.ask(&house.staff(&["head"]), &OpenCampaign { campaign }).await.expect("a campaign")
}

house_tests! {
    async fn chosen_companies_are_shared_out_and_called_and_the_result_is_counted(house) {
        let (account, bente) = house.account(house.tenant, "Bente", &["company_consultant"]).await;
        let places = three(&house).await;
        let campaign = house.app.carry_out(&bente, &CreateCampaign { typed: of(&places) }).await.expect("made");
        let given = house.app.carry_out(&bente, &AssignCompanies { campaign, count: 2, to: account.id }).await.expect("shared");
        assert_eq!(given, 2);
        let company = places[0].company.id;
        let typed = TypedCall {
            client_key: "0191e2a0-0000-7000-8000-000000000004".to_owned(),
            result: "interested".to_owned(),
            note: "Vil høre mere om løntilskud".to_owned(),
            next_on: "2026-03-09".to_owned(),
            ..TypedCall::default()
        };
        for _ in 0..2 {
            house.app.carry_out(&bente, &CallCompany { campaign, company, typed: typed.clone() }).await.expect("called");
        }
        let file = open(&house, campaign).await;
        let line = file.lines.iter().find(|line| line.company.id == company).expect("in it");
        assert_eq!((line.member.result, line.member.note.as_str()), (CampaignResult::Interested, "Vil høre mere om løntilskud"));
        assert_eq!(file.lines.iter().filter(|line| line.assigned.as_deref() == Some("Bente")).count(), 2);
        assert_eq!(read(&house, &bente, company).await.total, 1, "the call stands in the log, once");
        let mut results = house.app.ask(&bente, &CampaignsOf).await.expect("a list").remove(0).results;
        results.sort_by_key(|(result, _)| result.as_str());
        assert_eq!(results, [(CampaignResult::Interested, 1), (CampaignResult::Open, 2)]);
        let page = house.visitor(&bente).await.get(&format!("/konsulent/kampagner/{campaign}")).await;
        assert!(page.html.contains("Interesseret") && page.html.contains("Bente") && page.html.contains("Fem nye pladser"), "{}", page.html);
    }

    async fn an_agreement_made_since_is_seen_on_the_campaign(house) {
        let (_, bente) = house.account(house.tenant, "Bente", &["company_consultant"]).await;
        let places = three(&house).await;
        let campaign = house.app.carry_out(&bente, &CreateCampaign { typed: of(&places) }).await.expect("made");
        assert!(open(&house, campaign).await.lines.iter().all(|line| !line.agreed_since));
        let agreement = Agreement {
            id: AgreementId(house.app.ids.random()),
            company: places[1].company.id,
            number: "A-7".to_owned(),
            kind: AgreementKind::Partnerskabsaftale,
            state: AgreementState::Active,
            starts_on: day("2026-03-15"),
            ends_on: None,
            responsible: None,
            terms: String::new(),
            version: 1,
        };
        house.write(house.tenant, async |work| assert!(agreements::save(work, &agreement, true).await.expect("an agreement"))).await;
        let agreed: Vec<_> = open(&house, campaign).await.lines.into_iter().filter(|line| line.agreed_since).map(|line| line.company.id).collect();
        assert_eq!(agreed, [places[1].company.id]);
    }

    async fn a_campaign_needs_a_name_and_companies_of_ones_own(house) {
        let (_, bente) = house.account(house.tenant, "Bente", &["company_consultant"]).await;
        let foreign = house.place(house.neighbour).await;
        let make = |typed| CreateCampaign { typed };
        let failure = house.app.carry_out(&bente, &make(TypedCampaign::default())).await.expect_err("empty");
        assert_eq!(refused(failure), [("name", "error-required"), ("companies", "campaign-companies-missing")]);
        let failure = house.app.carry_out(&bente, &make(of(&[foreign]))).await.expect_err("the neighbour's");
        assert_eq!(refused(failure), [("companies", "error-choose")]);
    }

    async fn rows_of_the_list_are_chosen_and_become_a_campaign_by_the_pages(house) {
        let (_, bente) = house.account(house.tenant, "Bente", &["company_consultant"]).await;
        let places = three(&house).await;
        let mut browser = house.visitor(&bente).await;
        let list = browser.get("/konsulent/virksomheder/aldrig-kontaktet?ansatte=10").await;
        assert_eq!(list.html.matches("name=\"companies\"").count(), 3, "{}", list.html);
        let (one, two) = (places[0].company.id.to_string(), places[1].company.id.to_string());
        let form = browser.get(&format!("/konsulent/kampagner/ny?companies={one}&companies={two}")).await;
        assert!(form.html.contains("2 virksomheder er valgt"), "{}", form.html);
        let again = browser.post("/konsulent/kampagner", &[("companies", &one), ("companies", &two)]).await;
        assert_eq!(again.status, 422);
        let made = browser.post("/konsulent/kampagner", &[("companies", &one), ("companies", &two), ("name", "Havnen")]).await;
        assert!(made.html.contains("Kampagnen er oprettet"), "{}", made.html);
    }
}
