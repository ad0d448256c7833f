//! `sitegen watch` from outside: what it serves, to whom, and that it follows the files.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const ARTICLE: &str = "Three states agree to keep their lighthouses lit\n\nThe Lantern Pact was signed \
in Lisbon on 3 May 2031.\n";

struct Watching {
    child: Child,
    address: String,
    dir: tempfile::TempDir,
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Watching {
    fn begin() -> Self {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("seeds")).unwrap();
        fs::write(dir.path().join("seeds/a.txt"), ARTICLE).unwrap();
        let mut child = Command::new(assert_cmd::cargo::cargo_bin("sitegen"))
            .args(["watch", "--port", "0", "--root"])
            .arg(dir.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let address = lines
            .find_map(|line| {
                let line = line.unwrap();
                let rest = line.strip_prefix("Serving http://")?;
                Some(rest.split('/').next()?.to_owned())
            })
            .unwrap();
        // What it says later must not fill the pipe.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, address, dir }
    }

    fn path(&self) -> &Path {
        self.dir.path()
    }

    fn ask(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn get(&self, path: &str) -> String {
        let host = &self.address;
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"))
    }

    /// Waits until the page at `path` holds `words`.
    fn until(&self, path: &str, words: &str) {
        let started = Instant::now();
        while !self.get(path).contains(words) {
            assert!(started.elapsed() < Duration::from_secs(20), "{path} never held {words:?}");
            std::thread::sleep(Duration::from_millis(30));
        }
    }

    /// The first event of the stream.
    fn event(&self) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        let host = &self.address;
        write!(stream, "GET /__sitegen/events HTTP/1.1\r\nHost: {host}\r\n\r\n").unwrap();
        let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
        lines.find(|line| line.starts_with("data: ")).unwrap()
    }
}

#[test]
fn serves_pages_to_this_machine_only() {
    let watching = Watching::begin();
    let home = watching.get("/");
    assert!(home.starts_with("HTTP/1.1 200") && home.contains("/__sitegen/live.js"), "{home}");
    assert!(home.contains("text/html; charset=utf-8"));
    assert!(watching.get("/gone/").starts_with("HTTP/1.1 404"));
    assert!(watching.get("/sources").contains("location: /sources/"));
    assert!(watching.get("/__sitegen/live.js").contains("text/javascript"));
    assert!(watching.get("/data/subject.json").contains("application/json"));
    for path in ["/../../etc/passwd", "/%2e%2e/seeds/a.txt", "/sitegen.yaml", "//etc/passwd"] {
        assert!(!watching.get(path).starts_with("HTTP/1.1 200"), "{path}");
    }
    let other = "GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n";
    assert!(watching.ask(other).starts_with("HTTP/1.1 403"));
    let post =
        format!("POST / HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", watching.address);
    assert!(watching.ask(&post).starts_with("HTTP/1.1 405"));
    assert!(!watching.path().join("public").exists(), "it serves from memory");
}

#[test]
fn follows_the_files_and_keeps_the_last_good_site() {
    let watching = Watching::begin();
    let seeds = watching.path().join("seeds");
    fs::write(seeds.join("b.txt"), "Lamp maker opens in Norsund\n\nIt opened in May 2031.\n")
        .unwrap();
    watching.until("/sources/", "Lamp maker opens in Norsund");

    fs::write(watching.path().join("sitegen.yaml"), "titel: Wrong\n").unwrap();
    let started = Instant::now();
    while !watching.event().contains("failure") {
        assert!(started.elapsed() < Duration::from_secs(20), "the error was not told");
        std::thread::sleep(Duration::from_millis(30));
    }
    assert!(watching.event().contains("titel"), "{}", watching.event());
    assert!(watching.get("/sources/").contains("Lamp maker opens in Norsund"));

    fs::write(watching.path().join("sitegen.yaml"), "title: Mended at last\n").unwrap();
    watching.until("/", "Mended at last");
    assert!(watching.event().contains("fine"));
}
