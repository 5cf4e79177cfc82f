//! What another set of rules would break is known before it is put into force, and nothing is changed by asking.

use brobygger::{
    domain::{period::Period, placement::StateName, rulebook::Verdict},
    use_cases::{
        failure::Failure,
        intention::Question,
        rules::simulate::{SimulateClosely, SimulateEdition},
    },
};

use super::{SHORTER, draft};
use crate::{
    kit::day,
    placements::stage::{Stage, proposal},
};

house_tests! {
    async fn the_placements_that_would_break_are_told_with_their_reason(house) {
        let stage = Stage::set(house, 4).await;
        let from = |from: &str, to: &str| Period { from: day(from), to: day(to) };
        let mut ids = Vec::new();
        for period in [from("2026-03-02", "2026-03-29"), from("2026-04-06", "2026-04-26"), from("2026-04-06", "2026-04-17")] {
            let citizen = stage.another_citizen().await;
            ids.push(stage.act(&stage.consultant, &proposal(&citizen, &stage.slot, period)).await.expect("proposed").placement);
        }
        let (_, other) = stage.house.account(stage.house.tenant, "adm.pia", &["administrator"]).await;
        let edition = draft(&stage.house, &other, "2026-03-20", SHORTER).await;
        let found = stage.house.app.ask(&stage.leader, &SimulateClosely { edition }).await.expect("simulated");
        assert_eq!((found.judged, found.across, found.worse.get(&Verdict::Block), found.total()), (2, 1, Some(&1), 1));
        let [broken] = found.broken.as_slice() else { panic!("one breaks: {:?}", found.broken) };
        assert_eq!((broken.placement, broken.before, broken.after, broken.state), (ids[1], Verdict::Ok, Verdict::Block, StateName::Proposed));
        assert_eq!(broken.because.iter().map(|finding| finding.rule.as_str()).collect::<Vec<_>>(), ["praktik-4"]);
        assert!(broken.because[0].text.contains("højst 2 uger"), "{}", broken.because[0].text);
        assert_eq!(stage.state(ids[1]).await, StateName::Proposed);
        let counts = stage.house.app.ask(&other, &SimulateEdition { edition }).await.expect("counted");
        assert!(counts.broken.is_empty(), "who may not see citizens is told of no placement");
        let rules: Vec<_> = counts.rules.iter().map(|((da, _), count)| (da.as_str(), *count)).collect();
        assert_eq!((counts.total(), rules), (1, vec![("varighed af virksomhedspraktik for jobparate", 1)]));
        assert!(matches!(stage.house.app.ask(&other, &SimulateClosely { edition }).await, Err(Failure::Denied(_))));
        assert!(SimulateClosely { edition }.shown(&found).len() == 1, "each citizen that is shown is logged");
        std::fs::create_dir_all(stage.house.home.folder().join("nye")).expect("a folder");
        stage.house.file("nye/egne.toml", SHORTER);
        let folder = stage.house.home.folder().join("nye").display().to_string();
        let ended = stage.house.run(&["rules", "simulate", "--with", &folder, "--from", "2026-03-20"]);
        let first = "Fra 2026-03-20: 1 af 2 forløb bliver bedømt strengere; 1 går hen over datoen og følger de gamle regler.";
        assert_eq!((ended.code, ended.out.lines().next()), (Some(0), Some(first)));
        assert!(ended.out.contains(&ids[1].to_string()) && ended.out.contains("højst 2 uger"), "{}", ended.out);
        let told = stage.house.run(&["rules", "simulate", "--with", &folder, "--from", "2026-03-20", "--json"]);
        let told: serde_json::Value = serde_json::from_str(&told.out).expect("JSON");
        assert_eq!((&told["judged"], &told["broken"][0]["after"]), (&serde_json::json!(2), &serde_json::json!("block")));
    }
}
