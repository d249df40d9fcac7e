"""Cuts the fallback font: the characters of JIS X 0213, JIS X 0212 and of names that BIZ UDPGothic cannot draw.

``python -m sonae_paper.fonts.make_fallback NotoSansCJK-Regular.ttc`` writes ``SonaeFallback-Regular.otf`` beside this
file. Needs fonttools (nothing else of the product does) and the regular weight of Noto Sans CJK, version 2.004, as in
the Debian package fonts-noto-cjk. The result is a modified version under the SIL Open Font License, so it carries a
name of its own; see ``LICENSES.md`` here.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from sonae_paper.fonts.coverage import FALLBACK, FOLDER, characters_of

FAMILY = "Sonae Fallback"

# Characters of names and notes outside both standards, by hand; whole blocks of letters and signs that people type.
BY_HAND = "𠮷𠮟𡈽⚠⚡☎✔✘✕✚❗❓⭐"
BLOCKS = ((0xA0, 0x24F), (0x370, 0x3FF), (0x400, 0x45F), (0x1E00, 0x1EFF), (0x2010, 0x205E), (0x20A0, 0x20BF))
SIGNS = ((0x2100, 0x218F), (0x2190, 0x21FF), (0x2200, 0x22FF), (0x2460, 0x27BF), (0x3000, 0x33FF), (0xFF01, 0xFFEE))


def wanted() -> set[int]:
    """The code points that the fallback is for: the two standards and those above, without what the main font draws."""
    points = {point for point in range(0x80, 0x30000) if _in_the_standards(chr(point))}
    points |= {ord(letter) for letter in BY_HAND}
    points |= {point for first, last in (*BLOCKS, *SIGNS) for point in range(first, last + 1)}
    return points - characters_of("BIZUDPGothic-Regular.ttf")


def make(collection: Path, target: Path) -> None:
    """Write the subset of the Japanese font in the collection, under its own name."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    font = TTFont(collection, fontNumber=0, recalcTimestamp=False)
    options = Options(layout_features=[], hinting=False, notdef_outline=True, name_IDs=["*"], drop_tables=["DSIG"])
    subset = Subsetter(options)
    subset.populate(unicodes=wanted())
    subset.subset(font)
    _rename(font)
    font.save(target)


def _in_the_standards(letter: str) -> bool:
    return any(letter.encode(codec, "ignore") for codec in ("euc_jis_2004", "euc_jp"))


def _rename(font: Any) -> None:
    postscript = FAMILY.replace(" ", "") + "-Regular"
    names = font["name"]
    words = {1: FAMILY, 2: "Regular", 3: f"2.004;{postscript}", 4: FAMILY, 6: postscript}
    words |= {10: "A subset of Noto Sans CJK JP 2.004 made for the papers of Sonae."}
    kept = {0: names.getDebugName(0), 5: names.getDebugName(5), 13: names.getDebugName(13), 14: names.getDebugName(14)}
    names.names = []
    for number, text in sorted((words | kept).items()):
        names.setName(text, number, 3, 1, 0x409)
    top = font["CFF "].cff
    top.fontNames = [postscript]
    top[0].FamilyName, top[0].FullName = FAMILY, FAMILY
    for key in ("Notice", "Copyright"):
        if hasattr(top[0], key):
            delattr(top[0], key)


if __name__ == "__main__":
    make(Path(sys.argv[1]), FOLDER / FALLBACK)
