//! A quota never falls below what is in use.

use brobygger::{
    domain::{citizen::Citizen, refusal::Refusal},
    store::workplaces,
    use_cases::agreements::{NewVersion, SaveAgreement, TypedAgreement},
};

use super::Table;
use crate::{
    kit::day,
    placements::stage::{confirmation, fortnight, proposal, refusal},
};

house_tests! {
    async fn a_quota_below_what_is_in_use_is_refused_with_the_number(house) {
        let table = Table::set(house).await;
        let mut workplace = table.place.workplace.clone();
        workplace.ordinary = Some((5000.0, Some(day("2026-02-01"))));
        table.house.write(table.house.tenant, async |work| workplaces::update(work, &workplace).await.expect("a workplace")).await;
        let agreement = table.agreed().await;
        let slot = table.file(agreement).await.slots.into_iter().find(|slot| slot.seats == 4).expect("a slot");
        let (_, leader) = table.house.account(table.house.tenant, "tl.henrik", &["team_leader"]).await;
        for _ in 0..2 {
            let knows_employer = |citizen: &mut Citizen| citizen.legal.last_employer = Some("99000031".to_owned());
            let citizen = table.house.citizen_with(table.house.tenant, knows_employer).await;
            let asked = table.house.app.carry_out(&leader, &proposal(&citizen, &slot, fortnight())).await.expect("proposed");
            table.house.app.carry_out(&leader, &confirmation(asked.placement)).await.expect("confirmed");
        }
        let version = table.file(agreement).await.agreement.version;
        table.house.app.carry_out(&table.bente, &NewVersion { agreement, version, renews: false }).await.expect("begun");
        let file = table.file(agreement).await;
        let typed = |seats: &str, drop: bool| {
            let mut typed = TypedAgreement::of(&file.agreement, &file.versions[0].content);
            let line = typed.lines.iter_mut().find(|line| line.slot == slot.id.to_string()).expect("the line");
            (line.seats, line.drop) = (seats.to_owned(), drop);
            (line.reserved_seats, line.reserved_for) = (String::new(), Vec::new());
            SaveAgreement { company: table.place.company.id, agreement: Some(agreement), typed }
        };
        for (seats, drop) in [("1", false), ("4", true)] {
            let refused = refusal(table.house.app.carry_out(&table.bente, &typed(seats, drop)).await);
            assert_eq!(refused, Refusal::SeatsInUse { in_use: 2 }, "{seats} {drop}");
        }
        table.house.app.carry_out(&table.bente, &typed("2", false)).await.expect("just enough");
        table.send(agreement).await;
        table.approve(agreement).await;
        let seats: Vec<u32> = table.file(agreement).await.slots.iter().filter(|one| one.id == slot.id).map(|one| one.seats).collect();
        assert_eq!(seats, [2]);
    }
}
