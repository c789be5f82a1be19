"""The company's terms for sales on credit, and what an account has of them."""

from __future__ import annotations

import datetime as dt

from app.domain.credit_terms import CreditTerms, account_terms
from app.store.unit_of_work import Snapshot

_POLICY = (
    *("id", "name", "version", "state", "valid_from_on", "period_days"),
    *("discount_basis_points", "discount_days"),
)
_ACCOUNT = ("credit_policy_id", "credit_period_days", "terms_deviation")


def list_policies(look: Snapshot) -> list[dict[str, object]]:
    """Return all terms of the company, those that begin last first."""
    rows = look.connection.exec_driver_sql(
        f"SELECT {', '.join(_POLICY)} FROM credit_policy ORDER BY valid_from_on DESC, id DESC"
    )
    return [dict(zip(_POLICY, row, strict=True)) for row in rows]


def read_terms(look: Snapshot, account_id: str, today: dt.date) -> CreditTerms | None:
    """Return the terms of an account; None when the company has none or it is not here."""
    row = look.connection.exec_driver_sql(
        f"SELECT {', '.join(_ACCOUNT)} FROM account WHERE id = ?", (account_id,)
    ).fetchone()
    if row is None:
        return None
    return account_terms(dict(zip(_ACCOUNT, row, strict=True)), list_policies(look), today=today)
