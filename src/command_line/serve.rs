//! `serve`: pages, API and jobs in one process.

use std::{net::SocketAddr, process::ExitCode, time::Duration};

use anyhow::{Context, Result, ensure};
use tokio::{net::TcpListener, sync::watch};

use super::Common;
use crate::{
    base, doors,
    jobs::{post_office, runner},
    mail::postman::Postman,
    settings::Settings,
    state::AppState,
    use_cases::{app::App, follow_index},
};

pub(super) async fn serve(common: &Common) -> Result<ExitCode> {
    base::telemetry::start();
    let app = common.open().await?;
    check_base_url(&app.settings)?;
    follow_index::make_ready(&app).await?;
    let listener = listen(app.settings.server.listen).await?;
    tracing::info!(address = %listener.local_addr()?, "serving");
    let postman = post_office::postman(&app)?;
    run(AppState::new(app), listener, postman).await?;
    Ok(ExitCode::SUCCESS)
}

pub(super) async fn listen(address: SocketAddr) -> Result<TcpListener> {
    TcpListener::bind(address).await.with_context(|| format!("{address} is in use or not ours: choose another server.listen"))
}

/// Serves until the process is told to stop; requests and the letter under way are finished.
pub(super) async fn run(state: AppState, listener: TcpListener, postman: Postman) -> Result<()> {
    let app = state.app.clone();
    let service = doors::router(state).into_make_service_with_connect_info::<SocketAddr>();
    let (tell, told) = watch::channel(false);
    let served = async {
        let outcome = axum::serve(listener, service).with_graceful_shutdown(told_to_stop()).await;
        let _ = tell.send(true);
        outcome.context("the server stopped")
    };
    let (outcome, (), ()) = tokio::join!(served, runner::run(&app, &postman, told.clone()), keep_following(&app, told.clone()));
    outcome
}

/// Keeps the indexes near the present even when nobody searches, so that the first search of the morning is quick.
async fn keep_following(app: &App, mut told: watch::Receiver<bool>) {
    while !*told.borrow() {
        if let Err(fault) = follow_index::catch_up_all(app).await {
            tracing::warn!(%fault, "the index does not follow");
        }
        tokio::select! {
            () = app.committed.notified() => {}
            () = tokio::time::sleep(Duration::from_secs(1)) => {}
            changed = told.changed() => if changed.is_err() { return },
        }
    }
}

async fn told_to_stop() {
    let mut terminate = match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(signal) => signal,
        Err(_) => return std::future::pending().await,
    };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}

/// Letters carry this address: in the clear only towards this machine itself.
fn check_base_url(settings: &Settings) -> Result<()> {
    let url = &settings.server.base_url;
    let is_loopback = ["http://127.", "http://localhost", "http://[::1]"].iter().any(|start| url.starts_with(start));
    ensure!(
        url.is_empty() || url.starts_with("https://") || is_loopback,
        "server.base_url must begin with https:// ({url} would send links in the clear)"
    );
    Ok(())
}
