//! The legal situation as its form sends it; a fact that is left open is unknown.

use serde::Deserialize;

use super::form::{Reading, iso};
use crate::{domain::citizen::LegalSituation, i18n::Texts, web::parts::FormErrors};

/// What the form sends.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct LegalForm {
    pub version: i32,
    pub maalgruppe: String,
    pub foedselsdato: String,
    pub foedselsaar: String,
    pub ledig_siden: String,
    pub dimittendsats: String,
    pub enlig_forsoerger: String,
    pub har_uddannelse: String,
    pub jobparat: String,
    pub aabenlyst_uddannelsesparat: String,
    pub arbejdspligt: String,
    pub integrationsloven: String,
    pub bevilget_fra: String,
    pub i_arbejde: String,
    pub seneste_arbejdsgiver: String,
    pub seneste_funktion: String,
}

fn said(fact: Option<bool>) -> String {
    fact.map(|yes| if yes { "ja" } else { "nej" }).unwrap_or_default().to_owned()
}

fn heard(text: &str) -> Option<bool> {
    match text {
        "ja" => Some(true),
        "nej" => Some(false),
        _ => None,
    }
}

fn filled(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

impl LegalForm {
    /// The form of what is known.
    pub fn of(legal: &LegalSituation, version: i32) -> Self {
        Self {
            version,
            maalgruppe: legal.target_group.clone().unwrap_or_default(),
            foedselsdato: iso(legal.birth_date),
            foedselsaar: legal.birth_year.map(|year| year.to_string()).unwrap_or_default(),
            ledig_siden: iso(legal.unemployed_since),
            dimittendsats: said(legal.dimittendsats),
            enlig_forsoerger: said(legal.single_parent),
            har_uddannelse: said(legal.has_education),
            jobparat: said(legal.jobparat),
            aabenlyst_uddannelsesparat: said(legal.aabenlyst_uddannelsesparat),
            arbejdspligt: said(legal.arbejdspligt),
            integrationsloven: said(legal.integration_act),
            bevilget_fra: iso(legal.group_granted_on),
            i_arbejde: said(legal.currently_employed),
            seneste_arbejdsgiver: legal.last_employer.clone().unwrap_or_default(),
            seneste_funktion: legal.last_function.clone().unwrap_or_default(),
        }
    }

    /// The yes-or-no facts: field, text key, what is chosen.
    pub fn yes_or_no(&self) -> [(&'static str, &'static str, &str); 8] {
        [
            ("jobparat", "legal-jobparat", &self.jobparat),
            ("har_uddannelse", "legal-has-education", &self.har_uddannelse),
            ("i_arbejde", "legal-currently-employed", &self.i_arbejde),
            ("enlig_forsoerger", "legal-single-parent", &self.enlig_forsoerger),
            ("dimittendsats", "legal-dimittendsats", &self.dimittendsats),
            ("aabenlyst_uddannelsesparat", "legal-aabenlyst", &self.aabenlyst_uddannelsesparat),
            ("arbejdspligt", "legal-arbejdspligt", &self.arbejdspligt),
            ("integrationsloven", "legal-integration-act", &self.integrationsloven),
        ]
    }

    /// What the fields hold, with an error at each that cannot be read.
    pub fn read(&self, texts: Texts) -> (LegalSituation, FormErrors) {
        let mut reading = Reading { texts, errors: FormErrors::default() };
        let year: Option<i32> = self.foedselsaar.trim().parse().ok().filter(|year| (1900..=2100).contains(year));
        if year.is_none() && !self.foedselsaar.trim().is_empty() {
            reading.errors.add("foedselsaar", texts.text("legal-year-invalid"));
        }
        let legal = LegalSituation {
            target_group: filled(&self.maalgruppe),
            birth_date: reading.day("foedselsdato", &self.foedselsdato),
            birth_year: year,
            unemployed_since: reading.day("ledig_siden", &self.ledig_siden),
            dimittendsats: heard(&self.dimittendsats),
            single_parent: heard(&self.enlig_forsoerger),
            has_education: heard(&self.har_uddannelse),
            jobparat: heard(&self.jobparat),
            aabenlyst_uddannelsesparat: heard(&self.aabenlyst_uddannelsesparat),
            arbejdspligt: heard(&self.arbejdspligt),
            integration_act: heard(&self.integrationsloven),
            group_granted_on: reading.day("bevilget_fra", &self.bevilget_fra),
            currently_employed: heard(&self.i_arbejde),
            last_employer: filled(&self.seneste_arbejdsgiver),
            last_function: filled(&self.seneste_funktion),
        };
        (legal, reading.errors)
    }
}
