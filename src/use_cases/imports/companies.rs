//! A line of a company list: the company by its CVR number, its workplace by its P-number, its contact by address or name.

use super::{
    Desk, Incoming, NotPut, Put,
    found::{self, Given},
    lost_race, refuse, take, take_known,
};
use crate::{
    domain::{
        company::{Address, Branch, Company, Contact, ContactRole, Workplace},
        ids::{CompanyId, ContactId, WorkplaceId},
        numbers::PNumber,
        terms::{FigureSource, Language, Sector},
    },
    intake::{
        Complaint, ComplaintReason,
        rows::{BranchVersion, CompanyRow},
    },
    store::{companies, company_keys, contacts, work::Work, workplaces},
    use_cases::companies::{Alike, resembling},
};

impl Incoming for CompanyRow {
    const NAME: &'static str = "import.companies";

    async fn put(&self, desk: &Desk<'_>, work: &mut Work<'_>, line: u64, notices: &mut Vec<Complaint>) -> Result<Put, NotPut> {
        notices.extend(desk.unknown_consultant(self.consultant.as_deref(), line));
        let there = standing(work, companies::by_cvr(work, &self.cvr).await?).await?;
        let workplace = self.workplace_there(work, there.as_ref(), line).await?;
        let speaks = self.speaks_for_company(work, there.as_ref()).await?;
        let (company, company_put) = self.put_company(desk, work, there, speaks).await?;
        if company_put == Put::Added {
            notices.extend(perhaps_there(work, &company, line).await?);
        }
        let (workplace, workplace_put) = self.put_workplace(desk, work, &company, workplace).await?;
        let bound_to = workplace.filter(|_| !speaks);
        let contact_put = self.put_contact(work, company.id, bound_to).await?;
        Ok(put_of([company_put, workplace_put, contact_put]))
    }
}

/// A company that turned out to be another is that one; a row tells nothing of it but its workplace and contact.
async fn standing(work: &Work<'_>, found: Option<Company>) -> Result<Option<Company>, NotPut> {
    match found.as_ref().and_then(|company| company.relation.merged_into) {
        Some(into) => Ok(companies::find(work, into).await?),
        None => Ok(found),
    }
}

/// The company that a new one may be under another number; somebody has to look, so the row goes in all the same.
async fn perhaps_there(work: &Work<'_>, company: &Company, line: u64) -> Result<Option<Complaint>, NotPut> {
    let alike = resembling(work, &company_keys::telling(company), &company.name, Some(company.id)).await?;
    let reason = |there: Alike| ComplaintReason::LikeAnother(format!("{} (CVR {})", there.company.name, there.company.cvr));
    Ok(alike.into_iter().next().map(|there| Complaint::about_cell(line, "navn", &company.name, reason(there))))
}

fn put_of(parts: [Put; 3]) -> Put {
    match parts {
        [Put::Added, ..] | [_, Put::Added, _] => Put::Added,
        [Put::Unchanged, Put::Unchanged, Put::Unchanged] => Put::Unchanged,
        _ => Put::Changed,
    }
}

fn put_by_comparison<T: PartialEq>(before: &T, after: &T) -> Put {
    if before == after { Put::Unchanged } else { Put::Changed }
}

impl CompanyRow {
    async fn workplace_there(&self, work: &Work<'_>, company: Option<&Company>, line: u64) -> Result<Option<Workplace>, NotPut> {
        let Some(p_number) = &self.p_number else { return Ok(None) };
        let there = workplaces::by_p_number(work, p_number).await?;
        if there.as_ref().is_some_and(|place| Some(place.company) != company.map(|company| company.id)) {
            let danish = "hører til en anden virksomhed i kartoteket; ret CVR- eller P-nummeret";
            return Err(refuse(
                line,
                "p_nummer",
                p_number.as_str(),
                danish,
                "belongs to another company of the register; mend the CVR or P-number",
            ));
        }
        Ok(there)
    }

    /// A unit's row speaks for a company that is known by nothing but this unit; never over the company's own name.
    async fn speaks_for_company(&self, work: &Work<'_>, company: Option<&Company>) -> Result<bool, NotPut> {
        if company.is_some_and(|company| company.cvr != self.cvr) {
            return Ok(false);
        }
        let (Some(company), Some(p_number)) = (company, &self.p_number) else { return Ok(true) };
        Ok(match workplaces::of_company(work, company.id).await?.as_slice() {
            [] => company.name == self.name,
            [only] => only.p_number == *p_number && only.name == company.name,
            _ => false,
        })
    }

    fn branch_given(&self) -> Option<Branch> {
        let version = self.branch_version.unwrap_or(BranchVersion::Db25).to_string();
        self.branch.clone().map(|code| Branch { version, code })
    }

    fn address_given(&self) -> Given<'_> {
        Given {
            street: self.street.as_ref(),
            postcode: self.postcode.as_ref(),
            town: self.town.as_ref(),
            municipality: self.municipality.as_ref(),
        }
    }

    async fn put_company(
        &self,
        desk: &Desk<'_>,
        work: &mut Work<'_>,
        there: Option<Company>,
        speaks: bool,
    ) -> Result<(Company, Put), NotPut> {
        let is_new = there.is_none();
        let before = there.unwrap_or_else(|| self.fresh_company(work));
        if before.cvr != self.cvr {
            return Ok((before, Put::Unchanged));
        }
        let mut after = before.clone();
        if speaks {
            self.tell_company(desk, &mut after);
        }
        take(&mut after.ladder, self.step.as_ref());
        take_known(&mut after.consultant, desk.account(self.consultant.as_deref()).as_ref());
        take_known(&mut after.advertising_protected, self.advertising_protected.as_ref());
        if self.ordinary_12_months.len() == 12 {
            after.monthly_ordinary = Some(self.ordinary_12_months.clone());
        }
        if is_new {
            lost_race(companies::insert(work, &after).await?)?;
            return Ok((after, Put::Added));
        }
        let put = put_by_comparison(&before, &after);
        if put == Put::Changed {
            companies::update(work, &after).await?;
        }
        Ok((after, put))
    }

    fn tell_company(&self, desk: &Desk<'_>, company: &mut Company) {
        company.name.clone_from(&self.name);
        take(&mut company.sector, self.sector.as_ref());
        company.address = found::address(desk.app, &company.address, &self.address_given());
        take_known(&mut company.branch, self.branch_given().as_ref());
        if let Some(band) = self.employees {
            let whole = |count: u32| i32::try_from(count).ok();
            let told = (whole(band.min), band.max.and_then(whole));
            if told != company.employees {
                company.employees_told = Some((FigureSource::Imported, desk.app.clock.today()));
            }
            company.employees = told;
        }
        take_known(&mut company.phone, self.phone.as_ref());
        take_known(&mut company.email, self.email.as_ref());
        take_known(&mut company.website, self.website.as_ref());
    }

    fn fresh_company(&self, work: &Work<'_>) -> Company {
        Company {
            name: self.name.clone(),
            sector: self.sector.unwrap_or(Sector::Privat),
            ..Company::unwritten(CompanyId(work.new_id()), self.cvr.clone())
        }
    }

    async fn put_workplace(
        &self,
        desk: &Desk<'_>,
        work: &mut Work<'_>,
        company: &Company,
        there: Option<Workplace>,
    ) -> Result<(Option<WorkplaceId>, Put), NotPut> {
        let Some(p_number) = &self.p_number else { return Ok((None, Put::Unchanged)) };
        let is_new = there.is_none();
        let before = there.unwrap_or_else(|| self.fresh_workplace(work, company, p_number));
        let after = self.told_workplace(desk, &before);
        let put = if is_new { Put::Added } else { put_by_comparison(&before, &after) };
        match put {
            Put::Added => lost_race(workplaces::insert(work, &after).await?)?,
            Put::Changed => workplaces::update(work, &after).await?,
            Put::Unchanged => {}
        }
        Ok((Some(after.id), put))
    }

    fn fresh_workplace(&self, work: &Work<'_>, company: &Company, p_number: &PNumber) -> Workplace {
        Workplace {
            id: WorkplaceId(work.new_id()),
            company: company.id,
            p_number: p_number.clone(),
            name: self.name.clone(),
            sector: self.sector.unwrap_or(company.sector),
            address: Address::default(),
            branch: None,
            point: None,
            employees_total: None,
            ordinary: None,
            others: None,
            others_source: None,
            closed_on: None,
            version: 1,
        }
    }

    fn told_workplace(&self, desk: &Desk<'_>, before: &Workplace) -> Workplace {
        let mut after = before.clone();
        after.name.clone_from(&self.name);
        take(&mut after.sector, self.sector.as_ref());
        after.address = found::address(desk.app, &before.address, &self.address_given());
        if after.address.postcode != before.address.postcode || after.point.is_none() {
            after.point = found::point(desk.app, &after.address);
        }
        take_known(&mut after.branch, self.branch_given().as_ref());
        take_known(&mut after.employees_total, self.employees_total.and_then(|band| i32::try_from(band.min).ok()).as_ref());
        take_known(&mut after.ordinary, self.ordinary_full_time.map(|count| (count, self.ordinary_as_of)).as_ref());
        let others = self.other_placements.and_then(|count| Some((i32::try_from(count).ok()?, self.other_placements_as_of)));
        take_known(&mut after.others, others.as_ref());
        if after.others != before.others {
            after.others_source = Some(FigureSource::Imported);
        }
        after
    }

    async fn put_contact(&self, work: &Work<'_>, company: CompanyId, workplace: Option<WorkplaceId>) -> Result<Put, NotPut> {
        let email = self.contact_email.as_ref().map(|email| email.trim().to_lowercase());
        let Some(name) = self.contact_name.clone().or_else(|| email.clone()) else { return Ok(Put::Unchanged) };
        let known = contacts::of_company(work, company).await?;
        let same = |contact: &&Contact| if email.is_some() { contact.email == email } else { contact.name == name };
        let Some(before) = known.iter().find(same) else {
            let id = ContactId(work.new_id());
            let phone = self.phone.clone();
            // The first who can keeps the company's users; a file takes that from nobody.
            let is_first = workplace.is_none() && email.is_some() && !known.iter().any(Contact::keeps_users);
            let fresh = Contact {
                id,
                company,
                workplace,
                name,
                email,
                phone,
                language: Language::Da,
                role: if is_first { ContactRole::Admin } else { ContactRole::Contact },
                active: true,
                version: 1,
            };
            contacts::insert(work, &fresh).await?;
            return Ok(Put::Changed);
        };
        let after = Contact { name, ..before.clone() };
        if after == *before {
            return Ok(Put::Unchanged);
        }
        contacts::update(work, &after).await?;
        Ok(Put::Changed)
    }
}
