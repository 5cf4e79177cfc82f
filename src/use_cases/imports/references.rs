//! Official lists: occupations, skills, branches; they belong to no municipality.

use super::{Desk, Incoming, NotPut, Put};
use crate::{
    intake::{
        Complaint,
        rows::{BranchRow, OccupationList, OccupationRow, SkillRow},
    },
    store::{
        reference_lists::{self, Saved},
        work::Work,
    },
};

impl From<Saved> for Put {
    fn from(saved: Saved) -> Self {
        match saved {
            Saved::Added => Self::Added,
            Saved::Changed => Self::Changed,
            Saved::Unchanged => Self::Unchanged,
        }
    }
}

impl Incoming for OccupationRow {
    const NAME: &'static str = "import.occupations";

    async fn put(&self, _desk: &Desk<'_>, work: &mut Work<'_>, _: u64, _: &mut Vec<Complaint>) -> Result<Put, NotPut> {
        let is_esco = self.list == OccupationList::Esco;
        let code = if is_esco { self.uri.clone().unwrap_or_else(|| self.disco.clone()) } else { self.disco.clone() };
        let row = reference_lists::Occupation {
            scheme: self.list.to_string(),
            code,
            title: self.title.clone(),
            disco: is_esco.then(|| self.disco.clone()),
            labels: self.synonyms.clone(),
        };
        Ok(reference_lists::save_occupation(work, &row).await?.into())
    }
}

impl Incoming for SkillRow {
    const NAME: &'static str = "import.skills";

    async fn put(&self, _desk: &Desk<'_>, work: &mut Work<'_>, _: u64, _: &mut Vec<Complaint>) -> Result<Put, NotPut> {
        Ok(reference_lists::save_skill(work, &self.uri, &self.title, &self.synonyms).await?.into())
    }
}

impl Incoming for BranchRow {
    const NAME: &'static str = "import.branches";

    async fn put(&self, _desk: &Desk<'_>, work: &mut Work<'_>, _: u64, _: &mut Vec<Complaint>) -> Result<Put, NotPut> {
        Ok(reference_lists::save_branch(work, self.version.as_str(), &self.code, &self.title).await?.into())
    }
}
