//! Work conditions as fixed codes: what places demand (`krav`) and what they offer (`tilbud`).

use crate::domain::terms::Language;

/// One code with its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConditionCode {
    /// The code of imports and of the database.
    pub code: String,
    /// Danish words, as within a sentence.
    pub da: String,
    /// English words.
    pub en: String,
    /// Codes that are demanded with this one (who lifts 20 kg also lifts 10).
    pub implies: Vec<String>,
    /// The duty that must be met before a placement starts, such as "attest indhentet".
    pub duty: Option<String>,
}

impl ConditionCode {
    /// The words in a language.
    #[must_use]
    pub fn text(&self, language: Language) -> &str {
        match language {
            Language::Da => &self.da,
            Language::En => &self.en,
        }
    }
}

/// The two lists; a municipality may add codes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConditionLists {
    /// What places demand.
    pub demands: Vec<ConditionCode>,
    /// What places offer.
    pub offers: Vec<ConditionCode>,
}

impl ConditionLists {
    /// The demand of a code.
    #[must_use]
    pub fn demand(&self, code: &str) -> Option<&ConditionCode> {
        self.demands.iter().find(|demand| demand.code == code)
    }

    /// The offer of a code.
    #[must_use]
    pub fn offer(&self, code: &str) -> Option<&ConditionCode> {
        self.offers.iter().find(|offer| offer.code == code)
    }

    /// The code itself and every code that is demanded with it.
    #[must_use]
    pub fn implied(&self, code: &str) -> Vec<&str> {
        let mut reached: Vec<&str> = self.demand(code).map(|demand| demand.code.as_str()).into_iter().collect();
        let mut next = 0;
        while let Some(demand) = reached.get(next).and_then(|code| self.demand(code)) {
            let further = demand.implies.iter().map(String::as_str).filter(|code| !reached.contains(code)).collect::<Vec<_>>();
            reached.extend(further);
            next += 1;
        }
        reached
    }

    /// Whether a demand breaks "the place must not demand it" of a code.
    #[must_use]
    pub fn demands_it(&self, demanded: &str, avoided: &str) -> bool {
        demanded == avoided || self.implied(demanded).contains(&avoided)
    }

    /// The words of a code of either list; the code itself where no list has it.
    #[must_use]
    pub fn text<'a>(&'a self, code: &'a str, language: Language) -> &'a str {
        self.demand(code).or_else(|| self.offer(code)).map_or(code, |found| found.text(language))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lifting() -> ConditionLists {
        let code = |code: &str, implies: &[&str]| ConditionCode {
            code: code.to_owned(),
            da: code.to_owned(),
            en: code.to_owned(),
            implies: implies.iter().map(|&code| code.to_owned()).collect(),
            duty: None,
        };
        let demands =
            vec![code("loeft_over_5kg", &[]), code("loeft_over_10kg", &["loeft_over_5kg"]), code("loeft_over_20kg", &["loeft_over_10kg"])];
        ConditionLists { demands, offers: Vec::new() }
    }

    #[test]
    fn who_must_lift_twenty_kilos_must_lift_ten_and_five() {
        assert_eq!(lifting().implied("loeft_over_20kg"), ["loeft_over_20kg", "loeft_over_10kg", "loeft_over_5kg"]);
        assert!(lifting().demands_it("loeft_over_20kg", "loeft_over_10kg"));
        assert!(!lifting().demands_it("loeft_over_5kg", "loeft_over_10kg"));
    }

    #[test]
    fn an_unknown_code_implies_nothing_and_is_shown_as_it_is() {
        assert!(lifting().implied("svaevning").is_empty());
        assert_eq!(lifting().text("svaevning", Language::Da), "svaevning");
    }
}
