//! What each open page is told, and when: as a stream of server-sent events.
//!
//! A page says which bytes it shows. Thus it is told whether they are still right, however it came
//! to miss a change: between loading and listening, asleep, or while the server was away.

use std::convert::Infallible;
use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;
use tokio_stream::StreamExt;
use tokio_stream::wrappers::WatchStream;

use super::files::{Found, SiteFiles};
use super::{Live, Shown};

/// So many changed files are not worth telling one by one.
const MANY: usize = 500;

/// A page that is open somewhere.
struct Viewer {
    /// Its address.
    page: String,
    /// What it shows; none if it does not say.
    have: Option<u64>,
    /// What it has loaded besides.
    assets: Option<u64>,
    /// The site that it was last told of.
    files: Option<Arc<SiteFiles>>,
}

/// A stream of what changes for the page that `query` tells of, beginning with how it is now.
pub(super) fn stream(live: &Live, query: &str) -> Response {
    let mut viewer = Viewer::new(query);
    // A browser that is slow to read skips what is no longer so.
    let stream = WatchStream::new(live.shown.subscribe())
        .map(move |shown| Ok::<_, Infallible>(viewer.tell(&shown)));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (headers, Body::from_stream(stream)).into_response()
}

/// The hash of what is at `page`; of what tells that nothing is there otherwise.
pub(super) fn hash_at(files: &SiteFiles, page: &str) -> u64 {
    match files.find(page) {
        Found::File { file, .. } => file.hash().short(),
        _ => files.get("404.html").map_or(0, |file| file.hash().short()),
    }
}

/// A hash as pages carry it.
pub(super) fn print(hash: u64) -> String {
    format!("{hash:016x}")
}

impl Viewer {
    fn new(query: &str) -> Self {
        let value = |key: &str| {
            let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
            let (_, value) = pairs.find(|(name, _)| *name == key)?;
            Some(crate::check::decode(&value.replace('+', " ")).into_owned())
        };
        let hash = |key| u64::from_str_radix(&value(key)?, 16).ok();
        let page = value("page").unwrap_or_else(|| "/".to_owned());
        Self { page, have: hash("have"), assets: hash("assets"), files: None }
    }

    /// What to tell about the site as it is now.
    fn tell(&mut self, shown: &Shown) -> String {
        let now = hash_at(&shown.files, &self.page);
        let mut reload = *self.have.get_or_insert(now) != now;
        let mut changed: Vec<&str> = Vec::new();
        if let Some(before) = &self.files {
            changed = before.changed(&shown.files);
            changed.retain(|path| !super::is_page(path));
        } else {
            reload |= self.assets.is_some_and(|assets| assets != shown.files.assets());
        }
        reload |= changed.len() > MANY;
        let news = json!({
            "reload": reload,
            "failure": shown.failure.as_deref(),
            "changed": if reload { &[][..] } else { &changed[..] },
            "assets": print(shown.files.assets()),
        });
        self.files = Some(Arc::clone(&shown.files));
        format!("data: {news}\n\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(files: &[(&str, &str)], failure: Option<&str>) -> Shown {
        Shown { files: Arc::new(SiteFiles::of(files)), failure: failure.map(Into::into) }
    }

    fn news(viewer: &mut Viewer, shown: &Shown) -> serde_json::Value {
        let text = viewer.tell(shown);
        serde_json::from_str(text.strip_prefix("data: ").unwrap().trim_end()).unwrap()
    }

    #[test]
    fn only_a_page_whose_bytes_changed_reloads() {
        let first =
            shown(&[("a/index.html", "1"), ("b/index.html", "1"), ("404.html", "no")], None);
        let second =
            shown(&[("a/index.html", "2"), ("b/index.html", "1"), ("404.html", "no")], None);
        let mut a = Viewer::new("page=%2Fa%2F");
        let mut b = Viewer::new("page=%2Fb%2F");
        let mut gone = Viewer::new("page=%2Fc%2F");
        for viewer in [&mut a, &mut b, &mut gone] {
            assert_eq!(news(viewer, &first)["reload"], false);
        }
        assert_eq!(news(&mut a, &second)["reload"], true);
        assert_eq!(news(&mut b, &second)["reload"], false);
        assert_eq!(news(&mut gone, &second)["reload"], false);
        let third = shown(&[("c/index.html", "3"), ("404.html", "no")], None);
        assert_eq!(news(&mut gone, &third)["reload"], true, "it is there now");
        assert_eq!(news(&mut b, &third)["reload"], true, "it is gone");
    }

    #[test]
    fn a_page_that_missed_a_change_reloads() {
        let old = shown(&[("index.html", "1"), ("x.css", "1")], None);
        let (have, assets) = (print(hash_at(&old.files, "/")), print(old.files.assets()));
        let viewer = || Viewer::new(&format!("page=/&have={have}&assets={assets}"));
        assert_eq!(news(&mut viewer(), &old)["reload"], false);
        let page = shown(&[("index.html", "2"), ("x.css", "1")], None);
        assert_eq!(news(&mut viewer(), &page)["reload"], true);
        let sheet = shown(&[("index.html", "1"), ("x.css", "2")], None);
        assert_eq!(news(&mut viewer(), &sheet)["reload"], true);
        let mut there = viewer();
        assert_eq!(news(&mut there, &old)["changed"], json!([]));
        let told = news(&mut there, &sheet);
        assert_eq!(told["changed"], json!(["x.css"]));
        assert_eq!(
            (&told["reload"], &told["assets"]),
            (&json!(false), &json!(print(sheet.files.assets())))
        );
    }

    #[test]
    fn what_is_wrong_is_told_on_one_line() {
        let failed = shown(&[("index.html", "1")], Some("error: <b>\n  --> x.md"));
        let mut viewer = Viewer::new("");
        let text = viewer.tell(&failed);
        assert_eq!(text.trim_end().lines().count(), 1, "{text}");
        assert_eq!(news(&mut viewer, &failed)["failure"], "error: <b>\n  --> x.md");
    }
}
