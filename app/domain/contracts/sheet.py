"""One contract as the rep fills it in: template, values, goods, checks and what may be printed."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.contracts.annexes import AnnexFile, with_annexes
from app.domain.contracts.checks.checking import (
    ContractFacts,
    Finding,
    check_contract,
    is_free_to_sign,
)
from app.domain.contracts.clauses.parts import ContractTemplate
from app.domain.contracts.wording.lines import goods_amounts, total_of
from app.domain.fields import FieldValue

GOODS = "goods"
_MINOR = 100
_BASIS_POINTS = 100


@dataclass(frozen=True, slots=True)
class GoodsLine:
    """One line of goods.

    Attributes:
        id: Of its record; empty for a new line.
        product_id: The product; None for goods typed by hand.
        name: Name on paper.
        specification: Specification.
        unit: Unit.
        quantity: Decimal text.
        unit_price_minor: Price including tax.
        tax_rate_basis_points: Hundredths of a percent.
        delivery: Delivery time.
        price_list_id: The list its price was taken from; None for a price typed by hand.
        price_version: Name and version of that list, as they were then.
        list_price_minor: Price of that list, including tax.
    """

    id: str
    product_id: str | None
    name: str
    specification: str
    unit: str
    quantity: str
    unit_price_minor: int
    tax_rate_basis_points: int
    delivery: str
    price_list_id: str | None = None
    price_version: str = ""
    list_price_minor: int | None = None

    def printed(self) -> dict[str, str]:
        """Return the row of the goods table as the template's columns name it."""
        return {
            "name": self.name,
            "spec": self.specification,
            "unit": self.unit,
            "qty": self.quantity,
            "price": decimal_money(self.unit_price_minor),
            "rate": decimal_rate(self.tax_rate_basis_points),
            "due": self.delivery,
        }


def line_of(line_id: str, fields: Mapping[str, FieldValue]) -> GoodsLine:
    """Read a line from its record."""
    return GoodsLine(
        id=line_id,
        product_id=str(fields["product_id"]) if fields["product_id"] else None,
        name=str(fields["name"] or ""),
        specification=str(fields["specification"] or ""),
        unit=str(fields["unit"] or ""),
        quantity=str(fields["quantity"] or "0"),
        unit_price_minor=int(fields["unit_price_minor"] or 0),
        tax_rate_basis_points=int(fields["tax_rate_basis_points"] or 0),
        delivery=str(fields["delivery"] or ""),
        price_list_id=str(fields["price_list_id"]) if fields.get("price_list_id") else None,
        price_version=str(fields.get("price_version") or ""),
        list_price_minor=_whole(fields.get("list_price_minor")),
    )


def _whole(value: FieldValue) -> int | None:
    return int(value) if value is not None else None


def price_day(terms: Mapping[str, Any], today: dt.date) -> dt.date:
    """Return the day whose price list counts: that of the contract, but never one that is past.

    A day put back would bring an old, lower list into force again.
    """
    try:
        return max(today, dt.date.fromisoformat(str(terms.get("sign_date") or "")))
    except ValueError:
        return today


def decimal_money(minor: int) -> str:
    """Write minor units as templates spell money: 120000 becomes "1200.00"."""
    sign = "-" if minor < 0 else ""
    return f"{sign}{abs(minor) // _MINOR}.{abs(minor) % _MINOR:02d}"


def decimal_rate(basis_points: int) -> str:
    """Write a tax rate as templates spell it: 1300 becomes "13", 650 becomes "6.5"."""
    whole, rest = divmod(basis_points, _BASIS_POINTS)
    return f"{whole}.{rest:02d}".rstrip("0").rstrip(".")


def printed_values(
    terms: Mapping[str, Any],
    lines: Iterable[GoodsLine],
    number: str,
    annexes: Iterable[AnnexFile] = (),
) -> dict[str, Any]:
    """Return the values that go onto paper: terms, goods, annexes, and the number in force."""
    goods = [line.printed() for line in lines]
    values = {**terms, "contract_no": number, **({GOODS: goods} if goods else {})}
    return with_annexes(values, annexes)


def total_minor(lines: Iterable[GoodsLine]) -> int:
    """Return the sum of the lines including tax, each rounded by itself.

    Source: contracts.md d.4 rule 8.
    """
    return total_of(goods_amounts([line.printed() for line in lines])).amount_minor


def read_terms(text: FieldValue) -> dict[str, Any]:
    """Read a contract's terms; damaged text reads as nothing filled in."""
    try:
        terms = json.loads(str(text or "{}"))
    except ValueError:
        return {}
    return terms if isinstance(terms, dict) else {}


def without_goods(terms: Mapping[str, Any]) -> dict[str, Any]:
    """Return terms as they are kept: goods are records of their own."""
    return {name: value for name, value in terms.items() if name != GOODS}


def write_terms(terms: Mapping[str, Any]) -> str:
    """Spell terms so that equal terms are equal text; goods are records of their own."""
    return json.dumps(
        without_goods(terms), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


@dataclass(frozen=True, slots=True)
class Review:
    """What the checks say.

    Attributes:
        findings: In the order of the form.
        is_free: Whether it may be printed for signing now; else it prints as a draft.
    """

    findings: tuple[Finding, ...]
    is_free: bool


def review_contract(
    template: ContractTemplate,
    values: Mapping[str, Any],
    facts: ContractFacts,
    *,
    has_number: bool,
    is_approved: bool = False,
    priced: tuple[Finding, ...] = (),
) -> Review:
    """Check a contract and say whether it may be signed.

    What was approved needs no approval again, but errors stay errors.

    Args:
        template: Its template.
        values: Complete values.
        facts: What the text cannot know.
        has_number: Whether it has its final number, or one is at hand for the moment of printing.
        is_approved: Whether somebody approved it as it stands.
        priced: What `pricing.judge_prices` found.

    Source: domain.md 4.5; paper.md section 8: a provisional number always prints as a draft.
    """
    findings = (*check_contract(template, values, facts), *priced)
    if is_approved:
        has_errors = any(finding.level == "error" for finding in findings)
        free = template.header.state == "approved" and not has_errors
    else:
        free = is_free_to_sign(template, findings)
    return Review(findings, has_number and free)
