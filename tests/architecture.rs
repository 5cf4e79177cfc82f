//! The rules of the house, read from the text of the repository; each rule is also shown a planted fault.
#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot read the repository has failed")]

#[path = "architecture/floors.rs"]
mod floors;
#[path = "architecture/manners.rs"]
mod manners;
#[path = "architecture/source.rs"]
mod source;

use source::{Source, repository, root};
use std::fs;

const TOP_LEVEL: [&str; 8] = ["Cargo.toml", "src", "entity", "migration", "search-index", "tests", "config", "README.md"];
const BESIDE_IT: [&str; 7] = ["Cargo.lock", "LICENSE", "LICENSE.txt", "askama.toml", "data", "node_modules", "target"];

fn rust() -> Vec<Source> {
    repository(&["rs"])
}

fn expect_none(found: &[String]) {
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

/// Asserts that a rule finds exactly one fault in the planted files, and that its message says `what`.
fn expect_one(found: &[String], what: &str) {
    assert!(found.len() == 1 && found[0].contains(what), "one finding with `{what}` was expected, not {found:#?}");
}

#[test]
fn the_top_level_holds_the_rooms_of_the_plan_and_nothing_else() {
    let entries = fs::read_dir(root()).expect("the repository can be read");
    let names: Vec<_> = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    let is_stranger = |name: &&String| !name.starts_with('.') && !TOP_LEVEL.contains(&name.as_str()) && !BESIDE_IT.contains(&name.as_str());
    let mut found: Vec<_> = names.iter().filter(is_stranger).map(|name| format!("{name}: not at the top level")).collect();
    found.extend(TOP_LEVEL.iter().filter(|name| !names.iter().any(|there| there == *name)).map(|name| format!("{name}: missing")));
    expect_none(&found);
}

#[test]
fn every_folder_of_src_is_a_floor_of_the_table() {
    expect_none(&floors::unknown_floors(&rust()));
    expect_one(&floors::unknown_floors(&[Source::planted("src/attic/mod.rs", "")]), "`attic` is no floor");
}

#[test]
fn each_floor_uses_only_the_floors_below_it() {
    expect_none(&floors::forbidden_floors(&rust()));
    let planted = |path, text| floors::forbidden_floors(&[Source::planted(path, text)]);
    expect_one(&planted("src/domain/slot.rs", "use crate::store::slots;"), "src/domain/slot.rs:1: `domain` may not use `store`");
    expect_one(&planted("src/web/start.rs", "use crate::{domain::ids, store::{slots}};"), "`web` may not use `store`");
    expect_one(&planted("src/api/v1/slots.rs", "\nfn f() { crate::web::page() }"), ":2: `api` may not use `web`");
    expect_none(&planted("src/domain/slot.rs", "// crate::store is named\nconst A: &str = \"crate::web\";\nuse crate::domain::ids;"));
    expect_none(&planted("src/domain/slot.rs", "#[cfg(test)]\nmod tests { use crate::store::slots; }"));
}

#[test]
fn each_library_is_named_only_on_its_own_floor() {
    expect_none(&floors::strayed_libraries(&rust()));
    let planted = |path, text| floors::strayed_libraries(&[Source::planted(path, text)]);
    expect_one(&planted("src/use_cases/slots.rs", "use sea_orm::EntityTrait;"), "`sea_orm` is not for `use_cases`");
    expect_one(&planted("src/domain/slot.rs", "fn f() { tokio::spawn(x) }"), "needs no tokio");
    expect_one(&planted("src/jobs/runner.rs", "use lettre;"), "`lettre` is not for `jobs`; its home is: mail");
    expect_one(&planted("src/store/work.rs", "fn f<'a>(c: char) -> anyhow::Result<()> { c == 'x' }"), "`anyhow` is not for `store`");
    expect_none(&planted("src/store/slots.rs", "use sea_orm::entity::prelude::*; use entity::slot;"));
}

#[test]
fn rows_migrations_and_the_search_index_do_not_know_each_other() {
    expect_none(&floors::entangled_crates(&rust()));
    expect_none(&floors::entangled_manifests(&repository(&["toml"])));
    let migration = Source::planted("migration/src/m1.rs", "use sea_orm_migration::prelude::*;\nuse entity::slot;");
    expect_one(&floors::entangled_crates(&[migration]), "migration/src/m1.rs:2: `migration/` must not know `entity`");
    let manifest =
        Source::planted("entity/Cargo.toml", "[dependencies]\nsea-orm.workspace = true\nsearch-index = { path = \"../search-index\" }");
    expect_one(&floors::entangled_manifests(&[manifest]), "must not depend on `search_index`");
}

#[test]
fn the_ground_floor_and_the_use_cases_are_handed_time_and_chance() {
    expect_none(&floors::impurities(&rust()));
    let planted = |path, text| floors::impurities(&[Source::planted(path, text)]);
    expect_one(&planted("src/domain/slot.rs", "fn f() { chrono::Utc::now() }"), "`Utc::now` in `domain`");
    expect_one(&planted("src/domain/slot.rs", "\npub async fn f() {}"), "src/domain/slot.rs:2: `async`");
    expect_one(&planted("src/use_cases/slots.rs", "async fn f() { Uuid::now_v7() }"), "`Uuid::now_v7` in `use_cases`");
    expect_none(&planted("src/domain/slot.rs", "/// Not `Utc::now`, not async .await\nfn f() { operand::x() }"));
}

#[test]
fn no_file_is_longer_than_400_lines() {
    expect_none(&manners::long_files(&repository(&["rs", "html", "mjs", "js"])));
    expect_one(&manners::long_files(&[Source::planted("src/lib.rs", &"\n".repeat(401))]), "401 lines");
}

#[test]
fn every_file_opens_with_what_it_is_for() {
    expect_none(&manners::silent_files(&rust()));
    expect_one(&manners::silent_files(&[Source::planted("src/lib.rs", "use std::fs;")]), "open it with one `//!`");
}

#[test]
fn no_file_has_a_name_that_says_nothing() {
    expect_none(&manners::empty_names(&repository(&["rs", "html", "mjs", "js", "css"])));
    expect_one(&manners::empty_names(&[Source::planted("src/web/helpers.rs", "")]), "src/web/helpers.rs");
}

#[test]
fn no_lint_is_silenced_without_notice() {
    expect_none(&manners::silenced_lints(&rust()));
    expect_one(&manners::silenced_lints(&[Source::planted("src/lib.rs", "\n#[allow(dead_code)]\nfn f() {}")]), "src/lib.rs:2");
    expect_none(&manners::silenced_lints(&[Source::planted("src/lib.rs", "// #[allow(x)]\nfn allow() {}")]));
    let in_macro = "macro_rules! m {\n() => { #[allow(x)] };\n}\n#[allow(y)]\nfn f() {}";
    expect_one(&manners::silenced_lints(&[Source::planted("src/lib.rs", in_macro)]), "src/lib.rs:4");
}

#[test]
fn no_work_is_put_off_in_a_comment() {
    expect_none(&manners::put_off_work(&repository(&["rs", "html", "ftl", "txt", "toml", "mjs", "js", "css", "sh"])));
    let planted = Source::planted("src/lib.rs", concat!("fn f() {}\n// TO", "DO: later"));
    expect_one(&manners::put_off_work(&[planted]), "src/lib.rs:2");
}

#[test]
fn no_test_sleeps() {
    expect_none(&manners::sleeping_tests(&repository(&["rs", "mjs"])));
    let planted = Source::planted("tests/it/jobs.rs", "\ntokio::time::sleep(second).await;");
    expect_one(&manners::sleeping_tests(&[planted]), "tests/it/jobs.rs:2");
}

#[test]
fn handlers_are_doormen_of_at_most_25_lines() {
    expect_none(&manners::long_handlers(&rust()));
    let planted = |lines: usize| Source::planted("src/web/start.rs", &format!("pub async fn get() {{\n{}}}\n", "x();\n".repeat(lines)));
    expect_none(&manners::long_handlers(&[planted(23)]));
    expect_one(&manners::long_handlers(&[planted(24)]), "a handler of 26 lines");
}

#[test]
fn every_page_has_its_handler_beside_it() {
    expect_none(&manners::pages_without_handler(&repository(&["rs", "html"])));
    let handler = Source::planted("src/web/door/mod.rs", "#[template(path = \"door/login.html\")]");
    let pages = ["src/web/door/login.html", "src/web/start/login.html", "src/web/parts/button.html"].map(|path| Source::planted(path, ""));
    let planted: Vec<_> = pages.into_iter().chain([handler]).collect();
    expect_one(&manners::pages_without_handler(&planted), "src/web/start/login.html: no handler beside it names login.html");
}

#[test]
fn every_rule_of_law_says_since_when_and_where_it_stands() {
    expect_none(&manners::rules_without_source(&repository(&["toml"])));
    let good = "[[rule]]\nvalid_from = 2025-01-01\nsource = \"LAB § 67\"\n[[rule.part]]\nx = 1\n";
    let planted = Source::planted("config/rules/praktik.toml", &format!("{good}[[rule]]\nsource = \"LAB § 68\"\n"));
    expect_one(&manners::rules_without_source(&[planted]), "config/rules/praktik.toml:6: a rule without `valid_from`");
}

#[test]
fn the_readme_sends_nobody_to_a_room_that_is_not_there() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap_or_default();
    expect_none(&manners::missing_rooms(&readme, |path| root().join(path).exists()));
    let planted = "# B\n## Rooms\n| a | `src/attic/<noun>.rs` and `src/lib.rs` |\n## Glossary\n`src/nowhere.rs`\n";
    expect_one(&manners::missing_rooms(planted, |path| path == "src/lib.rs"), "src/attic is not there");
}
