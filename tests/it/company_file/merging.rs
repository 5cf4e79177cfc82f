//! Two entries of one company: what moves, who wins, and that undoing leaves every row as it was.

use brobygger::{
    domain::{
        company::Contact,
        ids::CompanyId,
        merge::Fact,
        permission::Actor,
        refusal::Refusal,
        willingness::{SaidAt, Willing, Willingness},
    },
    store::{companies, contacts, willingness},
    use_cases::{
        companies::{FindCompanyByCvr, ListCompanies, MergeCompanies, OpenCompany, PreviewMerge, SeekCompanies, UndoMerge},
        contacts::{CreateContact, TypedContact},
        sign_in::{Person, open_session, who_is},
        willingness::{SayWillingness, TypedWillingness},
    },
};
use chrono::Duration;
use sea_orm::{ConnectionTrait, DatabaseBackend, Statement};

use super::company;
use crate::{
    kit::{House, Place, day},
    placements::stage::{is_unknown, refusal},
};

struct Pair {
    house: House,
    staff: Actor,
    kept: Place,
    gone: Place,
}

async fn pair(house: House) -> Pair {
    let (_, staff) = house.account(house.tenant, "vk.bente", &["company_consultant"]).await;
    let kept = house.place(house.tenant).await;
    let gone = house.place_numbered(house.tenant, "99000015", "9000000002").await;
    let mut told = gone.company.clone();
    (told.name, told.phone) = ("Nordhavn Lager A/S".to_owned(), Some("11 22 33 44".to_owned()));
    house.write(house.tenant, async |work| companies::update(work, &told).await.expect("a company")).await;
    house.slot(house.tenant, &gone, 2).await;
    for (place, said_on, answer) in [(&kept, "2026-01-05", Willing::No), (&gone, "2026-02-05", Willing::Yes)] {
        let said = Willingness { topic: "mentor".into(), answer, said_on: day(said_on), source: SaidAt::Visit, by: None };
        house.write(house.tenant, async |work| willingness::put(work, place.company.id, &said).await.expect("said")).await;
    }
    Pair { house, staff, kept, gone }
}

impl Pair {
    async fn merge(&self, taken: &[Fact]) {
        let versions = (company(&self.house, self.kept.company.id).await.version, company(&self.house, self.gone.company.id).await.version);
        let merge = MergeCompanies { kept: self.kept.company.id, gone: self.gone.company.id, versions, taken: taken.to_vec() };
        self.house.app.carry_out(&self.staff, &merge).await.expect("merged");
        self.house.wait(Duration::seconds(1));
    }

    async fn undo(&self) -> Result<(), brobygger::use_cases::failure::Failure> {
        self.house.app.carry_out(&self.staff, &UndoMerge { gone: self.gone.company.id }).await
    }

    /// Every row of the tables that a merge touches, in order, without version and day of change.
    async fn rows(&self) -> Vec<String> {
        let mut all = Vec::new();
        let db = self.house.app.database.reading();
        for table in
            ["company", "workplace", "contact", "agreement", "slot", "task", "contact_log", "enquiry", "willingness", "company_key"]
        {
            let sql = match db.get_database_backend() {
                DatabaseBackend::Postgres => {
                    format!("SELECT (to_jsonb(t) - 'version' - 'updated_at')::text AS line FROM {table} t ORDER BY 1")
                }
                _ => self.sqlite_lines(table).await,
            };
            let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.expect("rows");
            all.extend(rows.iter().map(|row| format!("{table} {}", row.try_get::<String>("", "line").expect("a line"))));
        }
        all
    }

    async fn sqlite_lines(&self, table: &str) -> String {
        let db = self.house.app.database.reading();
        let columns = Statement::from_string(DatabaseBackend::Sqlite, format!("SELECT name FROM pragma_table_info('{table}')"));
        let names: Vec<String> =
            db.query_all_raw(columns).await.expect("columns").iter().map(|row| row.try_get("", "name").expect("a name")).collect();
        let kept = names.iter().filter(|name| !["version", "updated_at"].contains(&name.as_str()));
        let quoted: Vec<String> = kept.map(|name| format!("quote(\"{name}\")")).collect();
        format!("SELECT {} AS line FROM \"{table}\" ORDER BY 1", quoted.join(" || ' ' || "))
    }
}

async fn said(house: &House, id: CompanyId) -> Vec<(String, Willing)> {
    let reader = house.app.reader(house.tenant).await.expect("a reader");
    let all = willingness::of_companies(&reader, &[id]).await.expect("read").remove(&id).unwrap_or_default();
    reader.end().await.expect("the reader ends");
    all.into_iter().map(|one| (one.topic, one.answer)).collect()
}

house_tests! {
    async fn the_preview_tells_what_moves_and_where_they_differ(house) {
        let pair = pair(house).await;
        let draft = pair.house.app.ask(&pair.staff, &PreviewMerge { kept: pair.kept.company.id, gone: pair.gone.company.id }).await.expect("told");
        let moved: Vec<_> = draft.moved.iter().filter(|(_, count)| *count > 0).copied().collect();
        assert_eq!((moved, draft.willing), (vec![("workplace", 1), ("contact", 1)], 1));
        assert_eq!(draft.differing, [(Fact::Name, false), (Fact::Phone, true)]);
    }

    async fn everything_moves_and_chosen_facts_win(house) {
        let pair = pair(house).await;
        pair.merge(&[Fact::Phone]).await;
        let file = pair.house.app.ask(&pair.staff, &OpenCompany { company: pair.kept.company.id }).await.expect("a page");
        assert_eq!((file.parts.workplaces.len(), file.parts.contacts.len(), file.slots.len()), (2, 2, 1));
        assert_eq!((file.parts.company.name.as_str(), file.parts.company.phone.as_deref()), ("Nordhavn Lager ApS", Some("11 22 33 44")));
        assert_eq!(said(&pair.house, pair.kept.company.id).await, [("mentor".to_owned(), Willing::Yes)], "the later answer");
        let names = file.register.absorbed.iter().map(|one| (one.name.as_str(), one.can_undo)).collect::<Vec<_>>();
        assert_eq!(names, [("Nordhavn Lager A/S", true)]);
    }

    async fn the_merged_one_is_listed_nowhere_and_leads_to_the_other(house) {
        let pair = pair(house).await;
        pair.merge(&[]).await;
        let list = pair.house.app.ask(&pair.staff, &ListCompanies { limit: 20, ..ListCompanies::default() }).await.expect("a list");
        assert_eq!(list.total, 1);
        for typed in ["99000015", "nordhavn lager a", "9000000002"] {
            let found = pair.house.app.ask(&pair.staff, &SeekCompanies { typed: typed.into(), limit: 9 }).await.expect("found");
            let ids: Vec<_> = found.rows.iter().map(|row| row.company.id).collect();
            assert_eq!(ids, [pair.kept.company.id], "{typed}");
        }
        let by_cvr = pair.house.app.ask(&pair.staff, &FindCompanyByCvr { cvr: "99000015".into() }).await.expect("found");
        assert_eq!(by_cvr, Some(pair.kept.company.id));
        let page = pair.house.visitor(&pair.staff).await.get(&format!("/konsulent/virksomheder/{}", pair.gone.company.id)).await;
        assert_eq!(page.status, 200);
        assert!(page.html.contains(&format!("/konsulent/virksomheder/{}", pair.kept.company.id)), "{}", page.html);
    }

    async fn merging_and_undoing_leaves_every_row_as_it_was(house) {
        let pair = pair(house).await;
        let before = pair.rows().await;
        pair.merge(&[Fact::Name, Fact::Phone]).await;
        assert_ne!(pair.rows().await, before, "something was done");
        pair.undo().await.expect("undone");
        assert_eq!(pair.rows().await, before);
        assert_eq!(said(&pair.house, pair.gone.company.id).await, [("mentor".to_owned(), Willing::Yes)]);
        assert!(matches!(refusal(pair.undo().await), Refusal::Stale { .. }), "once");
    }

    async fn contacts_that_moved_sign_in_again(house) {
        let pair = pair(house).await;
        let session = async |contact: &Contact| open_session(&pair.house.app, pair.house.tenant, Person::Contact(contact.id), "a test").await.expect("a session").0;
        let (moved, stayed) = (session(&pair.gone.contact).await, session(&pair.kept.contact).await);
        pair.merge(&[]).await;
        let lives = async |token: &str| who_is(&pair.house.app, token).await.expect("read").is_some();
        assert_eq!((lives(&moved).await, lives(&stayed).await), (false, true));
    }

    async fn what_would_lose_a_later_change_is_not_undone(house) {
        let pair = pair(house).await;
        pair.merge(&[]).await;
        let mut changed = company(&pair.house, pair.kept.company.id).await;
        changed.phone = Some("99 88 77 66".into());
        pair.house.write(pair.house.tenant, async |work| companies::update(work, &changed).await.expect("a company")).await;
        assert_eq!(refusal(pair.undo().await), Refusal::MergeChangedSince { what: "facts" });
        let mut back = company(&pair.house, pair.kept.company.id).await;
        back.phone = None;
        pair.house.write(pair.house.tenant, async |work| companies::update(work, &back).await.expect("a company")).await;
        let mut bound = pair.kept.contact.clone();
        bound.workplace = Some(pair.gone.workplace.id);
        pair.house.write(pair.house.tenant, async |work| contacts::update(work, &bound).await.expect("a contact")).await;
        assert_eq!(refusal(pair.undo().await), Refusal::MergeChangedSince { what: "entangled" });
        pair.house.wait(Duration::days(31));
        assert_eq!(refusal(pair.undo().await), Refusal::MergeChangedSince { what: "late" });
    }

    async fn nothing_is_hung_on_one_that_has_gone(house) {
        let pair = pair(house).await;
        pair.merge(&[]).await;
        let user = TypedContact { name: "Anna".to_owned(), email: "anna@nordhavn.example".to_owned(), ..TypedContact::fresh() };
        let make = CreateContact { company: pair.gone.company.id, typed: user };
        assert!(is_unknown(&pair.house.app.carry_out(&pair.staff, &make).await));
        let typed = TypedWillingness {
            topics: vec!["mentor".to_owned()],
            answer: "yes".to_owned(),
            said_on: "2026-03-01".to_owned(),
            source: "call".to_owned(),
        };
        let say = |company| SayWillingness { company, typed: typed.clone() };
        assert!(is_unknown(&pair.house.app.carry_out(&pair.staff, &say(pair.gone.company.id)).await));
        pair.house.app.carry_out(&pair.staff, &say(pair.kept.company.id)).await.expect("the other takes it");
    }

    async fn one_company_is_not_merged_with_itself_nor_twice(house) {
        let pair = pair(house).await;
        let ask = |kept, gone| PreviewMerge { kept, gone };
        let (kept, gone) = (pair.kept.company.id, pair.gone.company.id);
        assert!(matches!(refusal(pair.house.app.ask(&pair.staff, &ask(kept, kept)).await), Refusal::Invalid { .. }));
        pair.merge(&[]).await;
        assert!(matches!(refusal(pair.house.app.ask(&pair.staff, &ask(kept, gone)).await), Refusal::Invalid { .. }));
    }
}
