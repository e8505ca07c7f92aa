//! A programme of as many different projects as wanted, each with its own people and story.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use super::long::id;
use super::words::{ACTS, MARKS, OF, PATH, PLACES, PUBLICS, WHAT};
use super::{Asked, Seeded};

/// Term, first day and last day of each wave; every project starts on 2023-02-01.
const WAVES: [(&str, &str); 3] = [
    ("reference", "2023-02"),
    ("court", "2024-03"),
    ("moyen", "2025-09"),
];

/// How large a programme is.
#[derive(Clone, Copy)]
pub struct Size {
    pub projects: usize,
    /// People of the largest group; the smallest has four.
    pub largest: usize,
}

/// Writes the folder of a programme.
pub fn write(folder: &Path, size: Size, seed: u64) -> io::Result<()> {
    let asked = Asked::by_default();
    fs::create_dir_all(folder)?;
    fs::write(
        folder.join("programme.toml"),
        "nom = \"Programme de mesure\"\nedition = \"2026\"\narrete_le = 2026-06-30\nediteur = \"Banc de mesure\"\n\
         fictif = \"Projet fictif : données inventées pour mesurer\"\n",
    )?;
    for rank in 0..size.projects {
        let mut random = Seeded::new(seed.wrapping_add(rank as u64 * 0x1_0000_0001));
        let own = folder.join("projets").join(id(rank));
        fs::create_dir_all(&own)?;
        let project = Invented::new(&mut random, rank, size.largest, &asked);
        fs::write(
            own.join("projet.toml"),
            project.declared(&mut random, rank, &asked),
        )?;
        fs::write(
            own.join("reponses.csv"),
            project.answers(&mut random, &asked),
        )?;
    }
    Ok(())
}

/// What was drawn for a project.
struct Invented {
    waves: usize,
    /// People of each group of the questionnaire; zero when the group is not asked.
    people: Vec<usize>,
    /// How favourable the project is on the whole, in thousandths.
    lean: usize,
}

impl Invented {
    /// Projects of one to three waves and one to four groups follow each other.
    fn new(random: &mut Seeded, rank: usize, largest: usize, asked: &Asked) -> Self {
        let groups = 1 + rank / 3 % asked.groups.len();
        let size = |random: &mut Seeded| random.within(4, largest);
        Invented {
            waves: 1 + rank % 3,
            people: (0..asked.groups.len())
                .map(|group| if group < groups { size(random) } else { 0 })
                .collect(),
            lean: random.within(420, 720),
        }
    }

    fn declared(&self, random: &mut Seeded, rank: usize, asked: &Asked) -> String {
        let mut text = String::new();
        let name = format!(
            "{} {}",
            WHAT[rank % WHAT.len()],
            OF[rank / WHAT.len() % OF.len()]
        );
        let (public, act) = (random.one(&PUBLICS), random.one(&ACTS));
        let _ = write!(
            text,
            "nom = \"{name}\"\nstructure = \"Association {name} (fictive)\"\nterritoire = \"{}\"\ndebut = 2023-02-01\nphase = \"experimentation\"\n\
             structures = {}\nrecit = \"\"\"\n{name} est née d'un constat simple : {public} n'avaient nulle part où {act}. Une petite équipe a ouvert un lieu, \
             d'abord deux jours par semaine, puis cinq. On y vient pour une chose précise et l'on reste pour les autres. Le projet n° {} cherche \
             maintenant à durer sans perdre ce qui l'a fait naître.\"\"\"\nmot_du_porteur = \"\"\"\nNous avons appris à dire ce que nous ne savons pas \
             faire. Ces réponses nous aident à choisir ce que nous changerons d'abord.\"\"\"\ncontact = [\"{name} (fictive)\", \"contact@projet.example\"]\n",
            random.one(&PLACES),
            random.within(1, 5),
            rank + 1,
        );
        for (wave, (term, month)) in WAVES.iter().enumerate().take(self.waves) {
            let _ = write!(
                text,
                "\n[[vagues]]\nid = \"V{}\"\ndebut = {month}-01\nfin = {month}-28\nhorizon = \"{term}\"\n\n[vagues.effectifs]\n",
                wave + 1
            );
            for ((group, _), people) in asked
                .groups
                .iter()
                .zip(&self.people)
                .filter(|(_, people)| **people > 0)
            {
                let _ = writeln!(text, "{group} = {}", people + people / 5);
            }
        }
        for (column, sentence, criteria) in PATH {
            let _ = write!(
                text,
                "\n[[chemin]]\ncolonne = \"{column}\"\ntexte = \"{sentence}\"\ncriteres = [{criteria}]\nmesure = true\n"
            );
        }
        for (code, proof) in MARKS {
            let state = random.one(&["present", "present", "partiel", "absent"]);
            let _ = write!(
                text,
                "\n[[marqueurs]]\ncode = \"{code}\"\netat = \"{state}\"\npreuve = \"{proof}\"\n"
            );
        }
        text
    }

    /// Long table; a code of follow-up links most people from wave to wave.
    fn answers(&self, random: &mut Seeded, asked: &Asked) -> String {
        let mut text = String::from("repondant,suivi,groupe,date,vague,item,reponse\n");
        for (wave, (_, month)) in WAVES.iter().enumerate().take(self.waves) {
            let mut person = 0;
            for ((group, items), people) in asked.groups.iter().zip(&self.people) {
                for rank in 0..*people {
                    person += 1;
                    let newcomer = if random.below(4) == 0 { wave } else { 0 };
                    let lean = self.lean + 40 * wave + random.below(160);
                    let day = random.within(1, 28);
                    for item in items {
                        let answer = random.answer(lean.min(950));
                        let _ = writeln!(
                            text,
                            "{person},{group}-{rank}-{newcomer},{group},{month}-{day:02},V{},{item},{answer}",
                            wave + 1
                        );
                    }
                }
            }
        }
        text
    }
}
