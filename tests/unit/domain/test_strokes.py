import pytest

from app.domain.errors import ValidationError
from app.domain.strokes import (
    MOST_POINTS,
    Drawing,
    StrokePoint,
    check_drawing,
    read_drawing,
    write_drawing,
)

DOT = (StrokePoint(0, 5, 5, 500),)
LINE = (StrokePoint(0, 5, 5, 500), StrokePoint(40, 900, 60, 700))


def test_what_was_drawn_is_read_as_it_was_written():
    drawing = Drawing(3269, (LINE, DOT))

    assert read_drawing(write_drawing(drawing)) == drawing
    assert drawing.duration == 40


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"height": 1, "strokes": [[["x"]]]}'])
def test_damaged_text_reads_as_nothing_drawn(text):
    assert read_drawing(text).is_empty


@pytest.mark.parametrize("strokes", [(), (DOT,), (DOT, DOT)])
def test_dots_are_no_signature(strokes):
    with pytest.raises(ValidationError, match=r"pen\.empty"):
        check_drawing(Drawing(3000, strokes))


def test_endless_scribbling_is_refused():
    with pytest.raises(ValidationError, match=r"pen\.too_long"):
        check_drawing(Drawing(3000, (LINE[:1] * (MOST_POINTS + 1),)))
