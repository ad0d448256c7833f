//! Serves a site from memory on this machine, and reloads its pages when it changes.
//!
//! It stands alone because a build never knows of it: the reload script is added to pages on
//! their way out, and the bytes are otherwise those that `sitegen build` would publish.

mod files;

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::{Arc, PoisonError, RwLock};

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;
use tokio::net::TcpListener;
use tokio::sync::broadcast;
use tokio_stream::StreamExt;
use tokio_stream::wrappers::BroadcastStream;

pub use files::{Found, SiteFiles};

const SCRIPT: &str = include_str!("live.js");
const SCRIPT_PATH: &str = "/__sitegen/live.js";
const EVENTS_PATH: &str = "/__sitegen/events";

/// What is served now, and who is told when it changes.
#[derive(Debug)]
pub struct Live {
    state: RwLock<Shown>,
    events: broadcast::Sender<String>,
}

#[derive(Debug, Default)]
struct Shown {
    files: Arc<SiteFiles>,
    /// What is wrong, while the last good site stays served.
    failure: Option<String>,
}

impl Default for Live {
    fn default() -> Self {
        Self { state: RwLock::default(), events: broadcast::channel(64).0 }
    }
}

impl Live {
    /// Serves `files` from now on; open pages that differ reload themselves.
    pub fn show(&self, files: SiteFiles) {
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        let changed = state.files.changed(&files);
        *state = Shown { files: Arc::new(files), failure: None };
        // Nobody may be listening.
        let _ = self.events.send(json!({"kind": "change", "changed": changed}).to_string());
    }

    /// Keeps serving what is there, and shows `text` over it.
    pub fn fail(&self, text: String) {
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        let _ = self.events.send(json!({"kind": "failure", "text": text}).to_string());
        state.failure = Some(text);
    }

    fn shown(&self) -> (Arc<SiteFiles>, Option<String>) {
        let state = self.state.read().unwrap_or_else(PoisonError::into_inner);
        (Arc::clone(&state.files), state.failure.clone())
    }
}

/// Listens on loopback at `port`, or the next free one; zero lets the system choose.
pub async fn listen(port: u16) -> std::io::Result<TcpListener> {
    let mut last = None;
    for port in port..=port.saturating_add(20) {
        match TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], port))).await {
            Ok(listener) => return Ok(listener),
            Err(error) => last = Some(error),
        }
    }
    Err(last.unwrap_or_else(|| std::io::ErrorKind::AddrInUse.into()))
}

/// Serves until the process ends.
pub async fn serve(listener: TcpListener, live: Arc<Live>) -> std::io::Result<()> {
    axum::serve(listener, Router::new().fallback(respond).with_state(live)).await
}

async fn respond(State(live): State<Arc<Live>>, request: Request) -> Response {
    if !is_local(request.headers()) {
        // A page elsewhere that has its own name resolve to this machine must not read the site.
        return (StatusCode::FORBIDDEN, "sitegen serves this machine only\n").into_response();
    }
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    match request.uri().path() {
        EVENTS_PATH => events(&live),
        SCRIPT_PATH => send(StatusCode::OK, "text/javascript; charset=utf-8", SCRIPT.into()),
        path => file(&live, path),
    }
}

fn file(live: &Live, path: &str) -> Response {
    let (files, failure) = live.shown();
    match files.find(path) {
        Found::File { path, bytes } => page(StatusCode::OK, path, bytes),
        Found::Folder(to) => {
            let location = HeaderValue::from_str(&to);
            let location = location.unwrap_or_else(|_| HeaderValue::from_static("/"));
            (StatusCode::FOUND, [(header::LOCATION, location)]).into_response()
        }
        Found::Nothing => {
            if let Some(bytes) = files.get("404.html") {
                return page(StatusCode::NOT_FOUND, "404.html", bytes);
            }
            let nothing = if failure.is_some() { "The site does not build." } else { "Not found." };
            let html = format!("<!doctype html><title>sitegen</title><p>{nothing}</p>");
            page(StatusCode::NOT_FOUND, "404.html", html.as_bytes())
        }
    }
}

fn page(status: StatusCode, path: &str, bytes: &[u8]) -> Response {
    let kind = files::content_type(path);
    let body = if kind.starts_with("text/html") { with_script(bytes) } else { bytes.to_vec() };
    send(status, kind, body)
}

/// The page with the reload script at the end of its body.
fn with_script(html: &[u8]) -> Vec<u8> {
    let tag = format!("<script src=\"{SCRIPT_PATH}\" defer></script>");
    let end = html.windows(7).rposition(|w| w.eq_ignore_ascii_case(b"</body>"));
    let (before, after) = html.split_at(end.unwrap_or(html.len()));
    [before, tag.as_bytes(), after].concat()
}

fn send(status: StatusCode, kind: &'static str, body: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    ];
    (status, headers, body).into_response()
}

/// A stream of what changes, starting with what is wrong now.
fn events(live: &Live) -> Response {
    let later = BroadcastStream::new(live.events.subscribe()).map(|event| {
        // A browser that fell behind has missed something: it reloads.
        event.unwrap_or_else(|_| json!({"kind": "lost"}).to_string())
    });
    let (_, failure) = live.shown();
    let now = match failure {
        Some(text) => json!({"kind": "failure", "text": text}),
        None => json!({"kind": "fine"}),
    };
    let stream = tokio_stream::once(now.to_string())
        .chain(later)
        .map(|event| Ok::<_, Infallible>(format!("data: {event}\n\n")));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (headers, Body::from_stream(stream)).into_response()
}

/// Whether a request names this machine as its host, whatever the port.
fn is_local(headers: &HeaderMap) -> bool {
    let Some(host) = headers.get(header::HOST).and_then(|host| host.to_str().ok()) else {
        return false;
    };
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or(""),
        None => host.split(':').next().unwrap_or(""),
    };
    matches!(name, "localhost" | "127.0.0.1" | "::1")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_is_served() {
        let local = |host: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, HeaderValue::from_static(host));
            is_local(&headers)
        };
        assert!(local("localhost:8000") && local("127.0.0.1") && local("[::1]:80"));
        assert!(!local("evil.example") && !local("localhost.evil.example:80"));
        assert!(!is_local(&HeaderMap::new()));
    }

    #[test]
    fn the_script_goes_to_the_end_of_the_body() {
        let html = String::from_utf8(with_script(b"<p>x</p></BODY></html>")).unwrap();
        assert!(html.starts_with("<p>x</p><script ") && html.ends_with("</BODY></html>"), "{html}");
        assert!(with_script(b"").starts_with(b"<script"));
    }
}
