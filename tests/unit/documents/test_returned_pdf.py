"""A printed contract that comes back as a PDF, compared with the one that was printed."""

import pytest

from app.documents.contract.paper import PrintCopy, render_contract
from app.domain.contracts.wording.numbering import number_contract
from app.domain.contracts.wording.passages import contract_passages
from app.domain.redline.blocks import sent_blocks, single_lines
from app.domain.redline.comparison import compare_blocks
from app.exchange.returned_files import read_returned


@pytest.fixture
def compared(example, fonts):
    def compare(name, copy=2, **changes):
        template, values, _copy = example(name)
        ours = render_contract(template, values, PrintCopy(1, 4, False), fonts).pdf
        theirs = render_contract(template, values | changes, PrintCopy(copy, 4, False), fonts).pdf
        read = [read_returned(pdf, "contract.pdf").blocks() for pdf in (ours, theirs)]
        return compare_blocks(*read)

    return compare


@pytest.mark.parametrize("name", ["normal-sale", "normal-frame"])
def test_pages_are_compared_with_words_where_only_those_are_left(name, example, fonts):
    template, values, copy = example(name)
    sent = sent_blocks(contract_passages(number_contract(template, values)))
    pdf = render_contract(template, values, copy, fonts).pdf

    found = compare_blocks(sent, single_lines(read_returned(pdf, "contract.pdf").paragraphs))

    assert [(row.standing, row.sent, row.returned) for row in found.changes] == []


@pytest.mark.parametrize("name", ["normal-sale", "bilingual-distribution", "normal-frame"])
def test_another_copy_with_the_same_words_has_no_change(name, compared):
    assert compared(name).changes == ()


def test_a_changed_place_of_signing_is_found_with_its_page(compared):
    found = compared("normal-sale", sign_place="北京市朝阳区")

    assert {row.page for row in found.changes} == {1}
    assert any("北京市朝阳区" in row.returned for row in found.changes)


def test_a_clause_that_was_filled_otherwise_is_found_with_number_page_and_figures(
    compared, example
):
    _template, values, _copy = example("normal-sale")
    goods = [dict(row) for row in values["goods"]]
    goods[0]["qty"] = "37"

    (row,) = compared("normal-sale", goods=goods).changes

    assert (row.number, row.page) == ("1.1", 1)
    told = {(each.sent, each.returned) for each in row.figures}
    assert {("36", "37"), ("154,080.00", "158,360.00")} <= told
