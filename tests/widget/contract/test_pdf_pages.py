"""Pages of a PDF on the screen: sharp, in order, kept while the next ones are drawn."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from tests.support.contract_desk import InlineRunner, example_values, template_row
from ui.screens.contract.paper.setting import set_copy
from ui.screens.contract.templates import field_examples, parsed_template
from ui.widgets.page_stack import PageStack
from ui.widgets.pdf_pages import PdfPages


@pytest.fixture(scope="module")
def paper():
    row = template_row("t", "sale")
    template = parsed_template(row["body"], row["library"])

    def make(**changes):
        values = example_values() | changes
        return set_copy(template, values, number=1, total=4, is_draft=True).pdf

    return make


@pytest.fixture
def runner():
    return InlineRunner()


@pytest.fixture
def pages(qtbot, runner):
    made = PdfPages(runner.on_work, "paper")
    made.resize(500, 600)
    qtbot.addWidget(made)
    made.show()
    return made


def test_pages_are_drawn_as_they_come_into_view(pages, paper):
    told = []
    pages.page_changed.connect(lambda page, count: told.append((page, count)))
    pages.show_pdf(paper())
    assert pages.page_count() == 6
    assert told[-1] == (1, 6)
    assert set(pages._pictures) == {0}
    pages.turn_to(3)
    assert told[-1] == (3, 6)
    assert 2 in pages._pictures
    assert 5 not in pages._pictures


def test_a_page_is_drawn_in_device_pixels(pages, paper):
    pages.show_pdf(paper())
    width = pages._pictures[0].pixmap.width()
    assert abs(width - (500 - 40) * pages.devicePixelRatioF()) <= 20
    pages.zoom_by(2)
    assert pages._pictures[0].pixmap.width() > width * 1.4
    assert pages.horizontalScrollBar().maximum() > 0


def test_paper_is_white_and_written_on(pages, paper):
    pages.show_pdf(paper())
    image = pages.grab().toImage()
    box = pages._stack.box(0, 0, 0)
    assert image.pixelColor(round(box.left()) + 8, round(box.top()) + 8) == QColor("white")
    colours = {
        image.pixelColor(x, y).lightness()
        for x in range(round(box.left()) + 40, round(box.left()) + 300, 2)
        for y in range(round(box.top()) + 40, round(box.top()) + 200, 2)
    }
    assert min(colours) < 120


def test_the_old_paper_stays_until_the_new_one_is_drawn(pages, paper, runner):
    pages.show_pdf(paper())
    before = pages._pictures[0].pixmap.cacheKey()
    pages.turn_to(2)
    place = pages.verticalScrollBar().value()
    runner.keep = {"work"}
    pages.show_pdf(paper(packing="别的包装"))
    assert pages._pictures[0].pixmap.cacheKey() == before
    runner.keep = set()
    runner.let_go()
    assert pages._pictures[1].generation == 2
    assert pages.verticalScrollBar().value() == place


def test_only_the_newest_paper_is_drawn_when_they_come_fast(pages, paper, runner):
    runner.keep = {"work"}
    for words in ("一号包装", "二号包装", "三号包装"):
        pages.show_pdf(paper(packing=words))
    assert len(runner.kept) == 1
    runner.keep = set()
    runner.let_go()
    assert pages._pictures[0].generation == 3


def test_keys_turn_pages_and_zoom(pages, paper):
    pages.show_pdf(paper())
    QTest.keyClick(pages, Qt.Key.Key_PageDown)
    assert pages.current_page() == 2
    QTest.keyClick(pages, Qt.Key.Key_PageUp)
    assert pages.current_page() == 1
    wide = pages._stack.page_width(0)
    QTest.keyClick(pages, Qt.Key.Key_Minus)
    assert pages._stack.page_width(0) < wide


def test_a_stack_without_pages_has_no_height():
    assert (PageStack().height, PageStack().page_at(10)) == (0, 0)


def test_a_template_is_read_once_for_each_version():
    row = template_row("t", "sale")
    assert parsed_template(row["body"], row["library"]) is parsed_template(
        str(row["body"]), str(row["library"])
    )
    other = str(row["body"]).replace('version = "1.0.0"', 'version = "1.0.1"', 1)
    assert parsed_template(other, row["library"]).header.version == "1.0.1"
    assert field_examples(row["body"], row["library"])["sign_place"] == "上海市青浦区"
