//! What use cases answer to a set of ids, as words that can be compared.

use brobygger::{
    domain::permission::Actor,
    use_cases::{
        failure::Failure,
        intention::{Intention, Question},
    },
};

use crate::{
    kit::House,
    walls::twins::{Ids, Side},
};

/// Asks everything about some ids, as somebody of one side.
pub(super) struct Answers<'a> {
    pub house: &'a House,
    pub me: &'a Side,
    pub ids: Ids,
    told: Vec<(&'static str, String)>,
}

/// What every use case answers, in order.
pub(super) async fn answers(house: &House, me: &Side, ids: Ids) -> Vec<(&'static str, String)> {
    let mut all = Answers { house, me, ids, told: Vec::new() };
    all.questions().await;
    all.of_colleagues().await;
    all.about_citizens().await;
    all.about_companies().await;
    all.about_the_register().await;
    all.register().await;
    all.about_agreements().await;
    all.about_slots().await;
    all.about_accounts().await;
    all.of_companies().await;
    all.of_lists().await;
    all.placements().await;
    all.about_relations().await;
    all.rules().await;
    all.users_and_enquiries().await;
    all.told
}

impl Answers<'_> {
    pub async fn act_as<I: Intention>(&mut self, actor: &Actor, intention: I) {
        let answer = self.house.app.carry_out(actor, &intention).await;
        self.told.push((I::NAME, answer.map_or_else(told, |_| "done".to_owned())));
    }

    pub async fn act<I: Intention>(&mut self, intention: I) {
        self.act_as(&self.me.staff, intention).await;
    }

    pub async fn ask_as<Q: Question>(&mut self, actor: &Actor, question: Q, show: impl Fn(&Q::Answer) -> String) {
        let answer = self.house.app.ask(actor, &question).await;
        self.told.push((Q::NAME, answer.map_or_else(told, |answer| show(&answer))));
    }

    pub async fn ask<Q: Question>(&mut self, question: Q) {
        self.ask_as(&self.me.staff, question, |_| "told".to_owned()).await;
    }

    pub async fn count<Q: Question>(&mut self, question: Q, total: impl Fn(&Q::Answer) -> u64) {
        self.ask_as(&self.me.staff, question, |answer| total(answer).to_string()).await;
    }
}

fn told(failure: Failure) -> String {
    match failure {
        Failure::NotFound => "not found".to_owned(),
        Failure::Fault(fault) => format!("broken: {fault} {:?}", std::error::Error::source(&fault)),
        other => format!("{other:?}"),
    }
}
