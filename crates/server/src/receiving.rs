//! How do files come in over HTTP? Their bytes go to disk as they arrive, and into the queue when all are there.

use std::sync::Arc;
use std::time::Duration;

use apostille_catalogue::{Delivery, JobId};
use axum::body::{Body, Bytes};
use axum::extract::Multipart;
use axum::extract::multipart::{Field, MultipartError};
use futures_util::{Stream, StreamExt};

use crate::access::Bearer;
use crate::{Refusal, Site};

/// What a server takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Intake {
    /// Bytes that a file may have, inclusive.
    pub file: u64,
    /// Files that may wait to be read, inclusive; then no more are taken until some have been.
    pub waiting: u64,
}

impl Default for Intake {
    /// 256 MiB, as reading takes; 20,000 files, which a machine reads in some hours.
    fn default() -> Intake {
        Intake { file: 256 << 20, waiting: 20_000 }
    }
}

/// An upload without a byte for so long is given up.
const SILENCE: Duration = Duration::from_secs(60);
/// So many bytes are written at a time.
const PORTION: usize = 256 * 1024;
/// The field of a form that brings the session's word along. It stands before the files.
pub(crate) const FORM_WORD: &str = "word";

/// Takes the files of a form, if it was meant; the job that reads them, and how many there are.
pub(crate) async fn receive_form(
    site: &Arc<Site>,
    bearer: &Bearer,
    word: Option<&str>,
    mut form: Multipart,
) -> Result<(JobId, usize), Refusal> {
    let mut intake = Reception::begin(site).await?;
    let mut is_meant = bearer.meant(word).is_ok();
    while let Some(mut field) = form.next_field().await.map_err(|error| broken(&error))? {
        let Some(name) = field.file_name().map(str::to_owned) else {
            is_meant |= field.name() == Some(FORM_WORD) && bearer.meant(Some(&short(&mut field).await?)).is_ok();
            continue;
        };
        if !is_meant {
            return Err(Refusal::Forged);
        }
        // A browser sends an empty nameless file for a field in which nobody has chosen one.
        if !name.is_empty() {
            intake.file(name, field.map(|chunk| chunk.map_err(|error| broken(&error)))).await?;
        }
    }
    if !is_meant {
        return Err(Refusal::Forged);
    }
    intake.end(bearer).await
}

/// Takes the one file that a body is.
pub(crate) async fn receive_file(
    site: &Arc<Site>,
    bearer: &Bearer,
    name: String,
    body: Body,
) -> Result<(JobId, usize), Refusal> {
    let mut intake = Reception::begin(site).await?;
    let chunks = body.into_data_stream().map(|chunk| chunk.map_err(|error| Refusal::Body(error.to_string())));
    intake.file(name, chunks).await?;
    intake.end(bearer).await
}

/// Files on their way in. Dropped before its end, nothing of them is kept.
struct Reception<'a> {
    site: &'a Arc<Site>,
    /// None only while a thread writes.
    delivery: Option<Delivery>,
    room: u64,
}

impl<'a> Reception<'a> {
    async fn begin(site: &'a Arc<Site>) -> Result<Reception<'a>, Refusal> {
        let most = site.intake.waiting;
        let begun = site.collection.change(move |catalogue| {
            let (_, files) = catalogue.open_uploads()?;
            if files >= most {
                return Err(Refusal::Full);
            }
            Ok((catalogue.receive()?, most - files))
        });
        let (delivery, room) = begun.await?;
        Ok(Reception { site, delivery: Some(delivery), room })
    }

    async fn file(&mut self, name: String, chunks: impl Stream<Item = Result<Bytes, Refusal>>) -> Result<(), Refusal> {
        if self.room == 0 {
            return Err(Refusal::Full);
        }
        self.room -= 1;
        let (limit, mut size) = (self.site.intake.file, 0);
        let mut portion = Vec::new();
        self.write(move |delivery| Ok(delivery.file(&name)?)).await?;
        let mut chunks = std::pin::pin!(chunks);
        while let Some(chunk) = next(&mut chunks).await? {
            size += chunk.len() as u64;
            if size > limit {
                return Err(Refusal::TooLarge(limit));
            }
            portion.extend_from_slice(&chunk);
            if portion.len() >= PORTION {
                let full = std::mem::take(&mut portion);
                self.write(move |delivery| Ok(delivery.write(&full)?)).await?;
            }
        }
        self.write(move |delivery| Ok(delivery.write(&portion)?)).await
    }

    /// Writes on a thread that may wait for the disk.
    async fn write(
        &mut self,
        work: impl FnOnce(&mut Delivery) -> Result<(), Refusal> + Send + 'static,
    ) -> Result<(), Refusal> {
        let mut delivery = self.delivery.take().expect("a delivery is back before the next portion is written");
        let written = tokio::task::spawn_blocking(move || work(&mut delivery).map(|()| delivery));
        let written = written.await.map_err(|failed| Refusal::Internal(format!("an upload failed: {failed}")))?;
        self.delivery = Some(written?);
        Ok(())
    }

    /// Puts the files into the queue. They are on disk when this returns.
    async fn end(mut self, bearer: &Bearer) -> Result<(JobId, usize), Refusal> {
        let delivery = self.delivery.take().expect("a delivery is back before the end");
        let (files, name) = (delivery.files(), bearer.name.clone());
        if files == 0 {
            return Err(Refusal::Body("there is no file in it".to_owned()));
        }
        let queued = self.site.collection.change(move |catalogue| Ok(catalogue.enqueue_delivery(delivery, &name)?));
        Ok((queued.await?, files))
    }
}

async fn next(chunks: &mut (impl Stream<Item = Result<Bytes, Refusal>> + Unpin)) -> Result<Option<Bytes>, Refusal> {
    match tokio::time::timeout(SILENCE, chunks.next()).await {
        Ok(chunk) => chunk.transpose(),
        Err(_) => Err(Refusal::Time),
    }
}

/// The value of a field that is no file.
async fn short(field: &mut Field<'_>) -> Result<String, Refusal> {
    const LONGEST: usize = 1024;
    let mut value = Vec::new();
    while let Some(chunk) = field.chunk().await.map_err(|error| broken(&error))? {
        value.extend_from_slice(&chunk);
        if value.len() > LONGEST {
            return Err(Refusal::Body("a field that is no file is too long".to_owned()));
        }
    }
    String::from_utf8(value).map_err(|_| Refusal::Body("a field is not UTF-8".to_owned()))
}

fn broken(error: &MultipartError) -> Refusal {
    Refusal::Body(format!("{}: send the files again", error.body_text()))
}
