#!/usr/bin/env python3
"""Writes samples/appel-2024-2026-chiffres-2025: what the second sample programme had published a year before.

    python3 benches/sample_earlier_year.py [JALON]

The folder of that year is made from the committed sample: projects begun by then, measures taken by then, and one laureate
that left since, invented from the answers of another. It is exported by the program itself (default target/release/jalon);
only the manifest and the scores of criteria, QVCT levels and themes are kept in the repository. Seeded, no clock.
"""

import hashlib
import json
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
NOW = ROOT / "samples" / "appel-2024-2026"
OUT = ROOT / "samples" / "appel-2024-2026-chiffres-2025"
CLOSED = "2025-06-30"
LEFT = ("cycles-de-la-combe", "Les Cycles de la Combe", "Cycles de la Combe, association")


def text(path):
    return path.read_text(encoding="utf-8")


def in_time(declared):
    """A project.toml without the measures that come after the closing day; None when the project began after it."""
    if re.search(r"^debut = (\S+)", declared, re.M)[1] > CLOSED:
        return None
    blocks = re.split(r"\n(?=\[\[)", declared)
    late = lambda block: block.startswith("[[vagues]]") and re.search(r"debut = (\S+)", block)[1] > CLOSED
    return "\n".join(block for block in blocks if not late(block))


def rows_in_time(path):
    head, *rows = text(path).splitlines()
    date = head.split(";").index("date")
    return "\n".join([head] + [row for row in rows if row.split(";")[date] <= CLOSED]) + "\n"


def earlier(folder):
    programme = text(NOW / "programme.toml").replace('"2026"', '"2025"').replace("2026-06-30", CLOSED)
    (folder / "programme.toml").write_text(programme, encoding="utf-8")
    for project in sorted((NOW / "projets").iterdir()):
        declared = in_time(text(project / "projet.toml"))
        if declared is None:
            continue
        own = folder / "projets" / project.name
        own.mkdir(parents=True)
        (own / "projet.toml").write_text(declared, encoding="utf-8")
        if (project / "reponses.csv").exists():
            (own / "reponses.csv").write_text(rows_in_time(project / "reponses.csv"), encoding="utf-8")
        if (project / "cotations.csv").exists():
            shutil.copy(project / "cotations.csv", own)
    model = folder / "projets" / "cafe-des-deux-ponts"
    own = folder / "projets" / LEFT[0]
    own.mkdir()
    declared = re.sub(r'^nom = ".*"', f'nom = "{LEFT[1]}"', text(model / "projet.toml"), flags=re.M)
    declared = re.sub(r'^structure = ".*"', f'structure = "{LEFT[2]} (fictive)"', declared, flags=re.M)
    (own / "projet.toml").write_text(declared, encoding="utf-8")
    chance = random.Random(2025)
    lower = lambda cell: str(max(1, int(cell) - chance.randint(0, 1))) if re.fullmatch("[2-5]", cell) else cell
    head, *rows = text(model / "reponses.csv").splitlines()
    rows = [";".join(row.split(";")[:5] + [lower(cell) for cell in row.split(";")[5:]]) for row in rows]
    (own / "reponses.csv").write_text("\n".join([head] + rows) + "\n", encoding="utf-8")


def main():
    jalon = sys.argv[1] if len(sys.argv) > 1 else ROOT / "target/release/jalon"
    shutil.rmtree(OUT, ignore_errors=True)
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place) / "programme"
        folder.mkdir()
        earlier(folder)
        subprocess.run([jalon, "export", folder, "-o", OUT], check=True)
    # Only the rows that a later report reads are kept, so that samples stay small. The manifest follows.
    figures = OUT / "chiffres.csv"
    head, *rows = figures.read_bytes().split(b"\r\n")
    cells = [row.split(b";") for row in rows if row]
    everybody = {tuple(cell[:3]) for cell in cells if cell[4] == b"ensemble"}
    read = lambda cell: cell[1] in (b"critere", b"qvct", b"theme") and cell[6] and (cell[4] == b"ensemble" or tuple(cell[:3]) not in everybody)
    kept = [b";".join(cell) for cell in cells if read(cell)] + [b""]
    figures.write_bytes(b"\r\n".join([head] + kept))
    manifest = json.loads(text(OUT / "manifeste-chiffres.json"))
    bytes_ = figures.read_bytes()
    manifest["sorties"] = [{"fichier": "chiffres.csv", "sha256": hashlib.sha256(bytes_).hexdigest(), "octets": len(bytes_)}]
    manifest["entrees"] = []
    (OUT / "manifeste-chiffres.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    for other in OUT.iterdir():
        if other.name not in ("chiffres.csv", "manifeste-chiffres.json"):
            other.unlink()


if __name__ == "__main__":
    main()
