//! A list asks the database as often for fifty things as for five.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use brobygger::{
    domain::terms::LookPurpose,
    use_cases::{
        companies::OpenCompany,
        desk::Desk,
        placements::{
            company_list::CompanyProposals,
            dossier::OpenDossier,
            look::{PlacementFilter, Placements},
            rows::{PlacementRows, Wanted},
        },
        portal::{meters::OwnMeters, slots::OwnSlots},
    },
};

use super::paging::lay_offers;
use crate::placements::stage::Stage;

/// Statements since the last time somebody looked.
#[derive(Clone, Default)]
struct Counted(Arc<AtomicUsize>);

impl Counted {
    fn take(&self) -> usize {
        self.0.swap(0, Ordering::SeqCst)
    }
}

/// The statements of each list, with its name.
async fn statements(stage: &Stage, counted: &Counted) -> Vec<(&'static str, usize)> {
    let (app, staff, company) = (&stage.house.app, &stage.consultant, &stage.contact);
    let account = staff.account().expect("staff");
    let mut seen = Vec::new();
    let mut note = |name| seen.push((name, counted.take()));
    counted.take();
    let filter = PlacementFilter::default();
    app.ask(staff, &Placements { filter, after: None, limit: 100, purpose: LookPurpose::FollowUp }).await.expect("a list");
    note("placements with the law");
    app.ask(staff, &PlacementRows { wanted: Wanted::default(), after: None, limit: 100 }).await.expect("a list");
    note("rows of placements");
    app.ask(staff, &Desk { account }).await.expect("a desk");
    note("the desk");
    app.ask(company, &CompanyProposals::new(company, vec![])).await.expect("a list");
    note("a company's proposals");
    app.ask(company, &OwnSlots::new(company)).await.expect("a list");
    note("a company's slots");
    app.ask(company, &OwnMeters::new(company)).await.expect("meters");
    note("a company's meters");
    app.ask(staff, &OpenCompany { company: stage.place.company.id }).await.expect("a company");
    note("a company with its meters");
    let mut browser = stage.house.visitor(&crate::placements::stage::stepped_up(company)).await;
    counted.take();
    browser.get("/virksomhed").await;
    note("the portal's first page");
    browser.get("/virksomhed/forslag").await;
    note("the portal's list");
    seen
}

house_tests! {
    async fn a_list_of_fifty_asks_as_often_as_one_of_five(house) {
        let mut stage = Stage::set(house, 5).await;
        let counted = Counted::default();
        let count = counted.0.clone();
        stage.house.app.database.watch(move |_| {
            count.fetch_add(1, Ordering::SeqCst);
        });
        more(&stage, 5).await;
        let of_five = statements(&stage, &counted).await;
        more(&stage, 45).await;
        let of_fifty = statements(&stage, &counted).await;
        assert_eq!(of_five, of_fifty);
        assert!(of_five.iter().all(|(_, count)| (1..45).contains(count)), "{of_five:?}");
    }

    async fn a_placements_history_costs_no_query_a_line(house) {
        let mut stage = Stage::set(house, 5).await;
        let placement = stage.accepted().await;
        let counted = Counted::default();
        let count = counted.0.clone();
        stage.house.app.database.watch(move |_| {
            count.fetch_add(1, Ordering::SeqCst);
        });
        let ask = async || {
            counted.take();
            let question = OpenDossier { placement, purpose: LookPurpose::FollowUp };
            stage.house.app.ask(&stage.consultant, &question).await.expect("a dossier");
            counted.take()
        };
        let before = ask().await;
        stage.agree(placement).await.expect("agreed");
        assert_eq!(ask().await, before);
    }
}

/// So many more proposals, each noted in the audit as a change, with citizens and slots of their own.
async fn more(stage: &Stage, count: usize) {
    lay_offers(stage, count).await;
    for _ in 0..count {
        stage.proposed_for_another(crate::placements::stage::fortnight()).await;
        stage.house.slot(stage.house.tenant, &stage.place, 1).await;
    }
}
