//! `holdfast demo` and `holdfast serve`: the web application starts, answers,
//! and starts again.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Stdio};

use crate::program::Place;

/// A server that is stopped when the test is over.
struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start(place: &Place, words: &[&str]) -> Self {
        let mut child = place.command(words).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let address = line
            .split("http://")
            .nth(1)
            .unwrap_or_else(|| panic!("no address: {line}"));
        let address = address.split_whitespace().next().unwrap().to_owned();
        Self { child, address }
    }

    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
            self.address
        );
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

const DEMO: [&str; 5] = ["demo", "--listen", "127.0.0.1:0", "--fte", "40"];

#[test]
fn the_demonstration_answers_and_is_reused_by_the_second_start() {
    let place = Place::new();
    let first = Server::start(&place, &DEMO);
    assert!(first.get("/authorities").starts_with("HTTP/1.1 200"));
    drop(first);
    let database = ["--database", "sqlite:holdfast-demo.db"];
    let changes = || place.succeed(&[&["changes"][..], &database].concat()).data;
    let before = changes();
    let second = Server::start(&place, &DEMO);
    let page = second.get("/authorities");
    assert!(page.contains("Norfolk County Council"), "{page}");
    assert!(page.contains("Manchester City Council"), "{page}");
    assert_eq!(before, changes());
}

#[test]
fn an_address_that_others_reach_is_refused() {
    let place = Place::new();
    let run = place.refuse(&["serve", "--listen", "0.0.0.0:0"]);
    assert!(run.notes.contains("other machines"), "{}", run.notes);
}

#[test]
fn an_import_beside_the_server_is_seen_on_its_pages() {
    let place = Place::new();
    crate::import::council(&place);
    let server = Server::start(&place, &["serve", "--listen", "127.0.0.1:0"]);
    assert!(!server.get("/authorities").contains("Testshire"));
    place.succeed(&["import", "council"]);
    assert!(server.get("/authorities").contains("Testshire"));
}
