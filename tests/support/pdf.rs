//! Small PDFs written for the tests: pages that are pictures, with and without a text behind them.

/// What stands on a page.
#[derive(Debug, Clone, Copy)]
pub enum Sheet<'a> {
    /// A picture of the page.
    Picture,
    /// A picture of the page, and these words behind it, unseen.
    Hidden(&'a str),
    /// A picture of the page, and these words on it.
    Printed(&'a str),
}

/// A PDF with these pages.
pub fn pdf(sheets: &[Sheet<'_>]) -> Vec<u8> {
    const BEFORE_PAGES: usize = 4;
    let page = |index: usize| BEFORE_PAGES + 1 + 2 * index;
    let kids: String = (0..sheets.len()).map(|index| format!("{} 0 R ", page(index))).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", sheets.len()),
        stream("/Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8", "zzzz"),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
    ];
    for (index, sheet) in sheets.iter().enumerate() {
        let resources = "<< /XObject << /Im 3 0 R >> /Font << /F 4 0 R >> >>";
        let contents = page(index) + 1;
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources {resources} /Contents {contents} 0 R >>"
        ));
        objects.push(stream("", &drawn(*sheet)));
    }
    file(&objects)
}

fn drawn(sheet: Sheet<'_>) -> String {
    let (mode, words) = match sheet {
        Sheet::Picture => (0, ""),
        Sheet::Hidden(words) => (3, words),
        Sheet::Printed(words) => (0, words),
    };
    let lines: String = words.lines().map(|line| format!("({line}) Tj 0 -14 Td ")).collect();
    format!("q 600 0 0 800 0 0 cm /Im Do Q BT /F 11 Tf {mode} Tr 60 500 Td {lines}ET")
}

fn stream(entries: &str, data: &str) -> String {
    format!("<< {entries} /Length {} >>\nstream\n{data}\nendstream", data.len())
}

/// The objects, numbered from 1, with the table that says where they are.
fn file(objects: &[String]) -> Vec<u8> {
    let mut file = "%PDF-1.4\n".to_owned();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (number, object) in (1..).zip(objects) {
        table.push_str(&format!("{:010} 00000 n \n", file.len()));
        file.push_str(&format!("{number} 0 obj\n{object}\nendobj\n"));
    }
    let (at, size) = (file.len(), objects.len() + 1);
    file.push_str(&format!("{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{at}\n%%EOF\n"));
    file.into_bytes()
}
