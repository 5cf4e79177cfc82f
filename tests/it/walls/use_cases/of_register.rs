//! What the CVR register says, about the other's companies.

use brobygger::{
    domain::{
        ids::{CompanyId, WorkplaceId},
        register_news::{Holds, RegisterField},
        room::Room,
    },
    gateway::cvr::RegisterTrouble,
    use_cases::register::{
        look::RegisterOf,
        refresh::NoteTrouble,
        resolve::Decide,
        room::TellRoom,
        take_over::{Look, TakeOver, TakeOverNow},
    },
};

use super::answers::Answers;

impl Answers<'_> {
    pub(super) async fn about_the_register(&mut self) {
        let (company, workplace, mine) = (CompanyId(self.ids.company), WorkplaceId(self.ids.workplace), self.me.ids);
        let (system, look) = (self.me.system(), Look { company, says: None, workplaces: Vec::new() });
        self.act_as(&system, TakeOver { looks: vec![look.clone()], unreadable: vec![company] }).await;
        self.act_as(&system, NoteTrouble { trouble: RegisterTrouble::Down, given_up: vec![company] }).await;
        self.act_as(&system, TellRoom { rooms: vec![(workplace, Room { used: 1, allowed: 4 })] }).await;
        self.act(TakeOverNow { look }).await;
        self.ask(RegisterOf { company }).await;
        let decide =
            |company, workplace| Decide { company, workplace, field: RegisterField::Name, says: "Andet".to_owned(), holds: Holds::Theirs };
        self.act(decide(company, None)).await;
        self.act(decide(CompanyId(mine.company), Some(workplace))).await;
    }
}
