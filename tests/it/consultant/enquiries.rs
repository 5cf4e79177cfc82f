//! The public form from the street to the desk: bounded, counted, routed, answered, and forgotten again.

use axum::http::StatusCode;
use brobygger::{
    domain::{enquiry::EnquiryState, permission::Actor, task::TaskKind},
    jobs::schedule,
    store::{companies, tasks},
    use_cases::enquiries::list::{EnquiryLine, ListEnquiries},
};
use chrono::Duration;

use crate::kit::{
    House,
    browser::{Answer, Browser},
    post::{post, postman},
    smtp::{Mode, Received, Sink},
};

const FORM: &str = "/tilbyd-en-plads";
const LIST: &str = "/konsulent/henvendelser";
/// What a hostile sender types; nothing of it may come back.
const HOSTILE: &str = "<script>alert(1)</script> http://evil.example {number} %0d%0aBcc: x@evil.example";

fn stamp(html: &str) -> String {
    html.split("name=\"stempel\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a stamp").to_owned()
}

/// A form that was opened long enough ago.
async fn opened(house: &House, browser: &mut Browser) -> String {
    let shown = browser.get(FORM).await;
    house.wait(Duration::seconds(30));
    stamp(&shown.html)
}

async fn sent(house: &House, changes: &[(&str, &str)]) -> Answer {
    let mut browser = house.stranger();
    let stamp = opened(house, &mut browser).await;
    send(house, &mut browser, &stamp, changes).await
}

async fn send(house: &House, browser: &mut Browser, stamp: &str, changes: &[(&str, &str)]) -> Answer {
    let tenant = house.tenant.to_string();
    let mut form = vec![
        ("kommune", tenant.as_str()),
        ("stempel", stamp),
        ("hjemmeside", ""),
        ("virksomhed", "Bageriet på Torvet"),
        ("postnr", "4300"),
        ("job", "Bagermedhjælper"),
        ("slags", "praktik"),
        ("navn", "Åse Eksempel"),
        ("telefon", "12 34 56 78"),
        ("email", "aase@bageriet.example"),
    ];
    form.retain(|(name, _)| !changes.iter().any(|(changed, _)| changed == name));
    form.extend(changes);
    browser.post(FORM, &form).await
}

async fn all(house: &House) -> Vec<EnquiryLine> {
    let system = Actor::system(house.tenant);
    let mut open = house.app.ask(&system, &ListEnquiries::new(&system)).await.expect("a list").lines;
    let mut closed = ListEnquiries::new(&system);
    closed.closed = true;
    open.extend(house.app.ask(&system, &closed).await.expect("a list").lines);
    open
}

async fn letters(house: &House) -> Vec<Received> {
    let sink = Sink::open(Mode::Takes).await;
    let app = house.with_mail(&sink);
    post(&app, &postman(&app)).await;
    sink.letters()
}

/// A letter without the names that each letter has for itself.
fn unnamed(letter: &Received) -> String {
    let name = letter.header("Message-ID").expect("a Message-ID");
    let id = name.trim_start_matches('<').split('@').next().unwrap_or_default().to_owned();
    letter.readable().replace(&id, "").replace(&id.replace('-', ""), "")
}

house_tests! {
    async fn a_form_becomes_an_enquiry_with_a_number_a_time_and_letters(house) {
        house.account(house.tenant, "tl.henrik", &["team_leader"]).await;
        let thanks = sent(&house, &[]).await;
        assert!(thanks.status == StatusCode::OK && thanks.html.contains("H-2026-0001"), "{}", thanks.html);
        let line = all(&house).await.remove(0);
        assert_eq!((line.enquiry.state, line.enquiry.assigned_to), (EnquiryState::New, None));
        assert_eq!(line.enquiry.due_at, line.enquiry.came_at + Duration::days(1));
        let sent = letters(&house).await;
        let of = |to: &str| sent.iter().find(|letter| letter.to == to).expect("a letter").readable();
        assert_eq!(sent.len(), 2);
        assert!(of("tl.henrik@kommune.example").contains("Bageriet på Torvet"));
        assert!(of("aase@bageriet.example").contains("H-2026-0001"));
    }

    async fn the_receipt_gives_nothing_back_that_was_typed(house) {
        house.account(house.tenant, "tl.henrik", &["team_leader"]).await;
        let hostile = [("virksomhed", HOSTILE), ("job", HOSTILE), ("navn", HOSTILE), ("besked", HOSTILE), ("by", HOSTILE), ("timer", HOSTILE), ("fra", HOSTILE)];
        let page = sent(&house, &hostile).await;
        assert!(page.status == StatusCode::OK, "{}", page.html);
        let plain = sent(&house, &[]).await;
        assert_eq!(page.html.replace("H-2026-0001", ""), plain.html.replace("H-2026-0002", ""), "a fixed text");
        let sent = letters(&house).await;
        let mut receipts: Vec<String> = sent.iter().filter(|letter| letter.to == "aase@bageriet.example").map(unnamed).collect();
        assert_eq!(receipts.len(), 2);
        let second = receipts.pop().expect("a receipt").replace("H-2026-0002", "").replace("H-2026-0001", "");
        assert_eq!(receipts.pop().expect("a receipt").replace("H-2026-0001", "").replace("H-2026-0002", ""), second);
        for letter in &sent {
            assert!(letter.header("Bcc").is_none() && !letter.to.contains("evil"), "{}", letter.raw);
        }
    }

    async fn a_form_sent_twice_is_one_enquiry(house) {
        let mut browser = house.stranger();
        let stamp = opened(&house, &mut browser).await;
        let (one, other) = (send(&house, &mut browser, &stamp, &[]).await, send(&house, &mut browser, &stamp, &[]).await);
        assert_eq!((one.status, one.html), (other.status, other.html));
        assert_eq!(all(&house).await.len(), 1);
    }

    async fn programs_and_cpr_numbers_are_turned_back(house) {
        let mut browser = house.stranger();
        let fresh = stamp(&browser.get(FORM).await.html);
        let fast = send(&house, &mut browser, &fresh, &[]).await;
        assert!(fast.status == StatusCode::UNPROCESSABLE_ENTITY && fast.html.contains("Det gik meget hurtigt"), "{}", fast.html);
        assert_eq!(stamp(&fast.html), fresh, "the time goes on");
        for (changes, words) in [
            (vec![("hjemmeside", "http://spam.example")], "Lad feltet nederst stå tomt"),
            (vec![("stempel", "AAAA")], "Siden havde stået åben længe"),
            (vec![("besked", "Vi kender 010490-9995")], "CPR"),
            (vec![("navn", "Tilde 0104909995")], "CPR"),
            (vec![("telefon", ""), ("email", "")], "Skriv et telefonnummer eller en mailadresse"),
            (vec![("cvr", "12345678")], "CVR"),
        ] {
            let answer = sent(&house, &changes).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{changes:?}");
            assert!(answer.html.contains(words), "{changes:?}: {}", answer.html);
        }
        house.wait(Duration::hours(25));
        assert!(send(&house, &mut browser, &fresh, &[]).await.html.contains("Siden havde stået åben længe"));
        assert!(all(&house).await.is_empty());
    }

    async fn a_known_company_reaches_its_consultant_and_others_the_first_rule_that_fits(house) {
        let place = house.place(house.tenant).await;
        let (bente, _) = house.account(house.tenant, "vk.bente", &["company_consultant"]).await;
        let (ole, _) = house.account(house.tenant, "vk.ole", &["company_consultant"]).await;
        let (_, nina) = house.account(house.tenant, "adm.nina", &["administrator"]).await;
        let mut company = place.company.clone();
        company.consultant = Some(bente.id);
        house.write(house.tenant, async |work| companies::update(work, &company).await.expect("a company")).await;
        let mut admin = house.visitor(&nina).await;
        let (to_ole, to_bente) = (format!("account:{}", ole.id), format!("account:{}", bente.id));
        let rules = [
            vec![("naar", "postnr"), ("fra", "4000"), ("til", "4099"), ("hvem", to_bente.as_str())],
            vec![("naar", "slags"), ("slags", "praktik"), ("hvem", to_ole.as_str())],
        ];
        for rule in &rules {
            assert!(admin.post("/administration/fordeling", rule).await.html.contains("vk."));
        }
        let assigned = async |changes: &[(&str, &str)]| {
            assert_eq!(sent(&house, changes).await.status, StatusCode::OK);
            all(&house).await.pop().expect("an enquiry").enquiry.assigned_to
        };
        assert_eq!(assigned(&[("cvr", company.cvr.as_str())]).await, Some(bente.id), "her own company");
        assert_eq!(assigned(&[]).await, Some(ole.id), "a trial");
        assert_eq!(assigned(&[("postnr", "4050")]).await, Some(bente.id), "the first rule");
        assert_eq!(assigned(&[("slags", "fleksjob")]).await, None, "the team leaders");
    }

    async fn staff_take_answer_and_close_an_enquiry(house) {
        let (bente, actor) = house.account(house.tenant, "vk.bente", &["company_consultant"]).await;
        sent(&house, &[]).await;
        let enquiry = all(&house).await.remove(0).enquiry;
        let url = format!("{LIST}/{}", enquiry.id);
        let mut browser = house.visitor(&actor).await;
        assert!(browser.get(LIST).await.html.contains("Bageriet på Torvet"));
        browser.post(&url, &[("version", "1"), ("trin", "tag")]).await;
        let reader = house.app.reader(house.tenant).await.expect("a reader");
        let mine = tasks::open_of(&reader, Some(bente.id), 10).await.expect("read");
        reader.end().await.expect("ended");
        assert_eq!(mine.iter().filter(|task| task.kind == TaskKind::Enquiry && task.assigned_to == Some(bente.id)).count(), 1);
        assert_eq!(browser.post(&url, &[("version", "1"), ("trin", "luk"), ("grund", "repeated")]).await.status, StatusCode::CONFLICT);
        let made = browser.post(&format!("{url}/virksomhed"), &[("cvr", "99000007")]).await;
        assert!(made.html.contains("Virksomheden er oprettet og knyttet"), "{}", made.html);
        assert!(browser.post(&format!("{url}/kontakt"), &[]).await.html.contains("Åse Eksempel"));
        let answered = browser.post(&url, &[("version", "3"), ("trin", "svar"), ("svar", "Vi besøger dem tirsdag.")]).await;
        assert!(answered.html.contains("Vi besøger dem tirsdag."), "{}", answered.html);
        let reader = house.app.reader(house.tenant).await.expect("a reader");
        assert!(tasks::open_of(&reader, Some(bente.id), 10).await.expect("read").is_empty(), "the task is done");
        reader.end().await.expect("ended");
        browser.post(&url, &[("version", "4"), ("trin", "luk"), ("grund", "became_place")]).await;
        assert_eq!(all(&house).await.remove(0).enquiry.state, EnquiryState::Closed);
    }

    async fn leaders_see_what_waits_too_long(house) {
        let (_, leader) = house.account(house.tenant, "tl.henrik", &["team_leader"]).await;
        sent(&house, &[]).await;
        let mut browser = house.visitor(&leader).await;
        assert!(!browser.get(LIST).await.html.contains("har ventet for længe"));
        house.wait(Duration::days(2));
        let mut browser = house.visitor(&leader).await;
        let list = browser.get(LIST).await.html;
        assert!(list.contains("1 henvendelse har ventet for længe") && list.contains("Overskredet"), "{list}");
        assert!(browser.get("/konsulent/henvendelser?vis=overskredne").await.html.contains("Bageriet på Torvet"));
    }

    async fn what_was_typed_is_forgotten_a_year_after_the_end(house) {
        let (_, actor) = house.account(house.tenant, "vk.bente", &["company_consultant"]).await;
        sent(&house, &[]).await;
        sent(&house, &[]).await;
        let enquiry = all(&house).await.remove(0).enquiry;
        let mut browser = house.visitor(&actor).await;
        browser.post(&format!("{LIST}/{}", enquiry.id), &[("version", "1"), ("trin", "luk"), ("grund", "withdrawn")]).await;
        let chore = schedule::chores().into_iter().find(|chore| chore.name == "forget_enquiries").expect("the chore");
        house.wait(Duration::days(364));
        assert_eq!((chore.act)(&house.app).await.expect("done"), 0);
        house.wait(Duration::days(2));
        assert_eq!((chore.act)(&house.app).await.expect("done"), 1);
        let left: Vec<bool> = all(&house).await.iter().map(|line| line.enquiry.offer.is_some()).collect();
        assert_eq!(left, [true, false], "the open one keeps what the answer needs");
    }
}
