//! `sitegen check --external` against servers on this machine: what is asked, how, and how often.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use assert_cmd::Command;

/// A server with some pages; it keeps what it was asked.
struct Server {
    address: String,
    asked: Arc<Mutex<Vec<String>>>,
    /// How many were answered at the same time, at most.
    most: Arc<AtomicUsize>,
}

impl Server {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let (known, peak) = (Arc::clone(&asked), Arc::clone(&most));
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let (known, now, peak) = (Arc::clone(&known), Arc::clone(&now), Arc::clone(&peak));
                std::thread::spawn(move || answer(stream.unwrap(), &known, &now, &peak));
            }
        });
        Self { address, asked, most }
    }

    /// What was asked since the last time, sorted.
    fn asked(&self) -> Vec<String> {
        let mut all = std::mem::take(&mut *self.asked.lock().unwrap());
        all.sort();
        all
    }
}

fn answer(
    mut stream: TcpStream,
    asked: &Mutex<Vec<String>>,
    now: &AtomicUsize,
    most: &AtomicUsize,
) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut first = String::new();
    if reader.read_line(&mut first).unwrap_or(0) == 0 {
        return;
    }
    most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
    let mut agent = String::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap_or(0) == 0 || line.trim().is_empty() {
            break;
        }
        if let Some(name) = line.to_lowercase().strip_prefix("user-agent: ") {
            name.trim().clone_into(&mut agent);
        }
    }
    let mut words = first.split(' ');
    let (method, path) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    asked.lock().unwrap().push(format!("{method} {path}"));
    let status = match (method, path) {
        _ if !agent.starts_with("sitegen/") => "400 Bad Request",
        ("HEAD", "/no-head") => "405 Method Not Allowed",
        (_, "/gone") => "404 Not Found",
        (_, "/busy") => "503 Service Unavailable",
        (_, "/moved") => "301 Moved Permanently\r\nLocation: /fine",
        (_, "/round") => "302 Found\r\nLocation: /round",
        (_, "/slow") => {
            std::thread::sleep(std::time::Duration::from_secs(5));
            "200 OK"
        }
        _ => "200 OK",
    };
    now.fetch_sub(1, Ordering::SeqCst);
    let _ = write!(stream, "HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
}

fn check(root: &Path, day: &str, more: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::cargo_bin("sitegen").unwrap();
    command.args(["check", "--external", "--timeout", "1", "--as-of", day]).args(more);
    for proxy in ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"] {
        command.env_remove(proxy);
    }
    let output = command.arg("--root").arg(root).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(said).unwrap())
}

fn write(root: &Path, links: &[String]) {
    fs::create_dir_all(root.join("content")).unwrap();
    let list: Vec<String> = links.iter().map(|url| format!("- [To {url}]({url})\n")).collect();
    fs::write(root.join("content/links.md"), format!("# Links\n\n{}", list.concat())).unwrap();
}

#[test]
fn dead_links_are_said_with_their_place_and_fine_ones_remembered() {
    let (one, two) = (Server::start(), Server::start());
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    let paths = ["fine", "fine#part", "no-head", "gone", "busy", "moved", "round"];
    let mut links: Vec<String> = paths.iter().map(|p| format!("{}/{p}", one.address)).collect();
    links.push(format!("{}/other", two.address));
    links.push(format!("http://{nobody}/"));
    write(root, &links);

    let (code, said) = check(root, "2031-12-01", &["--verbose"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("warning[external-link]: "), "{said}");
    for (path, line) in [("gone", 6), ("round", 9)] {
        assert!(said.contains(&format!("/{path} leads nowhere")), "{path}: {said}");
        assert!(said.contains(&format!("content/links.md:{line}:")), "{path}: {said}");
    }
    assert!(said.contains("/busy could not be checked: the host answers 503"), "{said}");
    assert!(said.contains(&format!("http://{nobody}/ leads nowhere")), "{said}");
    assert_eq!(said.matches("leads nowhere").count(), 3, "{said}");
    let asked = one.asked();
    assert_eq!(asked.iter().filter(|a| *a == "HEAD /fine").count(), 2, "{asked:?}");
    for wanted in ["GET /gone", "GET /no-head", "HEAD /no-head", "HEAD /moved"] {
        assert!(asked.iter().any(|a| a == wanted), "{wanted}: {asked:?}");
    }
    assert!(asked.iter().all(|a| a != "GET /fine"), "{asked:?}");
    assert_eq!(two.asked(), ["HEAD /other"]);
    // One thing at a time.
    assert_eq!(one.most.load(Ordering::SeqCst), 1);

    // What was fine is not asked for again for some days; what was not, is.
    check(root, "2031-12-03", &[]);
    let again = one.asked();
    assert!(again.iter().any(|a| a == "GET /gone"), "{again:?}");
    assert!(again.iter().all(|a| !a.contains("fine") && !a.contains("moved")), "{again:?}");
    assert_eq!(two.asked(), [""; 0]);
    fs::write(root.join(".sitegen/external.json"), "broken").unwrap();
    check(root, "2031-12-03", &[]);
    assert_eq!(two.asked(), ["HEAD /other"]);
    check(root, "2031-12-20", &[]);
    assert_eq!(two.asked(), ["HEAD /other"]);

    assert_eq!(check(root, "2031-12-20", &["--strict"]).0, Some(1));
}

#[test]
fn who_does_not_answer_is_not_waited_for() {
    let server = Server::start();
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), &[format!("{}/slow", server.address)]);
    let started = std::time::Instant::now();
    let (code, said) = check(dir.path(), "2031-12-01", &["--verbose"]);
    assert_eq!(code, Some(0));
    assert!(said.contains("no answer within 1 second"), "{said}");
    assert!(started.elapsed().as_secs() < 5, "{:?}", started.elapsed());
}

#[test]
fn nothing_is_asked_unless_somebody_wants_it() {
    let server = Server::start();
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    write(root, &[format!("{}/fine", server.address)]);
    for command in ["check", "build"] {
        let mut run = Command::cargo_bin("sitegen").unwrap();
        run.arg(command).arg("--root").arg(root).assert().success();
    }
    assert_eq!(server.asked(), [""; 0]);
}
