//! The server's keys: CPR numbers are kept encrypted, links and codes follow from an id and a key.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{fault::Fault, id_source::IdSource};

type HmacSha256 = Hmac<Sha256>;

const NONCE_BYTES: usize = 24;
const MAC_BYTES: usize = 16;

/// All keys of a server, derived from the one in the key file. Never printed.
#[derive(Clone)]
pub struct Keys {
    root: [u8; 32],
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Keys(…)")
    }
}

impl Keys {
    /// The keys that follow from 32 secret bytes.
    #[must_use]
    pub fn new(root: [u8; 32]) -> Self {
        Self { root }
    }

    fn mac(&self, purpose: &str, message: &[u8]) -> [u8; 32] {
        let key = keyed(&self.root, purpose.as_bytes());
        keyed(&key, message)
    }

    /// Encrypts a value so that it opens only for the same place (table:column:id).
    ///
    /// # Errors
    /// The cipher refuses (never for short values).
    pub fn seal(&self, plain: &str, place: &str, ids: &dyn IdSource) -> Result<Vec<u8>, Fault> {
        let mut nonce = [0; NONCE_BYTES];
        ids.fill(&mut nonce);
        let sealed = self
            .cipher()
            .encrypt(&XNonce::from(nonce), Payload { msg: plain.as_bytes(), aad: place.as_bytes() })
            .map_err(|_| Fault::plain("a value could not be encrypted"))?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// Opens what [`Keys::seal`] closed.
    ///
    /// # Errors
    /// Another key, another place or damaged bytes.
    pub fn open(&self, sealed: &[u8], place: &str) -> Result<String, Fault> {
        let damaged = || Fault::plain("a value could not be decrypted: is secrets.key_file the right one?");
        let (nonce, body) = sealed.split_at_checked(NONCE_BYTES).ok_or_else(damaged)?;
        let nonce: [u8; NONCE_BYTES] = nonce.try_into().map_err(|_| damaged())?;
        let plain = self.cipher().decrypt(&XNonce::from(nonce), Payload { msg: body, aad: place.as_bytes() }).map_err(|_| damaged())?;
        String::from_utf8(plain).map_err(|_| damaged())
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&self.mac("cipher", b"fields").into())
    }

    /// A keyed hash by which an encrypted value can be looked up.
    #[must_use]
    pub fn blind_index(&self, what: &str, value: &str) -> Vec<u8> {
        self.mac("blind-index", format!("{what}:{value}").as_bytes()).to_vec()
    }

    /// The token of a link: its id and a proof of 128 bits; nothing of it is stored.
    #[must_use]
    pub fn link_token(&self, id: Uuid) -> String {
        let proof = self.mac("link", id.as_bytes());
        URL_SAFE_NO_PAD.encode([id.as_bytes().as_slice(), &proof[..MAC_BYTES]].concat())
    }

    /// The id in a link's token, if the proof holds.
    #[must_use]
    pub fn link_id(&self, token: &str) -> Option<Uuid> {
        let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
        let id = Uuid::from_slice(bytes.get(..16)?).ok()?;
        same_bytes(&self.link_token(id), token).then_some(id)
    }

    /// A stamp that says when a form was shown, with a nonce, so that each form is another.
    #[must_use]
    pub fn form_stamp(&self, shown_at_seconds: i64, ids: &dyn IdSource) -> String {
        let mut nonce = [0; 8];
        ids.fill(&mut nonce);
        self.stamp(&[shown_at_seconds.to_be_bytes(), nonce].concat())
    }

    fn stamp(&self, said: &[u8]) -> String {
        let proof = self.mac("form-stamp", said);
        URL_SAFE_NO_PAD.encode([said, &proof[..MAC_BYTES]].concat())
    }

    /// When the form of a stamp was shown, in seconds, if the proof holds.
    #[must_use]
    pub fn form_shown_at(&self, stamp: &str) -> Option<i64> {
        let bytes = URL_SAFE_NO_PAD.decode(stamp).ok()?;
        let said = bytes.get(..16)?;
        let seconds = i64::from_be_bytes(said.get(..8)?.try_into().ok()?);
        same_bytes(&self.stamp(said), stamp).then_some(seconds)
    }

    /// The six digits of a sign-in code; nothing of them is stored.
    #[must_use]
    pub fn sign_in_digits(&self, id: Uuid) -> String {
        let mac = self.mac("sign-in-code", id.as_bytes());
        let number = u64::from_be_bytes([mac[0], mac[1], mac[2], mac[3], mac[4], mac[5], mac[6], mac[7]]);
        format!("{:06}", number % 1_000_000)
    }
}

fn keyed(key: &[u8], message: &[u8]) -> [u8; 32] {
    // An HMAC takes keys of any length, so the only error of the constructor cannot occur.
    let Ok(mut mac) = <HmacSha256 as KeyInit>::new_from_slice(key) else { return [0; 32] };
    mac.update(message);
    mac.finalize().into_bytes().into()
}

/// SHA-256 of a token: what is stored in its place.
#[must_use]
pub fn hash_of(token: &[u8]) -> Vec<u8> {
    Sha256::digest(token).to_vec()
}

/// Compares two secrets in a time that does not tell how much of them agrees.
#[must_use]
pub fn same_bytes(one: &str, other: &str) -> bool {
    hash_of(one.as_bytes()) == hash_of(other.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::id_source::MachineIds;

    #[test]
    fn a_sealed_value_opens_only_in_its_own_place() {
        let keys = Keys::new([7; 32]);
        let sealed = keys.seal("0104909995", "citizen:cpr:1", &MachineIds).expect("sealed");
        assert_eq!(keys.open(&sealed, "citizen:cpr:1").expect("opened"), "0104909995");
        assert!(keys.open(&sealed, "citizen:cpr:2").is_err());
        assert!(Keys::new([8; 32]).open(&sealed, "citizen:cpr:1").is_err());
        assert!(!sealed.windows(6).any(|window| window == b"010490"));
    }

    #[test]
    fn a_changed_link_token_is_no_token() {
        let keys = Keys::new([7; 32]);
        let id = Uuid::from_u128(42);
        let token = keys.link_token(id);
        assert_eq!(keys.link_id(&token), Some(id));
        assert_eq!(Keys::new([8; 32]).link_id(&token), None);
        assert_eq!(keys.link_id(&token[..token.len() - 1]), None);
    }

    #[test]
    fn a_changed_stamp_is_no_stamp_and_two_are_never_alike() {
        let keys = Keys::new([7; 32]);
        let (one, other) = (keys.form_stamp(1000, &MachineIds), keys.form_stamp(1000, &MachineIds));
        assert_ne!(one, other);
        assert_eq!(keys.form_shown_at(&one), Some(1000));
        assert_eq!(Keys::new([8; 32]).form_shown_at(&one), None);
        assert_eq!(keys.form_shown_at(&one[..one.len() - 1]), None);
        assert_eq!(keys.form_shown_at(&keys.link_token(Uuid::from_u128(42))), None);
    }

    #[test]
    fn a_sign_in_code_has_six_digits() {
        let digits = Keys::new([7; 32]).sign_in_digits(Uuid::from_u128(1));
        assert!(digits.len() == 6 && digits.chars().all(|digit| digit.is_ascii_digit()));
    }
}
