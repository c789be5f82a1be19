"""What a reader of the file finds stands where the line was set, to a tenth of a point."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from app.documents.setting.characters import Run, TickBox
from app.documents.setting.page import PAGE_HEIGHT, PAGE_WIDTH, TYPE_WIDTH
from app.documents.setting.sheet import Sheet
from app.documents.setting.text_drawing import SetLine
from app.documents.setting.typesetting import Style, set_runs
from tests.support.page_glyphs import glyphs_of

LEFT, TOP = 60.0, PAGE_HEIGHT - 60
WRITTEN = {"\ue000": "□", "\ue001": "√"}

letters = st.text(alphabet="甲乙合同鼎，。（）《》“”、；—aB9.-@% 元", min_size=1, max_size=40)
pieces = st.lists(
    st.one_of(
        st.builds(Run, letters, is_underlined=st.booleans(), is_whole=st.just(False)),
        st.builds(TickBox, st.booleans()),
    ),
    min_size=1,
    max_size=12,
)


def drawn(paragraph, fonts):
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(PAGE_WIDTH, PAGE_HEIGHT), initialFontName=fonts.sans.name)
    sheet = Sheet(canvas)
    paragraph.draw(sheet, LEFT, TOP)
    sheet.finish_page()
    canvas.save()
    return buffer.getvalue()


def found_in(pdf):
    """Give every visible character with the beginning of its base line."""
    return [(each.character, each.x, each.y) for each in glyphs_of(pdf) if each.character.strip()]


def set_places(paragraph):
    """Give the same of the paragraph as it was set."""
    style, ems = paragraph.style, paragraph.width / paragraph.style.size
    expected = []
    for number, line in enumerate(paragraph.lines):
        shown = SetLine(paragraph.characters, line, ems, english=paragraph.is_english)
        if style.align == "justify" and not line.is_last:
            shown.justify(ems)
        y = TOP - style.baseline - number * style.leading
        for place in range(shown.start, shown.end):
            character = paragraph.characters.text[place]
            if character.strip():
                x = LEFT + shown.offset_of(place) * style.size
                expected.append((WRITTEN.get(character, character), x, y))
    return expected


def assert_in_place(paragraph, fonts):
    found, expected = found_in(drawn(paragraph, fonts)), set_places(paragraph)
    assert [each[0] for each in found] == [each[0] for each in expected]
    for (character, *at), (_same, *wanted) in zip(found, expected, strict=True):
        assert at == pytest.approx(wanted, abs=0.1), character


@given(pieces, st.integers(180, 441))
def test_every_character_stands_where_it_was_set(fonts, runs, width):
    assert_in_place(set_runs(runs, Style(fonts.serif, 10.5, 17.6, "justify"), width), fonts)


def test_a_box_in_a_spread_line_keeps_its_distance_from_its_words(fonts):
    """A reader may lose a shift at the end of a list: the words would run into the box."""
    runs = [
        Run("乙方应在收到相应款项或者交付货物后（以先到者为准）"),
        Run("10", is_underlined=True),
        Run("日内开具"),
        TickBox(is_ticked=True),
        Run("增值税专用发票", is_whole=True),
        Run("　"),
        TickBox(is_ticked=False),
        Run("增值税普通发票", is_whole=True),
        Run("。"),
    ]
    paragraph = set_runs(runs, Style(fonts.serif, 10.5, 17.6, "justify"), TYPE_WIDTH - 27)
    assert len(paragraph.lines) == 2
    assert_in_place(paragraph, fonts)
