"""Codes that a life is made of are put together, so the search for literals does not see them."""

from __future__ import annotations

import pytest

from app.domain.evaluation.schemes import SCHEME_LIFE
from app.domain.sales.expenses import EXPENSE_LIFE
from app.domain.sales.orders import ORDER_LIFE
from app.domain.sales.plans import PLAN_LIFE
from app.domain.visits.trips import TRIP_LIFE
from tests.quality.test_texts import LANGUAGES, catalogue

ENDINGS = (
    *("fixed", "step.unknown", "step.role", "step.author"),
    *("step.seller", "step.incomplete"),
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "life",
    [ORDER_LIFE, PLAN_LIFE, TRIP_LIFE, SCHEME_LIFE, EXPENSE_LIFE],
    ids=lambda life: life.code,
)
def test_every_refusal_of_a_step_has_a_sentence(language, life):
    known = catalogue(language, "errors.po")
    assert [ending for ending in ENDINGS if f"{life.code}.{ending}" not in known] == []
