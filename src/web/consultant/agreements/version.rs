//! One version of an agreement, readable for ever: as a page and as a PDF.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};

use super::{ROOM, SECTION, url_of, words};
use crate::{
    domain::{
        agreement::AgreementVersion,
        ids::{AgreementId, AgreementVersionId},
    },
    state::AppState,
    use_cases::{
        agreements::{AgreementFile, OpenAgreement},
        failure::{Failure, OrNotFound},
    },
    web::{
        error::PageError,
        extract::Consultant,
        layout::Shell,
        page::Page,
        parts::{AgreementPaper, Badge, PaperNames},
        print,
    },
};

#[derive(Template)]
#[template(path = "consultant/agreements/version.html")]
pub(super) struct VersionPage {
    shell: Shell,
    state: Badge,
    paper: AgreementPaper,
    pdf: String,
}

async fn find(
    state: &AppState,
    me: &Consultant,
    (agreement, version): (AgreementId, AgreementVersionId),
) -> Result<(AgreementFile, AgreementVersion), Failure> {
    let file = state.app.ask(&me.actor, &OpenAgreement { agreement }).await?;
    let found = file.versions.iter().find(|one| one.id == version).cloned().or_not_found()?;
    Ok((file, found))
}

/// The page.
pub(super) async fn show(
    State(state): State<AppState>,
    me: Consultant,
    Path(ids): Path<(AgreementId, AgreementVersionId)>,
) -> Result<Page<VersionPage>, PageError> {
    let (file, version) = find(&state, &me, ids).await?;
    let (texts, url) = (me.visit.texts, url_of(file.agreement.id));
    let (places, groups) = (words::place_names(&file.parts.workplaces), words::group_names(&state, texts, me.actor.tenant));
    let title = texts.count("agreement-version-title", version.number);
    let number = texts.name("agreement-page-title", &file.agreement.number).into_owned();
    Ok(Page(VersionPage {
        shell: me
            .shell(SECTION, title)
            .crumb(texts.text("agreements-title"), ROOM)
            .crumb(number, &url)
            .lead(file.parts.company.name.clone()),
        state: words::version_badge(texts, version.standing.state, version.is_in_force()),
        paper: AgreementPaper::new(texts, &version, PaperNames { workplaces: &places, groups: &groups }),
        pdf: format!("{url}/udgaver/{}/aftale.pdf", version.id),
    }))
}

/// The PDF.
pub(super) async fn pdf(
    State(state): State<AppState>,
    me: Consultant,
    Path(ids): Path<(AgreementId, AgreementVersionId)>,
) -> Result<Response, PageError> {
    let (file, version) = find(&state, &me, ids).await?;
    let texts = print::texts();
    let (places, groups) = (words::place_names(&file.parts.workplaces), words::group_names(&state, texts, me.actor.tenant));
    let paper = AgreementPaper::new(texts, &version, PaperNames { workplaces: &places, groups: &groups });
    let head = print::Head {
        number: file.agreement.number.clone(),
        version: version.number,
        company: file.parts.company.name.clone(),
        cvr: file.parts.company.cvr.to_string(),
        municipality: me.visitor.municipality.clone(),
    };
    Ok(print::answer(&head, &paper)?)
}
