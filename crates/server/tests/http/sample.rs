//! The collection that the tests ask: two papers with notes, one hostile file, and documents made from rows.

use std::convert::Infallible;
use std::fs;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use apostille_corpus::{Block, BlockKind, FrontMatter, Manuscript, Page, Run};
use apostille_indexer::{Job, Reading, Row, load_rows, submit};
use apostille_server::Server;

use crate::client::{Answer, ask};

/// An English paper. Its second note is in Spanish.
pub const PAPER: &str = "\
title: Seasonal Work and Return
authors: Ana Prado; Luis Mena
date: 2020-03

# Pathways

Seasonal workers cross the northern border every spring and return in autumn.[^1] Their permits last eight months and \
name one employer. Many families depend on the wages that seasonal workers send home.

The ministry calls this circular migration.[^2] Asylum seekers follow other rules.

# Remittances

Remittances reached a record that year. Banks charge too much for small transfers.

[^1]: Border agency, yearly report on permits, table 4.

[^2]: Secretaría de Gobernación, \"Programa de trabajadores agrícolas temporales y derechos de las niñas y los niños\", 2019.
";

/// A Spanish paper.
pub const LAW: &str = "\
title: Derecho de asilo en la frontera
authors: María Ñúñez
date: 2019

# El procedimiento

Toda persona extranjera tiene derecho a pedir asilo en la frontera. La autoridad migratoria responde en cuarenta y cinco \
días hábiles. Las niñas y los niños reciben protección especial durante el procedimiento.
";

/// What a document must never do to a page.
pub const HOSTILE: &str = "\
title: \"><script>alert(1)</script>
authors: <b>Nobody</b>

# <img src=x onerror=alert(2)>

A paragraph of quarantine rules says <script>alert(3)</script> & \"nothing\" else.
";

/// Where the sample is served.
pub fn server() -> SocketAddr {
    static SERVER: OnceLock<SocketAddr> = OnceLock::new();
    *SERVER.get_or_init(|| {
        let home = collection();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        std::thread::spawn(move || Server::new(home, "no-program").serve(listener, std::future::pending()).unwrap());
        address
    })
}

/// Asks the sample's server.
pub fn get(path: &str) -> Answer {
    ask(server(), "GET", path, &[])
}

/// The id of the document with this title.
pub fn id_of(title: &str) -> String {
    let list = get("/api/v1/documents").json();
    let documents = list["documents"].as_array().unwrap();
    let found = documents.iter().find(|document| document["title"] == title).expect("the sample has this document");
    found["id"].as_str().unwrap().to_owned()
}

fn collection() -> PathBuf {
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("served");
    // What an earlier run left is no part of this one.
    let _ = fs::remove_dir_all(&home);
    let papers = home.join("papers");
    fs::create_dir_all(&papers).unwrap();
    for (name, text) in [("seasonal work.md", PAPER), ("asilo.md", LAW), ("hostile.md", HOSTILE)] {
        fs::write(papers.join(name), text).unwrap();
    }
    submit(&home, Reading::new(|path| Ok(read(path))), Job::Add { paths: vec![papers] }, &mut |_| {}).unwrap();
    let rows = (1..=12).map(|number| {
        let text = format!("The ferry to the island number {number} carries passengers and mail.");
        Ok::<Row, Infallible>(Row { id: format!("rows/{number}"), title: format!("Ferry {number}"), text })
    });
    load_rows(&home, rows, &mut |_| {}).unwrap();
    home
}

/// Reads the sample's small format: lines of front matter, then paragraphs, `# ` headings and `[^1]` notes.
fn read(path: &Path) -> Manuscript {
    let text = fs::read_to_string(path).unwrap();
    let (head, body) = text.split_once("\n\n").unwrap();
    let said = |name: &str| head.lines().find_map(|line| line.strip_prefix(name)).map(|value| value.trim().to_owned());
    let front_matter = FrontMatter {
        title: said("title:"),
        authors: said("authors:").map(|all| all.split("; ").map(str::to_owned).collect()).unwrap_or_default(),
        date: said("date:"),
        ..FrontMatter::default()
    };
    let blocks = body.split("\n\n").map(str::trim).filter(|block| !block.is_empty()).map(block).collect();
    let page = Page { blocks, ..Page::default() };
    Manuscript { format: "markdown".into(), front_matter, pages: vec![page], warnings: Vec::new() }
}

fn block(text: &str) -> Block {
    if let Some(heading) = text.strip_prefix("# ") {
        return Block::new(BlockKind::Heading(1), vec![Run::plain(heading)]);
    }
    if let Some((label, note)) = text.strip_prefix("[^").and_then(|rest| rest.split_once("]: ")) {
        return Block::new(BlockKind::NoteBody(label.into()), vec![Run::plain(note)]);
    }
    let mut runs = Vec::new();
    for (turn, part) in text.split("[^").enumerate() {
        let (label, plain) = if turn == 0 { ("", part) } else { part.split_once(']').unwrap() };
        if !label.is_empty() {
            runs.push(Run { text: label.into(), raised: true, cites: Some(label.into()), ..Run::default() });
        }
        runs.push(Run::plain(plain));
    }
    Block::new(BlockKind::Paragraph, runs)
}
