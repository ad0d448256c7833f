//! Connections: where they are accepted, how many at once, and for how long.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::{HeaderMap, header};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

/// More connections wait. Each takes a file descriptor, and the build needs some for the inputs.
const CONNECTIONS: usize = 256;

/// A browser that says nothing for so long is let go, asking or between two questions.
const PATIENCE: Duration = Duration::from_secs(20);

/// How many ports to try.
const PORTS: u16 = 20;

/// Listens at `port` of `host`, or at the next free one; zero lets the system choose.
pub async fn listen(host: IpAddr, port: u16) -> io::Result<TcpListener> {
    let mut tried = port;
    loop {
        match TcpListener::bind(SocketAddr::new(host, tried)).await {
            Err(error)
                if error.kind() == io::ErrorKind::AddrInUse
                    && tried < port.saturating_add(PORTS) =>
            {
                tried += 1;
            }
            result => return result,
        }
    }
}

/// Serves until the process ends.
pub(super) async fn accept(listener: TcpListener, router: Router) {
    let free = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        let Ok(permit) = Arc::clone(&free).acquire_owned().await else { return };
        let stream = match listener.accept().await {
            Ok((stream, _)) => stream,
            Err(error) => {
                if !is_of_connection(&error) {
                    // There may be no file descriptors left: others have to end first.
                    tokio::time::sleep(Duration::from_millis(200)).await;
                }
                continue;
            }
        };
        // Events are small, and waited for.
        let _ = stream.set_nodelay(true);
        let service = TowerToHyperService::new(router.clone());
        tokio::spawn(async move {
            let mut builder = Builder::new(TokioExecutor::new()).http1_only();
            builder.http1().timer(TokioTimer::new()).header_read_timeout(PATIENCE);
            // That a browser has gone, or speaks no HTTP, concerns nobody else.
            let _ = builder.serve_connection(TokioIo::new(stream), service).await;
            drop(permit);
        });
    }
}

/// Whether the error is that of one connection, not of accepting.
fn is_of_connection(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

/// Whether a request names this machine as its host, whatever the port. A page elsewhere that has
/// its own name resolve to this machine (DNS rebinding) must not read the site. Where other
/// machines are served too, these call this one by its address: a name could be anybody's.
pub(super) fn is_ours(headers: &HeaderMap, addresses: bool) -> bool {
    let mut hosts = headers.get_all(header::HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else { return false };
    let Some(name) = host.to_str().ok().and_then(name) else { return false };
    name.eq_ignore_ascii_case("localhost")
        || name.parse::<IpAddr>().is_ok_and(|address| addresses || address.is_loopback())
}

/// The name in a Host header, without port and brackets.
fn name(host: &str) -> Option<&str> {
    let (name, rest) = match host.strip_prefix('[') {
        Some(rest) => rest.split_once(']')?,
        None => host.split_at(host.find(':').unwrap_or(host.len())),
    };
    let port = rest.strip_prefix(':').unwrap_or(rest);
    let is_port = rest.is_empty() || (port.len() < rest.len() && port.parse::<u16>().is_ok());
    is_port.then_some(name)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn only_this_machine_is_served() {
        let ours = |hosts: &[&'static str], addresses| {
            let mut headers = HeaderMap::new();
            for host in hosts {
                headers.append(header::HOST, HeaderValue::from_static(host));
            }
            is_ours(&headers, addresses)
        };
        for fine in
            ["localhost:8000", "LocalHost", "127.0.0.1", "127.0.0.1:80", "[::1]:80", "[::1]"]
        {
            assert!(ours(&[fine], false), "{fine}");
        }
        for bad in [
            "evil.example",
            "localhost.evil.example:80",
            "127.0.0.1.evil.example",
            "[::1].evil",
            "localhost:80:evil",
            "localhost:evil",
            "[::1",
            "",
            ":80",
            "192.168.0.7",
            "0.0.0.0",
        ] {
            assert!(!ours(&[bad], false), "{bad}");
        }
        assert!(!ours(&[], false), "no host");
        assert!(!ours(&["localhost", "evil.example"], false), "two hosts");
        assert!(ours(&["192.168.0.7:4000"], true) && !ours(&["evil.example"], true));
    }
}
