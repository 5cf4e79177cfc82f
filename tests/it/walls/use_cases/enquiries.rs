//! A company's users, enquiries and the rules that route them.

use brobygger::{
    domain::{
        enquiry::EnquiryEnd,
        ids::{AccountId, ContactId, EnquiryId, RoutingRuleId},
    },
    use_cases::{
        contacts::TypedContact,
        enquiries::{
            list::{ListEnquiries, OpenEnquiry},
            rules::MoveRoutingRule,
            see_to::{MoveEnquiry, Step},
        },
        portal::users::{ChangeUser, InviteAgain, InviteUser, RemoveUser},
    },
};

use super::answers::Answers;

impl Answers<'_> {
    pub(super) async fn users_and_enquiries(&mut self) {
        let (user, contact) = (ContactId(self.ids.user), &self.me.contact);
        let typed = |mail: &str| TypedContact { name: "Ny".to_owned(), email: mail.to_owned(), version: 99, ..TypedContact::fresh() };
        self.act_as(contact, ChangeUser { user, typed: typed("ny@nordhavn.example") }).await;
        self.act_as(contact, InviteAgain { user }).await;
        let there = TypedContact { workplace: self.ids.workplace.to_string(), ..typed(&format!("{}@nordhavn.example", self.ids.user)) };
        self.act_as(contact, InviteUser { typed: there }).await;
        self.act_as(contact, RemoveUser { user }).await;
        let enquiry = EnquiryId(self.ids.enquiry);
        self.ask(OpenEnquiry { enquiry }).await;
        let mut list = ListEnquiries::new(&self.me.staff);
        list.after = Some(enquiry);
        self.ask(list).await;
        for step in [Step::Take, Step::Answer("Ringet".to_owned()), Step::Link("99000007".to_owned()), Step::Close(EnquiryEnd::Repeated)] {
            self.act(MoveEnquiry { enquiry, version: 99, step }).await;
        }
        let mine = EnquiryId(self.me.ids.enquiry);
        self.act(MoveEnquiry { enquiry: mine, version: 1, step: Step::HandOver(AccountId(self.ids.account)) }).await;
        self.act(MoveRoutingRule { rule: RoutingRuleId(self.ids.rule), delete: false }).await;
    }
}
