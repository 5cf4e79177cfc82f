//! How many of the allowed places are filled, before anybody applies: for staff with the arithmetic, for the company as
//! counts, each at its own workplaces only.

use brobygger::{
    domain::{ids::WorkplaceId, permission::Who, placement::StateName, terms::FigureSource},
    store::workplaces,
    use_cases::{
        companies::OpenCompany,
        portal::meters::OwnMeters,
        slots::OpenSlot,
        workplaces::{ChangeWorkplace, TypedWorkplace},
    },
};

use super::assert_anonymous;
use crate::{
    kit::{House, day},
    placements::stage::{Stage, contact_of},
};

async fn figures(house: &House, id: WorkplaceId, ordinary: Option<(f64, &str)>, others: Option<(i32, &str)>) {
    house
        .write(house.tenant, async |work| {
            let mut place = workplaces::lock(work, id).await.expect("read").expect("a workplace");
            place.ordinary = ordinary.map(|(count, as_of)| (count, Some(day(as_of))));
            place.others = others.map(|(count, as_of)| (count, Some(day(as_of))));
            workplaces::update(work, &place).await.expect("a workplace");
        })
        .await;
}

house_tests! {
    async fn company_slot_and_portal_show_the_same_figure(house) {
        let stage = Stage::set(house, 4).await;
        figures(&stage.house, stage.place.workplace.id, Some((10.0, "2026-02-01")), Some((1, "2026-02-15"))).await;
        stage.laid_in(StateName::Running).await;
        stage.laid_in(StateName::Offered).await;
        let company = stage.house.app.ask(&stage.consultant, &OpenCompany { company: stage.place.company.id }).await.expect("opened");
        let meter = &company.meters[&stage.place.workplace.id];
        assert_eq!((meter.now.certain, meter.allowed, meter.others.map(|others| others.count)), (2, Some(2), Some(1)));
        assert_eq!(meter.opening.map(|opening| opening.from), Some(day("2026-03-16")), "a proposal fills nothing yet");
        let slot = stage.house.app.ask(&stage.consultant, &OpenSlot { slot: stage.slot.id }).await.expect("opened");
        assert_eq!(&slot.meter, meter);
        let own = stage.house.app.ask(&stage.contact, &OwnMeters::new(&stage.contact)).await.expect("own");
        assert_eq!(own.iter().map(|one| &one.meter).collect::<Vec<_>>(), [meter]);
    }

    async fn the_figure_of_others_names_its_source(house) {
        let stage = Stage::set(house, 4).await;
        let id = stage.place.workplace.id;
        let read = async || {
            let reader = stage.house.app.reader(stage.house.tenant).await.expect("a reader");
            let place = workplaces::find(&reader, id).await.expect("read").expect("a workplace");
            reader.end().await.expect("the reader ends");
            place
        };
        let typed = TypedWorkplace { others: "2".to_owned(), others_as_of: "2026-02-15".to_owned(), ..TypedWorkplace::from(&read().await) };
        stage.act(&stage.leader, &ChangeWorkplace { workplace: id, typed }).await.expect("changed");
        assert_eq!(read().await.others_source, Some(FigureSource::Typed));
        let mut browser = stage.house.visitor(&stage.consultant).await;
        let url = format!("/konsulent/pladser/{}", stage.slot.id);
        assert!(browser.get(&url).await.html.contains("Kilde: skrevet ind af en medarbejder i kommunen."));
        stage.house.file("liste.csv", "cvr;p_nummer;navn;oevrige_forloeb;oevrige_pr\n99000007;9000000001;Nordhavn Lager;3;2026-02-20\n");
        assert_eq!(stage.house.run(&["import", "companies", "liste.csv"]).code, Some(0));
        assert_eq!((read().await.others.map(|(count, _)| count), read().await.others_source), (Some(3), Some(FigureSource::Imported)));
        assert!(browser.get(&url).await.html.contains("Kilde: indlæst fra en liste."));
    }

    async fn the_pages_say_the_figure_its_arithmetic_and_that_it_is_a_pre_check(house) {
        let stage = Stage::set(house, 4).await;
        figures(&stage.house, stage.place.workplace.id, Some((10.0, "2026-02-01")), Some((1, "2026-02-15"))).await;
        stage.laid_in(StateName::Running).await;
        let mut browser = stage.house.visitor(&stage.consultant).await;
        let urls = [format!("/konsulent/virksomheder/{}", stage.place.company.id), format!("/konsulent/pladser/{}", stage.slot.id)];
        let told = [
            "2 af 2 brugt · næste ledige 16. marts 2026",
            "10 ordinært ansatte: 1 for hver 5 giver 2",
            "pr. 1. februar 2026 (29 dage gammelt)",
            "Øvrige forløb (andre kommuner): 1 pr. 15. februar 2026",
            "Efter det vi kender til, pr. 2. marts 2026",
            "VITAS",
            "rimelighedskravet, opgjort i fuldtidspersoner, fra 1. januar 2025",
        ];
        for url in &urls {
            let page = browser.get(url).await.html;
            assert!(told.iter().all(|words| page.contains(words)), "{url}: {page}");
        }
        let english = browser.get(&format!("{}?sprog=en", urls[1])).await.html;
        assert!(english.contains("2 of 2 used · next free 16 March 2026") && english.contains("pre-check"), "{english}");
        let mut portal = stage.house.visitor(&stage.contact).await;
        for url in ["/virksomhed", "/virksomhed/pladser"] {
            let page = portal.get(url).await.html;
            assert!(page.contains("2 af 2 brugt · næste ledige 16. marts 2026"), "{url}: {page}");
            assert_anonymous(&page);
        }
        let page = portal.get("/virksomhed/pladser").await.html;
        assert!(page.contains("afgøres, når I søger i VITAS") && !page.contains("integrationsloven"), "{page}");
    }

    async fn without_a_fresh_figure_the_page_says_what_to_do(house) {
        let stage = Stage::set(house, 1).await;
        let page_of = async |ordinary: Option<(f64, &str)>| {
            figures(&stage.house, stage.place.workplace.id, ordinary, None).await;
            let staff = stage.house.visitor(&stage.leader).await.get(&format!("/konsulent/pladser/{}", stage.slot.id)).await.html;
            let company = stage.house.visitor(&stage.contact).await.get("/virksomhed/pladser").await.html;
            (staff, company)
        };
        let (staff, company) = page_of(None).await;
        assert!(staff.contains("Antallet af ordinært ansatte mangler") && staff.contains("antal tilladte kendes ikke"), "{staff}");
        assert!(staff.contains(&format!("/arbejdspladser/{}", stage.place.workplace.id)), "the way to where it is filled in: {staff}");
        assert!(company.contains("Ring til jeres kontakt i kommunen og oplys tallet"), "{company}");
        let (staff, company) = page_of(Some((40.0, "2025-11-01"))).await;
        assert!(staff.contains("er fra 1. november 2025 og for gammelt"), "{staff}");
        assert!(company.contains("er fra 1. november 2025 og for gammelt"), "{company}");
        let (staff, _) = page_of(Some((40.0, "2026-02-01"))).await;
        assert!(staff.contains("Fra 3. maj 2026 er antallet af ordinært ansatte for gammelt"), "{staff}");
    }

    async fn nobody_reads_the_meter_of_another_company_or_municipality(house) {
        let stage = Stage::set(house, 1).await;
        let other = stage.house.place_numbered(stage.house.tenant, "99000015", "9000000002").await;
        let stranger = contact_of(&stage.house, stage.house.tenant, &other);
        let own = async |actor| {
            let meters = stage.house.app.ask(&actor, &OwnMeters::new(&actor)).await.expect("own");
            meters.into_iter().map(|one| one.workplace).collect::<Vec<_>>()
        };
        assert_eq!(own(stranger).await.join(" "), other.workplace.name);
        let mut bound = stage.contact.clone();
        if let Who::Contact { workplace, .. } = &mut bound.who {
            *workplace = Some(WorkplaceId(stage.house.app.ids.random()));
        }
        assert_eq!(own(bound).await, Vec::<String>::new(), "bound to another workplace");
        let neighbours = stage.house.place(stage.house.neighbour).await;
        stage.laid_in(StateName::Running).await;
        let (_, clerk) = stage.house.account(stage.house.neighbour, "jk.nabo", &["job_consultant"]).await;
        let theirs = stage.house.app.ask(&clerk, &OpenCompany { company: neighbours.company.id }).await.expect("opened");
        assert_eq!(theirs.meters[&neighbours.workplace.id].now.certain, 0, "the same P-number, another municipality's placements");
    }
}
