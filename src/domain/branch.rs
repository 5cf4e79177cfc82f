//! Branch codes: the same code means different things in different editions.

use serde::{Deserialize, Serialize};

use super::terms::words;

words! {
    /// The edition of the Danish branch code (CVR moved from DB07 to DB25 on 2025-01-01); codes are keyed by it.
    BranchVersion {
        /// Dansk Branchekode 2025.
        Db25 = "DB25",
        /// Dansk Branchekode 2007.
        Db07 = "DB07",
    }
}
