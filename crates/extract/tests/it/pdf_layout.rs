//! How is a page laid out? Small PDF files, written here: turned text, initials, tables, columns, pages without an end.

use std::fmt::Write;
use std::path::Path;

use apostille_corpus::{Block, Manuscript, Page};
use apostille_extract::read;

/// A PDF whose first objects are the catalog, the page tree and Helvetica (`/F`); objects from 4 on are given.
#[derive(Default)]
struct Pdf {
    objects: Vec<String>,
    pages: Vec<usize>,
}

impl Pdf {
    /// Adds an object and gives its number.
    fn object(&mut self, object: impl Into<String>) -> usize {
        self.objects.push(object.into());
        self.objects.len() + 3
    }

    fn stream(&mut self, entries: &str, content: &str) -> usize {
        self.object(format!("<<{entries}/Length {}>>stream\n{content}\nendstream", content.len()))
    }

    /// Adds a page of 600 by 800 points that draws this with these resources besides `/F`.
    fn page(mut self, resources: &str, content: &str) -> Pdf {
        let content = self.stream("", content);
        let resources = format!("<</Font<</F 3 0 R/T 4 0 R>>{resources}>>");
        let page =
            format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents {content} 0 R/Resources{resources}>>");
        let page = self.object(page);
        self.pages.push(page);
        self
    }

    fn read(&self) -> Manuscript {
        let kids: String = self.pages.iter().map(|page| format!("{page} 0 R ")).collect();
        let first = [
            "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
            format!("<</Type/Pages/Kids[{kids}]/Count {}>>", self.pages.len()),
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned(),
        ];
        let mut file = "%PDF-1.7\n".to_owned();
        let mut table = "0000000000 65535 f \n".to_owned();
        let objects = first.iter().chain(&self.objects);
        for (number, object) in (1..).zip(objects) {
            writeln!(table, "{:010} 00000 n ", file.len()).unwrap();
            write!(file, "{number} 0 obj\n{object}\nendobj\n").unwrap();
        }
        let (start, size) = (file.len(), self.objects.len() + 4);
        write!(file, "xref\n0 {size}\n{table}trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF").unwrap();
        read(Path::new("made.pdf"), file.as_bytes()).unwrap()
    }
}

/// A line of text of this size at a place.
fn line(x: f32, y: f32, size: f32, text: &str) -> String {
    format!("BT /F {size} Tf {x} {y} Td ({text}) Tj ET\n")
}

/// Lines of 10 points below each other, 12 points apart.
fn lines(x: f32, y: f32, texts: &[&str]) -> String {
    (0u8..).zip(texts).map(|(at, text)| line(x, y - 12.0 * f32::from(at), 10.0, text)).collect()
}

/// A line that runs up the page.
fn up(x: f32, y: f32, text: &str) -> String {
    format!("BT /F 10 Tf 0 1 -1 0 {x} {y} Tm ({text}) Tj ET\n")
}

fn text(page: &Page) -> String {
    let runs = page.blocks.iter().flat_map(|block| block.runs.iter().map(|run| run.text.as_str()).chain(["\n"]));
    runs.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text of a file of one page that draws this.
fn of_page(content: &str) -> String {
    text(&Pdf::default().page("", content).read().pages[0])
}

/// The blocks of such a page, their lines and cells as they are.
fn blocks_of_page(content: &str) -> Vec<String> {
    let manuscript = Pdf::default().page("", content).read();
    let text = |block: &Block| block.runs.iter().map(|run| run.text.as_str()).collect();
    manuscript.pages[0].blocks.iter().map(text).collect()
}

const PROSE: [&str; 5] = [
    "The remittances that workers send home",
    "have grown in every year since records",
    "began to be kept by the central banks,",
    "and they now exceed the foreign aid to",
    "most of the countries that receive it.",
];

#[test]
fn a_page_whose_text_is_turned_is_read_in_its_own_direction() {
    let turned = ["Table 4. Permits by year", "Year Permits Refusals", "2019 412 38", "2020 530 41"];
    let table: String = (0u8..).zip(turned).map(|(at, row)| up(100.0 + 14.0 * f32::from(at), 150.0, row)).collect();
    let page = of_page(&(line(300.0, 30.0, 9.0, "17") + &line(60.0, 770.0, 9.0, "Annual report") + &table));
    assert_eq!(page, format!("Annual report {} 17", turned.join(" ")));
}

#[test]
fn turned_text_is_dropped_in_the_margin_and_kept_within_the_text() {
    let chart = up(120.0, 500.0, "Thousands of people");
    let stamp = up(30.0, 300.0, "Downloaded by a reader");
    let page = of_page(&(lines(100.0, 700.0, &PROSE) + &chart + &stamp));
    assert_eq!(page, format!("{} Thousands of people", PROSE.join(" ")));
}

#[test]
fn an_initial_begins_its_word_on_the_first_line() {
    let initial = line(100.0, 664.0, 34.0, "M");
    let beside = lines(132.0, 688.0, &["igrants came from the south in those", "years, and most of them stayed where"]);
    let page = of_page(&(initial + &beside + &lines(100.0, 652.0, &["they had found work and a place to live."])));
    assert!(page.starts_with("Migrants came from the south in those years, and most"), "{page}");
}

#[test]
fn words_that_are_drawn_twice_are_read_once() {
    let page = of_page(
        &(line(100.0, 700.0, 10.0, "Return and reintegration") + &line(100.4, 700.3, 10.0, "Return and reintegration")),
    );
    assert_eq!(page, "Return and reintegration");
}

#[test]
fn a_table_is_read_by_rows_and_columns_of_text_by_columns() {
    let numbers =
        ["0.158 (0.023) 1200", "0.123 (0.026) 1180", "0.083 (0.026) 1402", "0.048 (0.024) 1377", "0.025 (0.020) 1509"];
    let places =
        ["Norte de Santander", "Valle del Cauca", "San Luis Potosi", "Baja California", "Nuevo Leon y Coahuila"];
    let table = of_page(&(lines(80.0, 700.0, &places) + &lines(400.0, 700.0, &numbers)));
    assert!(table.starts_with("Norte de Santander 0.158 (0.023) 1200 Valle del Cauca"), "{table}");
    let columns = of_page(&(lines(80.0, 700.0, &PROSE) + &lines(320.0, 700.0, &PROSE)));
    assert_eq!(columns, [PROSE.join(" "), PROSE.join(" ")].join(" "));
}

#[test]
fn a_table_keeps_its_head_its_short_names_and_the_further_lines_of_its_cells() {
    let text =
        lines(50.0, 700.0, &["A line of the text above the table that is as long as the column is wide, and on"]);
    let names =
        lines(60.0, 660.0, &["Variables", "Chad", "2004"]) + &lines(200.0, 660.0, &["Coefficient", "1.082", "-137"]);
    let errors = line(202.0, 624.0, 10.0, "(0.62)");
    let wanted = ["Variables|Coefficient", "Chad|1.082", "2004|-137 (0.62)"];
    let found = blocks_of_page(&(text + &names + &errors));
    assert_eq!(found[1..].iter().map(|row| row.replace('\t', "|")).collect::<Vec<_>>(), wanted);
}

#[test]
fn cells_of_many_stand_nearer_to_each_other() {
    let columns = [
        (50.0, ["The status", "Of late"]),
        (150.0, ["Count", "1,392"]),
        (200.0, ["Age", "33.1"]),
        (228.0, ["Wage", "1,314"]),
    ];
    let content: String = columns.iter().map(|(x, cells)| lines(*x, 700.0, cells)).collect();
    assert_eq!(blocks_of_page(&content), ["The status\tCount\tAge\tWage", "Of late\t1,392\t33.1\t1,314"]);
}

#[test]
fn a_dash_between_rows_is_an_empty_cell() {
    let row = |y: f32, left: &str, right: &str| line(60.0, y, 10.0, left) + &line(300.0, y, 10.0, right);
    let table = row(700.0, "Article 20", "Article 23")
        + &row(686.0, "-", "Article 24")
        + &row(672.0, "Article 21", "Article 25");
    assert_eq!(blocks_of_page(&table), ["Article 20\tArticle 23", "-\tArticle 24", "Article 21\tArticle 25"]);
}

#[test]
fn a_heading_in_the_middle_of_a_column_is_no_line_of_the_text_under_it() {
    let wide = "The Contracting States shall apply the provisions of this law to all";
    let below: Vec<&str> = std::iter::repeat_n(wide, 4).collect();
    let page = line(195.0, 714.0, 10.0, "Article 8") + &lines(60.0, 700.0, &below);
    assert_eq!(blocks_of_page(&page), ["Article 8", below.join("\n").as_str()]);
}

#[test]
fn a_narrow_quotation_beside_the_text_is_read_behind_it() {
    let quotation = ["Borders", "move", "people", "more than", "people", "move them"];
    let quoted: String =
        (0u8..).zip(quotation).map(|(at, text)| line(330.0, 695.0 - 17.0 * f32::from(at), 11.0, text)).collect();
    let many: Vec<&str> = PROSE.into_iter().chain(PROSE).collect();
    assert_eq!(of_page(&(lines(80.0, 700.0, &many) + &quoted)), format!("{} {}", many.join(" "), quotation.join(" ")));
}

#[test]
fn type_that_is_drawn_in_another_unit_has_its_true_size() {
    // Widths of a to e in Times at 10 points, in a font that counts in points and says that it is 1 point large.
    let mut pdf = Pdf::default();
    let font = "<</Type/Font/Subtype/Type3/FontBBox[0 0 0 0]/FontMatrix[1 0 0 1 0 0]/FirstChar 97/LastChar 101\
        /Widths[4.44 5 4.44 5 4.44]/Encoding<</Differences[97/a/b/c/d/e]>>/CharProcs<</a 5 0 R/b 5 0 R/c 5 0 R/d 5 0 R/e 5 0 R>>>>";
    assert_eq!(pdf.object(font), 4);
    assert_eq!(pdf.stream("", "5 0 d0"), 5);
    let manuscript = pdf.page("", "BT /T 1 Tf 100 700 Td (bead) Tj 22 0 Td (deed) Tj ET").read();
    let run = &manuscript.pages[0].blocks[0].runs[0];
    assert_eq!(run.text, "bead deed");
    assert!((9.0..11.0).contains(&run.size), "{}", run.size);
}

#[test]
fn a_page_that_draws_itself_without_end_is_left_and_the_next_one_read() {
    let mut pdf = Pdf::default();
    pdf.object("null");
    for next in 6..36 {
        let entries = format!("/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</X {next} 0 R>>>>");
        assert_eq!(pdf.stream(&entries, "/X Do /X Do"), next - 1);
    }
    assert_eq!(pdf.stream("/Subtype/Form/BBox[0 0 600 800]", ""), 35);
    let endless = line(100.0, 700.0, 10.0, "Before") + "/X Do\n" + &line(100.0, 600.0, 10.0, "After");
    let pdf = pdf.page("/XObject<</X 5 0 R>>", &endless).page("", &line(100.0, 700.0, 10.0, "The next page"));
    let manuscript = pdf.read();
    assert_eq!(manuscript.pages.iter().map(text).collect::<Vec<_>>(), ["Before", "The next page"]);
    let warnings: Vec<_> = manuscript.warnings.iter().map(|warning| (warning.code.as_str(), warning.page)).collect();
    assert_eq!(warnings, [("endless", Some(1))]);
}

/// Six lines of text, with what stands beside each.
fn beside(numbers: impl Fn(usize) -> Option<(f32, String)>) -> String {
    let row = |at: usize| {
        let y = 700.0 - 14.0 * at as f32;
        let number = numbers(at).map(|(x, number)| line(x, y, 9.0, &number)).unwrap_or_default();
        line(80.0, y, 10.0, "The register of both ministries answers within a week") + &number
    };
    (0..6).map(row).collect()
}

#[test]
fn a_page_number_in_the_outer_margin_is_in_no_line() {
    for x in [30.0, 560.0] {
        let read = of_page(&beside(|at| (at == 2).then(|| (x, "31".to_owned()))));
        assert!(read.ends_with(" week 31"), "{read}");
        assert!(!read.contains("31 The") && !read.contains("31 week"), "{read}");
    }
}

#[test]
fn the_numbers_of_lines_are_no_text() {
    for step in [1, 5] {
        let read = of_page(&beside(|at| Some((30.0, (step * (at + 1)).to_string()))));
        assert!(!read.contains(|c: char| c.is_ascii_digit()), "{read}");
        assert_eq!(read.matches("week").count(), 6, "{read}");
    }
}

#[test]
fn numbers_within_the_text_or_without_order_stay() {
    let years = of_page(&beside(|at| Some((400.0, (1990 + 3 * at).to_string()))));
    let foot = of_page(&(beside(|_| None) + &line(300.0, 40.0, 10.0, "31")));
    assert!(years.contains("1990") && years.contains("2005"), "{years}");
    assert!(foot.ends_with("31"), "{foot}");
}
