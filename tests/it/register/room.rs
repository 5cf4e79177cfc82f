//! M20: a workplace that becomes full, or has room again, is told to consultant and company, once a week at most.

use brobygger::{domain::placement::StateName, store::companies};
use chrono::Duration;

use crate::kit::{
    House, Place, day,
    post::{post, postman},
    smtp::{Mode, Sink},
};

/// A company with a consultant and a slot of many seats; 40 ordinary employees allow 8 places.
async fn stage(house: &House) -> (Place, brobygger::domain::slot::Slot) {
    let place = house.place(house.tenant).await;
    let (owner, _) = house.account(house.tenant, "vk.bente", &["company_consultant"]).await;
    let mut company = place.company.clone();
    company.consultant = Some(owner.id);
    house.write(house.tenant, async |work| companies::update(work, &company).await.expect("written")).await;
    let slot = house.slot(house.tenant, &place, 10).await;
    (place, slot)
}

fn told(sink: &Sink) -> Vec<String> {
    let subjects = sink.letters().into_iter().filter(|letter| letter.header("Subject").is_some_and(|text| text.contains("Rimelighed")));
    subjects.map(|letter| letter.to).collect()
}

house_tests! {
    async fn consultant_and_company_hear_that_a_workplace_is_full_once(house) {
        let sink = Sink::open(Mode::Takes).await;
        let app = house.with_mail_at_any_hour(&sink);
        let (place, slot) = stage(&house).await;
        post(&app, &postman(&app)).await;
        assert_eq!(told(&sink), Vec::<String>::new(), "what is found first is no news");
        for seat in 0..8 {
            house.take_seat(&slot, seat, StateName::Running, ("2026-02-23", "2026-06-30")).await;
        }
        post(&app, &postman(&app)).await;
        assert_eq!(told(&sink), Vec::<String>::new(), "measured once a day");
        house.wait(Duration::days(1));
        post(&app, &postman(&app)).await;
        let letters = sink.letters();
        let company = letters.iter().find(|letter| letter.to == place.contact.email.clone().expect("an address")).expect("a letter");
        let text = company.readable();
        assert!(text.contains("P-nummer 9000000001") && text.contains("8 af 8 pladser er brugt"), "{text}");
        assert!(text.contains("Der er ikke plads til flere lige nu"), "{text}");
        assert!(!text.contains("Kanarie") && !text.contains("Tilde"), "{text}");
        assert_eq!(told(&sink).len(), 2, "the consultant too");
        house.wait(Duration::days(1));
        post(&app, &postman(&app)).await;
        assert_eq!(told(&sink).len(), 2, "once");
    }

    async fn a_week_lies_between_two_letters_and_the_news_is_not_forgotten(house) {
        let sink = Sink::open(Mode::Takes).await;
        let app = house.with_mail_at_any_hour(&sink);
        let (_, slot) = stage(&house).await;
        post(&app, &postman(&app)).await;
        for seat in 0..8 {
            let last = if seat == 0 { day("2026-03-05") } else { day("2026-06-30") };
            house.take_seat(&slot, seat, StateName::Running, ("2026-02-23", &last.to_string())).await;
        }
        house.wait(Duration::days(1));
        post(&app, &postman(&app)).await;
        assert_eq!(told(&sink).len(), 2, "full");
        house.wait(Duration::days(4));
        post(&app, &postman(&app)).await;
        assert_eq!(told(&sink).len(), 2, "room again, but told four days ago");
        house.wait(Duration::days(3));
        post(&app, &postman(&app)).await;
        assert_eq!(told(&sink).len(), 4, "room again");
    }
}
