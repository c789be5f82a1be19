"""The company's image stands in the masthead in place of the mark of the house."""

from dataclasses import replace

import pypdfium2
import pytest
from pypdfium2 import raw

from app.documents.contract.paper import render_contract
from app.domain.contracts.paper_logo import read_logo
from tests.support.small_png import png


def pictures(pdf):
    """Return the boxes of the pictures of each page."""
    document = pypdfium2.PdfDocument(pdf)
    found = []
    for page in document:
        shown = page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])
        found.append([each.get_bounds() for each in shown])
        page.close()
    document.close()
    return found


@pytest.mark.parametrize(("width", "height"), [(64, 32), (1_200, 100), (100, 400)])
def test_the_image_stands_once_on_the_first_page_in_its_own_shape(width, height, example, fonts):
    template, values, copy = example("normal-sale")
    logo = read_logo(png(width, height))
    made = render_contract(template, values, replace(copy, logo=logo), fonts)
    first, *others = pictures(made.pdf)
    assert len(first) == 1
    assert not any(others)
    left, bottom, right, top = first[0]
    assert (right - left) / (top - bottom) == pytest.approx(width / height, rel=0.01)
    assert top - bottom <= 26.01
    assert right - left <= 130.01


def test_without_an_image_the_paper_is_as_it_was_and_the_words_are_the_same(example, fonts):
    template, values, copy = example("normal-sale")
    plain = render_contract(template, values, copy, fonts)
    shown = render_contract(template, values, replace(copy, logo=read_logo(png())), fonts)
    assert not any(pictures(plain.pdf))
    assert (shown.fingerprint, shown.pages) == (plain.fingerprint, plain.pages)
    assert shown.sha256 != plain.sha256
