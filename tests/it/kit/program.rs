//! The program itself, started as users start it, on the database and in the folder of a test house.

use std::{
    fs::{self, File},
    path::PathBuf,
    process::{Command, Stdio},
    time::Duration,
};

use super::House;

/// The key of every test house, as its file holds it.
const KEY: &str = "2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a";

/// What a command said and how it ended.
#[derive(Debug)]
pub struct Ended {
    /// Exit code; none when it was killed.
    pub code: Option<i32>,
    /// What it wrote to stdout.
    pub out: String,
    /// What it wrote to stderr.
    pub err: String,
    /// The most memory that it held at once, kB.
    pub peak_kb: u64,
}

impl House {
    /// A command on this house's database and folder, with nothing of the tests' own environment.
    pub fn command(&self, args: &[&str]) -> Command {
        let folder = self.home.folder();
        fs::write(folder.join("brobygger.key"), KEY).expect("the key is written");
        let mut command = Command::new(env!("CARGO_BIN_EXE_brobygger"));
        command.env_clear().env("BROBYGGER_DATABASE__URL", &self.home.url).arg("--data").arg(folder).args(args);
        command.current_dir(folder).stdin(Stdio::null());
        command
    }

    /// Runs a command to its end, for the municipality of the test.
    pub fn run(&self, args: &[&str]) -> Ended {
        self.run_in("0316", args)
    }

    /// Runs a command to its end, for the municipality of a code.
    pub fn run_in(&self, code: &str, args: &[&str]) -> Ended {
        let said = |name: &str| self.home.folder().join(name);
        let mut command = self.command(args);
        command.args(["--municipality", code]);
        command.stdout(File::create(said("said.out")).expect("a file")).stderr(File::create(said("said.err")).expect("a file"));
        let mut child = command.spawn().expect("the program starts");
        let mut peak_kb = 0;
        let ended = loop {
            peak_kb = peak_kb.max(peak_of(child.id()));
            if let Some(status) = child.try_wait().expect("the program is there") {
                break status;
            }
            std::thread::park_timeout(Duration::from_millis(1));
        };
        let text = |name: &str| fs::read_to_string(said(name)).expect("UTF-8");
        Ended { code: ended.code(), out: text("said.out"), err: text("said.err"), peak_kb }
    }

    /// Writes a file into the house's folder.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.home.folder().join(name);
        fs::write(&path, content).expect("the file is written");
        path
    }
}

/// The most memory that a process has held so far, kB; 0 when it has gone.
fn peak_of(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}
