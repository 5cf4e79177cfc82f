//! All use cases of the house; the source is searched for any that is not here.

use brobygger::{
    domain::permission::Right,
    intake::rows::{BranchRow, CitizenRow, CompanyRow, OccupationRow, SkillRow, SlotRow},
    use_cases::{
        accounts, agreements, campaigns, citizen_search, citizens, companies, contact_log, contacts, desk, enquiries, exports, freshness,
        imports,
        intention::{Intention, Question},
        matches, password_reset, placements, portal, portal_sign_in, read_anew, register, relations, rules, sign_in, slot_search, slots,
        tasks, tokens, visits, willingness, workplaces,
    },
};

/// A use case as the table shows it.
#[derive(Clone, Copy, Debug)]
pub struct UseCase {
    /// Its type, as this file writes it.
    pub of_type: &'static str,
    /// Its name.
    pub name: &'static str,
    /// The right that it needs.
    pub right: Right,
}

macro_rules! use_cases {
    (intentions: $($intention:ty),+; questions: $($question:ty),+ $(;)?) => {
        /// Every use case.
        pub fn all() -> Vec<UseCase> {
            vec![
                $(UseCase { of_type: stringify!($intention), name: <$intention as Intention>::NAME, right: <$intention as Intention>::RIGHT },)+
                $(UseCase { of_type: stringify!($question), name: <$question as Question>::NAME, right: <$question as Question>::RIGHT },)+
            ]
        }
    };
}

use_cases! {
    intentions:
        accounts::CreateAccount, accounts::ChangeAccount, accounts::GivePassword, accounts::SaveTeam,
        agreements::SaveAgreement, campaigns::AssignCompanies, campaigns::CallCompany, campaigns::CreateCampaign, agreements::AnswerForEmployees, agreements::ApproveAgreement, agreements::BringIntoForce, agreements::EndAgreement, agreements::JudgeDuty, agreements::NewVersion, agreements::RecallAgreement, agreements::RemindOfEnd, agreements::ReturnAgreement, agreements::SendAgreement, agreements::SignOnPaper,
        citizens::CreateCitizen, citizens::ChangeProfile, citizens::ChangeLegalSituation,
        companies::CreateCompany, companies::ChangeCompany,
        companies::AnswerProposedStep, companies::BarCompany, companies::LiftBar, companies::LookAtLadder,
        companies::MergeCompanies, companies::UndoMerge,
        companies::BeginBulk, companies::GoOnWithBulk, companies::UndoBulk,
        companies::BeginWithView, companies::ChangeView, companies::DeleteView, companies::SaveView,
        contact_log::CorrectEntry, contact_log::LogContact, contact_log::WithdrawEntry,
        contacts::CreateContact, contacts::ChangeContact,
        freshness::answer::AnswerForSlots, freshness::ask::AskCompany, freshness::link::RenewSlotLink, freshness::link::WantDigest, freshness::undo::UndoAnswer,
        enquiries::form::SendEnquiry, enquiries::rules::AddRoutingRule, enquiries::rules::MoveRoutingRule, enquiries::see_to::MoveEnquiry,
        exports::NoteCompanyExport, exports::NoteSlotExport,
        imports::TakeIn<'static, CompanyRow>, imports::TakeIn<'static, SlotRow>, imports::TakeIn<'static, CitizenRow>,
        imports::TakeIn<'static, OccupationRow>, imports::TakeIn<'static, SkillRow>, imports::TakeIn<'static, BranchRow>,
        matches::ReservePlace,
        password_reset::AskPasswordReset, password_reset::SetPassword,
        placements::accept::Accept, placements::agree::Agree, placements::attests::NoteAttest, placements::cancel::Cancel, placements::complete::Complete,
        placements::confirm::Confirm, placements::decline::Decline, placements::extend::Extend, placements::holds::EndHold,
        placements::interrupt::Interrupt, placements::links::RenewLink, placements::propose::Propose,
        placements::release::ReleaseName, placements::release::WithdrawRelease, placements::reserve::Reserve,
        placements::start::Start, placements::vitas::RecordGrant, placements::withdraw::Withdraw,
        portal::companies::ShowCompany, portal::call_back::AskCallBack, portal::users::ChangeUser, portal::users::InviteAgain, portal::users::InviteUser, portal::users::RemoveUser,
        portal_sign_in::AskSignInCode, portal_sign_in::AskStepUpCode, portal_sign_in::StepUp, portal_sign_in::UseSignInCode,
        read_anew::ReadPage,
        register::refresh::NoteTrouble, register::refresh::TakeTurn, register::resolve::Decide, register::resolve::MarkSeen, register::room::TellRoom,
        register::take_over::TakeOver, register::take_over::TakeOverNow,
        relations::HandOverCompanies, relations::SendGreeting, relations::dormancy::TellOwner,
        rules::announce::AnnounceChange, rules::editions::ChangeDraft, rules::editions::CopyRules, rules::editions::DropDraft, rules::editions::MoveEdition,
        sign_in::OpenSession, sign_in::CloseSession, sign_in::StateLookPurpose,
        slots::CreateSlot, slots::ChangeSlot, slots::PauseSlot, slots::AdjustSlot, slots::ConfirmSlotIsTrue,
        tasks::FinishTask, tasks::HandOverTask, tasks::ReopenTask, tasks::TakeTask,
        slots::CloseSlot, slots::CloseWorkplace, slots::EndClosure,
        tokens::CreateToken,
        willingness::SayWillingness,
        visits::RecordVisit,
        workplaces::CreateWorkplace, workplaces::ChangeWorkplace;
    questions:
        accounts::ListAccounts,
        campaigns::CampaignsOf, campaigns::OpenCampaign,
        agreements::AgreementsDue, agreements::ListAgreements, agreements::OpenAgreement, agreements::OpenForEmployees,
        agreements::OpenOwnAgreement, agreements::OwnAgreements, agreements::PrepareAgreement,
        citizen_search::SearchCitizens,
        citizens::ListCitizens, citizens::FindCitizens, citizens::OpenCitizen,
        companies::FindCompanyByCvr, companies::ListCompanies, companies::OpenCompany, companies::PrepareCompany, companies::PreparePart, companies::CompaniesAlike, companies::ListLikelySame, companies::NameCompany, companies::PreviewMerge, companies::SeekCompanies, companies::ListViews, companies::OpenBulk, companies::PreviewBulk, exports::CompanyLines<'static>, exports::SlotLines<'static>, companies::PrepareLog, contact_log::ContactsOf, contact_log::OpenEntry,
        placements::company_list::CompanyProposals, placements::company_list::ReleasedNames, placements::cards::OpenCard, placements::cards::OpenRelease,
        desk::Desk,
        freshness::ask::CompaniesToAsk, freshness::link::HasDigest, freshness::link::KeeperFrame, freshness::own::HowOwnSlotsStand, freshness::unsettled::UnsettledSlots,
        enquiries::list::ListEnquiries, enquiries::list::OpenEnquiry, enquiries::rules::RoutingRules,
        matches::MatchesFor, matches::ComparePlaces, matches::JudgePlace,
        placements::dossier::OpenDossier, placements::ground::ProposalGround, placements::rows::PlacementRows,
        placements::holds::RunOut, placements::look::OnePlacement, placements::look::Placements,
        placements::named::WhoAndWhere, placements::named::CitizenOf, placements::named::FilterBy, placements::named::SlotNamed,
        placements::vitas::OpenVitas,
        register::look::ListChanges, register::look::RegisterHealth, register::look::RegisterOf, register::room::MeasureRoom,
        relations::ListRelations, relations::OwnersOf, relations::dormancy::OwnersToTell,
        rules::announce::ChangesAhead, rules::look::RulesOn, rules::editions::ListEditions, rules::editions::OpenEdition, rules::simulate::SimulateClosely, rules::simulate::SimulateEdition,
        rules::kept::ReplayVerdict, rules::kept::VerdictsOf,
        slot_search::SearchSlots,
        portal::companies::OwnCompanies, portal::frame::PortalFrame, portal::meters::OwnMeters, portal::slots::OwnSlots, portal::users::PortalUsers, slots::OpenSlot, slots::PrepareSlot, tasks::MyTasks, tasks::TasksWaiting, visits::PrepareVisit, slots::SlotCalendar, slots::Closed, placements::attests::Attests;
}
