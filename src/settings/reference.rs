//! Reads the lists of `config/reference`: embedded in the program, each replaced by a file of the same name in a folder.

use std::{fs, path::Path, str::FromStr};

use crate::domain::{
    numbers::{MunicipalityCode, Postcode},
    place::Point,
    reference::{
        Branch, Branches, DiagnosisWords, JobTitle, JobTitles, JobType, JobTypes, Municipalities, Municipality, OccupationNeighbours,
        PostcodeArea, Postcodes, Reference, Synonyms,
    },
};

/// A list that cannot be used; says the file, the line and what is wrong there.
#[derive(Debug, thiserror::Error)]
#[error("config/reference/{file}, linje {line}: {reason}")]
pub struct ReferenceRefused {
    file: &'static str,
    line: u64,
    reason: String,
}

macro_rules! embedded {
    ($file:literal) => {
        ListFile { name: $file, text: include_str!(concat!("../../config/reference/", $file)) }
    };
}

struct ListFile {
    name: &'static str,
    text: &'static str,
}

const POSTCODES: ListFile = embedded!("postcodes.csv");
const MUNICIPALITIES: ListFile = embedded!("municipalities.csv");
const BRANCHES: ListFile = embedded!("branches_db25.csv");
const JOB_TITLES: ListFile = embedded!("job_titles.csv");
const JOB_TYPES: ListFile = embedded!("job_types.csv");
const SYNONYMS: ListFile = embedded!("synonyms.csv");
const DIAGNOSIS_WORDS: ListFile = embedded!("diagnosis_words.csv");
const DISCO_NEIGHBOURS: ListFile = embedded!("disco_neighbours.csv");

/// Reads every list; a file of the same name in `folder` (`<config>/reference`) wins over the embedded one.
///
/// # Errors
/// A file cannot be read, a line has too few cells, or a cell cannot be understood.
pub fn load(folder: Option<&Path>) -> Result<Reference, ReferenceRefused> {
    let job_types = JobTypes::new(rows(&JOB_TYPES, folder, job_type)?);
    Ok(Reference {
        postcodes: Postcodes::new(rows(&POSTCODES, folder, postcode_area)?),
        municipalities: Municipalities::new(rows(&MUNICIPALITIES, folder, municipality)?),
        branches: Branches::new(rows(&BRANCHES, folder, |cells| Ok(Branch { code: cells.text(0)?, title: cells.text(1)? }))?),
        job_titles: JobTitles::new(rows(&JOB_TITLES, folder, job_title)?, &job_types),
        synonyms: Synonyms::new(rows(&SYNONYMS, folder, word_and_list)?, &job_types),
        diagnosis_words: DiagnosisWords::new(rows(&DIAGNOSIS_WORDS, folder, word_and_list)?),
        occupation_neighbours: OccupationNeighbours::new(rows(&DISCO_NEIGHBOURS, folder, word_and_list)?),
        job_types,
    })
}

fn rows<T>(list: &ListFile, folder: Option<&Path>, read: fn(&Cells) -> Result<T, String>) -> Result<Vec<T>, ReferenceRefused> {
    let refused = |line, reason| ReferenceRefused { file: list.name, line, reason };
    let own = folder.map(|folder| folder.join(list.name)).filter(|path| path.exists());
    let text = own.map_or_else(|| Ok(list.text.to_owned()), fs::read_to_string).map_err(|error| refused(0, error.to_string()))?;
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let mut rows = Vec::new();
    for (number, record) in reader.records().enumerate() {
        let line = number as u64 + 2;
        let record = record.map_err(|error| refused(line, error.to_string()))?;
        rows.push(read(&Cells(record)).map_err(|reason| refused(line, reason))?);
    }
    if rows.is_empty() { Err(refused(1, "listen er tom".to_owned())) } else { Ok(rows) }
}

/// The cells of a line, counted from 0.
struct Cells(csv::StringRecord);

impl Cells {
    fn cell(&self, column: usize) -> Result<&str, String> {
        self.0.get(column).map(str::trim).ok_or_else(|| format!("kolonne {} mangler", column + 1))
    }

    fn text(&self, column: usize) -> Result<String, String> {
        let cell = self.cell(column)?;
        if cell.is_empty() { Err(format!("kolonne {} er tom", column + 1)) } else { Ok(cell.to_owned()) }
    }

    fn number<T: FromStr>(&self, column: usize) -> Result<T, String> {
        let cell = self.cell(column)?;
        cell.parse().map_err(|_| format!("kolonne {}: »{cell}« er ikke et tal", column + 1))
    }

    fn list(&self, column: usize) -> Result<Vec<String>, String> {
        Ok(self.cell(column)?.split('|').map(str::trim).filter(|item| !item.is_empty()).map(str::to_owned).collect())
    }

    fn point(&self, column: usize) -> Result<Point, String> {
        Ok(Point { lat: self.number(column)?, lon: self.number(column + 1)? })
    }

    fn municipalities(&self, column: usize) -> Result<Vec<MunicipalityCode>, String> {
        let read = |code: &String| MunicipalityCode::parse(code).map_err(|why| format!("kommunekode »{code}« {why}"));
        self.list(column)?.iter().map(read).collect()
    }

    fn postcode(&self, column: usize) -> Result<Postcode, String> {
        Postcode::parse(self.cell(column)?).map_err(|why| format!("postnummer {why}"))
    }
}

fn postcode_area(cells: &Cells) -> Result<PostcodeArea, String> {
    Ok(PostcodeArea {
        from: cells.postcode(0)?,
        to: cells.postcode(1)?,
        name: cells.text(2)?,
        point: cells.point(3)?,
        municipalities: cells.municipalities(5)?,
    })
}

fn municipality(cells: &Cells) -> Result<Municipality, String> {
    Ok(Municipality {
        code: MunicipalityCode::parse(cells.cell(0)?).map_err(|why| format!("kommunekode {why}"))?,
        name: cells.text(1)?,
        region: cells.text(2)?,
        point: cells.point(3)?,
        neighbours: cells.municipalities(5)?,
    })
}

fn job_title(cells: &Cells) -> Result<JobTitle, String> {
    Ok(JobTitle { title: cells.text(0)?, occupation: Some(cells.cell(1)?.to_owned()).filter(|code| !code.is_empty()) })
}

fn job_type(cells: &Cells) -> Result<JobType, String> {
    Ok(JobType {
        title: cells.text(0)?,
        occupation: cells.text(1)?,
        occupation_title: cells.text(2)?,
        branches: cells.list(3)?,
        synonyms: cells.list(4)?,
    })
}

fn word_and_list(cells: &Cells) -> Result<(String, Vec<String>), String> {
    Ok((cells.text(0)?, cells.list(1)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::reference::FreeText;

    fn shipped() -> Reference {
        load(None).expect("the embedded lists are sound")
    }

    fn postcode(text: &str) -> Postcode {
        Postcode::parse(text).expect("a postcode")
    }

    #[test]
    fn a_postcode_knows_its_town_and_municipality() {
        let lists = shipped();
        let holbaek = lists.postcodes.find(&postcode("4300")).expect("Holbæk");
        assert_eq!((holbaek.name.as_str(), holbaek.municipalities.first().map(MunicipalityCode::as_str)), ("Holbæk", Some("0316")));
        assert_eq!(lists.postcodes.find(&postcode("1234")).map(|area| area.name.as_str()), Some("København K"));
        assert!(lists.postcodes.find(&postcode("4301")).is_none());
    }

    #[test]
    fn a_half_typed_place_is_suggested() {
        let lists = shipped();
        let names = |typed: &str| lists.postcodes.suggest(typed, 8).iter().map(|area| area.name.clone()).collect::<Vec<_>>();
        assert!(names("43").contains(&"Holbæk".to_owned()));
        assert_eq!(names("holbaek"), ["Holbæk"]);
        assert!(names("toll").contains(&"Tølløse".to_owned()), "one letter for two");
        assert!(names("12345").is_empty() && names(" ").is_empty());
    }

    #[test]
    fn a_municipality_is_read_by_code_or_name_and_has_neighbours() {
        let lists = shipped();
        let code = |cell: &str| lists.municipalities.read(cell).map(|one| one.code.to_string());
        assert_eq!(code("316"), Some("0316".to_owned()));
        assert_eq!(code("Holbæk Kommune"), Some("0316".to_owned()));
        assert_eq!(code("Københavns Kommune"), Some("0101".to_owned()));
        assert_eq!(code("Bornholms Regionskommune"), Some("0400".to_owned()));
        assert_eq!(code("Ukendt"), None);
        let holbaek = MunicipalityCode::parse("0316").expect("a code");
        let beside: Vec<_> = lists.municipalities.neighbours(&holbaek).map(|one| one.name.as_str()).collect();
        assert_eq!(beside, ["Sorø", "Lejre", "Kalundborg", "Odsherred", "Ringsted"]);
    }

    #[test]
    fn every_code_that_a_list_names_is_known() {
        let lists = shipped();
        for area in lists.postcodes.iter() {
            assert!(area.municipalities.iter().all(|code| lists.municipalities.by_code(code).is_some()), "{area:?}");
        }
        for job in lists.job_types.iter() {
            assert!(job.branches.iter().all(|code| lists.branches.title(code).is_some()), "{job:?}");
            assert_eq!(lists.job_titles.occupation_of(&job.title), Some(job.occupation.as_str()), "{job:?}");
        }
    }

    #[test]
    fn a_half_typed_job_is_suggested() {
        let lists = shipped();
        let titles = |typed: &str| lists.job_titles.suggest(typed, 10).iter().map(|job| job.title.clone()).collect::<Vec<_>>();
        assert_eq!(titles("paedagogm"), ["Pædagogmedhjælper"]);
        assert!(titles("sosu").contains(&"Social- og sundhedshjælper".to_owned()), "{:?}", titles("sosu"));
        assert!(titles("flaskedreng").contains(&"Butiksmedhjælper".to_owned()));
        assert_eq!(titles("varmemester"), ["Vicevært"]);
        assert_eq!(titles("tøm").first().map(String::as_str), Some("Tømrer"));
        assert_eq!(lists.job_titles.occupation_of("pau"), Some("5311"));
    }

    #[test]
    fn everyday_words_expand_and_groups_have_neighbours() {
        let lists = shipped();
        assert!(lists.synonyms.expand("PAU").contains(&"pædagogisk assistent".to_owned()));
        assert!(lists.synonyms.expand("lager").contains(&"lager- og logistikmedarbejder".to_owned()));
        assert!(lists.synonyms.expand("ukendt").is_empty());
        assert!(lists.occupation_neighbours.are_near("9334", "4321") && lists.occupation_neighbours.are_near("432110", "9334"));
        assert!(!lists.occupation_neighbours.are_near("9334", "5141"));
    }

    #[test]
    fn health_in_free_text_is_refused_with_a_condition() {
        let lists = shipped();
        for (text, code) in [
            ("Har slidgigt i hænderne", "ikke:loeft_over_10kg"),
            ("kan ikke tåle stress", "ikke:hoejt_tempo"),
            ("lider af panikangst", "ikke:mange_mennesker"),
            ("har fået en depression", "behov:mentor"),
            ("ondt i ryggen", "ikke:loeft_over_10kg"),
            ("Suffers from anxiety", "ikke:mange_mennesker"),
            ("ADHD og ordblind", "behov:fast_kontaktperson"),
            ("kraeft i familien", "behov:pauser"),
        ] {
            let refused = FreeText::parse(text, &lists.diagnosis_words).expect_err(text);
            assert!(refused.advice().iter().any(|advice| advice == code), "{text}: {:?}", refused.advice());
        }
    }

    #[test]
    fn everyday_work_words_pass() {
        let lists = shipped();
        for text in [
            "Vil gerne bruge kræfter udendørs og bekræfter altid tider",
            "Afhængigt af bussen fra Kolding, kolde varer er fint",
            "Har været handicaphjælper, dyreklinikassistent og lægesekretær",
            "Psykiatrisk sygeplejerske af uddannelse, stiller vigtige spørgsmål",
            "Bedst med faste pauser, mentor og roligt rum",
        ] {
            assert!(FreeText::parse(text, &lists.diagnosis_words).is_ok(), "{text}: {:?}", lists.diagnosis_words.find(text));
        }
        for job in lists.job_titles.iter().filter(|job| job.title != "Misbrugsbehandler") {
            assert_eq!(lists.diagnosis_words.find(&job.title), None, "a job title is no diagnosis");
        }
    }

    #[test]
    fn a_broken_list_says_file_and_line() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("postcodes.csv"), "fra;til;navn;lat;lon;kommuner\n4300;4300;Holbæk;nord;11.7;0316\n")
            .expect("written");
        let refused = load(Some(folder.path())).expect_err("lat is no number").to_string();
        assert_eq!(refused, "config/reference/postcodes.csv, linje 2: kolonne 4: »nord« er ikke et tal");
    }
}
