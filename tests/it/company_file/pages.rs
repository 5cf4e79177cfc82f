//! The pages of the register: what a colleague may see and do, step by step, as the buttons send it.

use brobygger::{
    domain::{refusal::Refusal, terms::FigureSource},
    use_cases::companies::{BarCompany, ChangeCompany, CreateCompany, LookAtLadder, TypedBar, TypedCompany},
};

use super::{company, typed};
use crate::{
    kit::day,
    placements::stage::{Stage, refusal},
};

house_tests! {
    async fn a_company_is_paused_and_opened_again_by_its_buttons(house) {
        let stage = Stage::set(house, 1).await;
        let mut visitor = stage.house.visitor(&stage.leader).await;
        let url = format!("/konsulent/virksomheder/{}", stage.place.company.id);
        let form = visitor.get(&format!("{url}/stop")).await;
        assert!(form.html.contains("Karim Eksempel"), "who is told: {}", form.html);
        let page = visitor.post(&format!("{url}/stop"), &[("version", "1"), ("kind", "pause"), ("until", "2026-03-31")]).await;
        assert!(page.html.contains("På pause til og med 31. marts 2026"), "{}", page.html);
        let slot = visitor.get(&format!("/konsulent/pladser/{}", stage.slot.id)).await;
        assert!(slot.html.contains("På pause til og med 31. marts 2026"), "{}", slot.html);
        let page = visitor.post(&format!("{url}/genoptag"), &[("version", "2")]).await;
        assert!(page.html.contains("kan få forslag igen") && !page.html.contains("På pause til"), "{}", page.html);
    }

    async fn the_portal_says_neutrally_that_no_proposals_come(house) {
        let stage = Stage::set(house, 1).await;
        let mut visitor = stage.house.visitor(&stage.contact).await;
        assert!(!visitor.get("/virksomhed").await.html.contains("ingen nye forslag"));
        let note = "Opsagde to ordinært ansatte.";
        let typed = TypedBar { version: 1, kind: "block".into(), reason: "displacement".into(), note: note.into(), ..TypedBar::default() };
        stage.act(&stage.leader, &BarCompany { company: stage.place.company.id, typed }).await.expect("blocked");
        let page = visitor.get("/virksomhed").await;
        assert!(page.html.contains("I får ingen nye forslag for tiden"), "{}", page.html);
        assert!(!page.html.contains("Opsagde") && !page.html.contains("fortrængt"), "{}", page.html);
    }

    async fn whoever_may_not_change_companies_sees_no_button(house) {
        let stage = Stage::set(house, 1).await;
        let (_, caseworker) = stage.house.account(stage.house.tenant, "sb.kim", &["caseworker"]).await;
        let url = format!("/konsulent/virksomheder/{}", stage.place.company.id);
        let mut visitor = stage.house.visitor(&caseworker).await;
        let page = visitor.get(&url).await;
        assert!(!page.html.contains("/stop\"") && !page.html.contains("/flet\"") && !page.html.contains("/siger\""), "{}", page.html);
        assert_eq!(visitor.get(&format!("{url}/stop")).await.status, 403);
    }

    async fn two_companies_are_merged_and_parted_by_the_buttons(house) {
        let stage = Stage::set(house, 1).await;
        let other = stage.house.place_numbered(stage.house.tenant, "99000015", "9000000002").await;
        let mut visitor = stage.house.visitor(&stage.leader).await;
        let (kept, gone) = (stage.place.company.id, other.company.id);
        let list = visitor.get("/konsulent/virksomheder/dubletter").await;
        assert!(list.html.contains("/flet/"), "{}", list.html);
        let choose = visitor.get(&format!("/konsulent/virksomheder/{kept}/flet")).await;
        assert!(choose.html.contains(&format!("/flet/{gone}")), "{}", choose.html);
        let url = format!("/konsulent/virksomheder/{kept}/flet/{gone}");
        let preview = visitor.get(&url).await;
        assert!(preview.html.contains("1 arbejdsplads med pladser og forløb flyttes"), "{}", preview.html);
        let page = visitor.post(&url, &[("version", "1"), ("other_version", "1")]).await;
        assert!(page.html.contains("De to virksomheder er nu én"), "{}", page.html);
        let parted = visitor.post(&format!("/konsulent/virksomheder/{gone}/skil-ad"), &[]).await;
        assert!(parted.html.contains("skilt ad igen"), "{}", parted.html);
        assert_eq!(company(&stage.house, gone).await.relation.merged_into, None);
    }

    async fn the_sources_of_a_number_and_the_substitute_are_kept(house) {
        let (one, actor) = house.account(house.tenant, "vk.bente", &["company_consultant"]).await;
        let (two, _) = house.account(house.tenant, "vk.ole", &["company_consultant"]).await;
        let both = TypedCompany { consultant: one.id.to_string(), substitute: one.id.to_string(), ..typed("99000007", "Havn") };
        let Refusal::Invalid { fields } = refusal(house.app.carry_out(&actor, &CreateCompany { typed: both.clone() }).await) else { panic!("refused") };
        assert_eq!(fields[0].field, "substitute");
        let fine = TypedCompany {
            substitute: two.id.to_string(),
            employees_min: "10".into(),
            municipal_own: "ja".into(),
            proposal_cap: "4".into(),
            ..both
        };
        let id = house.app.carry_out(&actor, &CreateCompany { typed: fine }).await.expect("made");
        let made = company(&house, id).await;
        assert_eq!(made.employees_told, Some((FigureSource::Typed, day("2026-03-02"))));
        assert_eq!((made.relation.substitute, made.relation.proposal_cap, made.relation.municipal_own), (Some(two.id), Some(4), true));
        house.wait(chrono::Duration::days(9));
        let mut again = TypedCompany::from(&made);
        again.phone = "11 22 33 44".into();
        house.app.carry_out(&actor, &ChangeCompany { company: id, typed: again }).await.expect("changed");
        assert_eq!(company(&house, id).await.employees_told, made.employees_told, "a number that nobody touched keeps its day");
        let mut visitor = house.visitor(&actor).await;
        let own = visitor.get("/konsulent/virksomheder?med=municipal_own").await;
        let social = visitor.get("/konsulent/virksomheder?med=social").await;
        assert!(own.html.contains(&format!("/{id}\"")) && !social.html.contains(&format!("/{id}\"")));
    }

    async fn a_proposed_step_is_taken_by_its_button(house) {
        let stage = Stage::set(house, 1).await;
        stage.house.wait(chrono::Duration::days(366));
        let system = brobygger::domain::permission::Actor::system(stage.house.tenant);
        stage.house.app.carry_out(&system, &LookAtLadder { after: None }).await.expect("looked");
        let mut visitor = stage.house.visitor(&stage.leader).await;
        let url = format!("/konsulent/virksomheder/{}", stage.place.company.id);
        let page = visitor.get(&url).await;
        assert!(page.html.contains("hverken været forløb eller kontakt siden"), "{}", page.html);
        let page = visitor.post(&format!("{url}/trin"), &[("version", "1"), ("step", "kontakt"), ("answer", "ja")]).await;
        assert!(page.html.contains("Trinnet er ændret"), "{}", page.html);
    }
}
