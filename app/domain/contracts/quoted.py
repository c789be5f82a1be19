"""A contract that stands on a quotation: which may, and what it takes over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from app.domain.contracts.clauses.parts import ContractTemplate
from app.domain.errors import NotAllowedError, ValidationError
from app.domain.fields import FieldValue
from app.domain.sales.quotations import is_expired

SPECIAL_TERMS = "special_terms"
QUOTED_STATES = frozenset({"given", "accepted"})
"""A customer who signs accepts what it was given; what was accepted stands."""

_GOODS = "goods"
_TERMS = ("delivery_terms", "payment_terms")

Fields = Mapping[str, FieldValue]


def check_quoted(quotation: Fields | None, account_id: FieldValue, today: dt.date) -> None:
    """Refuse to begin a contract on a quotation that does not stand, or of another account.

    Args:
        quotation: Fields of the quotation; None where it is not known.
        account_id: Account of the contract.
        today: The day on which the contract is begun.

    Raises:
        NotAllowedError: `contract.quotation.elsewhere`, `quotation.step` with the `state`, or
            `quotation.expired`.

    Source: domain.md 2.20, 4.5; R089.
    """
    if quotation is None or quotation.get("account_id") != account_id:
        raise NotAllowedError("contract.quotation.elsewhere")
    state = str(quotation.get("state") or "draft")
    last = quotation.get("valid_to_on")
    if is_expired(state, dt.date.fromisoformat(str(last)) if last else None, today):
        raise NotAllowedError("quotation.expired")
    if state not in QUOTED_STATES:
        raise NotAllowedError("quotation.step", state=state)


def binding_to(quotation: Fields | None) -> dt.date | None:
    """Return the last day of a quotation that was given and not accepted yet; else None."""
    last = quotation.get("valid_to_on") if quotation else None
    is_open = quotation is not None and quotation.get("state") == "given"
    return dt.date.fromisoformat(str(last)) if is_open and last else None


def check_goods_place(template: ContractTemplate) -> None:
    """Refuse a text that has no table for the goods that were quoted.

    Raises:
        ValidationError: `contract.quotation.no_goods`.
    """
    field = template.fields.get(_GOODS)
    if field is None or field.type != "table":
        raise ValidationError("contract.quotation.no_goods", name=template.header.name.zh)


def quoted_terms(template: ContractTemplate, quotation: Fields) -> dict[str, Any]:
    """Return what was promised in words: special terms, which somebody has to approve.

    A text without a place for special terms takes none; its drafter reads the quotation.
    """
    said = [" ".join(str(quotation.get(name) or "").split()) for name in _TERMS]
    lines = [line for line in said if line]
    field = template.fields.get(SPECIAL_TERMS)
    return {SPECIAL_TERMS: lines} if lines and field is not None and field.type == "list" else {}
