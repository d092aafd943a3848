//! Keys: who may read, add and purge from elsewhere. For admins.

use std::sync::Arc;

use apostille_catalogue::{KeyEntry, Role};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::super::visitor::Frame;
use super::super::{Visitor, page, refused};
use super::moments::{Moment, moment};
use super::{Librarian, Posted};
use crate::{Refusal, Site};

#[derive(Template)]
#[template(path = "desk/keys.html")]
struct KeysPage {
    frame: Frame,
    keys: Vec<Row>,
    /// The name of a key that was just made, and its secret, which is shown this once.
    made: Option<(String, String)>,
    roles: Vec<(&'static str, &'static str)>,
}

struct Row {
    name: String,
    id: String,
    role: &'static str,
    created: Moment,
    created_by: String,
    revoked: Option<Moment>,
}

/// `GET /desk/keys`.
pub(super) async fn keys(librarian: Librarian, State(site): State<Arc<Site>>) -> Response {
    let Librarian { visitor, bearer } = librarian;
    match bearer.require(Role::Admin) {
        Ok(()) => show(&visitor, &site, None).await,
        Err(refusal) => refused(&visitor, &refusal),
    }
}

async fn show(visitor: &Visitor, site: &Arc<Site>, made: Option<(String, String)>) -> Response {
    match site.collection.read(|reading| Ok(reading.catalogue.keys()?)).await {
        Ok(keys) => {
            let keys = keys.into_iter().map(|key| row(visitor, key)).collect();
            let roles = Role::ALL.map(|role| (role.as_str(), visitor.texts().desk.role(role))).to_vec();
            page(visitor, StatusCode::OK, &KeysPage { frame: visitor.frame(), keys, made, roles })
        }
        Err(refusal) => refused(visitor, &refusal),
    }
}

fn row(visitor: &Visitor, key: KeyEntry) -> Row {
    Row {
        name: key.name,
        id: key.id,
        role: visitor.texts().desk.role(key.role),
        created: moment(&key.created),
        created_by: key.created_by,
        revoked: key.revoked.as_deref().map(moment),
    }
}

/// `POST /desk/keys`: makes a key, or revokes one.
pub(super) async fn change(State(site): State<Arc<Site>>, posted: Posted) -> Response {
    let Posted { visitor, bearer, fields } = posted;
    if let Err(refusal) = bearer.require(Role::Admin) {
        return refused(&visitor, &refusal);
    }
    let name = fields.all("name").last().unwrap_or_default().trim().to_owned();
    let who = bearer.name;
    if fields.all("do").last() == Some("revoke") {
        return match site.collection.change(move |catalogue| Ok(catalogue.revoke_key(&name, &who)?)).await {
            Ok(_) => Redirect::to("/desk/keys").into_response(),
            Err(refusal) => refused(&visitor, &refusal),
        };
    }
    let role: Option<Role> = fields.all("role").last().and_then(|role| role.parse().ok());
    let Some(role) = role.filter(|_| !name.is_empty() && !name.chars().any(char::is_control)) else {
        return refused(&visitor, &Refusal::Refused(visitor.texts().desk.key_needs_name.to_owned()));
    };
    let called = name.clone();
    let made = site.collection.change(move |catalogue| match catalogue.create_key(&called, role, &who) {
        Err(taken @ apostille_catalogue::Error::KeyTaken { .. }) => Err(Refusal::Refused(taken.to_string())),
        made => Ok(made?.reveal().to_owned()),
    });
    match made.await {
        Ok(secret) => show(&visitor, &site, Some((name, secret))).await,
        Err(refusal) => refused(&visitor, &refusal),
    }
}
