//! A version is sent, answered by the company and by the employees' representative, comes into force and is followed.

use axum::http::StatusCode;
use brobygger::{
    domain::{
        agreement::{AgreementPhase, VersionState},
        refusal::Refusal,
        task::TaskKind,
    },
    store::tasks,
    use_cases::agreements::{
        ApproveAgreement, EndAgreement, NewVersion, RecallAgreement, ReturnAgreement, SaveAgreement, SignOnPaper, TypedAgreement,
    },
};
use chrono::Duration;

use super::Table;
use crate::{
    kit::{
        day,
        post::{post, postman},
        smtp::{Mode, Sink},
    },
    placements::stage::refusal,
};

house_tests! {
    async fn an_approved_agreement_makes_two_slots_with_four_and_one_seats(house) {
        let table = Table::set(house).await;
        let agreement = table.draft().await;
        assert_eq!(table.file(agreement).await.phase, AgreementPhase::Draft);
        table.send(agreement).await;
        assert_eq!(table.file(agreement).await.phase, AgreementPhase::Sent);
        assert!(table.file(agreement).await.slots.is_empty(), "nothing is offered before the company's yes");
        table.approve(agreement).await;
        let file = table.file(agreement).await;
        assert_eq!(file.phase, AgreementPhase::Active);
        let mut seats: Vec<_> = file.slots.iter().map(|slot| (slot.seats, slot.reserved_seats, slot.open_from, slot.open_to)).collect();
        seats.sort_unstable();
        let (first, last) = (day("2026-03-02"), Some(day("2026-12-31")));
        assert_eq!(seats, [(1, None, first, last), (4, Some(2), first, last)]);
        assert!(file.slots.iter().all(|slot| slot.agreement == Some(agreement) && slot.confirmed_on == Some(first)));
    }

    async fn the_representative_answers_once_by_link_and_looking_uses_nothing_up(house) {
        let table = Table::set(house).await;
        let sink = Sink::open(Mode::Takes).await;
        let app = table.house.with_mail(&sink);
        let agreement = table.draft().await;
        table.send_to(agreement, table.speaker.id.to_string()).await;
        post(&app, &postman(&app)).await;
        let letters = sink.letters();
        let ready = letters.iter().find(|letter| letter.to.starts_with("karim")).expect("M07").readable();
        assert!(ready.contains("2026-0007") && ready.contains("/virksomhed/log-ind"), "{ready}");
        let asked = letters.iter().find(|letter| letter.to.starts_with("tove")).expect("M08").readable();
        assert!(asked.contains("Lagermedarbejder") && asked.contains("3–20"), "{asked}");
        for text in [&ready, &asked] {
            assert!(!text.contains("312") && !text.contains("aktivitetsparat") && !text.to_lowercase().contains("mentor"), "{text}");
        }
        let from = asked.find("/medarbejder/").expect("a link");
        let url: String = asked[from..].chars().take_while(|sign| !sign.is_whitespace()).collect();
        let mut browser = table.house.stranger();
        for _ in 0..20 {
            assert_eq!(browser.get(&url).await.status, StatusCode::OK);
        }
        table.approve(agreement).await;
        assert_eq!(table.file(agreement).await.phase, AgreementPhase::Sent, "the employees are still asked");
        let thanks = browser.post(&url, &[("svar", "ja")]).await;
        assert!(thanks.html.contains("Tak for dit svar"), "{}", thanks.html);
        assert_eq!(table.file(agreement).await.phase, AgreementPhase::Active);
        assert_eq!(browser.post(&url, &[("svar", "ja")]).await.status, StatusCode::CONFLICT, "used twice");
        post(&app, &postman(&app)).await;
        assert_eq!(sink.letters().len(), 2, "each once");
    }

    async fn a_link_that_has_run_out_answers_nothing(house) {
        let table = Table::set(house).await;
        let sink = Sink::open(Mode::Takes).await;
        let app = table.house.with_mail(&sink);
        let agreement = table.draft().await;
        table.send_to(agreement, table.speaker.id.to_string()).await;
        post(&app, &postman(&app)).await;
        let asked = sink.letters().into_iter().find(|letter| letter.to.starts_with("tove")).expect("M08").readable();
        let from = asked.find("/medarbejder/").expect("a link");
        let url: String = asked[from..].chars().take_while(|sign| !sign.is_whitespace()).collect();
        table.house.wait(Duration::days(15));
        let mut browser = table.house.stranger();
        assert!(browser.get(&url).await.html.contains("Linket er udløbet"));
        assert_eq!(browser.post(&url, &[("svar", "ja")]).await.status, StatusCode::CONFLICT);
        assert_eq!(browser.get("/medarbejder/x").await.status, StatusCode::NOT_FOUND);
    }

    async fn a_company_answers_for_no_text_that_it_has_not_read(house) {
        let table = Table::set(house).await;
        let agreement = table.draft().await;
        table.send(agreement).await;
        let (read, opened) = (table.yes(agreement).await, table.file(agreement).await);
        let recall = RecallAgreement { agreement, version: opened.agreement.version };
        table.house.app.carry_out(&table.bente, &recall).await.expect("taken back");
        let file = table.file(agreement).await;
        let mut typed = TypedAgreement::of(&file.agreement, &file.versions[0].content);
        typed.lines[0].seats = "20".to_owned();
        let save = SaveAgreement { company: table.place.company.id, agreement: Some(agreement), typed };
        table.house.app.carry_out(&table.bente, &save).await.expect("written");
        table.send(agreement).await;
        assert_eq!(table.yes(agreement).await.version, read.version, "the version's id alone would not tell them apart");
        let back = ReturnAgreement { agreement, version: read.version, sent_at: read.sent_at, note: "Nej".to_owned() };
        assert!(matches!(refusal(table.house.app.carry_out(&table.karim, &read).await), Refusal::Stale { .. }));
        assert!(matches!(refusal(table.house.app.carry_out(&table.karim, &back).await), Refusal::Stale { .. }));
        assert_eq!(table.file(agreement).await.phase, AgreementPhase::Sent, "nothing was answered");
        table.approve(agreement).await;
    }

    async fn what_is_sent_back_becomes_a_task_and_can_be_sent_again(house) {
        let table = Table::set(house).await;
        let agreement = table.draft().await;
        table.send(agreement).await;
        let ApproveAgreement { version, sent_at, .. } = table.yes(agreement).await;
        let back = ReturnAgreement { agreement, version, sent_at, note: "Vi kan kun tage tre".to_owned() };
        table.house.app.carry_out(&table.karim, &back).await.expect("sent back");
        assert_eq!(table.file(agreement).await.phase, AgreementPhase::Returned);
        let reader = table.house.app.reader(table.house.tenant).await.expect("a reader");
        let open = tasks::open_at(&reader, table.place.company.id).await.expect("tasks");
        reader.end().await.expect("ended");
        assert_eq!(open.iter().map(|task| (task.kind, task.assigned_to)).collect::<Vec<_>>(), [(TaskKind::AgreementReturned, table.bente.account())]);
        table.send(agreement).await;
        let reader = table.house.app.reader(table.house.tenant).await.expect("a reader");
        assert!(tasks::open_at(&reader, table.place.company.id).await.expect("tasks").is_empty(), "done with");
        reader.end().await.expect("ended");
    }

    async fn a_change_makes_a_second_version_and_the_first_stays_readable(house) {
        let table = Table::set(house).await;
        let agreement = table.agreed().await;
        let first = table.file(agreement).await;
        let renew = NewVersion { agreement, version: first.agreement.version, renews: false };
        table.house.app.carry_out(&table.bente, &renew).await.expect("begun");
        let file = table.file(agreement).await;
        let mut typed = TypedAgreement::of(&file.agreement, &file.versions[0].content);
        typed.lines[0].seats = "5".to_owned();
        let save = SaveAgreement { company: table.place.company.id, agreement: Some(agreement), typed };
        table.house.app.carry_out(&table.bente, &save).await.expect("written");
        assert_eq!(table.file(agreement).await.content.seats(), 5, "the first holds while the second is a draft");
        table.send(agreement).await;
        table.approve(agreement).await;
        let file = table.file(agreement).await;
        let states: Vec<_> = file.versions.iter().map(|version| (version.number, version.standing.state, version.content.seats())).collect();
        assert_eq!(states, [(2, VersionState::Approved, 6), (1, VersionState::Superseded, 5)]);
        assert_eq!(file.slots.len(), 2, "the lines kept their slots");
        assert_eq!(file.slots.iter().map(|slot| slot.seats).sum::<u32>(), 6);
        let mut browser = table.house.visitor(&table.bente).await;
        for version in &file.versions {
            let url = format!("/konsulent/aftaler/{agreement}/udgaver/{}", version.id);
            assert_eq!(browser.get(&url).await.status, StatusCode::OK);
            let pdf = browser.get(&format!("{url}/aftale.pdf")).await;
            assert!(pdf.html.starts_with("%PDF-"), "{}", pdf.status);
        }
    }

    async fn an_ended_agreement_offers_no_free_seats(house) {
        let table = Table::set(house).await;
        let agreement = table.agreed().await;
        let version = table.file(agreement).await.agreement.version;
        let end = |reason: &str| EndAgreement { agreement, version, reason: reason.to_owned() };
        table.house.app.carry_out(&table.bente, &end("")).await.expect_err("a reason is needed");
        table.house.app.carry_out(&table.bente, &end("Virksomheden flytter")).await.expect("ended");
        let file = table.file(agreement).await;
        assert_eq!(file.phase, AgreementPhase::Ended);
        assert!(file.slots.iter().all(|slot| slot.open_to.is_some_and(|last| last < day("2026-03-02"))), "{:?}", file.slots);
    }

    async fn a_signature_on_paper_needs_a_name_and_a_day_that_has_been(house) {
        let table = Table::set(house).await;
        let agreement = table.draft().await;
        let version = table.file(agreement).await.agreement.version;
        let sign = |by: &str, on: &str| SignOnPaper { agreement, version, by: by.to_owned(), on: on.to_owned() };
        for (by, on) in [("", "2026-03-01"), ("Karim", "2026-03-03"), ("Karim", "")] {
            let refused = refusal(table.house.app.carry_out(&table.bente, &sign(by, on)).await);
            assert!(matches!(refused, Refusal::Invalid { .. }), "{by} {on}: {refused:?}");
        }
        table.house.app.carry_out(&table.bente, &sign("Karim Eksempel", "2026-03-01")).await.expect("signed");
        assert_eq!(table.file(agreement).await.phase, AgreementPhase::Active);
    }
}
