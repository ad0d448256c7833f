//! What is served, to whom, and what open pages are told.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::site::{Comparison, clean, without_script};
use crate::watching::{Browser, Watching};

#[test]
fn serves_the_bytes_of_a_build_with_the_script_added() {
    let watching = Watching::begin();
    let out = tempfile::tempdir().unwrap();
    let status = Command::new(assert_cmd::cargo::cargo_bin("sitegen"))
        .args(["build", "--quiet", "--as-of", crate::watching::DAY, "--root"])
        .arg(watching.path())
        .arg("--out")
        .arg(out.path().join("public"))
        .status()
        .unwrap();
    assert!(status.success());
    let mut browser = Browser::new(&watching);
    let mut pages = 0;
    for (path, bytes) in clean(watching.path()).unwrap() {
        assert_eq!(fs::read(out.path().join("public").join(&path)).unwrap(), bytes, "{path}");
        let answer = browser.get(&crate::site::address(&path));
        assert_eq!(answer.status, 200, "{path}");
        let page = std::path::Path::new(&path).extension().is_some_and(|e| e == "html");
        assert_eq!(answer.text().contains("/__sitegen/live.js"), page, "{path}");
        assert_eq!(without_script(answer.body), bytes, "{path}");
        pages += usize::from(page);
    }
    assert!(pages > 3);
    assert!(!watching.path().join("public").exists(), "it serves from memory");
}

#[test]
fn serves_pages_to_this_machine_only() {
    let watching = Watching::begin();
    let home = watching.get("/");
    assert!(home.starts_with("HTTP/1.1 200") && home.contains("/__sitegen/live.js"), "{home}");
    assert!(watching.address.starts_with("127.0.0.1:"), "{}", watching.address);
    for host in ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "192.168.1.7"]
    {
        let request = format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        assert!(watching.ask(request.as_bytes()).starts_with("HTTP/1.1 403"), "{host}");
        let events = request.replace("GET /", "GET /__sitegen/events");
        assert!(watching.ask(events.as_bytes()).starts_with("HTTP/1.1 403"), "{host}");
    }
    let none = "GET / HTTP/1.0\r\n\r\n";
    assert!(watching.ask(none.as_bytes()).contains(" 403 "));
    let two =
        "GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n";
    assert!(!watching.ask(two.as_bytes()).starts_with("HTTP/1.1 200"));
    for name in ["localhost", "LOCALHOST:4000", "[::1]:4000"] {
        let request = format!("GET / HTTP/1.1\r\nHost: {name}\r\nConnection: close\r\n\r\n");
        assert!(watching.ask(request.as_bytes()).starts_with("HTTP/1.1 200"), "{name}");
    }
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"] {
        let host = &watching.address;
        let request = format!("{method} / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        assert!(watching.ask(request.as_bytes()).starts_with("HTTP/1.1 405"), "{method}");
    }
    let head =
        format!("HEAD / HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", watching.address);
    let head = watching.ask(head.as_bytes());
    assert!(head.starts_with("HTTP/1.1 200") && head.ends_with("\r\n\r\n"), "{head}");
}

#[test]
fn nothing_but_the_site_can_be_asked_for() {
    let watching = Watching::begin();
    fs::write(watching.at("secret.txt"), "a secret").unwrap();
    for path in [
        "/../../etc/passwd",
        "/..%2f..%2fetc/passwd",
        "/%2e%2e/seeds/a.txt",
        "/%2e%2e%2fsecret.txt",
        "/sources/../../secret.txt",
        "/sources/%2e%2e/%2e%2e/secret.txt",
        "/..%5csecret.txt",
        "/%252e%252e/secret.txt",
        "/sitegen.yaml",
        "/secret.txt",
        "/seeds/a.txt",
        "/content/sources/a.md",
        "//etc/passwd",
        "///secret.txt",
        "/%00",
        "/%",
        "/%zz",
        "/%ff%fe",
        "/index.html%00.txt",
        "/index.html/",
        "/__sitegen/",
        "/__sitegen/../secret.txt",
    ] {
        let answer = watching.get(path);
        assert!(answer.starts_with("HTTP/1.1 404"), "{path}: {answer}");
        assert!(!answer.contains("a secret") && !answer.contains("root:"), "{path}");
    }
    // A redirection stays here, whatever the address looks like.
    let away = watching.get("//evil.example/..%2fsources");
    assert!(!away.contains("location: //"), "{away}");
    assert!(watching.get("/sources?q=1").contains("location: /sources/?q=1"));
    assert!(watching.get("//sources").contains("location: /sources/\r\n"));
}

#[test]
fn files_have_their_types() {
    let watching = Watching::begin();
    let files = [
        ("a.css", "text/css; charset=utf-8"),
        ("a.js", "text/javascript; charset=utf-8"),
        ("a.svg", "image/svg+xml"),
        ("a.png", "image/png"),
        ("a.JPG", "image/jpeg"),
        ("a.woff2", "font/woff2"),
        ("a.txt", "text/plain; charset=utf-8"),
        ("a.pdf", "application/pdf"),
        ("a.json", "application/json"),
        ("a.unknown", "application/octet-stream"),
        ("plain", "application/octet-stream"),
        ("a b é.txt", "text/plain; charset=utf-8"),
    ];
    fs::create_dir(watching.at("static")).unwrap();
    for (name, _) in files {
        fs::write(watching.at("static").join(name), name).unwrap();
    }
    fs::write(watching.at("static/last.txt"), "all are there").unwrap();
    watching.until("/last.txt", "all are there");
    watching.until("/plain", "plain");
    let mut browser = Browser::new(&watching);
    for (name, kind) in files {
        let answer = browser.get(&crate::site::address(name));
        assert_eq!(answer.status, 200, "{name}");
        assert!(
            answer.head.contains(&format!("content-type: {kind}\r\n")),
            "{name}: {}",
            answer.head
        );
        assert!(answer.head.contains("x-content-type-options: nosniff"));
        assert_eq!(answer.text(), name);
    }
    let home = browser.get("/");
    assert!(home.head.contains("content-type: text/html; charset=utf-8"));
    let gone = browser.get("/gone/");
    assert_eq!(gone.status, 404);
    assert!(gone.head.contains("text/html") && gone.text().contains("/__sitegen/live.js"));
    assert_eq!(without_script(gone.body), clean(watching.path()).unwrap()["404.html"]);
}

#[test]
fn follows_the_files_and_keeps_the_last_good_site() {
    let watching = Watching::begin();
    let mut events = watching.listen("page=%2Fsources%2F");
    assert!(events.next().contains("\"failure\":null"));
    fs::write(
        watching.at("seeds/b.txt"),
        "Lamp maker opens in Norsund\n\nIt opened in May 2031.\n",
    )
    .unwrap();
    watching.until("/sources/", "Lamp maker opens in Norsund");
    events.until("\"reload\":true");

    let mut events = watching.listen("page=%2Fsources%2F");
    fs::write(watching.at("sitegen.yaml"), "titel: <b>Wrong</b>\n").unwrap();
    let told = events.until("\"failure\":\"");
    assert!(told.contains("sitegen.yaml") && told.contains("titel: <b>Wrong</b>"), "{told}");
    assert!(watching.get("/sources/").contains("Lamp maker opens in Norsund"));
    let late = watching.listen("page=%2F").next();
    assert!(late.contains("titel"), "who comes later is told too: {late}");

    fs::write(watching.at("sitegen.yaml"), "title: Mended at last\n").unwrap();
    events.until("\"failure\":null");
    watching.until("/", "Mended at last");
}

#[test]
fn a_site_that_never_built_is_served_once_it_does() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("seeds")).unwrap();
    fs::write(dir.path().join("seeds/a.txt"), crate::watching::ARTICLE).unwrap();
    fs::write(dir.path().join("sitegen.yaml"), "titel: Wrong\n").unwrap();
    let watching = Watching::watch(dir, &[]);
    let home = watching.get("/");
    assert!(home.starts_with("HTTP/1.1 404") && home.contains("/__sitegen/live.js"), "{home}");
    let have = home.split("data-have=\"").nth(1).unwrap().split('"').next().unwrap();
    let mut events = watching.listen(&format!("page=%2F&have={have}"));
    assert!(events.next().contains("titel"));
    fs::write(watching.at("sitegen.yaml"), "title: Right\n").unwrap();
    events.until("\"reload\":true");
    watching.until("/", "Right");
}

#[test]
fn a_page_that_was_open_before_a_restart_is_told_what_it_missed() {
    let mut watching = Watching::begin();
    let of = |page: &str, key: &str| {
        page.split(&format!("data-{key}=\"")).nth(1).unwrap().split('"').next().unwrap().to_owned()
    };
    let page = watching.get("/sources/");
    let query =
        format!("page=%2Fsources%2F&have={}&assets={}", of(&page, "have"), of(&page, "assets"));
    watching.restart();
    assert!(watching.listen(&query).next().contains("\"reload\":false"));
    fs::write(
        watching.at("seeds/b.txt"),
        "Lamp maker opens in Norsund\n\nIt opened in May 2031.\n",
    )
    .unwrap();
    watching.restart();
    assert!(watching.listen(&query).next().contains("\"reload\":true"));
}

#[test]
fn a_port_that_is_taken_is_said() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("seeds")).unwrap();
    fs::write(dir.path().join("seeds/a.txt"), crate::watching::ARTICLE).unwrap();
    let mut child = Command::new(assert_cmd::cargo::cargo_bin("sitegen"))
        .args(["watch", "--port", &port.to_string(), "--root"])
        .arg(dir.path())
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = std::io::BufReader::new(child.stderr.take().unwrap());
    let mut line = String::new();
    std::io::BufRead::read_line(&mut said, &mut line).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(line.starts_with(&format!("Port {port} is taken")), "{line}");
}

#[test]
fn ill_behaved_clients_disturb_nobody() {
    let watching = Watching::begin();
    // Some say nothing, some never end their question, some never read the answer.
    let silent: Vec<_> = (0..20).map(|_| watching.connect()).collect();
    let slow: Vec<_> = (0..20)
        .map(|_| {
            let mut stream = watching.connect();
            stream.write_all(b"GET / HTTP/1.1\r\nHost: local").unwrap();
            stream
        })
        .collect();
    let deaf: Vec<_> = (0..60).map(|n| watching.listen(&format!("page=%2F{n}"))).collect();
    let huge = format!(
        "GET / HTTP/1.1\r\nHost: {}\r\nX-Long: {}\r\n\r\n",
        watching.address,
        "x".repeat(2_000_000)
    );
    assert!(!watching.ask(huge.as_bytes()).starts_with("HTTP/1.1 200"));
    let many = "X-Many: x\r\n".repeat(5000);
    let many = format!("GET / HTTP/1.1\r\nHost: {}\r\n{many}\r\n", watching.address);
    assert!(!watching.ask(many.as_bytes()).starts_with("HTTP/1.1 200"));
    for nonsense in [
        &b"\x16\x03\x01\x02\x00\x01\x00"[..],
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"\0\0\0\0\r\n\r\n",
        b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
        b"CONNECT evil.example:443 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        b"GET * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ] {
        let mut stream = watching.connect();
        stream.write_all(nonsense).unwrap();
        stream.shutdown(std::net::Shutdown::Write).unwrap();
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let answer = String::from_utf8_lossy(&answer);
        assert!(!answer.starts_with("HTTP/1.1 200"), "{nonsense:?}: {answer}");
    }
    let begun = Instant::now();
    assert!(watching.get("/").starts_with("HTTP/1.1 200"));
    assert!(begun.elapsed() < Duration::from_secs(5));
    fs::write(
        watching.at("seeds/b.txt"),
        "Lamp maker opens in Norsund\n\nIt opened in May 2031.\n",
    )
    .unwrap();
    watching.until("/sources/", "Lamp maker opens in Norsund");
    for mut events in deaf {
        events.next();
    }
    drop((silent, slow));
}

#[test]
fn another_build_of_the_project_is_waited_for() {
    let watching = Watching::begin();
    let lock = sitegen::disk::Lock::take(watching.path()).unwrap().expect("nobody builds");
    fs::create_dir(watching.at("static")).unwrap();
    fs::write(watching.at("static/x.txt"), "there").unwrap();
    std::thread::sleep(Duration::from_millis(300));
    assert!(watching.get("/x.txt").starts_with("HTTP/1.1 404"));
    drop(lock);
    watching.until("/x.txt", "there");
    let site = clean(watching.path()).unwrap();
    let differs = Comparison::default().differs(&mut Browser::new(&watching), &site);
    assert_eq!(differs, None);
}
