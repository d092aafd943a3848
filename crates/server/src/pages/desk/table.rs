//! The records of the collection as a table: out to a spreadsheet, and back with what was changed in it.

use std::sync::Arc;

use apostille_catalogue::{Difference, TableForm};
use askama::Template;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::super::visitor::Frame;
use super::super::{Visitor, page, refused};
use super::Librarian;
use super::bulk::{Preview, PreviewRow};
use crate::access::Bearer;
use crate::parameters::document_address;
use crate::receiving::FORM_WORD;
use crate::{Refusal, Site};

#[derive(Template)]
#[template(path = "desk/table.html")]
struct TablePage {
    frame: Frame,
}

/// `GET /desk/table`.
pub(super) async fn form(librarian: Librarian) -> Response {
    let visitor = librarian.visitor;
    page(&visitor, StatusCode::OK, &TablePage { frame: visitor.frame() })
}

/// `GET /desk/table.csv`: with the mark by which Excel knows UTF-8, which other programs pass over.
pub(super) async fn export(librarian: Librarian, State(site): State<Arc<Site>>) -> Response {
    let exported = site.collection.read(|reading| {
        let mut table = Vec::new();
        reading.catalogue.export_records(&mut table, TableForm::Excel)?;
        Ok(table)
    });
    match exported.await {
        Ok(table) => {
            let name = "attachment; filename=\"records.csv\"";
            ([(CONTENT_TYPE, "text/csv; charset=utf-8"), (CONTENT_DISPOSITION, name)], table).into_response()
        }
        Err(refusal) => refused(&librarian.visitor, &refusal),
    }
}

/// `POST /desk/table`: what a table would change.
pub(super) async fn preview(
    librarian: Librarian,
    State(site): State<Arc<Site>>,
    form: Result<Multipart, MultipartRejection>,
) -> Response {
    let Librarian { visitor, bearer } = librarian;
    let sent = match form {
        Ok(form) => sent(&bearer, form).await,
        Err(error) => Err(Refusal::Body(error.body_text())),
    };
    let compared = match sent {
        Ok((name, table)) => {
            let compared = site.collection.read(move |reading| Ok(reading.catalogue.difference(&table)?)).await;
            compared.map(|difference| (name, difference))
        }
        Err(refusal) => Err(refusal),
    };
    match compared {
        Ok((name, difference)) => page(&visitor, StatusCode::OK, &view(&visitor, &name, &difference)),
        Err(refusal) => refused(&visitor, &refusal),
    }
}

/// The table's name and bytes, if the form was meant.
async fn sent(bearer: &Bearer, mut form: Multipart) -> Result<(String, Vec<u8>), Refusal> {
    let broken = |error: axum::extract::multipart::MultipartError| Refusal::Body(error.body_text());
    let (mut word, mut table) = (None, None);
    while let Some(field) = form.next_field().await.map_err(broken)? {
        match field.name() {
            Some(FORM_WORD) => word = Some(field.text().await.map_err(broken)?),
            Some("table") => {
                let name = field.file_name().unwrap_or_default().to_owned();
                table = Some((name, field.bytes().await.map_err(broken)?.to_vec()));
            }
            _ => {}
        }
    }
    bearer.meant(word.as_deref())?;
    table.filter(|(_, bytes)| !bytes.is_empty()).ok_or_else(|| Refusal::Body("there is no table in it".to_owned()))
}

fn view(visitor: &Visitor, name: &str, difference: &Difference) -> Preview {
    let d = visitor.texts().desk;
    let row = |cell: &apostille_catalogue::CellDifference| PreviewRow {
        row: Some(cell.row),
        title: cell.document.to_string(),
        href: document_address(cell.document, "", ""),
        field: d.field(cell.field),
        from: cell.from.clone(),
        to: cell.to.clone(),
    };
    let wrong = |error: &apostille_catalogue::RowError| format!("{} {}: {}", d.table_row, error.row, error.message);
    let edits: Vec<_> = difference.cells.iter().map(|cell| &cell.edit).collect();
    Preview {
        frame: visitor.frame(),
        count: d.count_changes.of(visitor.locale, difference.cells.len() as u64),
        rows: difference.cells.iter().map(row).collect(),
        wrong: difference.errors.iter().map(wrong).collect(),
        edits: json!(edits).to_string(),
        what: format!("import {name}"),
    }
}
