//! `import`: lists from files; exit 0 when all went in, 2 when some rows were refused, 1 when nothing could be read.

use std::{fs::File, io::BufWriter, path::PathBuf, process::ExitCode};

use anyhow::{Context, Result, anyhow};
use clap::ValueEnum;
use serde_json::json;

use super::Common;
use crate::{
    domain::{permission::Actor, terms::Language},
    intake::{
        Complaint, ImportRow, InFile, Limits, Line, ReportWriter,
        rows::{BranchRow, CitizenRow, CompanyRow, OccupationRow, SkillRow, SlotRow},
    },
    use_cases::{
        app::App,
        imports::{self, BATCH, Incoming, TakeIn, Taken},
    },
};

/// What a file holds.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Kind {
    Companies,
    Slots,
    Citizens,
    Occupations,
    Skills,
    Branches,
}

#[derive(Debug, clap::Args)]
pub(super) struct ImportArgs {
    /// What the file holds
    kind: Kind,
    /// CSV or XLSX
    file: PathBuf,
    /// Says what would happen and changes nothing
    #[arg(long)]
    dry_run: bool,
    /// Writes a row for each refused cell to this CSV file
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
}

pub(super) async fn obey(common: &Common, args: ImportArgs) -> Result<ExitCode> {
    let app = common.open().await?;
    match args.kind {
        Kind::Companies => take_in::<CompanyRow>(common, &app, &args).await,
        Kind::Slots => take_in::<SlotRow>(common, &app, &args).await,
        Kind::Citizens => take_in::<CitizenRow>(common, &app, &args).await,
        Kind::Occupations => take_in::<OccupationRow>(common, &app, &args).await,
        Kind::Skills => take_in::<SkillRow>(common, &app, &args).await,
        Kind::Branches => take_in::<BranchRow>(common, &app, &args).await,
    }
}

async fn take_in<R: ImportRow + Incoming + Send>(common: &Common, app: &App, args: &ImportArgs) -> Result<ExitCode> {
    let tenant = common.tenant(app).await?;
    let unreadable = |why: crate::intake::Unreadable| anyhow!("{}: {}", args.file.display(), why.sentence(Language::Da));
    let mut file = InFile::open(&args.file, Limits::PRODUCT).map_err(unreadable)?;
    let reader = app.reader(tenant.id).await?;
    let lists = imports::code_lists(app, &reader).await?;
    reader.end().await?;
    let mut lines = file.lines::<R>(&lists).map_err(unreadable)?;
    let mut run = Run { app, actor: Actor::system(tenant.id), dry_run: args.dry_run, taken: Taken::default(), report: Report::open(args)? };
    let notices = lines.file_notices().to_vec();
    run.report.tell(&notices)?;
    let mut batch: Vec<Line<R>> = Vec::with_capacity(BATCH);
    for line in &mut lines {
        match line {
            Ok(line) => batch.push(line),
            Err(complaints) => run.refuse(complaints)?,
        }
        if batch.len() == BATCH {
            run.commit(&mut batch).await?;
        }
    }
    run.commit(&mut batch).await?;
    run.finish(common.json)
}

/// One import under way.
struct Run<'a> {
    app: &'a App,
    actor: Actor,
    dry_run: bool,
    taken: Taken,
    report: Report,
}

impl Run<'_> {
    fn refuse(&mut self, complaints: Vec<Complaint>) -> Result<()> {
        self.report.tell(&complaints)?;
        self.report.refused += 1;
        Ok(())
    }

    async fn commit<R: Incoming + Send>(&mut self, batch: &mut Vec<Line<R>>) -> Result<()> {
        if batch.is_empty() {
            return Ok(());
        }
        let notices: Vec<Complaint> = batch.iter_mut().flat_map(|line| std::mem::take(&mut line.notices)).collect();
        let intention = TakeIn { lines: batch };
        let mut taken = if self.dry_run {
            self.app.rehearse(&self.actor, &intention).await?
        } else {
            self.app.carry_out(&self.actor, &intention).await?
        };
        self.report.tell(&notices)?;
        self.report.tell(&taken.notices)?;
        self.report.tell(&taken.complaints)?;
        self.report.refused += u64::try_from(taken.complaints.len())?;
        taken.complaints.clear();
        taken.notices.clear();
        self.taken.add(taken);
        batch.clear();
        Ok(())
    }

    #[expect(clippy::print_stdout, reason = "the outcome that users and scripts read")]
    fn finish(self, as_json: bool) -> Result<ExitCode> {
        let (taken, refused) = (self.taken, self.report.refused);
        self.report.finish()?;
        if as_json {
            let outcome = json!({ "added": taken.added, "changed": taken.changed, "unchanged": taken.unchanged, "refused": refused, "dry_run": self.dry_run });
            println!("{outcome}");
        } else {
            let would = if self.dry_run { " (prøvekørsel: intet er ændret)" } else { "" };
            println!("{} nye, {} ændrede, {} uændrede, {refused} afviste{would}", taken.added, taken.changed, taken.unchanged);
        }
        Ok(if refused == 0 { ExitCode::SUCCESS } else { ExitCode::from(2) })
    }
}

/// Where complaints go: a file, else a line each on stderr.
struct Report {
    file: Option<ReportWriter<BufWriter<File>>>,
    refused: u64,
}

impl Report {
    fn open(args: &ImportArgs) -> Result<Self> {
        let open = |path: &PathBuf| {
            let file = File::create(path).with_context(|| format!("the report {} cannot be written", path.display()))?;
            anyhow::Ok(ReportWriter::new(BufWriter::new(file), Language::Da)?)
        };
        Ok(Self { file: args.report.as_ref().map(open).transpose()?, refused: 0 })
    }

    #[expect(clippy::print_stderr, reason = "without a report file the reasons stand here")]
    fn tell(&mut self, complaints: &[Complaint]) -> Result<()> {
        for complaint in complaints {
            match &mut self.file {
                Some(report) => report.add(complaint)?,
                None => {
                    let reason = complaint.reason.sentence(Language::Da);
                    eprintln!("linje {}: {} »{}«: {reason}", complaint.line, complaint.column, complaint.value);
                }
            }
        }
        Ok(())
    }

    fn finish(self) -> Result<()> {
        if let Some(report) = self.file {
            std::io::Write::flush(&mut report.finish()?)?;
        }
        Ok(())
    }
}
