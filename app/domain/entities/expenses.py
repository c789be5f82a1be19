"""What selling to an account costs: every single expense, and what a month may cost."""

from __future__ import annotations

from app.domain.fields import (
    Custody,
    Scope,
    choice,
    date,
    entity,
    moment,
    money,
    note,
    reference,
    text,
)

SELLING_EXPENSE = entity(
    "selling_expense",
    Scope.ACCOUNT,
    Custody.SHARED,
    reference("account_id", "account", required=True),
    date("spent_on", required=True, indexed=True),
    choice(
        "kind",
        *("advertising", "promotion", "display", "meeting", "travel", "hospitality"),
        *("gift", "sample", "freight", "staff", "other"),
        required=True,
    ),
    money("amount_minor", required=True),
    reference("visit_log_id", "visit_log"),
    reference("trip_id", "trip"),
    text("payee"),
    text("receipt_number"),
    reference("author_id", "user"),
    note("remark"),
    choice("state", "requested", "approved", "refused", required=True, indexed=True),
    reference("decided_by", "user"),
    moment("decided_at"),
    note("decision"),
    since=6,
)
"""Every single selling expense of an account (销售费用). Source: domain.md 2.13; R178."""

EXPENSE_BUDGET = entity(
    "expense_budget",
    Scope.ACCOUNT,
    Custody.SHARED,
    reference("account_id", "account", required=True),
    text("month", required=True, length=7, indexed=True),
    money("amount_minor", required=True),
    reference("author_id", "user"),
    note("remark"),
    since=6,
)
"""What may be spent on an account in a month; of several the newest. Source: domain.md 4.2 (W3)."""
