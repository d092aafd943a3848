//! Who reads a page? The language to show it in, and how to ask for it in the other.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::header::{ACCEPT_LANGUAGE, COOKIE, HOST};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri};

use super::texts::{Locale, Texts};
use crate::assets;
use crate::parameters::{Parameters, address};

/// The parameter and the cookie that say the language.
const NAME: &str = "ui";

/// The reader of a page.
#[derive(Debug, Clone)]
pub(crate) struct Visitor {
    pub(crate) locale: Locale,
    /// The language was chosen with this very request, and is to be kept.
    chosen: bool,
    path: String,
    query: Parameters,
    /// Scheme and host, as the reader's browser knows this server; empty where it did not say.
    origin: String,
}

/// What every page has around its matter.
pub(crate) struct Frame {
    pub(crate) locale: Locale,
    pub(crate) t: &'static Texts,
    pub(crate) style: String,
    pub(crate) setting: String,
    pub(crate) script: String,
    pub(crate) icon: String,
    pub(crate) switches: Vec<Switch>,
    /// What the question box holds.
    pub(crate) question: String,
}

/// The way to this page in another language.
pub(crate) struct Switch {
    pub(crate) tag: &'static str,
    pub(crate) name: &'static str,
    pub(crate) href: String,
    pub(crate) current: bool,
}

impl Visitor {
    /// The language by the address, else the cookie, else `Accept-Language`, else English.
    pub(crate) fn of(headers: &HeaderMap, uri: &Uri) -> Visitor {
        let query = Parameters::read(uri.query()).unwrap_or_default();
        let chosen = query.all(NAME).last().and_then(Locale::from_tag);
        let kept = || headers.get_all(COOKIE).iter().filter_map(|v| v.to_str().ok()).find_map(kept);
        let accepted = || headers.get(ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()).and_then(accepted);
        let locale = chosen.or_else(kept).or_else(accepted).unwrap_or(Locale::En);
        Visitor { locale, chosen: chosen.is_some(), path: uri.path().to_owned(), query, origin: origin(headers) }
    }

    /// An address of this server as it can be used outside of its pages.
    pub(crate) fn whole_address(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }

    /// The texts in the reader's language.
    pub(crate) fn texts(&self) -> &'static Texts {
        self.locale.texts()
    }

    /// What every page has around its matter.
    pub(crate) fn frame(&self) -> Frame {
        let switch = |locale: Locale| Switch {
            tag: locale.tag(),
            name: locale.name(),
            href: self.address_in(locale),
            current: locale == self.locale,
        };
        Frame {
            locale: self.locale,
            t: self.texts(),
            style: assets::address("style.css"),
            setting: assets::address("document.css"),
            script: assets::address("script.js"),
            icon: assets::address("favicon.svg"),
            question: self.query.all("q").last().unwrap_or_default().to_owned(),
            switches: Locale::ALL.into_iter().map(switch).collect(),
        }
    }

    /// Whether the address is one that programs ask.
    pub(crate) fn is_program(&self) -> bool {
        let part =
            |name: &str| self.path.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        ["/api", "/openapi.json", "/health", "/metrics", "/static"].into_iter().any(part)
    }

    /// The cookie that keeps a choice for a year, if one was made.
    pub(crate) fn cookie(&self) -> Option<String> {
        let tag = self.locale.tag();
        self.chosen.then(|| format!("{NAME}={tag}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax"))
    }

    fn address_in(&self, locale: Locale) -> String {
        let mut pairs = self.query.without(NAME);
        pairs.push((NAME, locale.tag()));
        address(&self.path, pairs)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Visitor {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Visitor, Infallible> {
        Ok(Visitor::of(&parts.headers, &parts.uri))
    }
}

/// What is in the headers is shown to the one who sent it and to nobody else: pages are private to a reader.
fn origin(headers: &HeaderMap) -> String {
    let said = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    // A proxy in front of the server ends TLS, and says so in this header.
    let scheme = if said("x-forwarded-proto") == Some("https") { "https" } else { "http" };
    said(HOST.as_str()).map(|host| format!("{scheme}://{host}")).unwrap_or_default()
}

fn kept(cookies: &str) -> Option<Locale> {
    cookies
        .split(';')
        .filter_map(|cookie| cookie.trim().split_once('='))
        .find(|(name, _)| *name == NAME)
        .and_then(|(_, tag)| Locale::from_tag(tag))
}

/// The first of the languages with the highest weight (RFC 9110, 12.5.4) that the pages are written in.
fn accepted(header: &str) -> Option<Locale> {
    let weighed = header.split(',').filter_map(|item| {
        let (tag, weight) = item.split_once(';').unwrap_or((item, "q=1"));
        let weight: f32 = weight.trim().strip_prefix("q=")?.trim().parse().ok()?;
        (weight > 0.0).then_some((Locale::from_tag(tag.trim())?, weight))
    });
    let best = weighed.reduce(|best, next| if next.1 > best.1 { next } else { best });
    best.map(|(locale, _)| locale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_the_one_the_browser_wants_most() {
        for (header, locale) in [
            ("es", Some(Locale::Es)),
            ("es-MX,es;q=0.9,en;q=0.8", Some(Locale::Es)),
            ("en;q=0.8, es-419;q=0.9", Some(Locale::Es)),
            ("fr, en;q=0.5, es;q=0.3", Some(Locale::En)),
            ("fr, es;q=0", None),
            ("fr", None),
            ("*;q=x,,;", None),
        ] {
            assert_eq!(accepted(header), locale, "{header}");
        }
    }
}
