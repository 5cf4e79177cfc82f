//! `export`: lists for other programs; exit 0 when all is written, 1 when nothing could be.

use std::{
    fs::File,
    io::{BufWriter, Write},
    path::PathBuf,
    process::ExitCode,
};

use anyhow::{Context, Result, bail};
use clap::ValueEnum;
use serde_json::{Map, Value};

use super::Common;
use crate::{
    api::v1::placement_fields,
    domain::{permission::Actor, terms::LookPurpose},
    store::placements::Filter,
    use_cases::{
        app::App,
        companies::Chosen,
        exports::{self, BATCH, COMPANY_COLUMNS, Cell, CompanyLines, Format, SLOT_COLUMNS, Sheet, SlotLines},
        placements::look::Placements,
    },
};

/// What is written.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Kind {
    Companies,
    Slots,
    Placements,
    Statistics,
}

/// In which form.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum As {
    Csv,
    Xlsx,
    Json,
}

#[derive(Debug, clap::Args)]
pub(super) struct ExportArgs {
    /// What is written
    kind: Kind,
    /// The form
    #[arg(long)]
    format: As,
    /// Where to; by default to stdout
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

impl From<As> for Format {
    fn from(form: As) -> Self {
        match form {
            As::Csv => Self::Csv,
            As::Xlsx => Self::Xlsx,
            As::Json => Self::Json,
        }
    }
}

/// A file appears when it is whole, so that one of the same name is never half overwritten.
pub(super) async fn obey(common: &Common, args: ExportArgs) -> Result<ExitCode> {
    if matches!(args.kind, Kind::Statistics) {
        bail!("statistics cannot be exported yet; export companies, slots or placements");
    }
    let app = common.open().await?;
    let actor = Actor::system(common.tenant(&app).await?.id);
    match &args.out {
        None => write(&app, &actor, &args, std::io::stdout().lock()).await?.flush()?,
        Some(path) => {
            let draft = path.with_added_extension("part");
            let cannot = || format!("{} cannot be written: choose another place with --out", path.display());
            let file = File::create(&draft).with_context(cannot)?;
            let mut written = write(&app, &actor, &args, BufWriter::new(file)).await?;
            written.flush().with_context(cannot)?;
            std::fs::rename(&draft, path).with_context(cannot)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

async fn write<W: Write>(app: &App, actor: &Actor, args: &ExportArgs, out: W) -> Result<W> {
    let format = args.format.into();
    match args.kind {
        Kind::Companies => companies(app, actor, format, out).await,
        Kind::Slots => slots(app, actor, format, out).await,
        Kind::Placements | Kind::Statistics => placements(app, actor, format, out).await,
    }
}

async fn companies<W: Write>(app: &App, actor: &Actor, format: Format, out: W) -> Result<W> {
    let all = Chosen::Fitting(Box::default());
    let ids = exports::begin_companies(app, actor, &all, (format, Vec::new())).await?;
    let mut sheet = Sheet::begin(format, &COMPANY_COLUMNS, out)?;
    for some in ids.chunks(BATCH) {
        for line in app.ask(actor, &CompanyLines { companies: some }).await? {
            sheet.add(&line)?;
        }
    }
    Ok(sheet.finish()?)
}

async fn slots<W: Write>(app: &App, actor: &Actor, format: Format, out: W) -> Result<W> {
    let ids = exports::begin_all_slots(app, actor, format).await?;
    let mut sheet = Sheet::begin(format, &SLOT_COLUMNS, out)?;
    for some in ids.chunks(BATCH) {
        for line in app.ask(actor, &SlotLines { slots: some }).await? {
            sheet.add(&line)?;
        }
    }
    Ok(sheet.finish()?)
}

/// The fields of `GET /placements/{id}`; what is deeper than a value stands as JSON in its cell.
const PLACEMENT_COLUMNS: [&str; 15] = [
    "id",
    "state",
    "citizen",
    "slot",
    "plads_id",
    "borger_id",
    "kind",
    "starts_on",
    "ends_on",
    "weekly_hours",
    "purpose",
    "held_until",
    "answer_by",
    "law",
    "grant",
];

async fn placements<W: Write>(app: &App, actor: &Actor, format: Format, out: W) -> Result<W> {
    const PAGE: u64 = 100;
    let mut sheet = Sheet::begin(format, &PLACEMENT_COLUMNS, out)?;
    let mut question = Placements { filter: Filter::default(), after: None, limit: PAGE, purpose: LookPurpose::Case };
    loop {
        let page = app.ask(actor, &question).await?;
        for seen in page.items {
            sheet.add(&placement(&placement_fields(seen)?))?;
        }
        question.after = page.next;
        if question.after.is_none() {
            return Ok(sheet.finish()?);
        }
    }
}

fn placement(fields: &Map<String, Value>) -> Vec<Cell> {
    let cell = |column: &&str| match fields.get(*column) {
        None | Some(Value::Null) => Cell::Empty,
        Some(Value::String(text)) => Cell::Text(text.clone()),
        Some(other) => Cell::Deep(other.clone()),
    };
    PLACEMENT_COLUMNS.iter().map(cell).collect()
}
