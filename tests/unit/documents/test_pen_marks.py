from app.documents.contract.paper import render_contract
from app.documents.signatures.pen_marks import PEN_NOTE, PenMark
from app.domain.strokes import Drawing, StrokePoint

LINE = Drawing(3000, ((StrokePoint(0, 1000, 1000, 500), StrokePoint(90, 6000, 2500, 900)),))


def test_strokes_make_another_file_and_leave_the_printed_one_as_it_is(example, fonts, pages_of):
    template, values, copy = example("normal-sale")
    plain = render_contract(template, values, copy, fonts)

    signed = render_contract(template, values, copy, fonts, (PenMark("a", LINE, "谢璟"),))

    assert render_contract(template, values, copy, fonts) == plain
    assert signed.sha256 != plain.sha256
    assert (signed.fingerprint, signed.pages) == (plain.fingerprint, plain.pages)
    assert "".join(PEN_NOTE.split()) in pages_of(signed.pdf)[-1]
    assert "谢璟" in pages_of(signed.pdf)[-1]


def test_strokes_stand_at_the_place_of_their_party(example, fonts, character_boxes):
    template, values, copy = example("normal-sale")
    lefts = {}
    for party in ("a", "b"):
        mark = PenMark(party, LINE, "喆犇")
        pdf = render_contract(template, values, copy, fonts, (mark,)).pdf
        lefts[party] = max(box[2] for box in character_boxes(pdf) if box[1] == "犇")

    assert lefts["a"] < 297 < lefts["b"]


def test_equal_strokes_give_equal_bytes(example, fonts):
    template, values, copy = example("normal-sale")
    mark = (PenMark("a", LINE, "谢璟"),)

    assert render_contract(template, values, copy, fonts, mark) == render_contract(
        template, values, copy, fonts, mark
    )
