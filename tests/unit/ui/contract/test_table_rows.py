"""Figures typed into a table become what the template spells."""

from decimal import Decimal

import pytest

from ui.screens.contract.opened.rows import plain, typed_cell


@pytest.mark.parametrize(
    ("kind", "text", "cell"),
    [
        ("qty", "1,200", "1200"),
        ("qty", "1.2万", "12000"),
        ("qty", "", "0"),
        ("qty", "0.50", "0.5"),
        ("money", "¥86", "86.00"),
        ("money", "1.2万", "12000.00"),
        ("rate", "13%", "13"),
        ("rate", "6.50％", "6.5"),
        ("text", "  生抽 ", "生抽"),
    ],
)
def test_a_typed_figure_is_spelt_as_the_template_spells_it(kind, text, cell):
    assert typed_cell(kind, text) == cell


@pytest.mark.parametrize(
    ("kind", "text"),
    [("qty", "很多"), ("qty", "-1"), ("money", "0.001"), ("rate", "101"), ("rate", "6.555")],
)
def test_what_a_column_cannot_hold_is_refused(kind, text):
    with pytest.raises(ValueError, match=r".+"):
        typed_cell(kind, text)


def test_a_number_with_too_many_digits_is_refused():
    with pytest.raises(ValueError, match="too many"):
        plain(Decimal(1234567890123456))
