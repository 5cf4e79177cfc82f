//! The VITAS package as files: JSON for programs, CSV for spreadsheets. Neither says who the citizen is.

use axum::{
    Json,
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use chrono::NaiveDate;
use csv::{QuoteStyle, WriterBuilder};
use serde_json::{Value as Written, json};

use super::visit::Visited;
use crate::{
    base::{fault::Fault, spreadsheet::formula_safe},
    domain::{
        slot::TimeWindow,
        terms::Language,
        vitas::{Field, Note, Value},
    },
    i18n::Texts,
    state::AppState,
    use_cases::placements::vitas::VitasCase,
    web::{error::PageError, wording},
};

/// VITAS is Danish, whatever the reader's language is.
const VITAS: Texts = Texts::new(Language::Da);

/// A value as it is typed into VITAS.
pub(super) fn shown(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Day(day) => day.format("%d-%m-%Y").to_string(),
        Value::Figure(figure) => figure.to_string().replace('.', ","),
        Value::Times(TimeWindow { from, to }) => format!("{}-{}", clock(*from), clock(*to)),
        Value::Purpose(purpose) => wording::purpose(VITAS, *purpose),
    }
}

fn clock(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// What is said beside a field: why it is empty, or where its value comes from and of which day.
pub(super) fn note_of(texts: Texts, field: &Field) -> Option<String> {
    let note = field.note?;
    let told = texts.text(&format!("vitas-note-{note}")).into_owned();
    let is_figure = matches!(note, Note::OfWorkplace | Note::OfCompany | Note::OfInstitution);
    let day = is_figure.then(|| figure_day(texts, field.as_of));
    Some([Some(told), day].into_iter().flatten().collect::<Vec<_>>().join(" "))
}

fn figure_day(texts: Texts, as_of: Option<NaiveDate>) -> String {
    let day = as_of.map(|day| texts.name("vitas-figure-day", &texts.date_plain(day)));
    day.unwrap_or_else(|| texts.text("vitas-figure-no-day")).into_owned()
}

pub(super) async fn json(State(state): State<AppState>, visited: Visited) -> Result<Response, PageError> {
    let case = visited.open_vitas(&state).await?;
    let file = as_json(visited.me.visit.texts, &case, state.app.clock.today());
    Ok((attached("json"), Json(file)).into_response())
}

pub(super) async fn csv(State(state): State<AppState>, visited: Visited) -> Result<Response, PageError> {
    let case = visited.open_vitas(&state).await?;
    let file = as_csv(visited.me.visit.texts, &case.fields)?;
    Ok(([(header::CONTENT_TYPE, "text/csv; charset=utf-8")], attached("csv"), file).into_response())
}

fn attached(kind: &str) -> [(header::HeaderName, String); 1] {
    [(header::CONTENT_DISPOSITION, format!("attachment; filename=\"vitas-pakke.{kind}\""))]
}

fn as_json(texts: Texts, case: &VitasCase, today: NaiveDate) -> Written {
    let fields: Vec<Written> = case
        .fields
        .iter()
        .map(|field| {
            json!({
                "key": field.key,
                "label": texts.text(&field.label_key()),
                "value": field.value.as_ref().map(written),
                "as_of": field.as_of,
                "note": note_of(texts, field),
            })
        })
        .collect();
    let placement = case.dossier.closely.seen.record.placement.id;
    json!({ "placement": placement, "prepared_on": today, "note": texts.text("vitas-is-no-application"), "fields": fields })
}

/// Days and figures keep their kind; all else is written as it is typed.
fn written(value: &Value) -> Written {
    match value {
        Value::Day(day) => json!(day),
        Value::Figure(figure) => json!(figure),
        other => json!(shown(other)),
    }
}

/// `;` CSV with a byte order mark: key, label, value, note.
fn as_csv(texts: Texts, fields: &[Field]) -> Result<Vec<u8>, Fault> {
    let fault = |error: csv::Error| Fault::new("the VITAS package cannot be written", error);
    let mut rows = WriterBuilder::new().delimiter(b';').quote_style(QuoteStyle::Always).from_writer("\u{feff}".as_bytes().to_vec());
    rows.write_record(["key", "label", "value", "note"]).map_err(fault)?;
    for field in fields {
        let value = field.value.as_ref().map(shown).unwrap_or_default();
        let note = note_of(texts, field).unwrap_or_default();
        let label = texts.text(&field.label_key()).into_owned();
        rows.write_record([field.key, &formula_safe(&label), &formula_safe(&value), &formula_safe(&note)]).map_err(fault)?;
    }
    rows.into_inner().map_err(|error| Fault::new("the VITAS package cannot be written", error.into_error()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(value: Value) -> Field {
        Field { key: "tasks", value: Some(value), note: None, as_of: None }
    }

    #[test]
    fn values_stand_as_the_form_takes_them() {
        let day = NaiveDate::from_ymd_opt(2026, 3, 2).expect("a day");
        assert_eq!(shown(&Value::Day(day)), "02-03-2026");
        assert_eq!(shown(&Value::Figure(7.5)), "7,5");
        assert_eq!(shown(&Value::Times(TimeWindow { from: 480, to: 945 })), "08:00-15:45");
        assert_eq!(written(&Value::Day(day)), json!("2026-03-02"));
    }

    #[test]
    fn a_spreadsheet_runs_nothing_of_the_file() {
        let texts = Texts::new(Language::En);
        let file = as_csv(texts, &[field(Value::Text("=cmd()|;\"x\"".to_owned()))]).expect("a file");
        let text = String::from_utf8(file).expect("UTF-8");
        assert!(text.starts_with("\u{feff}\"key\";\"label\";\"value\";\"note\""), "{text}");
        assert!(text.contains("\"tasks\";\"Tasks\";\"'=cmd()|;\"\"x\"\"\";\"\""), "{text}");
    }

    #[test]
    fn every_note_label_and_decision_has_its_words() {
        for texts in [Language::Da, Language::En].map(Texts::new) {
            let notes = Note::ALL.iter().map(|note| format!("vitas-note-{note}"));
            let decisions = crate::domain::vitas::GrantDecision::ALL.iter().map(|word| format!("vitas-decision-{word}"));
            let missing: Vec<String> = notes.chain(decisions).filter(|key| !texts.has(key)).collect();
            assert!(missing.is_empty(), "{missing:?}");
        }
    }
}
