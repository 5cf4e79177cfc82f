//! No question that strangers or clocks ask reads a whole table, on either database.

use sea_orm::{ConnectionTrait, DbBackend, Statement};

use crate::kit::House;

const ID: &str = "x'00'";

/// Each question's table and condition, as the store asks it.
const QUESTIONS: [(&str, &str, &str); 10] = [
    ("links::of_token", "link", "id = ID"),
    ("links::latest_answer", "link", "tenant_id = 1 AND placement_id = ID AND kind = 'answer'"),
    ("links::use_up_of_contact", "link", "tenant_id = 1 AND contact_id = ID AND used_at IS NULL"),
    ("codes::resets_within", "link", "tenant_id = 1 AND kind = 'reset' AND account_id = ID"),
    ("codes::living", "sign_in_code", "tenant_id = 1 AND browser_hash = BYTES AND used_at IS NULL"),
    ("codes::asked_within", "sign_in_code", "tenant_id = 1 AND contact_id = ID"),
    ("sessions::revoke_all_of_contact", "session", "tenant_id = 1 AND contact_id = ID"),
    ("claims::run_out", "seat_claim", "tenant_id = 1 AND held_until <= MOMENT"),
    ("purge::links", "letter", "tenant_id = 1 AND link_id = ID"),
    ("purge::codes", "letter", "tenant_id = 1 AND code_id = ID"),
];

async fn plan(house: &House, table: &str, condition: &str) -> String {
    let database = house.app.database.reading();
    let sqlite = house.app.database.is_sqlite();
    let (id, bytes) = if sqlite { (ID, "x'00'") } else { ("'018f0000-0000-7000-8000-000000000000'", "'\\x00'::bytea") };
    let condition = condition.replace("ID", id).replace("BYTES", bytes).replace("MOMENT", "'2026-03-02T00:00:00+00:00'");
    let (backend, explain) = if sqlite { (DbBackend::Sqlite, "EXPLAIN QUERY PLAN") } else { (DbBackend::Postgres, "EXPLAIN") };
    let question = format!("{explain} SELECT tenant_id FROM {table} WHERE {condition}");
    let transaction = sea_orm::TransactionTrait::begin(database).await.expect("a transaction");
    if !sqlite {
        // Empty tables are always read whole, so the planner is asked what it does when it need not.
        transaction.execute_unprepared("SET LOCAL enable_seqscan = off").await.expect("set");
    }
    let rows = transaction.query_all_raw(Statement::from_string(backend, question)).await.expect("a plan");
    let column = if sqlite { 3 } else { 0 };
    rows.iter().map(|row| row.try_get_by_index::<String>(column).expect("a line")).collect::<Vec<_>>().join("\n")
}

house_tests! {
    async fn no_question_of_strangers_or_clocks_reads_a_whole_table(house) {
        for (name, table, condition) in QUESTIONS {
            let plan = plan(&house, table, condition).await;
            assert!(!plan.contains("SCAN") && !plan.contains("Seq Scan"), "{name}: {plan}");
            // On PostgreSQL a filter over the tenant's rows by the primary key is a full reading in disguise.
            assert!(plan.contains(&format!("ix_{table}_")), "{name}: {plan}");
        }
    }
}
