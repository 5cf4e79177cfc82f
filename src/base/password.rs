//! Passwords of staff: what may be chosen, and how it is kept (argon2id).

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};

use super::{fault::Fault, id_source::IdSource};

/// Fewest characters.
pub const MIN_CHARACTERS: usize = 12;
/// Most characters.
pub const MAX_CHARACTERS: usize = 128;

const SALT_BYTES: usize = 16;

/// Beginnings on which many passwords of twelve characters and more are built.
const COMMON: [&str; 24] = [
    "password",
    "adgangskode",
    "kodeord",
    "qwertyuiop",
    "qwerty123",
    "asdfghjkl",
    "1234567890",
    "123456789",
    "0987654321",
    "abcdefghij",
    "abcd1234",
    "iloveyou",
    "letmein",
    "welcome",
    "velkommen",
    "administrator",
    "sommer20",
    "vinter20",
    "danmark",
    "kommune",
    "brobygger",
    "hemmelig",
    "superman",
    "football",
];

/// Why a password cannot be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WeakPassword {
    /// Fewer than [`MIN_CHARACTERS`].
    #[error("password-too-short")]
    TooShort,
    /// More than [`MAX_CHARACTERS`].
    #[error("password-too-long")]
    TooLong,
    /// One of the passwords that are tried first.
    #[error("password-too-common")]
    Common,
}

impl WeakPassword {
    /// The key of its text.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::TooShort => "password-too-short",
            Self::TooLong => "password-too-long",
            Self::Common => "password-too-common",
        }
    }
}

/// Checks whether a password may be chosen; blanks and any letters are welcome.
///
/// # Errors
/// It is too short, too long, or one of those that are tried first.
pub fn check(password: &str) -> Result<(), WeakPassword> {
    let characters = password.chars().count();
    if characters < MIN_CHARACTERS {
        return Err(WeakPassword::TooShort);
    }
    if characters > MAX_CHARACTERS {
        return Err(WeakPassword::TooLong);
    }
    if is_common(&password.to_lowercase()) { Err(WeakPassword::Common) } else { Ok(()) }
}

/// A well-known beginning with fewer than eight other characters after it, or three different characters at most.
fn is_common(lower: &str) -> bool {
    let mut kinds: Vec<char> = lower.chars().collect();
    kinds.sort_unstable();
    kinds.dedup();
    let padded = |rest: &str| rest.chars().count() < 8 || COMMON.iter().any(|word| rest.starts_with(word));
    kinds.len() <= 3 || COMMON.iter().any(|word| lower.strip_prefix(word).is_some_and(padded))
}

/// Hashes a password with a salt of its own; takes tens of milliseconds, so callers do it on a blocking thread.
///
/// # Errors
/// Argon2 refuses (never for lengths that [`check`] lets through).
pub fn hash(password: &str, ids: &dyn IdSource) -> Result<String, Fault> {
    let mut salt = [0; SALT_BYTES];
    ids.fill(&mut salt);
    let hashed: Result<PasswordHash, _> = Argon2::default().hash_password_with_salt(password.as_bytes(), &salt);
    hashed.map(|hash| hash.to_string()).map_err(|error| Fault::new("a password could not be hashed", error))
}

/// Whether the password is the one behind the hash. Without a hash the same work is done against nobody's, so that
/// the time of the answer does not tell whether there is such an account.
#[must_use]
pub fn verify(password: &str, hash: Option<&str>) -> bool {
    if password.chars().count() > MAX_CHARACTERS {
        return false;
    }
    let known = hash.and_then(|hash| PasswordHash::new(hash).ok());
    let Some(known) = known else {
        let mut nobodys = [0; 32];
        let work = Argon2::default().hash_password_into(password.as_bytes(), &[0; SALT_BYTES], &mut nobodys);
        return work.is_ok() && std::hint::black_box(nobodys).is_empty();
    };
    Argon2::default().verify_password(password.as_bytes(), &known).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::id_source::MachineIds;

    #[test]
    fn a_password_opens_its_own_hash_and_no_other() {
        let hash = hash("en hest på taget", &MachineIds).expect("hashed");
        assert!(hash.starts_with("$argon2id$"));
        assert!(verify("en hest på taget", Some(&hash)));
        assert!(!verify("en hest på tagen", Some(&hash)));
        assert!(!verify("en hest på taget", None));
        assert!(!verify("en hest på taget", Some("not a hash")));
    }

    #[test]
    fn two_hashes_of_one_password_differ() {
        let one = hash("en hest på taget", &MachineIds).expect("hashed");
        assert_ne!(one, hash("en hest på taget", &MachineIds).expect("hashed"));
    }

    #[test]
    fn short_long_and_common_passwords_are_refused() {
        assert_eq!(check("elleve tegn"), Err(WeakPassword::TooShort));
        assert_eq!(check(&"ab cd".repeat(26)), Err(WeakPassword::TooLong));
        for common in ["Password1234", "adgangskode1", "123456789012", "qwertyuiop12", "aaaaaaaaaaaa", "Kommune2026!", "passwordpassword"] {
            assert_eq!(check(common), Err(WeakPassword::Common), "{common}");
        }
    }

    #[test]
    fn long_sentences_are_welcome() {
        for good in ["en hest på taget", "velkommen til vores fælles grønne hus", "Kx7 pW2 mQ9 zL4"] {
            assert_eq!(check(good), Ok(()), "{good}");
        }
    }
}
