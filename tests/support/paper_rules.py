"""The rules of a printer that every paper must keep, read from the finished file."""

from __future__ import annotations

from collections.abc import Sequence

from app.documents.setting.page import BOTTOM, FIRST_TOP, LEFT, MILLIMETRE, PAGE_HEIGHT, TOP
from app.documents.setting.page import TYPE_WIDTH as WIDTH
from tests.support.page_glyphs import Glyph, glyphs_of, lines_of, lying_over_each_other

# Written down once more, from the rules and not from the code. Source: GB/T 15834; paper.md 4.
NO_START = "，。、；：！？）》」』】〕”’％‰℃…—·/)]}%.,;:!?"
NO_END = "（《「『【〔“‘￥＄№([{"
# What stands alone in a cell or between two blanks is no broken line.
_ALONE = {"—", "／", "·"}
_WITHOUT_PICTURE = "\x00\ufffd\ufffe\uffff"
_SEAL_GUIDE, _LOOSE = 30.0, 0.5
_FOOTER, _HEADER = BOTTOM - 6 * MILLIMETRE, PAGE_HEIGHT - 18 * MILLIMETRE


def assert_well_printed(pdf: bytes) -> list[Glyph]:
    """Check every rule and return the visible characters."""
    glyphs = glyphs_of(pdf)
    ink = [glyph for glyph in glyphs if glyph.character.strip()]
    assert_inside(ink)
    over = lying_over_each_other(ink)
    assert not over, over
    missing = [glyph for glyph in ink if glyph.character in _WITHOUT_PICTURE]
    assert not missing, missing
    lines = [line for line in lines_of(glyphs) if line not in _ALONE]
    assert lines
    wrong = [line for line in lines if line[0] in NO_START or line[-1] in NO_END]
    assert not wrong, wrong
    return ink


def assert_inside(ink: Sequence[Glyph]) -> None:
    """Ink of the text stays in the type area; the words around it stay in theirs."""
    for glyph in ink:
        if glyph.left > LEFT + WIDTH + _SEAL_GUIDE:
            assert glyph.character in "骑缝章", glyph
            continue
        assert glyph.left >= LEFT - _LOOSE, glyph
        assert glyph.right <= LEFT + WIDTH + _LOOSE, glyph
        if glyph.top <= _FOOTER or (glyph.page > 1 and glyph.bottom >= _HEADER):
            continue
        assert glyph.bottom >= BOTTOM - _LOOSE, glyph
        upper = FIRST_TOP if glyph.page == 1 else TOP
        assert glyph.top <= PAGE_HEIGHT - upper + _LOOSE, glyph
