"""What comes out of visits: needs, who matters to whom, remarks of superiors, tasks."""

from __future__ import annotations

from app.domain.fields import (
    Custody,
    Scope,
    choice,
    date,
    entity,
    moment,
    note,
    reference,
    text,
)

CUSTOMER_NEED = entity(
    "customer_need",
    Scope.ACCOUNT,
    Custody.SHARED,
    reference("account_id", "account", required=True),
    reference("visit_log_id", "visit_log"),
    choice(
        "kind",
        *("product", "packaging", "price", "delivery", "service", "other"),
        required=True,
    ),
    note("content", required=True),
    date("raised_on", required=True, indexed=True),
    reference("author_id", "user"),
    choice("state", "noted", "handed_over", "answered", "dropped", required=True, indexed=True),
    text("handed_to"),
    note("answer"),
    since=4,
)

VISIT_COMMENT = entity(
    "visit_comment",
    Scope.ACCOUNT,
    Custody.APPEND,
    reference("account_id", "account", required=True),
    reference("visit_log_id", "visit_log", required=True),
    reference("author_id", "user", required=True),
    moment("written_at", required=True),
    note("content", required=True),
    since=4,
)

ACCOUNT_RELATION = entity(
    "account_relation",
    Scope.ACCOUNT,
    Custody.SHARED,
    reference("account_id", "account", required=True),
    reference("other_id", "account", required=True),
    choice(
        "kind",
        *("regulates", "influences", "partner", "supplies", "competes", "related", "other"),
        required=True,
    ),
    note("remark"),
    since=4,
)

_VERDICTS = ("confirmed", "differs", "unchecked")

INSPECTION = entity(
    "inspection",
    Scope.ACCOUNT,
    Custody.APPEND,
    reference("account_id", "account", required=True),
    reference("visit_log_id", "visit_log", required=True),
    reference("author_id", "user", required=True),
    date("inspected_on", required=True, indexed=True),
    choice("visit_held", *_VERDICTS, required=True),
    choice("people", *_VERDICTS, required=True),
    choice("stock", *_VERDICTS, required=True),
    choice("result", *_VERDICTS, required=True),
    note("content"),
    since=4,
)

TASK = entity(
    "task",
    Scope.ACCOUNT,
    Custody.SHARED,
    reference("account_id", "account", required=True),
    reference("visit_log_id", "visit_log"),
    reference("assignee_id", "user", required=True),
    reference("given_by", "user"),
    note("content", required=True),
    date("due_on", required=True, indexed=True),
    choice("state", "open", "done", "withdrawn", required=True, indexed=True),
    date("done_on"),
    note("answer"),
    since=4,
)
