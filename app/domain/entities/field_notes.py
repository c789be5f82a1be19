"""What comes out of visits: needs of customers, remarks of superiors on logs, tasks."""

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
