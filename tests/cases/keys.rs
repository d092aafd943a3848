//! Keys: the secret is printed once, alone, and nowhere else.

use std::fs;

use crate::support::program::Collection;

#[test]
fn a_secret_is_printed_once_and_listed_never() {
    let collection = Collection::new();
    let made = collection.run(["key", "create", "--role", "librarian", "--name", "maria"]).with(0);
    let secret = made.stdout.trim_end();
    assert!(secret.starts_with("ap_") && secret.len() > 64 && !secret.contains(char::is_whitespace), "{secret}");
    assert!(!made.stderr.contains(secret));
    let random = secret.rsplit('_').next().unwrap();
    let listed = collection.json(["key", "list"]).with(0).stdout + &collection.run(["key", "list"]).with(0).stdout;
    assert!(listed.contains("maria") && !listed.contains(random));
    for entry in
        fs::read_dir(collection.home()).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file())
    {
        let bytes = fs::read(&entry).unwrap();
        assert!(!bytes.windows(random.len()).any(|window| window == random.as_bytes()), "{}", entry.display());
    }
    collection.run(["key", "create", "--role", "reader", "--name", "maria"]).with(2);
    collection.run(["key", "create", "--role", "chief", "--name", "jo"]).with(2);
    collection.run(["key", "revoke", "maria"]).with(0);
    collection.run(["key", "revoke", "maria"]).with(1);
    let listed = collection.json(["key", "list"]).with(0).json();
    assert!(listed.len() == 1 && listed[0]["revoked"].is_string(), "{listed:?}");
}
