//! Keys of programs and of librarians at other machines: made, listed, revoked, and recognised.
//!
//! A secret is `ap_<id>_<random>`. It is found by its id, which is no secret, so that one hash is worked out for each try; only an
//! Argon2id hash of the random part is kept, and the comparison takes the same time wherever two hashes differ.

use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{OptionalExtension, Row};
use serde::{Deserialize, Serialize};

use crate::{Catalogue, Error, Result};

/// What every secret begins with, so that one that has leaked into a file can be searched for.
const PREFIX: &str = "ap";
/// Bytes of an id, and of the random part: nobody guesses 256 bits.
const ID_BYTES: usize = 4;
const SECRET_BYTES: usize = 32;

/// What the bearer of a key may do. Each may do what those before it may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Search and read.
    Reader,
    /// Add, remove and restore documents, and edit records.
    Librarian,
    /// Purge documents, and make and revoke keys.
    Admin,
}

/// A word that is no role.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no role: reader, librarian or admin")]
pub struct NoSuchRole(pub String);

/// Who bears a secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Key {
    /// Its name, which stands in the history of what is done with it.
    pub name: String,
    /// What it allows.
    pub role: Role,
}

/// A key as it is listed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KeyEntry {
    /// The part of the secret that is no secret.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it allows.
    pub role: Role,
    /// When it was made: RFC 3339, UTC, to the second.
    pub created: String,
    /// Who made it.
    pub created_by: String,
    /// When it was revoked; none if it is good.
    pub revoked: Option<String>,
}

/// A new key's secret, which is nowhere kept. It does not show itself in logs.
pub struct Secret(String);

impl Secret {
    /// The secret itself, to be shown once.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

impl Role {
    /// Every role, from the one that may least.
    pub const ALL: [Role; 3] = [Role::Reader, Role::Librarian, Role::Admin];

    /// Its word.
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Reader => "reader",
            Role::Librarian => "librarian",
            Role::Admin => "admin",
        }
    }
}

impl FromStr for Role {
    type Err = NoSuchRole;

    fn from_str(word: &str) -> std::result::Result<Role, NoSuchRole> {
        Role::ALL.into_iter().find(|role| role.as_str() == word).ok_or_else(|| NoSuchRole(word.to_owned()))
    }
}

impl ToSql for Role {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.as_str()))
    }
}

impl FromSql for Role {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Role> {
        value.as_str()?.parse().map_err(FromSqlError::other)
    }
}

impl Catalogue {
    /// Makes a key. `who` makes it.
    ///
    /// # Errors
    /// [`Error::KeyTaken`] if a key has the name already, also one that was revoked: the history names keys by it.
    pub fn create_key(&mut self, name: &str, role: Role, who: &str) -> Result<Secret> {
        let (id, random) = (random_hex::<ID_BYTES>()?, random_hex::<SECRET_BYTES>()?);
        let hash = hash(&random)?;
        let made = self.write(|sql| {
            let mut insert = sql.prepare_cached(
                "INSERT INTO keys (id, name, role, hash, created, created_by)
                 VALUES (?1, ?2, ?3, ?4, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?5) ON CONFLICT (name) DO NOTHING",
            )?;
            insert.execute((&id, name, role, hash, who))
        })?;
        if made == 0 {
            return Err(Error::KeyTaken { name: name.to_owned() });
        }
        Ok(Secret(format!("{PREFIX}_{id}_{random}")))
    }

    /// Every key, those that were revoked too, the oldest first.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn keys(&self) -> Result<Vec<KeyEntry>> {
        self.read(|sql| {
            let keys = "SELECT id, name, role, created, created_by, revoked FROM keys ORDER BY created, rowid";
            sql.prepare_cached(keys)?.query_map([], entry)?.collect()
        })
    }

    /// Revokes a key by its name; whether there was one that was good.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn revoke_key(&mut self, name: &str, who: &str) -> Result<bool> {
        self.write(|sql| {
            let mut revoke = sql.prepare_cached(
                "UPDATE keys SET revoked = strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), revoked_by = ?2
                 WHERE name = ?1 AND revoked IS NULL",
            )?;
            revoke.execute((name, who)).map(|revoked| revoked > 0)
        })
    }

    /// Who bears this secret; none if nobody does, or the key was revoked. It takes some hundredths of a second and 19 MiB, and
    /// as long for a secret that is unknown.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn key(&self, secret: &str) -> Result<Option<Key>> {
        let mut parts = secret.trim().splitn(3, '_');
        let (prefix, id, random) = (parts.next(), parts.next(), parts.next());
        let (Some(PREFIX), Some(id), Some(random)) = (prefix, id, random) else { return Ok(None) };
        let found = self.read(|sql| {
            let mut key = sql.prepare_cached("SELECT hash, name, role FROM keys WHERE id = ?1 AND revoked IS NULL")?;
            key.query_row([id], |row| Ok((row.get::<_, String>(0)?, Key { name: row.get(1)?, role: row.get(2)? })))
                .optional()
        })?;
        let Some((hash, key)) = found else {
            matches(random, &NOBODYS);
            return Ok(None);
        };
        Ok(matches(random, &hash).then_some(key))
    }

    /// Whether the key of this name is good: there is one, and it was not revoked.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn has_good_key(&self, name: &str) -> Result<bool> {
        let good = "SELECT 1 FROM keys WHERE name = ?1 AND revoked IS NULL";
        self.read(|sql| sql.prepare_cached(good)?.exists([name]))
    }

    /// Whether there is a key that is good.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn has_key(&self) -> Result<bool> {
        self.read(|sql| sql.prepare_cached("SELECT 1 FROM keys WHERE revoked IS NULL")?.exists([]))
    }
}

/// A hash that is compared where there is no key, so that the time does not tell whether there is one.
static NOBODYS: LazyLock<String> = LazyLock::new(|| hash("nobody").unwrap_or_default());

/// Argon2id with the crate's usual parameters, which are OWASP's (19 MiB, two passes, one lane), and a salt by chance.
fn hash(random: &str) -> Result<String> {
    let hash = Argon2::default().hash_password(random.as_bytes());
    hash.map(|hash| hash.to_string()).map_err(|error| Error::NoChance { detail: error.to_string() })
}

fn matches(random: &str, hash: &str) -> bool {
    let Ok(hash) = PasswordHash::new(hash) else { return false };
    Argon2::default().verify_password(random.as_bytes(), &hash).is_ok()
}

fn random_hex<const BYTES: usize>() -> Result<String> {
    let mut bytes = [0; BYTES];
    getrandom::fill(&mut bytes).map_err(|error| Error::NoChance { detail: error.to_string() })?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn entry(row: &Row<'_>) -> rusqlite::Result<KeyEntry> {
    Ok(KeyEntry {
        id: row.get(0)?,
        name: row.get(1)?,
        role: row.get(2)?,
        created: row.get(3)?,
        created_by: row.get(4)?,
        revoked: row.get(5)?,
    })
}
