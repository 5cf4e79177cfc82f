//! Lists as files: companies and slots of the filters in the address, sent while they are read.

use axum::{
    Router,
    body::Body,
    extract::{RawQuery, State},
    http::header,
    response::{IntoResponse, Response},
    routing::get,
};
use axum_extra::extract::Query;
use futures_util::stream;
use serde::Deserialize;

use super::{companies::Filters, slots::SlotFilters};
use crate::{
    base::fault::Fault,
    domain::{
        ids::{CompanyId, SlotId},
        permission::Actor,
    },
    state::AppState,
    use_cases::{
        app::App,
        companies::Chosen,
        exports::{self, BATCH, COMPANY_COLUMNS, Cell, CompanyLines, Format, SLOT_COLUMNS, Sheet, SlotLines},
        failure::Failure,
    },
    web::{error::PageError, extract::Consultant},
};

/// Routes of this room.
pub fn router() -> Router<AppState> {
    Router::new().route("/konsulent/virksomheder/eksport", get(companies)).route("/konsulent/pladser/eksport", get(slots))
}

/// The form of the file.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    format: String,
}

impl Asked {
    fn format(&self) -> Format {
        Format::parse(&self.format).unwrap_or(Format::Csv)
    }
}

/// What is still to be sent.
enum Rest {
    Companies(Vec<CompanyId>),
    Slots(Vec<SlotId>),
}

impl Rest {
    /// The next lines; nothing when all have been read.
    async fn next(&mut self, app: &App, actor: &Actor) -> Result<Option<Vec<Vec<Cell>>>, Failure> {
        match self {
            Self::Companies(ids) if ids.is_empty() => Ok(None),
            Self::Slots(ids) if ids.is_empty() => Ok(None),
            Self::Companies(ids) => {
                let some: Vec<CompanyId> = ids.drain(..BATCH.min(ids.len())).collect();
                app.ask(actor, &CompanyLines { companies: &some }).await.map(Some)
            }
            Self::Slots(ids) => {
                let some: Vec<SlotId> = ids.drain(..BATCH.min(ids.len())).collect();
                app.ask(actor, &SlotLines { slots: &some }).await.map(Some)
            }
        }
    }
}

/// A file under way.
struct Sending {
    app: App,
    actor: Actor,
    rest: Rest,
    sheet: Option<Sheet<Vec<u8>>>,
}

impl Sending {
    async fn piece(&mut self) -> Result<Option<Vec<u8>>, Failure> {
        let Some(mut sheet) = self.sheet.take() else { return Ok(None) };
        match self.rest.next(&self.app, &self.actor).await? {
            None => Ok(Some(sheet.finish()?)),
            Some(lines) => {
                lines.iter().try_for_each(|line| sheet.add(line))?;
                let piece = sheet.take_written()?;
                self.sheet = Some(sheet);
                Ok(Some(piece))
            }
        }
    }
}

/// The answer with a dated name; a failure on the way breaks the download off, so that no half file looks whole.
fn file(state: &AppState, actor: &Actor, (name, format): (&str, Format), rest: Rest) -> Result<Response, Fault> {
    let columns: &[&str] = match rest {
        Rest::Companies(_) => &COMPANY_COLUMNS,
        Rest::Slots(_) => &SLOT_COLUMNS,
    };
    let sheet = Some(Sheet::begin(format, columns, Vec::new())?);
    let sending = Sending { app: state.app.clone(), actor: actor.clone(), rest, sheet };
    let pieces = stream::try_unfold(sending, async |mut sending| {
        let piece = sending.piece().await.map_err(|failure| std::io::Error::other(failure.to_string()))?;
        Ok::<_, std::io::Error>(piece.map(|piece| (piece, sending)))
    });
    let named = format!("attachment; filename=\"{name}-{}.{format}\"", state.app.clock.today());
    let headers = [(header::CONTENT_TYPE, format.media_type().to_owned()), (header::CONTENT_DISPOSITION, named)];
    Ok((headers, Body::from_stream(pieces)).into_response())
}

async fn companies(
    State(state): State<AppState>,
    me: Consultant,
    Query(asked): Query<Asked>,
    RawQuery(raw): RawQuery,
) -> Result<Response, PageError> {
    let (filters, format) = (Filters::read(&raw.unwrap_or_default()), asked.format());
    let chosen = Chosen::Fitting(Box::new(filters.criteria(&me)));
    let ids = exports::begin_companies(&state.app, &me.actor, &chosen, (format, filters.names())).await?;
    Ok(file(&state, &me.actor, ("virksomheder", format), Rest::Companies(ids))?)
}

async fn slots(
    State(state): State<AppState>,
    me: Consultant,
    Query(asked): Query<Asked>,
    Query(filters): Query<SlotFilters>,
) -> Result<Response, PageError> {
    let format = asked.format();
    let ids = exports::begin_slots(&state.app, &me.actor, filters.criteria(&state), (format, filters.names())).await?;
    Ok(file(&state, &me.actor, ("pladser", format), Rest::Slots(ids))?)
}
