"""Makes inter-outlines.json of the two instances beside it: python3 outlines.py (fontTools 4 with brotli).

Of each weight: for every character, and for those that are of one width in a column, the index of its glyph; of each glyph its advance, the
classes by which it is kerned after and before another, and its outline, with y downwards; and how far each pair of classes is moved together.
All of it in units of an em, of which there are `em`.
"""

import json
import pathlib

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont

here = pathlib.Path(__file__).parent


class Outline(BasePen):
    """Whole units, each point told from the one before."""

    def __init__(self, glyphs):
        super().__init__(glyphs)
        self.path = ""
        self.at = (0, 0)

    def told(self, command, *points):
        numbers = []
        for x, y in points:
            numbers += [round(x) - self.at[0], -round(y) - self.at[1]]
        self.at = (round(points[-1][0]), -round(points[-1][1]))
        self.path += command + "".join(f"{number}" if number < 0 or at == 0 else f" {number}" for at, number in enumerate(numbers))

    def _moveTo(self, to):
        self.start = to
        self.told("m", to)

    def _lineTo(self, to):
        self.told("l", to)

    def _qCurveToOne(self, by, to):
        self.told("q", by, to)

    def _closePath(self):
        self.path += "z"
        self.at = (round(self.start[0]), -round(self.start[1]))


def drawn(pen, glyph):
    glyph.draw(pen)
    return pen.path


def tabular(font):
    table = font["GSUB"].table
    records = [one.Feature for one in table.FeatureList.FeatureRecord if one.FeatureTag == "tnum"]
    lookups = {index for feature in records for index in feature.LookupListIndex}
    found = {}
    for index in lookups:
        for part in table.LookupList.Lookup[index].SubTable:
            found.update(getattr(part, "ExtSubTable", part).mapping)
    return found


def kerning(font):
    """The lookups of `kern` in their order: in each the first part that knows the pair decides."""
    table = font["GPOS"].table
    records = [one.Feature for one in table.FeatureList.FeatureRecord if one.FeatureTag == "kern"]
    lookups = [table.LookupList.Lookup[index] for index in sorted({i for f in records for i in f.LookupListIndex})]
    parts = [[getattr(part, "ExtSubTable", part) for part in lookup.SubTable] for lookup in lookups]
    first = {id(part): set(part.Coverage.glyphs) for own in parts for part in own}
    pairs = {
        id(part): {
            left: {pair.SecondGlyph: pair.Value1 for pair in pairset.PairValueRecord}
            for left, pairset in zip(part.Coverage.glyphs, part.PairSet)
        }
        for own in parts
        for part in own
        if part.Format == 1
    }

    def within(part, left, right):
        if left not in first[id(part)]:
            return None
        if part.Format == 1:
            known = pairs[id(part)][left]
            return (known[right].XAdvance if known[right] else 0) if right in known else None
        row = part.Class1Record[part.ClassDef1.classDefs.get(left, 0)]
        value = row.Class2Record[part.ClassDef2.classDefs.get(right, 0)].Value1
        return getattr(value, "XAdvance", 0) if value else 0

    def by(left, right):
        total = 0
        for own in parts:
            total += next((value for part in own if (value := within(part, left, right)) is not None), 0)
        return total

    return by


def classes(lines):
    """Lines that are alike are one class."""
    known = {}
    return [known.setdefault(line, len(known)) for line in lines], list(known)


def outlines(weight):
    font = TTFont(here / f"inter-{weight}.woff2")
    cmap, glyphs, alike, kern = font.getBestCmap(), font.getGlyphSet(), tabular(font), kerning(font)
    names = list(dict.fromkeys([*cmap.values(), *(alike[name] for name in cmap.values() if name in alike)]))
    index = {name: at for at, name in enumerate(names)}
    after, rows = classes([tuple(kern(left, right) for right in names) for left in names])
    before, columns = classes([tuple(row[at] for row in rows) for at in range(len(names))])
    return {
        "characters": {chr(code): index[name] for code, name in cmap.items()},
        "tabular": {chr(code): index[alike[name]] for code, name in cmap.items() if name in alike},
        "glyphs": [
            [font["hmtx"][name][0], after[at], before[at], drawn(Outline(glyphs), glyphs[name])] for at, name in enumerate(names)
        ],
        "kerning": [[column[at] for column in columns] for at in range(len(rows))],
    }


made = {"em": 2048, "regular": outlines(450), "bold": outlines(650)}
(here / "inter-outlines.json").write_text(json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n")
