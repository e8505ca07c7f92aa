#!/usr/bin/env python3
"""Writes samples/appel-2024-2026: a fictional programme of fourteen laureates over two years.

    python3 benches/sample_programme.py

Run once; what it wrote is committed. Seeded, no clock: the same bytes each time. Every name, place and answer is invented.
Two cohorts; nine surveys (six of them twice), one collective marking, one team too small for a score, three laureates that
were not asked yet.
"""

import pathlib
import random
import shutil
import tomllib

ROOT = pathlib.Path(__file__).resolve().parent.parent
OUT = ROOT / "samples" / "appel-2024-2026"
QUESTIONNAIRE = tomllib.loads((ROOT / "src/model/questionnaire.toml").read_text(encoding="utf-8"))
RANDOM = random.Random(20260630)

# id, name, structure, place, start, phase, themes, people of each group, waves (months), lean of the first wave, drift,
# criteria that stand out, upwards or downwards
PROJECTS = [
    ("atelier-des-remparts", "L'Atelier des Remparts", "Atelier des Remparts, association", "Angoumois, Charente", "2024-03-04",
     "deploiement", ["sens", "attractivite"], dict(salaries=11, benevoles=9, partenaires=6), ["2024-04", "2026-03"], 0.55, 0.07,
     {"C09": 0.15, "C03": -0.2}),
    ("boite-a-gants", "La Boîte à gants", "La Boîte à gants, garage solidaire", "Sud Vienne", "2024-02-05",
     "deploiement", ["attractivite"], dict(salaries=8, beneficiaires=24), ["2024-03", "2025-09"], 0.58, 0.04, {"C15": 0.15}),
    ("cafe-des-deux-ponts", "Le Café des Deux-Ponts", "Café des Deux-Ponts, coopérative", "Libournais, Gironde", "2024-05-13",
     "experimentation", ["sens"], dict(salaries=6, benevoles=14, beneficiaires=18), ["2024-06", "2026-02"], 0.6, 0.05,
     {"C13": 0.18, "C08": -0.12}),
    ("creche-buissonniere", "La Crèche buissonnière", "Les Petits Buissons, association", "Haute Corrèze", "2024-09-02",
     "experimentation", ["attractivite"], dict(salaries=9, beneficiaires=21), ["2024-10", "2026-01"], 0.62, -0.02, {"C16": 0.2}),
    ("ferme-du-gue", "La Ferme du Gué", "La Ferme du Gué, chantier d'insertion", "Pays thouarsais, Deux-Sèvres", "2024-01-15",
     "deploiement", ["transition", "sens"], dict(salaries=13, beneficiaires=16, partenaires=7), ["2024-02", "2025-11"], 0.5, 0.1,
     {"C20": 0.22}),
    ("fournil-partage", "Le Fournil partagé", "Le Fournil partagé, coopérative", "Marsan, Landes", "2024-06-03",
     "experimentation", ["transition"], dict(salaries=7, benevoles=8, partenaires=6), ["2024-07", "2026-04"], 0.57, 0.06,
     {"C18": 0.15, "C04": -0.15}),
    ("halle-aux-savoirs", "La Halle aux savoirs", "Halle aux savoirs, association", "Nontronnais, Dordogne", "2025-03-10",
     "experimentation", ["sens"], dict(salaries=6, benevoles=17), ["2025-04"], 0.56, 0.0, {"C11": 0.15}),
    ("lessive-claire", "Lessive claire", "Lessive claire, entreprise d'insertion", "Agglomération de Pau", "2025-02-03",
     "experimentation", ["transition", "attractivite"], dict(salaries=15, partenaires=5), ["2025-03"], 0.53, 0.0, {"C08": -0.15}),
    ("navettes-des-pins", "Les Navettes des Pins", "Navettes des Pins, coopérative", "Haute Lande", "2025-04-07",
     "experimentation", ["transition"], dict(salaries=8, beneficiaires=27, benevoles=6), ["2025-05"], 0.59, 0.0, {"C15": 0.2}),
    ("petit-theatre-des-gens", "Le Petit Théâtre des gens", "Petit Théâtre des gens, association", "Île d'Oléron", "2025-09-15",
     "ideation", ["sens"], dict(salaries=3), ["2025-10"], 0.6, 0.0, {}),
    ("jardin-des-simples", "Le Jardin des simples", "Jardin des simples, association", "Limousin, Creuse", "2025-05-05",
     "ideation", ["transition"], dict(), [], 0, 0, {}),
    ("ressourcerie-du-port", "La Ressourcerie du Port", "Ressourcerie du Port, association", "La Rochelle", "2026-01-12",
     "ideation", ["transition"], dict(), [], 0, 0, {}),
    ("toit-commun", "Un Toit commun", "Un Toit commun, coopérative d'habitants", "Bayonne, Pays basque", "2026-02-02",
     "ideation", ["attractivite"], dict(), [], 0, 0, {}),
    ("veilleurs-du-bourg", "Les Veilleurs du bourg", "Les Veilleurs du bourg, association", "Périgord noir, Dordogne", "2025-06-02",
     "experimentation", ["sens"], dict(), [], 0, 0, {}),
]

STORY = (
    "Le projet est né d'un besoin que personne ne prenait en charge sur ce territoire. L'équipe a commencé petit, avec les "
    "habitants, puis a ouvert ses portes plus souvent. Elle cherche maintenant à durer sans perdre ce qui l'a fait naître, "
    "et à travailler dans de bonnes conditions."
)
MARKERS = ["portage_collectif", "implication_public", "gouvernance", "ancrage_territorial", "viabilite_economique", "impact_environnemental"]
PROOF = {
    "portage_collectif": "Convention signée par les structures fondatrices",
    "implication_public": "Comptes rendus du comité des usagers",
    "gouvernance": "Statuts et règlement intérieur",
    "ancrage_territorial": "Liste des fournisseurs et des communes associées",
    "viabilite_economique": "Budget prévisionnel sur trois ans",
    "impact_environnemental": "Relevé annuel des consommations",
}
MARKS = [
    ("C01", 5, "Nous décidons à trois autour de la table, les absents l'apprennent après."),
    ("C06", 8, "Nous connaissons chaque maison du bourg et l'on nous appelle par notre prénom."),
    ("C08", 4, "Les permanences de nuit reposent toujours sur les deux mêmes personnes."),
    ("C13", 7, "Des voisins qui ne se parlaient pas se relaient désormais."),
    ("C15", 6, "On nous adresse des personnes que les services ne voyaient plus."),
]


def declared(project):
    ident, name, structure, place, start, phase, themes, people, waves, *_ = project
    lines = [
        f'nom = "{name}"',
        f'structure = "{structure} (fictive)"',
        f'territoire = "{place}"',
        f"debut = {start}",
        f'phase = "{phase}"',
        f"themes = {themes!r}".replace("'", '"'),
        f'recit = "{STORY}"',
        f'contact = ["{name} (fictif)", "bonjour@{ident}.example"]',
    ]
    if ident in ("lessive-claire", "navettes-des-pins", "fournil-partage"):
        aimed = [f"C{n:02d}" for n in range(1, 23) if n not in (10, 14, 17, 21)]
        lines.append("criteres_vises = [" + ", ".join(f'"{code}"' for code in aimed) + "]")
    for rank, month in enumerate(waves):
        sizes = ", ".join(f"{group} = {count + count // 4}" for group, count in people.items())
        lines += ["", "[[vagues]]", f'id = "V{rank + 1}"', f"debut = {month}-03", f"fin = {month}-24", f"effectifs = {{ {sizes} }}"]
    for code in RANDOM.sample(MARKERS, RANDOM.randint(2, 5)):
        state = RANDOM.choice(["present", "present", "partiel", "absent"])
        lines += ["", "[[marqueurs]]", f'code = "{code}"', f'etat = "{state}"']
        if state != "absent":
            lines.append(f'preuve = "{PROOF[code]}"')
    return "\n".join(lines) + "\n"


def answer(item, lean):
    roll = RANDOM.random()
    if roll < 0.02:
        return ""
    if roll < 0.04:
        return "NSP"
    value = lean + RANDOM.gauss(0, 0.2)
    level = min(4, max(0, int(value * 5)))
    return str(5 - level if item.get("inverse") else level + 1)


def answers(project):
    *_, people, waves, lean, drift, marked = project
    items = QUESTIONNAIRE["items"]
    rows = [["repondant", "suivi", "groupe", "vague", "date"] + [item["id"] for item in items]]
    for rank, month in enumerate(waves):
        person = 0
        for group, count in people.items():
            for member in range(count):
                if rank and RANDOM.random() < 0.12:
                    continue
                person += 1
                follow = f"{group[:5]}{member:02d}" + ("n" if rank and RANDOM.random() < 0.15 else "")
                own = lean + drift * rank + RANDOM.gauss(0, 0.1)
                cells = [
                    answer(item, own + marked.get(item["critere"], 0)) if group in item["groupes"] else ""
                    for item in items
                ]
                rows.append([f"{rank + 1}{person:03d}", follow, group, f"V{rank + 1}", f"{month}-{RANDOM.randint(3, 24):02d}"] + cells)
    return "\n".join(";".join(row) for row in rows) + "\n"


def main():
    shutil.rmtree(OUT, ignore_errors=True)
    (OUT / "textes").mkdir(parents=True)
    (OUT / "programme.toml").write_text(
        "# Programme de démonstration sur deux ans : tout y est inventé. Écrit par benches/sample_programme.py.\n"
        'nom = "Appel à projets Territoires solidaires"\nedition = "2026"\narrete_le = 2026-06-30\n'
        'editeur = "Cellule régionale d\'évaluation (fictive)"\n'
        'fictif = "Programme fictif – données inventées pour la démonstration"\n\n'
        '[[contacts]]\nnom = "Cellule régionale d\'évaluation (fictive)"\ncourriel = "evaluation@programme.example"\n',
        encoding="utf-8",
    )
    (OUT / "textes" / "edito.md").write_text(
        "Deux années après le premier appel, quatorze équipes cherchent encore, chacune à sa façon. Ce rapport ne les range pas : "
        "il dit ce qu'elles mesurent, ce qui bouge et ce que nous ne savons pas.\n\n"
        "Nous l'avons écrit pour être discuté avec elles, page par page.\n",
        encoding="utf-8",
    )
    (OUT / "textes" / "suites.md").write_text(
        "Trois rendez-vous sont prévus avec les lauréats avant la prochaine mesure :\n\n"
        "- une rencontre sur les espaces de discussion, en octobre ;\n"
        "- un groupe de pairs sur le recrutement et la transmission ;\n"
        "- une visite entre sites sur la transition écologique.\n",
        encoding="utf-8",
    )
    for project in PROJECTS:
        folder = OUT / "projets" / project[0]
        folder.mkdir(parents=True)
        (folder / "projet.toml").write_text(declared(project), encoding="utf-8")
        if project[8]:
            (folder / "reponses.csv").write_text(answers(project), encoding="utf-8")
    marks = ["critere;horizon;note;argument;date;participants"]
    marks += [f"{code};reference;{mark};{why};2025-06-20;4" for code, mark, why in MARKS]
    (OUT / "projets" / "veilleurs-du-bourg" / "cotations.csv").write_text("\n".join(marks) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
