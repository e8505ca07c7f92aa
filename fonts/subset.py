"""Makes « Jalon Sans » and « Jalon Serif » out of Source Sans 3 and Source Serif 4.

Needs fonttools 4.68.0 (another version may pack tables differently) and the two npm packages
unpacked as README.md beside this file says. Run again, it writes the same bytes.

    python3 fonts/subset.py FOLDER_OF_PACKAGES [FOLDER_TO_WRITE, default: this one]
"""

import hashlib
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables
from fontTools.ttLib.tables.otBase import ValueRecord

# (family, face, weight, italic, original file in the folder of packages, SHA-256 of that file)
FACES = [
    ("Jalon Sans", "Regular", 400, False, "source-sans/TTF/SourceSans3-Regular.ttf",
     "4644c81b86ec9caaa76b634889968ed3c4f4f52f054855933acc7c2b21e53b0f"),
    ("Jalon Sans", "Italic", 400, True, "source-sans/TTF/SourceSans3-It.ttf",
     "192afd78f0f54a3c69eaf02d43f4d9a821e9d6110e41d3d25d61a7385cd580e4"),
    ("Jalon Sans", "SemiBold", 600, False, "source-sans/TTF/SourceSans3-Semibold.ttf",
     "a3f4f8dcf343a8f24dc61951de93f3ba1558b15cd250ba24af8a40e957081b7d"),
    ("Jalon Sans", "Bold", 700, False, "source-sans/TTF/SourceSans3-Bold.ttf",
     "9214b9d95e4231c609802815c2646c98174e2102d0d37f88978a7f8e71006e6a"),
    ("Jalon Serif", "SemiBold", 600, False, "source-serif/TTF/SourceSerif4-Semibold.ttf",
     "36db62940cb5728b12b1802476dc7fcf4c6c519a7bdd476ba23a4e555fc4655f"),
]

# People's names decide how far this goes: every Latin letter the originals hold.
LETTERS = [
    (0x0020, 0x007E),  # Basic Latin
    (0x00A0, 0x00FF),  # Latin-1
    (0x0100, 0x017F),  # Latin Extended-A
    (0x0180, 0x024F),  # Latin Extended-B
    (0x0253, 0x0254), (0x0256, 0x0257), (0x0259, 0x0259), (0x025B, 0x025B), (0x0260, 0x0260),
    (0x0263, 0x0263), (0x0268, 0x0269), (0x0272, 0x0272), (0x0275, 0x0275), (0x0280, 0x0280),
    (0x0283, 0x0283), (0x0288, 0x0289), (0x028A, 0x028C), (0x0292, 0x0292),
    # … small letters whose capitals stand in Extended-B: Fulfulde, Ewe, Lingala, Bambara
    (0x0300, 0x036F),  # combining marks, for letters that have no code point of their own
    (0x1E00, 0x1EFF),  # Latin Extended Additional
]
SIGNS = [
    (0x02B9, 0x02DD),  # modifier letters and spacing accents
    (0x2009, 0x2009), (0x200D, 0x200D), (0x2010, 0x2015), (0x2018, 0x201F), (0x2020, 0x2022),
    (0x2026, 0x2026), (0x202F, 0x202F), (0x2030, 0x2030), (0x2032, 0x2033), (0x2039, 0x203A),
    (0x2044, 0x2044), (0x2070, 0x208E),  # superscripts and subscripts
    (0x20AC, 0x20AC), (0x2116, 0x2116), (0x2122, 0x2122), (0x2150, 0x215F),  # fractions
    (0x2190, 0x2199), (0x2212, 0x2212), (0x221E, 0x221E), (0x2248, 0x2248), (0x2260, 0x2260),
    (0x2264, 0x2265), (0x25A0, 0x25A1), (0x25B2, 0x25B3), (0x25BC, 0x25BD), (0x25C6, 0x25C7),
    (0x25CA, 0x25CB), (0x25CF, 0x25CF), (0x2713, 0x2713), (0x2717, 0x2717),
    (0x1D49, 0x1D49), (0x02B3, 0x02B3),  # raised e and r, as in « 1er »
]

# Without « ccmp »: its contexts are tried at every letter and cost 10 % of the shaping, to take the
# dot off an i under a combining accent, which composed text (NFC) hardly ever holds.
FEATURES = ["kern", "liga", "tnum", "lnum", "locl", "mark", "mkmk", "sups"]

# Name records that say who made the original and under which licence: kept word for word.
KEPT_NAMES = {0, 5, 7, 8, 9, 11, 13, 14}
WINDOWS, UNICODE_BMP, ENGLISH = 3, 1, 0x409


def options():
    """How every face is cut."""
    chosen = subset.Options()
    chosen.layout_features = FEATURES
    chosen.layout_scripts = ["DFLT", "latn"]
    # Paper and PDF are never drawn with hints; without them a face weighs a third less.
    chosen.hinting = False
    chosen.glyph_names = False
    chosen.notdef_outline = True
    chosen.recalc_timestamp = False
    chosen.name_IDs = sorted(KEPT_NAMES | {1, 2, 3, 4, 6, 16, 17})
    chosen.name_languages = [ENGLISH]
    # BASE aligns scripts that are not kept; DSIG would sign bytes that have changed.
    chosen.drop_tables += ["BASE", "DSIG"]
    return chosen


def rename(font, family, face, bold_or_italic):
    """Puts our name in every record that names the font, as the reserved name requires."""
    table = font["name"]
    version = table.getDebugName(5).split(";")[0].removeprefix("Version ")
    table.names = [record for record in table.names if record.nameID in KEPT_NAMES]
    postscript = f"{family.replace(' ', '')}-{face}"
    regular = face == "Regular"
    records = {
        1: family if regular or bold_or_italic else f"{family} {face}",
        2: face if regular or bold_or_italic else "Regular",
        3: f"{version};{postscript}",
        4: family if regular else f"{family} {face}",
        6: postscript,
    }
    if not regular and not bold_or_italic:
        records |= {16: family, 17: face}
    for name, text in records.items():
        table.setName(text, name, WINDOWS, UNICODE_BMP, ENGLISH)
    table.names.sort()
    font["OS/2"].achVendID = "NONE"  # the original's maker is not this subset's


# What a pair's value holds: how far the second letter is drawn nearer, and nothing else.
X_ADVANCE, PAIRS, EXTENSION = 4, 2, 9


class ByArray(otTables.ClassDef):
    """Classes written as an array: a letter's class is read at its place instead of searched for."""

    def preWrite(self, font):
        glyphs = font.getGlyphOrder()
        numbers = [self.classDefs.get(glyph, 0) for glyph in glyphs]
        self.Format = 1
        return {"StartGlyph": glyphs[0], "ClassValueArray": numbers}


def gather_pairs(font):
    """Turns the tables of pairs by classes, which are searched one after the other, into one.

    A pair is decided by the first table that covers its first letter: this reads what each pair gets and sorts
    letters into classes again, by equal rows and equal columns. Every pair keeps its value.
    """
    glyphs = font.getGlyphOrder()
    for lookup in font["GPOS"].table.LookupList.Lookup:
        tables = [table.ExtSubTable for table in lookup.SubTable if table.LookupType == EXTENSION]
        if len(tables) != len(lookup.SubTable) or any(table.LookupType != PAIRS for table in tables):
            continue
        classes = [table for table in tables if table.Format == 2]
        assert tables[len(tables) - len(classes):] == classes, "single pairs come first"
        assert all((table.ValueFormat1 | X_ADVANCE, table.ValueFormat2) == (X_ADVANCE, 0) for table in tables)
        rows = {glyph: row for glyph in glyphs if any(row := pairs_of(glyph, classes, glyphs))}
        kinds = list(dict.fromkeys(rows.values()))
        columns = list(zip(*kinds))
        seconds = list(dict.fromkeys([(0,) * len(kinds), *columns]))
        gathered = otTables.PairPos()
        gathered.Format, gathered.ValueFormat1, gathered.ValueFormat2 = 2, X_ADVANCE, 0
        gathered.Coverage = otTables.Coverage()
        gathered.Coverage.glyphs = list(rows)
        gathered.ClassDef1, gathered.ClassDef2 = ByArray(), ByArray()
        gathered.ClassDef1.classDefs = {glyph: kinds.index(row) for glyph, row in rows.items()}
        gathered.ClassDef2.classDefs = {glyph: seconds.index(column) for glyph, column in zip(glyphs, columns)}
        gathered.Class1Count, gathered.Class2Count = len(kinds), len(seconds)
        gathered.Class1Record = [record_of(rank, seconds) for rank in range(len(kinds))]
        extension = otTables.ExtensionPos()
        extension.Format, extension.ExtensionLookupType, extension.ExtSubTable = 1, PAIRS, gathered
        lookup.SubTable = [*lookup.SubTable[:len(tables) - len(classes)], extension]
        lookup.SubTableCount = len(lookup.SubTable)


def pairs_of(first, tables, glyphs):
    """What `first` followed by each glyph gets from the first of `tables` that covers it."""
    for table in tables:
        if first in table.Coverage.glyphs:
            record = table.Class1Record[table.ClassDef1.classDefs.get(first, 0)]
            values = [getattr(second.Value1, "XAdvance", 0) or 0 for second in record.Class2Record]
            return tuple(values[table.ClassDef2.classDefs.get(glyph, 0)] for glyph in glyphs)
    return (0,) * len(glyphs)


def record_of(rank, seconds):
    """A row of the matrix of pairs."""
    row = otTables.Class1Record()
    row.Class2Record = []
    for column in seconds:
        cell = otTables.Class2Record()
        cell.Value1 = ValueRecord()
        cell.Value1.XAdvance = column[rank]
        row.Class2Record.append(cell)
    return row


def make(packages, target, family, face, weight, italic, original, digest):
    """Writes one face and returns the path written."""
    source = packages / original
    found = hashlib.sha256(source.read_bytes()).hexdigest()
    if found != digest:
        sys.exit(f"{source}: not the file these fonts were made from ({found})")
    font = TTFont(source, recalcTimestamp=False)
    cutter = subset.Subsetter(options())
    wanted = {code for low, high in LETTERS + SIGNS for code in range(low, high + 1)}
    cutter.populate(unicodes=wanted & font.getBestCmap().keys())
    cutter.subset(font)
    gather_pairs(font)
    rename(font, family, face, bold_or_italic=italic or face == "Bold")
    assert font["OS/2"].fsType == 0, "embedding must stay free"
    assert font["OS/2"].usWeightClass == weight
    assert bool(font["OS/2"].fsSelection & 1) == italic
    folder = target / family.lower().replace(" ", "-")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{family.replace(' ', '')}-{face}.ttf"
    font.save(path, reorderTables=True)
    return path


def main():
    """Makes all faces, and copies each licence beside its family."""
    packages = Path(sys.argv[1])
    target = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(__file__).parent
    for face in FACES:
        path = make(packages, target, *face)
        print(f"{path.stat().st_size:7d}  {path}")
    for package, family in [("source-sans", "jalon-sans"), ("source-serif", "jalon-serif")]:
        licence = (packages / package / "LICENSE.md").read_bytes()
        (target / family / "OFL.txt").write_bytes(licence)


if __name__ == "__main__":
    main()
