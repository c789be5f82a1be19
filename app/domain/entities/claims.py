"""What customers owe and pay: receivables, collections, statements and what keeps a debt alive."""

from __future__ import annotations

from app.domain.fields import (
    Custody,
    Merge,
    Scope,
    choice,
    date,
    entity,
    flag,
    moment,
    money,
    note,
    reference,
    text,
)

DESIGNATED_ACCOUNT = entity(
    "designated_account",
    Scope.COMPANY,
    Custody.SERVER,
    reference("company_id", "company"),
    text("holder", required=True),
    text("bank", required=True),
    text("number", required=True),
    flag("is_deposit_only"),
    choice("state", "active", "closed"),
    since=3,
)

COLLECTION_MATCH = entity(
    "collection_match",
    Scope.ACCOUNT,
    Custody.SERVER,
    reference("account_id", "account", required=True),
    reference("collection_id", "collection", required=True),
    reference("receivable_id", "receivable", required=True),
    money("amount_minor", required=True),
    date("matched_on"),
    since=3,
)

STATEMENT = entity(
    "statement",
    Scope.ACCOUNT,
    Custody.SHARED,
    reference("account_id", "account", required=True),
    date("period_from_on", required=True),
    date("period_to_on", required=True, indexed=True),
    money("opening_minor"),
    money("charged_minor"),
    money("paid_minor"),
    money("closing_minor"),
    choice("state", "sent", "confirmed", "disputed"),
    date("answered_on"),
    text("answered_by", personal=True),
    money("difference_minor"),
    note("remark"),
    since=3,
)

DEBT_EVENT = entity(
    "debt_event",
    Scope.ACCOUNT,
    Custody.APPEND,
    reference("account_id", "account", required=True),
    reference("receivable_id", "receivable"),
    choice(
        "kind",
        "reminder",
        "acknowledgement",
        "part_payment",
        "promise",
        "lawsuit",
        "arbitration",
        "statement_confirmed",
        required=True,
    ),
    date("happened_on", required=True, indexed=True),
    reference("author_id", "user"),
    text("evidence"),
    note("remark"),
    since=3,
)

DEBT_MARK = entity(
    "debt_mark",
    Scope.ACCOUNT,
    Custody.SHARED,
    reference("account_id", "account", required=True),
    reference("receivable_id", "receivable", required=True),
    choice("quality", "current", "doubtful", "bad", "dead", required=True),
    note("reason", required=True),
    reference("proposed_by", "user"),
    date("proposed_on", indexed=True),
    choice("state", "proposed", "approved", "refused", merge=Merge.OFFICE, indexed=True),
    reference("decided_by", "user", merge=Merge.OFFICE),
    moment("decided_at", merge=Merge.OFFICE),
    note("decision", merge=Merge.OFFICE),
    since=4,
)

COLLECTION_COURSE = entity(
    "collection_course",
    Scope.ACCOUNT,
    Custody.SHARED,
    reference("account_id", "account", required=True),
    choice("debt_group", "normal", "attention", "chase", "legal", required=True),
    choice("method", "visit", "phone", "letter", "lawyer", "court", required=True),
    date("chosen_on", required=True, indexed=True),
    reference("chosen_by", "user"),
    date("review_on"),
    note("remark"),
    since=4,
)
