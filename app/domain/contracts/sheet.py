"""One contract as the rep fills it in: template, values, goods, checks and what may be printed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.contracts.checks import ContractFacts, Finding, check_contract, is_free_to_sign
from app.domain.contracts.clauses import ContractTemplate
from app.domain.contracts.findings import warning
from app.domain.contracts.lines import goods_amounts, total_of
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
    )


def decimal_money(minor: int) -> str:
    """Write minor units as templates spell money: 120000 becomes "1200.00"."""
    sign = "-" if minor < 0 else ""
    return f"{sign}{abs(minor) // _MINOR}.{abs(minor) % _MINOR:02d}"


def decimal_rate(basis_points: int) -> str:
    """Write a tax rate as templates spell it: 1300 becomes "13", 650 becomes "6.5"."""
    whole, rest = divmod(basis_points, _BASIS_POINTS)
    return f"{whole}.{rest:02d}".rstrip("0").rstrip(".")


def printed_values(
    terms: Mapping[str, Any], lines: Iterable[GoodsLine], number: str
) -> dict[str, Any]:
    """Return the values that go onto paper: the terms, the goods, and the number in force."""
    goods = [line.printed() for line in lines]
    return {**terms, "contract_no": number, **({GOODS: goods} if goods else {})}


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


def write_terms(terms: Mapping[str, Any]) -> str:
    """Spell terms so that equal terms are equal text; goods are records of their own."""
    kept = {name: value for name, value in terms.items() if name != GOODS}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


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
        priced: What `prices_below_list` found.

    Source: domain.md 4.5; paper.md section 8: a provisional number always prints as a draft.
    """
    findings = (*check_contract(template, values, facts), *priced)
    if is_approved:
        has_errors = any(finding.level == "error" for finding in findings)
        free = template.header.state == "approved" and not has_errors
    else:
        free = is_free_to_sign(template, findings)
    return Review(findings, has_number and free)


def prices_below_list(
    lines: Iterable[GoodsLine], list_prices: Mapping[str, int]
) -> tuple[Finding, ...]:
    """Return a warning for every line that is priced below the price list.

    Args:
        lines: The goods.
        list_prices: Price including tax in minor units by product.
    """
    found = []
    for place, line in enumerate(lines, start=1):
        usual = list_prices.get(line.product_id or "", 0)
        if line.unit_price_minor < usual:
            percent = share_below(line.unit_price_minor, usual)
            found.append(
                warning(
                    "contract.price.below_list",
                    GOODS,
                    line=place,
                    percent=percent,
                    list_price_minor=usual,
                )
            )
    return tuple(found)


def share_below(price_minor: int, usual_minor: int) -> str:
    """Return by how many percent a price is below the usual one, one decimal, rounded half up."""
    tenths = (2_000 * (usual_minor - price_minor) + usual_minor) // (2 * usual_minor)
    whole, tenth = divmod(tenths, 10)
    return f"{whole}.{tenth}" if tenth else str(whole)
