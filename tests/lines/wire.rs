//! What goes over the wire: of the link, no byte is changed, and no other place is asked.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use s3_presigner::{AddressingStyle, Credentials, Endpoint, Presigner, Region, Tool};

use super::names::keys;
use super::runner::{Runner, folder};
use super::world::QUARTER;

/// A listener that refuses everything and keeps what was asked for.
struct Wire {
    url: String,
    targets: Arc<Mutex<Vec<String>>>,
}

impl Wire {
    fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let targets = Arc::<Mutex<Vec<String>>>::default();
        let kept = targets.clone();
        // It ends with the process.
        thread::spawn(move || {
            for stream in listener.incoming() {
                kept.lock().unwrap().extend(target(stream.unwrap()));
            }
        });
        Self { url, targets }
    }
}

/// The second word of a request, which is answered.
fn target(mut stream: TcpStream) -> Option<String> {
    let (mut head, mut byte) = (Vec::new(), [0]);
    while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).ok()? == 1 {
        head.push(byte[0]);
    }
    let refusal = "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    stream.write_all(refusal.as_bytes()).ok()?;
    let head = String::from_utf8(head).ok()?;
    // S3 refuses a password beside a signature, and the home has one for every host.
    if head.to_lowercase().contains("\r\nauthorization:") {
        return Some("a password".to_owned());
    }
    head.split(' ').nth(1).map(str::to_owned)
}

#[test]
fn the_link_goes_over_the_wire_as_it_was_signed() {
    let wire = Wire::new();
    let credentials =
        Credentials::temporary("ASIAIOSFODNN7EXAMPLE", "secret", "to+ken/with=odd&~*'()characters");
    let endpoint = Endpoint::custom(&wire.url).unwrap().with_style(AddressingStyle::Path);
    let presigner = Presigner::new(credentials.unwrap(), Region::new("us-east-1").unwrap())
        .with_endpoint(endpoint);
    let links: Vec<_> = keys()
        .iter()
        .take(7)
        .map(|key| presigner.presign_get("photos", key, QUARTER).unwrap())
        .collect();
    for tool in Tool::ALL {
        // The first only writes an expression; the second is not here.
        if matches!(tool, Tool::Fetch | Tool::PowerShell) {
            continue;
        }
        let texts = links.iter().map(|link| link.for_tool(tool, Some("f.csv")).unwrap()).collect();
        let runner = Runner::new(tool, texts);
        for (number, link) in links.iter().enumerate() {
            wire.targets.lock().unwrap().clear();
            runner.run(number, &folder("wire"));
            let asked = wire.targets.lock().unwrap();
            let signed = link.as_str().strip_prefix(&wire.url).unwrap();
            assert!(!asked.is_empty(), "{tool}");
            for target in asked.iter() {
                assert_eq!(target, signed, "{tool}");
            }
        }
    }
}
