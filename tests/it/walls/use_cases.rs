//! Every use case that takes an id, against the other municipality's objects: the answer is that of an unknown id.

mod answers;
mod deeds;
mod enquiries;
mod lists;
mod of_register;
mod of_relation;
mod questions;
mod relations;

use std::collections::BTreeSet;

use brobygger::{store::change_log, use_cases::sign_in::who_is};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use self::answers::answers;
use super::twins::{self, Ids, Side};
use crate::{kit::House, permissions::registry};

/// Use cases that no id is handed to; `files` and `searches` see to those that touch many things.
const WITHOUT_IDS: &[&str] = &[
    "account.ask_reset",
    "account.list",
    "account.set_password",
    "agreement.due",
    "agreement.list",
    "campaign.list",
    "citizen.create",
    "citizen.find",
    "company.alike",
    "company.create",
    "company.export",
    "company.find_by_cvr",
    "company.likely_same",
    "company.look_at_ladder",
    "company.prepare",
    "company.seek",
    "company_view.list",
    "company_view.save",
    "enquiry.send",
    "freshness.companies_to_ask",
    "freshness.has_digest",
    "freshness.keeper_frame",
    "freshness.own_slots",
    "freshness.renew_link",
    "freshness.undo",
    "freshness.unsettled",
    "freshness.want_digest",
    "import.branches",
    "import.citizens",
    "import.companies",
    "import.occupations",
    "import.skills",
    "import.slots",
    "index.read_anew",
    "placement.run_out",
    "portal.agreements",
    "portal.ask_call_back",
    "portal.ask_code",
    "portal.ask_step_up_code",
    "portal.frame",
    "portal.meters",
    "portal.own_companies",
    "portal.slots",
    "portal.step_up",
    "portal.use_code",
    "portal.users",
    "register.changes",
    "register.health",
    "register.mark_seen",
    "register.measure_room",
    "register.take_turn",
    "relation.owners",
    "relation.owners_to_tell",
    "routing.add",
    "routing.rules",
    "rules.announce",
    "rules.changes_ahead",
    "rules.copy",
    "rules.editions",
    "rules.look",
    "session.open",
    "slot.export",
    "token.create",
    // Narrowed by a consultant: `freshness::unsettled` tries the other's.,
    // The latest answer of whoever asks, or none: `freshness::answering` tries another's.,
];

/// Asked without an id here, and looked at with words and filters in `searches`.
const SEARCHED: &[&str] = &["slot.search", "placement.company_list"];

/// Signing out is answered alike whatever is named; that the other's session lives on is looked at by itself. So is what the
/// program itself does about many things at once: what is not there is passed over.
const ANSWERED_ALIKE: &[&str] = &["register.note_trouble", "register.take_over", "register.tell_room", "session.close"];

/// Everything of a municipality that somebody could have changed.
async fn traces(house: &House, of: &Side) -> (u64, u64) {
    let reader = house.app.reader(of.staff.tenant).await.expect("a reader");
    let latest = change_log::latest(&reader).await.expect("a number");
    reader.end().await.expect("the reader ends");
    let of_tenant = entity::audit::Entity::find().filter(entity::audit::Column::TenantId.eq(of.staff.tenant.0));
    (latest, of_tenant.count(house.app.database.reading()).await.expect("a count"))
}

house_tests! {
    async fn the_others_objects_are_answered_like_unknown_ones(house) {
        let (mine, other) = (twins::build(&house, house.tenant).await, twins::build(&house, house.neighbour).await);
        let before = traces(&house, &other).await;
        let unknown = answers(&house, &mine, Ids::unknown(&house)).await;
        let theirs = answers(&house, &mine, other.ids).await;
        assert_eq!(theirs, unknown);
        let broken: Vec<_> = theirs.iter().filter(|(_, answer)| answer.starts_with("broken")).collect();
        assert!(broken.is_empty(), "{broken:?}");
        assert_eq!(traces(&house, &other).await, before, "something of the other was changed");
        assert!(who_is(&house.app, &other.token).await.expect("read").is_some(), "the other was signed out");
        let own = answers(&house, &mine, mine.ids).await;
        let alike = own.iter().zip(&unknown).filter(|(own, unknown)| own == unknown && !ANSWERED_ALIKE.contains(&own.0));
        let alike: Vec<_> = alike.map(|(own, _)| own).collect();
        assert!(alike.is_empty(), "one's own is answered like an unknown one, so no wall was tried: {alike:?}");
    }

    async fn every_use_case_is_tried_or_takes_no_id(house) {
        let mine = twins::build(&house, house.tenant).await;
        let tried: BTreeSet<&str> = answers(&house, &mine, Ids::unknown(&house)).await.into_iter().map(|(name, _)| name).collect();
        let seen_to = |name: &str| tried.contains(name) || WITHOUT_IDS.contains(&name) || SEARCHED.contains(&name);
        let missing: Vec<&str> = registry::all().iter().map(|use_case| use_case.name).filter(|name| !seen_to(name)).collect();
        assert_eq!(missing, Vec::<&str>::new());
    }
}
