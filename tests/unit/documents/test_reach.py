"""A printed notice says how the customer wants to be reached, and its terms."""

from __future__ import annotations

import dataclasses

import pytest

from app.documents.papers.paper import render_paper
from app.documents.setting.tongue import Tongue
from app.domain.credit.terms import CreditTerms
from app.domain.papers.reach import Reach
from tests.support.sample_papers import SAMPLES, reminder, statement

TERMS = CreditTerms(
    policy_id="a", name="", period_days=45, discount_basis_points=150, discount_days=10
)


@pytest.fixture
def text_of(fonts, pages_of):
    def printed(name, paper, language):
        tongue = Tongue(language)
        made = render_paper(SAMPLES[name].plan(paper, tongue, fonts), tongue, fonts)
        return "".join("".join(pages_of(made.pdf)).split())

    return printed


@pytest.mark.parametrize(("name", "make"), [("statement", statement), ("reminder", reminder)])
def test_a_printed_notice_says_how_the_customer_wants_to_be_reached(name, make, text_of):
    paper = dataclasses.replace(make(3), reach=Reach("wechat", "14:00"))
    assert "送达方式偏好：微信14:00" in text_of(name, paper, "zh")
    assert "Preferredwayofdelivery:WeChat,14:00" in text_of(name, paper, "en")
    assert "送达方式偏好" not in text_of(name, make(3), "zh")


def test_a_statement_says_the_terms(text_of):
    paper = dataclasses.replace(statement(3), terms=TERMS)
    assert "账期为发货后45天，10天内付款减让1.5%。" in text_of("statement", paper, "zh")
    english = text_of("statement", paper, "en")
    assert "paidwithin45days,less1.5%ifwithin10days." in english
    assert "账期为" not in text_of("statement", statement(3), "zh")
