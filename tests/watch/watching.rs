//! A running `sitegen watch`: what it says, and what it answers.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

pub(crate) const ARTICLE: &str = "Three states agree to keep their lighthouses lit\n\nThe Lantern \
Pact was signed in Lisbon on 3 May 2031. \"We will keep every lamp burning\", said Inês Valadão, \
minister of Portugal.\n";

/// The day as of which sites are judged.
pub(crate) const DAY: &str = "2031-12-01";

/// Longer than any build takes, also on a machine that has much else to do.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

pub(crate) struct Watching {
    pub(crate) child: Child,
    pub(crate) address: String,
    /// One line for each build.
    pub(crate) built: Receiver<String>,
    dir: tempfile::TempDir,
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An answer: its status, its head in lower case, and its body.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Watching {
    /// Watches a project with one article.
    pub(crate) fn begin() -> Self {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("seeds")).unwrap();
        fs::write(dir.path().join("seeds/a.txt"), ARTICLE).unwrap();
        Self::watch(dir, &[])
    }

    /// Watches the project in `dir`.
    pub(crate) fn watch(dir: tempfile::TempDir, options: &[&str]) -> Self {
        let (child, address, built) = spawn(dir.path(), 0, options);
        Self { child, address, built, dir }
    }

    /// Ends the program, and starts it at the same address.
    pub(crate) fn restart(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        let port = self.address.rsplit(':').next().unwrap().parse().unwrap();
        (self.child, self.address, self.built) = spawn(self.dir.path(), port, &[]);
    }

    pub(crate) fn path(&self) -> &Path {
        self.dir.path()
    }

    pub(crate) fn at(&self, path: &str) -> PathBuf {
        self.dir.path().join(path)
    }

    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Everything that is answered to `request` until the connection is closed.
    pub(crate) fn ask(&self, request: &[u8]) -> String {
        let mut stream = self.connect();
        // It may be refused before all of it is sent.
        let _ = stream.write_all(request);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// The answer to a question that ends the connection, as text.
    pub(crate) fn get(&self, path: &str) -> String {
        let host = &self.address;
        let request = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        self.ask(request.as_bytes())
    }

    /// Waits until the page at `path` holds `words`.
    pub(crate) fn until(&self, path: &str, words: &str) {
        let started = Instant::now();
        while !self.get(path).contains(words) {
            assert!(started.elapsed() < PATIENCE, "{path} never held {words:?}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// A browser's page at `path` that listens to what changes.
    pub(crate) fn listen(&self, query: &str) -> Events {
        let mut stream = self.connect();
        let host = &self.address;
        write!(stream, "GET /__sitegen/events?{query} HTTP/1.1\r\nHost: {host}\r\n\r\n").unwrap();
        Events(BufReader::new(stream))
    }
}

pub(crate) struct Events(BufReader<TcpStream>);

impl Events {
    /// The next thing that is told.
    pub(crate) fn next(&mut self) -> String {
        let mut line = String::new();
        while !line.starts_with("data: ") {
            line.clear();
            assert!(self.0.read_line(&mut line).unwrap() > 0, "the stream ended");
        }
        line
    }

    /// Waits until something is told that holds `words`.
    pub(crate) fn until(&mut self, words: &str) -> String {
        let started = Instant::now();
        loop {
            let told = self.next();
            if told.contains(words) {
                return told;
            }
            assert!(started.elapsed() < PATIENCE, "{words:?} was never told, but {told}");
        }
    }
}

/// Asks one question after the other on one connection.
pub(crate) struct Browser {
    stream: BufReader<TcpStream>,
    host: String,
}

impl Browser {
    pub(crate) fn new(watching: &Watching) -> Self {
        Self { stream: BufReader::new(watching.connect()), host: watching.address.clone() }
    }

    pub(crate) fn get(&mut self, path: &str) -> Answer {
        let request = format!("GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", self.host);
        self.stream.get_mut().write_all(request.as_bytes()).unwrap();
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            assert!(self.stream.read_line(&mut head).unwrap() > 0, "{path}: no answer: {head}");
        }
        let head = head.to_lowercase();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        let length = head.split("content-length: ").nth(1).unwrap();
        let mut body = vec![0; length.split('\r').next().unwrap().parse().unwrap()];
        self.stream.read_exact(&mut body).unwrap();
        Answer { status, head, body }
    }
}

fn spawn(root: &Path, port: u16, options: &[&str]) -> (Child, String, Receiver<String>) {
    let mut child = Command::new(assert_cmd::cargo::cargo_bin("sitegen"))
        .args(["watch", "--as-of", DAY, "--port", &port.to_string(), "--root"])
        .arg(root)
        .args(options)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let address = lines
        .find_map(|line| {
            let rest = line.strip_prefix("Serving http://")?;
            Some(rest.split('/').next()?.to_owned())
        })
        .expect("it serves");
    let (tell, built) = mpsc::channel();
    std::thread::spawn(move || lines.for_each(|line| drop(tell.send(line))));
    (child, address, built)
}
