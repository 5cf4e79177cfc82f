//! The schema, step by step; a step that has landed is frozen.

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::prelude::*;

mod table;

mod m20261122_000001_tenants;
mod m20261122_000002_accounts;
mod m20261122_000003_companies;
mod m20261122_000004_slots;
mod m20261122_000005_citizens;
mod m20261122_000006_access;
mod m20261122_000007_outbox;
mod m20261122_000008_reference;
mod m20261122_000009_no_seat_twice;
mod m20261122_000020_letter_doubts;
mod m20261122_000021_has_place;
mod m20261122_000022_ways_to_links;
mod m20261122_000023_contacts_look;
mod m20261122_000024_new_function;
mod m20261122_000025_rule_editions;
mod m20261122_000026_vitas_decisions;
mod m20261122_000027_others_source;
mod m20261122_000028_passed_over;
mod m20261122_000029_relations;
mod m20261122_000030_agreement_versions;
mod m20261122_000031_duties_judged;
mod m20261122_000032_attests;
mod m20261122_000033_register;
mod m20261122_000034_merges;
mod m20261122_000035_contact_log;
mod m20261122_000036_campaigns;
mod m20261122_000037_register_values;
mod m20261122_000038_capacity_told;
mod m20261122_000039_freshness;
mod m20261122_000040_enquiries;
mod m20261122_000042_lists;

/// All steps in order.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261122_000001_tenants::Migration),
            Box::new(m20261122_000002_accounts::Migration),
            Box::new(m20261122_000003_companies::Migration),
            Box::new(m20261122_000004_slots::Migration),
            Box::new(m20261122_000005_citizens::Migration),
            Box::new(m20261122_000006_access::Migration),
            Box::new(m20261122_000007_outbox::Migration),
            Box::new(m20261122_000008_reference::Migration),
            Box::new(m20261122_000009_no_seat_twice::Migration),
            Box::new(m20261122_000020_letter_doubts::Migration),
            Box::new(m20261122_000021_has_place::Migration),
            Box::new(m20261122_000022_ways_to_links::Migration),
            Box::new(m20261122_000023_contacts_look::Migration),
            Box::new(m20261122_000024_new_function::Migration),
            Box::new(m20261122_000025_rule_editions::Migration),
            Box::new(m20261122_000026_vitas_decisions::Migration),
            Box::new(m20261122_000027_others_source::Migration),
            Box::new(m20261122_000028_passed_over::Migration),
            Box::new(m20261122_000029_relations::Migration),
            Box::new(m20261122_000039_freshness::Migration),
            Box::new(m20261122_000040_enquiries::Migration),
            Box::new(m20261122_000037_register_values::Migration),
            Box::new(m20261122_000038_capacity_told::Migration),
            Box::new(m20261122_000033_register::Migration),
            Box::new(m20261122_000034_merges::Migration),
            Box::new(m20261122_000042_lists::Migration),
            Box::new(m20261122_000035_contact_log::Migration),
            Box::new(m20261122_000036_campaigns::Migration),
            Box::new(m20261122_000032_attests::Migration),
            Box::new(m20261122_000030_agreement_versions::Migration),
            Box::new(m20261122_000031_duties_judged::Migration),
        ]
    }
}
