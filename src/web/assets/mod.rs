//! The browser's files: embedded at build time, served under a hash so that they may be kept for ever.

use std::sync::LazyLock;

use axum::Router;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

#[derive(RustEmbed)]
#[folder = "$OUT_DIR/assets"]
struct Files;

/// Twelve hexadecimal digits over every embedded file; one for all, so that a style sheet's relative addresses hold.
static BUNDLE_HASH: LazyLock<String> = LazyLock::new(bundle_hash);

fn bundle_hash() -> String {
    let mut names: Vec<_> = Files::iter().collect();
    names.sort();
    let mut digest = Sha256::new();
    for name in names {
        digest.update(name.as_bytes());
        if let Some(file) = Files::get(&name) {
            digest.update(file.metadata.sha256_hash());
        }
    }
    digest.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// The address of an embedded file (`css/app.css`), with the hash of the current build.
#[must_use]
pub fn asset_url(path: &str) -> String {
    format!("/assets/{}/{path}", *BUNDLE_HASH)
}

/// Every embedded file with its address, for sample pages.
#[cfg(test)]
pub(crate) fn all_files() -> Vec<(String, Vec<u8>)> {
    Files::iter().filter_map(|name| Files::get(&name).map(|file| (asset_url(&name), file.data.into_owned()))).collect()
}

/// The route `/assets/{hash}/{path}`; needs no state and no sign-in.
pub fn router<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new().route("/assets/{hash}/{*path}", get(serve))
}

/// Serves one file: a year for the hash of this build, a minute for that of another one (a page from before an update).
async fn serve(Path((hash, path)): Path<(String, String)>) -> Response {
    let Some(file) = Files::get(&path) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let keep = if hash == *BUNDLE_HASH { "public, max-age=31536000, immutable" } else { "public, max-age=60" };
    let kind = file.metadata.mimetype().to_owned();
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, keep.to_owned())], file.data).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_in_our_style_sheet_is_embedded() {
        let sheet = String::from_utf8(Files::get("css/app.css").unwrap().data.into_owned()).unwrap();
        let addresses: Vec<_> = sheet.split("url(\"../").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert!(!addresses.is_empty());
        for address in addresses {
            assert!(Files::get(address).is_some(), "{address} is not embedded");
        }
    }

    #[test]
    fn no_third_party_address_stands_in_our_files() {
        for name in Files::iter().filter(|name| !name.contains("dkfds") && !name.contains("htmx") && !name.starts_with("fonts/")) {
            let text = String::from_utf8(Files::get(&name).unwrap().data.into_owned()).unwrap();
            let foreign = text.replace("http://www.w3.org/2000/svg", "");
            assert!(!foreign.contains("http://") && !foreign.contains("https://"), "{name} calls out");
        }
    }

    #[tokio::test]
    async fn a_file_is_kept_for_ever_only_under_its_own_hash() {
        let now = serve(Path((BUNDLE_HASH.clone(), "css/app.css".to_owned()))).await;
        let old = serve(Path(("0".to_owned(), "css/app.css".to_owned()))).await;
        let none = serve(Path((BUNDLE_HASH.clone(), "../Cargo.toml".to_owned()))).await;
        assert_eq!(now.headers()[header::CONTENT_TYPE], "text/css");
        assert!(now.headers()[header::CACHE_CONTROL].to_str().unwrap().contains("immutable"));
        assert_eq!(old.headers()[header::CACHE_CONTROL], "public, max-age=60");
        assert_eq!(none.status(), StatusCode::NOT_FOUND);
    }
}
