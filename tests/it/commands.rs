//! The commands as a script meets them: exit codes, one sentence on stderr, and `--json` that can be read.

use std::{
    path::Path,
    process::{Command, Output, Stdio},
};

use brobygger::store::database::Database;
use sea_orm::ConnectionTrait;
use serde_json::Value;
use tempfile::TempDir;

/// A data folder of its own, with nothing in it.
struct Folder(TempDir);

/// What a command said and how it ended.
struct Said {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Said {
    fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error} in {:?} {:?}", self.out, self.err))
    }

    /// Ended well, with nothing but JSON on stdout.
    fn well(self) -> Value {
        assert_eq!(self.code, Some(0), "{}", self.err);
        self.json()
    }

    /// Ended with the code and a sentence that holds a word.
    fn refused(self, code: i32, word: &str) {
        assert_eq!((self.code, self.out.as_str()), (Some(code), ""), "{}", self.err);
        assert!(self.err.contains(word), "{}", self.err);
    }
}

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn run(&self, args: &[&str]) -> Said {
        let mut command = Command::new(env!("CARGO_BIN_EXE_brobygger"));
        command.env_clear().arg("--data").arg(self.path()).args(args).current_dir(self.path()).stdin(Stdio::null());
        let Output { status, stdout, stderr } = command.output().expect("the program starts");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        Said { code: status.code(), out: text(stdout), err: text(stderr) }
    }

    fn file(&self, name: &str, content: &str) -> String {
        let path = self.path().join(name);
        std::fs::write(&path, content).expect("the file is written");
        path.to_str().expect("a path").to_owned()
    }

    /// Does something to the database behind the program's back.
    async fn tamper(&self, sql: &str) {
        let files = std::fs::read_dir(self.path()).expect("a folder").map(|entry| entry.expect("an entry").path());
        let file =
            files.into_iter().find(|path| path.extension().is_some_and(|kind| kind == "sqlite" || kind == "db")).expect("a database");
        let database = Database::open(&format!("sqlite://{}", file.display())).await.expect("SQLite opens");
        database.writing().execute_unprepared(sql).await.expect("done");
        database.close().await.expect("SQLite closes");
    }
}

#[test]
fn a_token_is_printed_once_and_a_wrong_role_is_explained() {
    let folder = Folder::new();
    let first = folder.run(&["token", "create", "--role", "job_consultant", "--name", "prøve", "--json"]).well();
    let second = folder.run(&["token", "create", "--role", "job_consultant", "--name", "prøve", "--json"]).well();
    let token = |said: &Value| said["token"].as_str().expect("a token").to_owned();
    assert!(token(&first).len() > 20 && token(&first) != token(&second) && first.as_object().map(serde_json::Map::len) == Some(1));
    let plain = folder.run(&["token", "create", "--role", "caseworker", "--name", "prøve"]);
    assert_eq!((plain.code, plain.out.lines().count()), (Some(0), 1), "{}", plain.err);
    folder.run(&["token", "create", "--role", "kejser", "--name", "prøve"]).refused(1, "job_consultant");
    folder.run(&["token", "create", "--role", "company", "--name", "prøve"]).refused(1, "--company");
    folder.run(&["token", "create", "--role", "company", "--name", "prøve", "--company", "99000007"]).refused(1, "import it first");
    folder.run(&["token", "create", "--name", "prøve"]).refused(64, "--role");
}

#[test]
fn an_account_gets_a_password_and_a_name_only_once() {
    let folder = Folder::new();
    let create = |user: &str, role: &str| folder.run(&["account", "create", "--role", role, "--user", user, "--json"]);
    let made = create("jk.mette", "job_consultant").well();
    assert_eq!(made["user"], "jk.mette");
    assert!(made["password"].as_str().is_some_and(|password| password.len() >= 12), "{made}");
    create("jk.mette", "job_consultant").refused(1, "");
    create("nogen", "company").refused(1, "no role of staff");
    create("nogen", "kejser").refused(1, "no role of staff");
    let plain = folder.run(&["account", "create", "--role", "administrator", "--user", "adm.test"]);
    assert!(plain.code == Some(0) && plain.out.starts_with("adm.test "), "{}", plain.err);
}

#[test]
fn the_rules_are_checked_and_a_broken_file_is_named_with_its_line() {
    let folder = Folder::new();
    assert_eq!(folder.run(&["rules", "check", "--json"]).well()["faults"], serde_json::json!([]));
    let plain = folder.run(&["rules", "check"]);
    assert_eq!((plain.code, plain.err.as_str()), (Some(0), ""));
    std::fs::create_dir(folder.path().join("egne")).expect("a folder");
    folder.file("egne/duration.toml", "[[row]]\nid = \n");
    let broken = folder.run(&["rules", "check", "egne", "--json"]);
    let faults = broken.json();
    assert_eq!(broken.code, Some(1));
    assert!(faults["faults"][0].as_str().is_some_and(|fault| fault.contains("duration.toml")), "{faults}");
    folder.run(&["rules", "check", "egne"]).refused(1, "duration.toml");
}

#[test]
fn a_folder_of_own_rules_is_used_by_every_command_and_a_fault_in_it_stops_the_start() {
    let folder = Folder::new();
    std::fs::create_dir_all(folder.path().join("kommune/rules")).expect("a folder");
    let local = r#"[[hours]]
id = "max37"
name_da = "højst 20 timer"
name_en = "at most 20 hours"
family = "timer-hoejst"
priority = 10
types = ["virksomhedspraktik"]
max_week = 20.0
valid_from = 2014-01-01
severity = "block"
verified = true
source = "Eksempelkøbing Kommune"
"#;
    folder.file("kommune/rules/egne.toml", local);
    let facts = folder.file("facts.json", FACTS);
    let answer = folder.run(&["--config", "kommune", "rules", "evaluate", &facts]).well();
    let hours = answer["findings"].as_array().and_then(|all| all.iter().find(|one| one["rule"] == "max37")).expect("tested");
    assert_eq!((&hours["verdict"], &hours["numbers"]["max_week"]), (&"block".into(), &20.into()));
    let started = folder.run(&["--config", "kommune", "migrate"]);
    assert_eq!(started.code, Some(0), "{}", started.err);
    folder.file("kommune/rules/egne.toml", &local.replace("\"max37\"", "\"hoejst-20\""));
    for args in [["rules", "check"].as_slice(), &["migrate"], &["reindex"]] {
        let refused = folder.run(&[&["--config", "kommune"], args].concat());
        let named = ["egne.toml:1", "hoejst-20", "max37", "hours.toml:"].iter().all(|word| refused.err.contains(word));
        assert!(refused.code == Some(1) && named, "{args:?}: {}", refused.err);
    }
}

const FACTS: &str = r#"{ "placement_type": "virksomhedspraktik", "sector": "private", "starts_on": "2026-03-02", "ends_on": "2026-06-30",
  "weekly_hours": [{ "from": "2026-03-02", "hours": 30 }], "purpose": "afklaring",
  "person": { "target_group": "dagpenge", "age": 34, "unemployed_since": "2025-11-01", "dimittendsats": false, "single_parent": false,
    "has_education": true, "jobparat": true, "aabenlyst_uddannelsesparat": false, "arbejdspligt": false, "integration_act": false,
    "group_granted_on": null, "self_found": false },
  "workplace": { "p_number": "9000000001", "ordinary_employees": { "count": 40, "method": "fte", "as_of": "2026-02-01" },
    "monthly_ordinary": [], "employees_total": 44, "occupants": [] },
  "previous_employment": { "last_employer_is_this": false, "same_function": false, "difference_described": false,
    "currently_employed": false, "person_agrees": false },
  "extension_of": null, "justifications": [] }"#;

#[test]
fn facts_get_a_verdict_and_unknown_words_a_sentence() {
    let folder = Folder::new();
    let facts = folder.file("facts.json", FACTS);
    for args in [vec!["rules", "evaluate", facts.as_str()], vec!["rules", "evaluate", facts.as_str(), "--json"]] {
        let answer = folder.run(&args).well();
        assert_eq!((&answer["verdict"], &answer["latest_end"]), (&"block".into(), &"2026-03-29".into()), "{answer}");
        assert!(answer["findings"].as_array().is_some_and(|findings| !findings.is_empty()));
    }
    let unknown = folder.file("unknown.json", &FACTS.replace("\"dagpenge\"", "\"kejser\""));
    folder.run(&["rules", "evaluate", &unknown]).refused(1, "is not taken");
    folder.run(&["rules", "evaluate", "findes-ikke.json"]).refused(1, "cannot be read");
    folder.run(&["rules", "evaluate"]).refused(64, "FACTS.json");
}

#[tokio::test]
async fn the_doctor_finds_an_index_that_differs_and_reindex_mends_it() {
    let folder = Folder::new();
    let list =
        folder.file("citizens.csv", "borger_id;fornavn;efternavn;venter_siden\nb-1;Tilde;Test;2026-01-30\nb-2;Ole;Test;2026-01-30\n");
    let imported = folder.run(&["import", "citizens", &list]);
    assert_eq!(imported.code, Some(0), "{}", imported.err);
    let well = folder.run(&["doctor", "--deep", "--json"]).well();
    assert!(well.is_object() || well.is_array(), "{well}");
    folder.tamper("DELETE FROM citizen WHERE external_id = 'b-2'").await;
    let ill = folder.run(&["doctor", "--deep", "--json"]);
    assert_eq!(ill.code, Some(1), "{}", ill.out);
    ill.json();
    assert_eq!(folder.run(&["doctor"]).code, Some(0), "without --deep nothing is compared");
    let mended = folder.run(&["reindex"]);
    assert_eq!((mended.code, mended.out.as_str()), (Some(0), ""), "{}", mended.err);
    let after = folder.run(&["doctor", "--deep"]);
    assert_eq!(after.code, Some(0), "{}", after.out);
}

#[test]
fn a_demo_of_which_only_half_was_built_is_built_anew() {
    let folder = Folder::new();
    folder.run(&["account", "create", "--role", "administrator", "--user", "adm.halv", "--json"]).well();
    folder.file("unfinished", "");
    folder.file("of-yesterday", "");
    let demo = folder.run(&["demo", "--today", "2026-03-02", "--no-serve"]);
    assert_eq!(demo.code, Some(0), "{}", demo.err);
    assert!(!folder.path().join("unfinished").exists() && !folder.path().join("of-yesterday").exists());
}
