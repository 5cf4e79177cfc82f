//! `serve`: pages, API and jobs in one process.

use std::{net::SocketAddr, process::ExitCode};

use anyhow::{Context, Result, ensure};
use tokio::net::TcpListener;

use super::Common;
use crate::{base, settings::Settings, state::AppState, web};

pub(super) async fn serve(common: &Common) -> Result<ExitCode> {
    base::telemetry::start();
    let app = common.open().await?;
    check_base_url(&app.settings)?;
    let listener = listen(app.settings.server.listen).await?;
    tracing::info!(address = %listener.local_addr()?, "serving");
    run(AppState::new(app), listener).await?;
    Ok(ExitCode::SUCCESS)
}

pub(super) async fn listen(address: SocketAddr) -> Result<TcpListener> {
    TcpListener::bind(address).await.with_context(|| format!("{address} is in use or not ours: choose another server.listen"))
}

/// Serves until the process is told to stop; requests under way are finished.
pub(super) async fn run(state: AppState, listener: TcpListener) -> Result<()> {
    let service = web::router(state).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(told_to_stop()).await.context("the server stopped")
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
