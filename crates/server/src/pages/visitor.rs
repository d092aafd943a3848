//! Who reads a page? The language to show it in, and how to ask for it in the other.

use std::convert::Infallible;

use apostille_catalogue::Role;
use axum::extract::FromRequestParts;
use axum::http::header::{ACCEPT_LANGUAGE, COOKIE, HOST};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri};
use axum::response::{IntoResponse, Redirect, Response};

use super::texts::{Locale, Texts};
use crate::access::Bearer;
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
    /// Who is signed in, or has shown a key.
    pub(crate) bearer: Option<Bearer>,
    /// Scheme and host, as the reader's browser knows this server; empty where it did not say.
    origin: String,
}

/// What every page has around its matter.
pub(crate) struct Frame {
    pub(crate) locale: Locale,
    pub(crate) t: &'static Texts,
    pub(crate) style: String,
    pub(crate) setting: String,
    pub(crate) desk: String,
    pub(crate) script: String,
    pub(crate) icon: String,
    pub(crate) switches: Vec<Switch>,
    /// What the question box holds.
    pub(crate) question: String,
    pub(crate) person: Option<Person>,
}

/// Who is signed in, as the pages show it.
pub(crate) struct Person {
    pub(crate) name: String,
    pub(crate) is_librarian: bool,
    pub(crate) is_admin: bool,
    /// What forms bring along.
    pub(crate) word: String,
}

fn person(bearer: &Bearer) -> Person {
    Person {
        name: bearer.name.clone(),
        is_librarian: bearer.may(Role::Librarian),
        is_admin: bearer.may(Role::Admin),
        word: bearer.form_word().to_owned(),
    }
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
        let (path, origin) = (uri.path().to_owned(), origin(headers));
        Visitor { locale, chosen: chosen.is_some(), path, query, bearer: None, origin }
    }

    /// An address of this server as it can be used outside of its pages.
    pub(crate) fn whole_address(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }

    /// Whether the reader's browser reached this server through an encrypting proxy.
    pub(crate) fn is_encrypted(&self) -> bool {
        self.origin.starts_with("https:")
    }

    /// The way to sign in, and then back to this page.
    pub(crate) fn to_sign_in(&self) -> Response {
        let pairs = self.query.without(NAME);
        let here = if pairs.is_empty() { self.path.clone() } else { address(&self.path, pairs) };
        Redirect::to(&address("/sign-in", [("to", here)])).into_response()
    }

    /// What is to be said of what was just done: the address says it.
    pub(crate) fn notice(&self) -> Option<&'static str> {
        match self.query.all("done").last()? {
            "yes" => Some(self.texts().desk.is_done),
            _ => Some(self.texts().desk.is_queued),
        }
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
            desk: assets::address("desk.css"),
            script: assets::address("script.js"),
            icon: assets::address("favicon.svg"),
            question: self.query.all("q").last().unwrap_or_default().to_owned(),
            switches: Locale::ALL.into_iter().map(switch).collect(),
            person: self.bearer.as_ref().map(person),
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
        let bearer = parts.extensions.get::<Bearer>().cloned();
        Ok(Visitor { bearer, ..Visitor::of(&parts.headers, &parts.uri) })
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
