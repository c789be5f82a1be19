import pytest

from app.documents.setting.blocks import Block, Cell, Gap, Group, PageBreak, Row
from app.documents.setting.flow import PageOverflowError, lay_out
from app.documents.setting.page import FIRST_HEIGHT, FULL_HEIGHT
from app.documents.setting.typesetting import Style, set_text


class Slab(Block):
    """A block of a given height that cannot be divided."""

    def __init__(self, height, *, kept=False):
        self._height, self._kept = height, kept

    @property
    def height(self):
        return self._height

    @property
    def keeps_with_next(self):
        return self._kept

    def draw(self, sheet, x, top):
        raise NotImplementedError


def page_blocks(blocks):
    return [[placed.block for placed in page] for page in lay_out(blocks)]


def test_blocks_fill_the_higher_first_page_and_then_the_next():
    first, second, third = Slab(FIRST_HEIGHT - 10), Slab(10), Slab(1)
    assert page_blocks([first, second, third]) == [[first, second], [third]]


def test_a_heading_goes_with_what_follows():
    filler, heading, text = Slab(FIRST_HEIGHT - 50), Slab(30, kept=True), Slab(40)
    assert page_blocks([filler, heading, text]) == [[filler], [heading, text]]


def test_a_chain_of_kept_blocks_moves_together():
    filler = Slab(FIRST_HEIGHT - 50)
    chain = [Slab(10, kept=True), Gap(5, is_kept=True), Slab(36)]
    assert page_blocks([filler, *chain]) == [[filler], chain]


def test_white_space_vanishes_at_the_top_of_a_page():
    filler, text = Slab(FIRST_HEIGHT), Slab(10)
    assert page_blocks([filler, Gap(8), text]) == [[filler], [text]]


def test_a_page_break_never_makes_an_empty_page():
    filler, text = Slab(FIRST_HEIGHT), Slab(10)
    assert page_blocks([filler, PageBreak(), PageBreak(), text]) == [[filler], [text]]


def test_a_group_that_moves_on_leaves_its_note_behind():
    filler, note = Slab(FIRST_HEIGHT - 100), Slab(20)
    group = Group([Slab(60), Slab(60)], note)
    assert page_blocks([filler, group]) == [[filler, note], [group]]


def test_a_group_that_fits_leaves_no_note():
    filler, group = Slab(FIRST_HEIGHT - 100), Group([Slab(60), Slab(40)], Slab(20))
    assert page_blocks([filler, group]) == [[filler, group]]


def test_a_group_that_just_does_not_fit_is_drawn_in_a_bit():
    lower = Group([Slab(95)])
    group = Group([Slab(105)], Slab(20), tighter=lower)
    assert page_blocks([Slab(FIRST_HEIGHT - 110), group])[0][-1] is group
    assert page_blocks([Slab(FIRST_HEIGHT - 100), group])[0][-1] is lower
    first, second = page_blocks([Slab(FIRST_HEIGHT - 90), group])
    assert (len(first), second) == (2, [group])


def test_a_group_higher_than_a_page_is_taken_apart():
    parts = [Slab(FULL_HEIGHT - 50), Slab(60)]
    assert page_blocks([Slab(FIRST_HEIGHT), Group(parts)])[1:] == [[parts[0]], [parts[1]]]


def test_a_block_higher_than_a_page_is_refused_and_never_cut_off():
    with pytest.raises(PageOverflowError) as refused:
        lay_out([Slab(FIRST_HEIGHT + 1)])
    assert refused.value.code == "document.block.too_high"


@pytest.mark.parametrize("free", [10, 19, 29, 31, 50, 70, 85])
def test_a_clause_keeps_two_lines_on_either_side_of_a_page_break(free, fonts):
    text = set_text("甲乙" * 100, Style(fonts.serif, 10, 15), 400)
    assert len(text.lines) == 5
    pages = page_blocks([Slab(FIRST_HEIGHT - free), Row((Cell(text),))])
    counts = [
        len(block.cells[0].text.lines) for page in pages for block in page if isinstance(block, Row)
    ]
    assert sum(counts) == 5
    assert min(counts) >= 2


def test_texts_side_by_side_share_their_first_base_line(fonts):
    large = set_text("甲方", Style(fonts.serif, 10, 16), 100)
    small = set_text("Party A", Style(fonts.serif, 8, 12), 100)
    row = Row((Cell(large), Cell(small, 110)))
    difference = large.style.baseline - small.style.baseline
    assert difference > 0
    assert row.height == max(large.height, small.height + difference)


def test_lines_to_sign_on_take_the_end_of_the_text_along():
    filler, heading, text = Slab(FIRST_HEIGHT - 80), Slab(10, kept=True), Slab(40)
    gap, group = Gap(8), Group([Slab(60)], takes_along=True)
    assert page_blocks([filler, heading, text, gap, group]) == [
        [filler],
        [heading, text, gap, group],
    ]


def test_lines_to_sign_on_take_two_lines_of_a_long_paragraph_along(fonts):
    style = Style(fonts.serif, 10, 20)
    text = Row((Cell(set_text("字" * 50, style, 100)),))
    filler, group = Slab(FIRST_HEIGHT - 100), Group([Slab(60)], takes_along=True)
    (_, above), (below, signed) = page_blocks([filler, text, group])
    assert [len(row.cells[0].text.lines) for row in (above, below)] == [3, 2]
    assert signed is group


def test_a_page_is_never_emptied_for_lines_to_sign_on():
    text, group = Slab(FIRST_HEIGHT), Group([Slab(FULL_HEIGHT)], takes_along=True)
    assert page_blocks([text, group]) == [[text], [group]]


def test_both_languages_of_a_clause_go_on_after_a_page_break(fonts):
    chinese, english = Style(fonts.serif, 10, 20), Style(fonts.serif, 10, 12)
    row = Row(
        (
            Cell(set_text("字" * 60, chinese, 100)),
            Cell(set_text("字" * 40, english, 100), 120.0),
        )
    )
    above, below = row.split(60)
    assert [len(cell.text.lines) for cell in above.cells] == [3, 2]
    assert [len(cell.text.lines) for cell in below.cells] == [3, 2]


def test_white_space_between_does_not_keep_the_text_from_going_along():
    heading, text = Slab(FIRST_HEIGHT - 42), Slab(40)
    gap, group = Gap(8), Group([Slab(60)], takes_along=True)
    assert page_blocks([heading, text, gap, group]) == [[heading], [text, group]]
