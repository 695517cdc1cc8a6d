"""Makes the fonts of the social pictures: the scripts of Europe out of larger fonts, under names of their own."""

import sys

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

# Latin for all languages of the European Union and their neighbours, Greek, Cyrillic, and what a title needs beside.
CHARACTERS = [
    range(0x0020, 0x007F),
    range(0x00A0, 0x0180),
    range(0x0218, 0x021C),
    range(0x0300, 0x030D),
    range(0x0370, 0x0400),
    range(0x0400, 0x0460),
    range(0x0490, 0x0492),
    range(0x1E80, 0x1E86),
    range(0x1EF2, 0x1EF4),
    range(0x2010, 0x2027),
    [0x018F, 0x0192, 0x01E6, 0x01E7, 0x0259, 0x02BC, 0x1E9E, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x2044, 0x20AC]
    + [0x2116, 0x2122, 0x2190, 0x2192, 0x2212, 0x00D7],
]


def make(source, target, name):
    """Writes the subset of a font under another name, which its licence asks for."""
    options = Options()
    options.hinting = False
    options.glyph_names = False
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl", "liga"]
    options.name_IDs = [0, 1, 2, 4, 5, 6, 13, 14]
    options.notdef_outline = True
    font = TTFont(source, recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for codes in CHARACTERS for code in codes])
    subsetter.subset(font)
    for record in font["name"].names:
        if record.nameID in (1, 4):
            record.string = name
        if record.nameID == 6:
            record.string = name.replace(" ", "")
    font.save(target)


if __name__ == "__main__":
    make(*sys.argv[1:4])
