//! The VITAS package: the fields in the order of the form, nothing of the citizen in it, and decisions that are noted.

use axum::http::StatusCode;
use brobygger::{
    domain::{
        ids::PlacementId,
        placement::HoursStep,
        refusal::Refusal,
        terms::{LookPurpose, PlacementForm},
        vitas::{Field, Note, Value},
    },
    store::{companies, workplaces},
    use_cases::placements::{
        extend::Extend,
        look::OnePlacement,
        start::Start,
        vitas::{OpenVitas, RecordGrant},
    },
};
use serde_json::Value as Json;

use super::stage::{Stage, refusal};
use crate::{
    kit::{browser::Browser, day},
    privacy::canaries,
};

/// The form's order (`data/README.md`); a wage cost stands for løntilskud only, the last three where there is cause.
const ORDER: [&str; 21] = [
    "contact_name",
    "contact_email",
    "contact_phone",
    "representative_name",
    "representative_email",
    "representative_phone",
    "cpr",
    "p_number",
    "cvr",
    "workplace",
    "workplace_address",
    "starts_on",
    "ends_on",
    "weekly_hours",
    "working_times",
    "job_title",
    "tasks",
    "purpose",
    "ordinary_workplace",
    "ordinary_last_month",
    "ordinary_mean",
];

fn decision(placement: PlacementId, version: i32, decision: &str, on: &str) -> RecordGrant {
    RecordGrant { placement, version, number: "2026-00123".to_owned(), decision: decision.to_owned(), decided_on: on.to_owned() }
}

async fn fields(stage: &Stage, placement: PlacementId) -> Vec<Field> {
    let open = OpenVitas { placement, purpose: LookPurpose::FollowUp };
    stage.house.app.ask(&stage.consultant, &open).await.expect("a package").fields
}

fn keys(fields: &[Field]) -> Vec<&'static str> {
    fields.iter().map(|field| field.key).collect()
}

fn one<'a>(fields: &'a [Field], key: &str) -> &'a Field {
    fields.iter().find(|field| field.key == key).expect(key)
}

async fn version(stage: &Stage, placement: PlacementId) -> i32 {
    stage.record(placement).await.placement.version
}

async fn desk(stage: &Stage) -> Browser {
    stage.house.visitor(&stage.consultant).await
}

house_tests! {
    async fn the_fields_stand_in_the_order_of_the_form(house) {
        let mut stage = Stage::set(house, 1).await;
        stage.place.company.monthly_ordinary = Some(vec![10.0, 10.0, 10.0, 10.0, 10.0, 10.0, 10.0, 10.0, 10.0, 10.0, 10.0, 16.0]);
        let company = stage.place.company.clone();
        stage.house.write(stage.house.tenant, async |work| companies::update(work, &company).await.expect("a company")).await;
        let placement = stage.proposed().await;
        let fields = fields(&stage, placement).await;
        assert_eq!(keys(&fields), ORDER);
        assert_eq!(one(&fields, "cpr").value, None);
        assert_eq!(one(&fields, "representative_name").note, Some(Note::Representative));
        assert_eq!(one(&fields, "weekly_hours").value, Some(Value::Figure(15.0)));
        assert_eq!(one(&fields, "starts_on").value, Some(Value::Day(day("2026-03-02"))));
        let here = one(&fields, "ordinary_workplace");
        assert_eq!((here.value.clone(), here.as_of), (Some(Value::Figure(5000.0)), Some(day("2026-02-01"))));
        assert_eq!(one(&fields, "ordinary_last_month").value, Some(Value::Figure(16.0)));
        assert_eq!(one(&fields, "ordinary_mean").value, Some(Value::Figure(10.5)));
    }

    async fn a_wage_subsidy_asks_the_company_for_its_wage_cost(house) {
        let stage = Stage::set(house, 1).await;
        let mut proposal = stage.proposal();
        proposal.form = PlacementForm::Loentilskud;
        let placement = stage.act(&stage.consultant, &proposal).await.expect("proposed").placement;
        let fields = fields(&stage, placement).await;
        assert_eq!(keys(&fields)[..22], [&ORDER[..], &["monthly_wage_cost"]].concat());
        let cost = one(&fields, "monthly_wage_cost");
        assert_eq!((cost.value.clone(), cost.note), (None, Some(Note::ByCompany)));
    }

    async fn steps_and_an_extension_are_told(house) {
        let stage = Stage::set(house, 1).await;
        let mut proposal = stage.proposal();
        proposal.weekly_hours = vec![HoursStep { from: day("2026-03-02"), hours: 4.0 }, HoursStep { from: day("2026-03-09"), hours: 7.5 }];
        let placement = stage.act(&stage.consultant, &proposal).await.expect("proposed").placement;
        let before = fields(&stage, placement).await;
        let hours = one(&before, "weekly_hours");
        assert_eq!((hours.value.clone(), hours.note), (Some(Value::Figure(7.5)), Some(Note::LastStep)));
        let Some(Value::Text(remark)) = &one(&before, "remark").value else { panic!("a remark") };
        assert!(remark.contains("4 timer om ugen fra 2. marts 2026, 7,5 timer om ugen fra 9. marts 2026"), "{remark}");
        stage.confirm(placement).await.expect("confirmed");
        stage.accept(placement).await.expect("accepted");
        stage.agree(placement).await.expect("agreed");
        stage.act(&stage.consultant, &Start { placement }).await.expect("started");
        assert!(!keys(&fields(&stage, placement).await).contains(&"new_end"));
        let longer = Extend { placement, ends_on: day("2026-03-22"), justifications: vec![], overrides: vec![], reason: None };
        stage.act(&stage.consultant, &longer).await.expect("extended");
        let after = fields(&stage, placement).await;
        assert_eq!(one(&after, "new_end").value, Some(Value::Day(day("2026-03-22"))));
        assert_eq!(one(&after, "contract_still_holds").value, None);
    }

    async fn a_red_warning_of_today_is_explained_where_the_start_is_fine(house) {
        let stage = Stage::set(house, 2).await;
        let first = stage.agreed_until("2026-03-15").await;
        let mut workplace = stage.place.workplace.clone();
        (workplace.ordinary, workplace.version) = (Some((5.0, Some(day("2026-02-01")))), workplace.version + 1);
        stage.house.write(stage.house.tenant, async |work| workplaces::update(work, &workplace).await.expect("a workplace")).await;
        let later = brobygger::domain::period::Period { from: day("2026-03-16"), to: day("2026-03-29") };
        let second = stage.proposed_for_another(later).await;
        assert_ne!(first, second);
        let fields = fields(&stage, second).await;
        let Some(Value::Text(remark)) = &one(&fields, "remark").value else { panic!("a remark") };
        assert!(remark.starts_with("VITAS kan vise en rød advarsel") && remark.contains("16. marts 2026, er kravet opfyldt"), "{remark}");
    }

    async fn decisions_are_kept_one_after_the_other(house) {
        let stage = Stage::set(house, 1).await;
        let placement = stage.proposed().await;
        let first = version(&stage, placement).await;
        stage.act(&stage.consultant, &decision(placement, first, "ansoegt", "2026-02-27")).await.expect("noted");
        let again = stage.act(&stage.consultant, &decision(placement, first, "bevilget", "2026-03-02")).await;
        assert_eq!(refusal(again), Refusal::Stale { current: first + 1 });
        stage.act(&stage.consultant, &decision(placement, first + 1, "bevilget", "02-03-2026")).await.expect("noted");
        let look = OnePlacement { placement, purpose: LookPurpose::FollowUp };
        let seen = stage.house.app.ask(&stage.consultant, &look).await.expect("a placement").seen;
        let kept: Vec<&str> = seen.grants.iter().map(|grant| grant.decision.as_str()).collect();
        assert_eq!(kept, ["bevilget", "ansoegt"]);
        assert_eq!(stage.events("grant_recorded").await.len(), 2);
    }

    async fn what_cannot_be_a_decision_is_refused_at_its_field(house) {
        let stage = Stage::set(house, 1).await;
        let placement = stage.proposed().await;
        let now = version(&stage, placement).await;
        let sound = decision(placement, now, "bevilget", "2026-03-02");
        let cases = [
            (RecordGrant { number: "nr. 7".to_owned(), ..sound.clone() }, "vitas-number-shape"),
            (RecordGrant { number: String::new(), ..sound.clone() }, "error-required"),
            (RecordGrant { number: "010490-9995".to_owned(), ..sound.clone() }, "free-text-cpr"),
            (RecordGrant { decision: "ja".to_owned(), ..sound.clone() }, "error-choose"),
            (RecordGrant { decided_on: "2026-03-03".to_owned(), ..sound.clone() }, "error-day-ahead"),
            (RecordGrant { decided_on: String::new(), ..sound.clone() }, "error-required"),
        ];
        for (typed, reason) in cases {
            let Refusal::Invalid { fields } = refusal(stage.act(&stage.consultant, &typed).await) else { panic!("{reason}") };
            assert_eq!(fields.iter().map(|field| field.reason).collect::<Vec<_>>(), [reason]);
        }
        assert_eq!(version(&stage, placement).await, now);
    }

    async fn a_grant_is_missed_until_it_is_noted(house) {
        let stage = Stage::set(house, 1).await;
        let placement = stage.accepted().await;
        let url = format!("/konsulent/forloeb/{placement}");
        let mut desk = desk(&stage).await;
        assert!(desk.get(&url).await.html.contains("Mangler bevilling fra VITAS"));
        let form = desk.get(&format!("{url}/vitas")).await;
        assert!(form.html.contains("Dette er ikke en ansøgning: virksomheden søger i VITAS, kommunen afgør."), "{}", form.html);
        let version = version(&stage, placement).await.to_string();
        let sent = |number: &'static str| {
            let (version, opslag) = (version.clone(), "follow_up".to_owned());
            [("version", version), ("opslag", opslag), ("nummer", number.to_owned()), ("afgoerelse", "bevilget".to_owned()), ("dato", "2026-03-02".to_owned())]
        };
        let wrong = sent("nr 7");
        let pairs: Vec<(&str, &str)> = wrong.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let again = desk.post(&format!("{url}/vitas"), &pairs).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.html.contains("value=\"nr 7\"") && again.html.contains("Skriv nummeret med tal"), "{}", again.html);
        let right = sent("2026-00123");
        let pairs: Vec<(&str, &str)> = right.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let done = desk.post(&format!("{url}/vitas"), &pairs).await;
        assert!(done.html.contains("Afgørelsen fra VITAS er noteret."), "{}", done.html);
        let page = desk.get(&url).await.html;
        assert!(page.contains("VITAS: bevilget 2. marts 2026, nr. 2026-00123") && !page.contains("Mangler bevilling"), "{page}");
        let program = stage.house.program("job_consultant").await;
        let seen = program.get(&format!("/api/v1/placements/{placement}")).await.with(200);
        assert_eq!(seen["grant"], serde_json::json!({ "number": "2026-00123", "decision": "bevilget", "decided_on": "2026-03-02" }));
    }

    async fn nothing_of_the_citizen_stands_in_the_package(house) {
        let mut stage = Stage::set(house, 1).await;
        canaries::plant_everywhere(&mut stage).await;
        let groups = canaries::group_words(&stage.house);
        let placement = stage.proposed().await;
        let (url, mut desk, mut seen) = (format!("/konsulent/forloeb/{placement}/vitas"), desk(&stage).await, canaries::Seen::default());
        for page in ["", ".json", ".csv"] {
            let answer = desk.get(&format!("{url}{page}")).await;
            assert_eq!(answer.status, StatusCode::OK, "{page}");
            seen.page(&answer);
        }
        seen.assert_anonymous(&groups);
    }

    async fn the_files_open_in_programs_and_spreadsheets(house) {
        let stage = Stage::set(house, 1).await;
        let placement = stage.proposed().await;
        let mut desk = desk(&stage).await;
        let json = desk.get(&format!("/konsulent/forloeb/{placement}/vitas.json")).await;
        let read: Json = serde_json::from_str(&json.html).expect("JSON");
        let keys: Vec<&str> = read["fields"].as_array().expect("fields").iter().filter_map(|field| field["key"].as_str()).collect();
        assert_eq!(keys, ORDER);
        let csv = desk.get(&format!("/konsulent/forloeb/{placement}/vitas.csv")).await;
        assert!(csv.html.starts_with("\u{feff}\"key\";\"label\";\"value\";\"note\""), "{}", csv.html);
        assert_eq!(csv.headers["content-disposition"], "attachment; filename=\"vitas-pakke.csv\"");
        let colleague = stage.house.visitor(&stage.leader).await.get(&format!("/konsulent/forloeb/{placement}/vitas.json")).await;
        assert!(colleague.html.contains("Hvorfor ser du denne borger?") && !colleague.html.contains("contact_name"), "{}", colleague.html);
    }
}
