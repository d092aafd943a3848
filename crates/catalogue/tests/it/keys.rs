//! Keys are made, recognised and revoked, and their secrets are nowhere kept.

use crate::fixture::Fixture;
use apostille_catalogue::{Error, Home, Key, Role};

#[test]
fn a_secret_is_recognised_until_its_key_is_revoked() {
    let mut fixture = Fixture::new();
    let catalogue = &mut fixture.catalogue;
    assert!(!catalogue.has_key().unwrap());
    let secret = catalogue.create_key("maria", Role::Librarian, "root").unwrap();
    let secret = secret.reveal().to_owned();
    let maria = Key { name: "maria".into(), role: Role::Librarian };
    assert_eq!(catalogue.key(&secret).unwrap(), Some(maria));
    let mut another = secret.clone();
    another.replace_range(secret.len() - 1.., if secret.ends_with('0') { "1" } else { "0" });
    let wrong =
        [another.as_str(), "", "ap_", "ap__", "ap_00000000_0", &secret[..20], "bearer", &secret.replace("ap_", "xx_")];
    for wrong in wrong {
        assert_eq!(catalogue.key(wrong).unwrap(), None, "{wrong}");
    }
    assert!(catalogue.revoke_key("maria", "root").unwrap());
    assert_eq!(catalogue.key(&secret).unwrap(), None);
    assert!(!catalogue.revoke_key("maria", "root").unwrap() && !catalogue.has_key().unwrap());
    let taken = catalogue.create_key("maria", Role::Admin, "root").unwrap_err();
    assert!(matches!(taken, Error::KeyTaken { .. }), "{taken}");
}

#[test]
fn the_catalogue_holds_a_hash_and_no_secret() {
    let mut fixture = Fixture::new();
    let secret = fixture.catalogue.create_key("maria", Role::Admin, "root").unwrap();
    assert_eq!(format!("{secret:?}"), "Secret(..)");
    let random = secret.reveal().rsplit('_').next().unwrap().as_bytes().to_owned();
    let home = fixture.home();
    drop(fixture.catalogue);
    let bytes = std::fs::read(Home::new(&home).catalogue()).unwrap();
    let holds = |words: &[u8]| bytes.windows(words.len()).any(|window| window == words);
    assert!(holds(b"$argon2id$") && !holds(&random));
}
