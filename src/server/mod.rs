//! Serves a site from memory on this machine, and reloads its pages when it changes.
//!
//! It stands alone because a build never knows of it: the reload script is added to pages on
//! their way out, and the bytes are otherwise those that `sitegen build` would publish.

mod events;
mod files;
mod listen;

use std::net::IpAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use tokio::net::TcpListener;
use tokio::sync::watch;

pub use files::{File, Found, Gathering, SiteFiles};
pub use listen::listen;

const SCRIPT: &str = include_str!("live.js");
const SCRIPT_PATH: &str = "/__sitegen/live.js";
const EVENTS_PATH: &str = "/__sitegen/events";

/// What is served now; whoever waits is told when it changes.
#[derive(Debug)]
pub struct Live {
    shown: watch::Sender<Shown>,
}

/// A site, and what is wrong while this last good one stays served.
#[derive(Clone, Debug, Default)]
struct Shown {
    files: Arc<SiteFiles>,
    failure: Option<Arc<str>>,
}

impl Default for Live {
    fn default() -> Self {
        Self { shown: watch::Sender::new(Shown::default()) }
    }
}

impl Live {
    /// Serves `files` from now on; open pages that differ reload themselves.
    pub fn show(&self, files: SiteFiles) {
        self.shown.send_replace(Shown { files: Arc::new(files), failure: None });
    }

    /// The site that is served.
    pub fn files(&self) -> Arc<SiteFiles> {
        Arc::clone(&self.shown.borrow().files)
    }

    /// Keeps serving what is there, and shows `text` over it.
    pub fn fail(&self, text: &str) {
        self.shown.send_modify(|shown| shown.failure = Some(text.into()));
    }

    fn shown(&self) -> Shown {
        self.shown.borrow().clone()
    }
}

/// What requests are answered from.
#[derive(Clone)]
struct Context {
    live: Arc<Live>,
    /// Whether other machines are served, which call this one by its address.
    others: bool,
}

/// Serves until the process ends.
pub async fn serve(listener: TcpListener, live: Arc<Live>) {
    let local = |address: IpAddr| address.is_loopback();
    let others = !listener.local_addr().is_ok_and(|address| local(address.ip()));
    let router = Router::new().fallback(respond).with_state(Context { live, others });
    listen::accept(listener, router).await;
}

async fn respond(State(context): State<Context>, request: Request) -> Response {
    if !listen::is_ours(request.headers(), context.others) {
        let said = "sitegen serves this machine only: ask for localhost, or an address\n";
        return send(StatusCode::FORBIDDEN, "text/plain; charset=utf-8", said);
    }
    if request.method() != Method::GET && request.method() != Method::HEAD {
        let allow = [(header::ALLOW, HeaderValue::from_static("GET, HEAD"))];
        return (StatusCode::METHOD_NOT_ALLOWED, allow).into_response();
    }
    match request.uri().path() {
        EVENTS_PATH => events::stream(&context.live, request.uri().query().unwrap_or("")),
        SCRIPT_PATH => send(StatusCode::OK, "text/javascript; charset=utf-8", SCRIPT),
        _ => file(&context.live.shown(), request.uri()),
    }
}

fn file(shown: &Shown, uri: &Uri) -> Response {
    match shown.files.find(uri.path()) {
        Found::File { path, file } => page(shown, uri, StatusCode::OK, path, file.bytes()),
        Found::Folder(mut to) => {
            if let Some(query) = uri.query() {
                to.push('?');
                to.push_str(query);
            }
            let location = HeaderValue::from_str(&to);
            let location = location.unwrap_or_else(|_| HeaderValue::from_static("/"));
            (StatusCode::FOUND, [(header::LOCATION, location)]).into_response()
        }
        Found::Nothing => {
            let missing = StatusCode::NOT_FOUND;
            if let Some(file) = shown.files.get("404.html") {
                return page(shown, uri, missing, "404.html", file.bytes());
            }
            let nothing = match shown.failure {
                Some(_) => "The site does not build.",
                None => "Not found.",
            };
            let html = format!("<!doctype html><title>sitegen</title><p>{nothing}</p>");
            page(shown, uri, missing, "404.html", &html.into())
        }
    }
}

fn page(shown: &Shown, uri: &Uri, status: StatusCode, path: &str, bytes: &Bytes) -> Response {
    let kind = files::content_type(path);
    if is_page(path) {
        send(status, kind, with_script(bytes, &script(shown, uri.path())))
    } else {
        send(status, kind, bytes.clone())
    }
}

/// Whether a file gets the reload script, and reloads by itself.
fn is_page(path: &str) -> bool {
    files::content_type(path).starts_with("text/html")
}

/// The element that loads the reload script. It says what the page shows, so that the script can
/// ask whether that is still so.
fn script(shown: &Shown, address: &str) -> String {
    let have = events::print(events::hash_at(&shown.files, address));
    let assets = events::print(shown.files.assets());
    format!(
        "<script src=\"{SCRIPT_PATH}\" data-have=\"{have}\" data-assets=\"{assets}\" defer></script>"
    )
}

/// The page with `script` at the end of its body.
fn with_script(html: &[u8], script: &str) -> Vec<u8> {
    let end = html.windows(7).rposition(|w| w.eq_ignore_ascii_case(b"</body>"));
    let (before, after) = html.split_at(end.unwrap_or(html.len()));
    [before, script.as_bytes(), after].concat()
}

fn send(status: StatusCode, kind: &'static str, body: impl Into<Body>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        // Pages of other sites may not embed what is here, not even as a script or a picture.
        (
            header::HeaderName::from_static("cross-origin-resource-policy"),
            HeaderValue::from_static("same-origin"),
        ),
    ];
    (status, headers, body.into()).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_goes_to_the_end_of_the_body() {
        let with = |html: &[u8]| String::from_utf8(with_script(html, "<script></script>")).unwrap();
        let html = with(b"<p>x</p></BODY></html>");
        assert_eq!(html, "<p>x</p><script></script></BODY></html>");
        assert_eq!(with(b""), "<script></script>");
    }
}
