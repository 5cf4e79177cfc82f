//! The shapes of the official lists: DISCO-08, ESCO, DB25 and DB07.

use super::*;
use crate::intake::rows::{BranchRow, BranchVersion, OccupationList, OccupationRow, SkillRow};

#[test]
fn disco_codes_are_read_with_their_tree() {
    let text = "kode,niveau,overkode,titel\n9,1,,Andet manuelt arbejde\n9112,4,911,\"Rengøring, undtagen i hjem\"\n911200,5,9112,Rengøring\n110,4,11,Militært arbejde\n";
    let outcome = read::<OccupationRow>(text).expect("readable");
    assert_eq!(outcome.refused, []);
    let tree: Vec<_> = outcome.rows.iter().map(|line| (line.row.disco.as_str(), line.row.level, line.row.parent.as_deref())).collect();
    assert_eq!(
        tree,
        [("9", Some(1), None), ("9112", Some(4), Some("911")), ("911200", Some(5), Some("9112")), ("0110", Some(4), Some("011"))]
    );
    assert!(outcome.rows.iter().all(|line| line.row.list == OccupationList::Disco08));
}

#[test]
fn disco_without_level_and_parent_gets_them_from_the_code() {
    let outcome = read::<OccupationRow>("KODE;TITEL\n911200;Rengøring\n91;Rengøring\n").expect("readable");
    let tree: Vec<_> = outcome.rows.iter().map(|line| (line.row.level, line.row.parent.as_deref())).collect();
    assert_eq!(tree, [(Some(5), Some("9112")), (Some(2), Some("9"))]);
}

#[test]
fn esco_occupations_have_one_other_name_a_line() {
    let text = "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,hiddenLabels,status,modifiedDate,regulatedProfessionNote,scopeNote,definition,inScheme,description,code,naceCode\n\
        Occupation,http://example.org/occupation/1,5322,prøvehjælper,\"prøveplejer\nprøvesosu\",prøveplejer,released,,,,,,\"To\nlinjer\",5322.1,\n\
        Occupation,http://example.org/occupation/2,9112,prøverengører,,,released,,,,,,,9112.1,\n";
    let outcome = read::<OccupationRow>(text).expect("readable");
    assert_eq!(outcome.refused, []);
    let first = &outcome.rows[0].row;
    assert_eq!(
        (first.list, first.disco.as_str(), first.synonyms.join("+")),
        (OccupationList::Esco, "5322", "prøveplejer+prøvesosu".to_owned())
    );
    assert_eq!(outcome.rows[1].number, 5);
    assert!(outcome.file_notices.iter().any(|notice| notice.value == "naceCode"));
}

#[test]
fn esco_skills_are_read() {
    let text = "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels\nKnowledgeSkillCompetence,http://example.org/skill/1,skill/competence,cross-sector,køre prøvetruck,\"prøvetruck\nkøre truck\"\n";
    let outcome = read::<SkillRow>(text).expect("readable");
    let skill = &outcome.rows[0].row;
    assert_eq!((skill.title.as_str(), skill.reuse.as_deref(), skill.synonyms.len()), ("køre prøvetruck", Some("cross-sector"), 2));
}

#[test]
fn branches_are_read_in_both_shapes_and_need_a_version() {
    let tree = "kode,niveau,overkode,titel\nA,0,,Landbrug\n01,1,A,Dyrkning\n11100,4,0111,Korn\n";
    assert_eq!(read::<BranchRow>(tree).expect("readable").refused[0].column, "branche_version");
    let lists = CodeLists { branch_version: Some(BranchVersion::Db07), ..lists() };
    let mut file = InFile::from_bytes(tree.into(), Limits::PRODUCT).expect("readable");
    let rows: Vec<BranchRow> = file.lines(&lists).expect("columns").map(|line| line.expect("good").row).collect();
    let codes: Vec<_> = rows.iter().map(|row| (row.code.as_str(), row.parent.as_deref())).collect();
    assert_eq!(codes, [("A", None), ("01", Some("A")), ("011100", Some("0111"))]);
    let own = read::<BranchRow>("version;kode;titel\nDB25;01.11.00;Korn\n").expect("readable");
    assert_eq!((own.rows[0].row.version, own.rows[0].row.code.as_str()), (BranchVersion::Db25, "011100"));
}
