//! Invented names: of councils, of people and of agencies. None belongs to a
//! real council, and every surname says that it is made up.

use holdfast_workforce::codes::Sex;

use crate::draw::Draw;

const PLACE_BEGINNINGS: [&str; 16] = [
    "Fable",
    "Sketch",
    "Sample",
    "Draft",
    "Fict",
    "Example",
    "Pretend",
    "Invent",
    "Madeup",
    "Story",
    "Imagin",
    "Specimen",
    "Figment",
    "Daydream",
    "Makebelieve",
    "Supposed",
];

const PLACE_ENDINGS: [&str; 10] = [
    "shire", "mouth", "borough", "wick", "haven", "dale", "minster", "bridge", "port", "cester",
];

const SURNAME_BEGINNINGS: [&str; 14] = [
    "Sample",
    "Fict",
    "Test",
    "Draft",
    "Sketch",
    "Fable",
    "Pretend",
    "Imagin",
    "Invent",
    "Example",
    "Figment",
    "Madeup",
    "Specimen",
    "Makebelieve",
];

const SURNAME_ENDINGS: [&str; 16] = [
    "ton", "ley", "well", "ridge", "worth", "combe", "stead", "shaw", "field", "wick", "den", "by",
    "thorpe", "ham", "brook", "son",
];

const WOMEN: [&str; 48] = [
    "Amber", "Aisha", "Bethan", "Blessing", "Carys", "Chioma", "Claire", "Daisy", "Deborah",
    "Eleanor", "Emma", "Fatima", "Fiona", "Grace", "Hannah", "Harriet", "Imani", "Isla", "Jane",
    "Jasmine", "Joanne", "Karen", "Katie", "Lauren", "Leah", "Lucy", "Mariam", "Megan", "Naomi",
    "Nicola", "Olivia", "Patience", "Priya", "Rachel", "Rebecca", "Ruth", "Saira", "Sarah",
    "Shanice", "Sophie", "Susan", "Tamara", "Tracey", "Ursula", "Victoria", "Wendy", "Yasmin",
    "Zoe",
];

const MEN: [&str; 24] = [
    "Adam", "Ben", "Callum", "Daniel", "Edward", "Femi", "George", "Hassan", "Ian", "James",
    "Kwame", "Liam", "Mark", "Nathan", "Oliver", "Paul", "Rhys", "Samuel", "Tariq", "Uzair",
    "Vikram", "William", "Yusuf", "Zachary",
];

const AGENCIES: [&str; 6] = [
    "Sampleton Locums",
    "Fictley Social Work Supply",
    "Draftworth Interim",
    "Fable Care People",
    "Specimen Recruitment",
    "Figment Resourcing",
];

/// The name of an invented council; the first 160 differ.
pub(crate) fn council(index: usize) -> String {
    let beginning = PLACE_BEGINNINGS[index % PLACE_BEGINNINGS.len()];
    let round = index / PLACE_BEGINNINGS.len();
    let ending = PLACE_ENDINGS[round % PLACE_ENDINGS.len()];
    match round / PLACE_ENDINGS.len() {
        0 => format!("{beginning}{ending} Council"),
        more => format!("{beginning}{ending} {} Council", more + 1),
    }
}

/// The name of an invented person.
pub(crate) fn person(draw: &mut Draw, sex: Sex) -> String {
    let given = match sex {
        Sex::Female => draw.pick(&WOMEN),
        Sex::Male => draw.pick(&MEN),
    };
    let (beginning, ending) = (draw.pick(&SURNAME_BEGINNINGS), draw.pick(&SURNAME_ENDINGS));
    format!("{given} {beginning}{ending}")
}

/// The name of an invented agency.
pub(crate) fn agency(draw: &mut Draw) -> String {
    draw.pick(&AGENCIES).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use holdfast_reference::authorities;
    use std::collections::BTreeSet;

    #[test]
    fn every_council_of_a_nation_has_a_name_of_its_own() {
        let names: BTreeSet<_> = (0..400).map(council).collect();
        assert_eq!(names.len(), 400);
    }

    #[test]
    fn no_council_is_a_real_one() {
        for index in 0..160 {
            let name = council(index);
            assert!(
                authorities().iter().all(|real| !name.contains(&real.name)),
                "{name}"
            );
        }
    }
}
