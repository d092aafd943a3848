//! Where does the next answer begin? An opaque word that holds an offset and the request it belongs to.
//!
//! The word is hexadecimal: 8 digits of offset, 16 digits of the SHA-256 of the request. The hash is no secret: it only
//! keeps a cursor from being used with another question, where its offset would mean nothing.

use sha2::{Digest, Sha256};

const OFFSET_DIGITS: usize = 8;
const HASH_DIGITS: usize = 16;

/// The cursor of this offset in the hits of this request.
pub(super) fn at(offset: usize, request: &str) -> String {
    format!("{offset:08x}{}", hash(request))
}

/// The offset of a cursor; none if it is not one, or is another request's.
pub(super) fn offset(cursor: &str, request: &str) -> Option<usize> {
    let whole = cursor.len() == OFFSET_DIGITS + HASH_DIGITS && cursor.bytes().all(|b| b.is_ascii_hexdigit());
    if !whole {
        return None;
    }
    let (offset, of) = cursor.split_at(OFFSET_DIGITS);
    (of == hash(request)).then(|| usize::from_str_radix(offset, 16).ok()).flatten()
}

fn hash(request: &str) -> String {
    Sha256::digest(request.as_bytes()).iter().take(HASH_DIGITS / 2).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_leads_back_to_its_offset_in_its_own_request_only() {
        for number in [0, 10, 4_000_000_000] {
            assert_eq!(offset(&at(number, "asylum"), "asylum"), Some(number));
            assert_eq!(offset(&at(number, "asylum"), "asilo"), None);
        }
        for nonsense in ["", "x", "0000000a", "ñandú", &"g".repeat(24), &"ñ".repeat(12)] {
            assert_eq!(offset(nonsense, "asylum"), None, "{nonsense}");
        }
    }
}
