//! Lists from files, through the program itself: what goes in, what is told, and what never changes.

mod broken;
mod citizens;
mod files;
mod repeated;
mod walls;
mod workbooks;

use brobygger::{
    domain::{
        company::{Company, Workplace},
        numbers::{CvrNumber, PNumber},
        slot::Slot,
    },
    store::{change_log, companies, scope::Reader, slots, workplaces},
};

use crate::kit::House;

/// What a municipality's register is asked for in these tests.
struct Register<'a> {
    reader: Reader<'a>,
}

impl House {
    async fn register(&self) -> Register<'_> {
        Register { reader: self.app.reader(self.tenant).await.expect("a reader") }
    }

    /// Imports a file and gives the count of new, changed, unchanged and refused rows.
    fn import(&self, kind: &str, name: &str) -> [u64; 4] {
        let ended = self.run(&["import", kind, name, "--json"]);
        let outcome: serde_json::Value = serde_json::from_str(&ended.out).unwrap_or_else(|_| panic!("{ended:?}"));
        let counts = ["added", "changed", "unchanged", "refused"].map(|key| outcome[key].as_u64().expect("a count"));
        assert_eq!(ended.code, Some(if counts[3] == 0 { 0 } else { 2 }), "{ended:?}");
        counts
    }

    /// Everything that an import must leave alone when it changes nothing: the number of the latest change, and of audit rows.
    async fn marks(&self) -> (u64, u64) {
        use sea_orm::{EntityTrait, PaginatorTrait};
        let register = self.register().await;
        let latest = change_log::latest(&register.reader).await.expect("a number");
        let rows = entity::audit::Entity::find().count(self.app.database.reading()).await.expect("a count");
        (latest, rows)
    }
}

impl Register<'_> {
    async fn company(&self, cvr: &str) -> Company {
        let cvr = CvrNumber::parse(cvr).expect("a CVR number");
        companies::by_cvr(&self.reader, &cvr).await.expect("read").expect("the company")
    }

    async fn has_company(&self, cvr: &str) -> bool {
        let cvr = CvrNumber::parse(cvr).expect("a CVR number");
        companies::by_cvr(&self.reader, &cvr).await.expect("read").is_some()
    }

    async fn workplace(&self, p_number: &str) -> Workplace {
        let p_number = PNumber::parse(p_number).expect("a P-number");
        workplaces::by_p_number(&self.reader, &p_number).await.expect("read").expect("the workplace")
    }

    async fn slot(&self, plads_id: &str) -> Slot {
        slots::by_external_id(&self.reader, plads_id).await.expect("read").expect("the slot")
    }
}
