//! The collections that the tests ask. One has two papers with notes, a hostile file, and documents made from rows; the
//! other, the shelf, has what is long, mixed, paged or tabular.

use std::convert::Infallible;
use std::fs;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use apostille_corpus::{Block, BlockKind, FrontMatter, Identifier, Manuscript, Page, Run, Warning};
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

/// A title page in printed lines, addresses in text and note, a note that mixes two languages, levels that skip one.
pub const MIXED: &str = "\
title: Circular Visas Reconsidered
authors: Carla Selee; Juan Ibáñez; Rosa Mena
date: 2021-05

CENTRE FOR BORDER STUDIES

Circular Visas Reconsidered

By Carla Selee, Juan Ibáñez and Rosa Mena

# Findings

The quota of circular visas doubled in a year, as the figures at https://example.org/visas/quota-report-2021.pdf show.[^1] \
The consulates at www.example.org/consulates, javascript://example.org/%0aalert(1) and ftp://example.org say no more.

### Method

We asked consulates for their figures and read every reply that came.

[^1]: Consular service, \"Yearly report on the visas that were granted and refused at the land border,\" Washington, 2020, \
https://example.org/a-very-long-address/that-goes-on/and-on/circular-visas-and-nothing-else; and Instituto Nacional de \
Migración, \"Boletín de las personas trabajadoras temporales que regresan a sus comunidades de origen,\" México, 2019, \
https://example.org/boletin/quedate.
";

/// A table.
pub const FEES: &str = "\
title: Schedule of Fees

# Fees

The fees of this schedule are paid to the registrar.

| Service | Fee

| Renewal of a permit | $25

| Copy of a permit | $10
";

/// A paper with pages, identifiers, and many pages to doubt.
pub const PAGED: &str = "\
title: Returns by Air
authors: Rosa Mena
publisher: Institute of Borders
doi: 10.1000/182
symbol: A/HRC/RES/35/17
labels: ii 47 48
doubted: 1 2 3

Returns by Air

The returns by air of the first quarter were counted twice by the agency that pays for them.\u{c}# Figures

The figures of the second quarter are lower, and nobody explains why they are.\u{c}# Costs

The costs of each seat rose, and with them the share that the agency pays for returns.
";

/// Where the sample is served.
pub fn server() -> SocketAddr {
    static SERVER: OnceLock<SocketAddr> = OnceLock::new();
    *SERVER.get_or_init(|| {
        let home = collection("served", &[("seasonal work.md", PAPER), ("asilo.md", LAW), ("hostile.md", HOSTILE)]);
        let rows = (1..=12).map(|number| {
            let text = format!("The ferry to the island number {number} carries passengers and mail.");
            Ok::<Row, Infallible>(Row { id: format!("rows/{number}"), title: format!("Ferry {number}"), text })
        });
        load_rows(&home, rows, &mut |_| {}).unwrap();
        serve(home)
    })
}

/// Where the shelf is served.
pub fn shelf() -> SocketAddr {
    static SHELF: OnceLock<SocketAddr> = OnceLock::new();
    *SHELF.get_or_init(|| {
        let act: String =
            (1..=120).map(|number| format!("\n\n## Article {number}\n\nWords of article {number}.")).collect();
        let act = format!("title: Long Act\n\n# Part One{act}");
        let papers = [("mixed.md", MIXED), ("fees.md", FEES), ("act.md", &act), ("paged.md", PAGED)];
        serve(collection("shelf", &papers))
    })
}

fn serve(home: PathBuf) -> SocketAddr {
    run(Server::new(home, "no-program"))
}

/// Runs a server on a port of its own.
pub fn run(server: Server) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || server.serve(listener, std::future::pending()).unwrap());
    address
}

/// Asks the sample's server.
pub fn get(path: &str) -> Answer {
    ask(server(), "GET", path, &[])
}

/// The id of the sample's document with this title.
pub fn id_of(title: &str) -> String {
    id_in(server(), title)
}

/// The id of the document with this title.
pub fn id_in(server: SocketAddr, title: &str) -> String {
    let list = ask(server, "GET", "/api/v1/documents", &[]).json();
    let documents = list["documents"].as_array().unwrap();
    let found = documents.iter().find(|document| document["title"] == title).expect("the collection has this document");
    found["id"].as_str().unwrap().to_owned()
}

pub fn collection(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    // What an earlier run left is no part of this one.
    let _ = fs::remove_dir_all(&home);
    let papers = home.join("papers");
    fs::create_dir_all(&papers).unwrap();
    for (name, text) in files {
        fs::write(papers.join(name), text).unwrap();
    }
    submit(&home, reading(), Job::Add { paths: vec![papers] }, &mut |_| {}).unwrap();
    home
}

/// Reads the sample's small format, in this process.
pub fn reading() -> Reading {
    Reading::new(|path| Ok(read(path)))
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
        publisher: said("publisher:"),
        identifiers: [("doi", "doi:"), ("un-symbol", "symbol:")]
            .into_iter()
            .filter_map(|(scheme, name)| Some(Identifier { scheme: scheme.into(), value: said(name)? }))
            .collect(),
        ..FrontMatter::default()
    };
    let labels = said("labels:").unwrap_or_default();
    let page = |(number, text): (u32, &str)| Page {
        number: body.contains('\u{c}').then_some(number),
        label: labels.split(' ').nth(number as usize - 1).filter(|label| !label.is_empty()).map(str::to_owned),
        blocks: text.split("\n\n").map(str::trim).filter(|block| !block.is_empty()).map(block).collect(),
        ..Page::default()
    };
    let doubted = said("doubted:").unwrap_or_default();
    let warnings = doubted.split_whitespace().map(|page| Warning {
        code: "damaged".into(),
        message: "what this page draws breaks off".into(),
        page: page.parse().ok(),
    });
    let pages = (1..).zip(body.split('\u{c}')).map(page).collect();
    Manuscript { format: "markdown".into(), front_matter, pages, warnings: warnings.collect() }
}

fn block(text: &str) -> Block {
    if let Some((signs, heading)) = text.split_once("# ").filter(|(signs, _)| signs.bytes().all(|sign| sign == b'#')) {
        return Block::new(BlockKind::Heading(signs.len() as u8 + 1), vec![Run::plain(heading)]);
    }
    if let Some(row) = text.strip_prefix("| ") {
        return Block::new(BlockKind::Row, vec![Run::plain(row.replace(" | ", "\t"))]);
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
