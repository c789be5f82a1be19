"""The company's terms for sales on credit, and what an account has of them."""

from __future__ import annotations

import datetime as dt
import json

from app.domain.credit.terms import CreditTerms, account_terms
from app.store.unit_of_work import Snapshot

_POLICY = (
    *("id", "name", "version", "state", "valid_from_on", "period_days"),
    *("discount_basis_points", "discount_days"),
)
TERMS_FIELDS = ("credit_policy_id", "credit_period_days", "terms_deviation")
"""What an account has of the company's terms."""

POLICIES_AS_JSON = f"(SELECT json_group_array(json_array({', '.join(_POLICY)})) FROM credit_policy)"
"""All terms as one value of a statement that asks for more; see `policies_from_json`."""


def policies_from_json(text: str) -> list[dict[str, object]]:
    """Read what `POLICIES_AS_JSON` gave."""
    return [dict(zip(_POLICY, row, strict=True)) for row in json.loads(text)]


def list_policies(look: Snapshot) -> list[dict[str, object]]:
    """Return all terms of the company, those that begin last first."""
    rows = look.connection.exec_driver_sql(
        f"SELECT {', '.join(_POLICY)} FROM credit_policy ORDER BY valid_from_on DESC, id DESC"
    )
    return [dict(zip(_POLICY, row, strict=True)) for row in rows]


def read_terms(look: Snapshot, account_id: str, today: dt.date) -> CreditTerms | None:
    """Return the terms of an account; None when the company has none or it is not here."""
    row = look.connection.exec_driver_sql(
        f"SELECT {', '.join(TERMS_FIELDS)} FROM account WHERE id = ?", (account_id,)
    ).fetchone()
    if row is None:
        return None
    return account_terms(
        dict(zip(TERMS_FIELDS, row, strict=True)), list_policies(look), today=today
    )
