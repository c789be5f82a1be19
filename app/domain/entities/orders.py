"""Orders and returns that are taken in the field."""

from __future__ import annotations

from app.domain.fields import (
    Custody,
    Merge,
    Scope,
    choice,
    date,
    entity,
    flag,
    integer,
    labels,
    money,
    note,
    reference,
    text,
)

FIELD_ORDER = entity(
    "field_order",
    Scope.ACCOUNT,
    Custody.SHARED,
    reference("account_id", "account", required=True),
    reference("visit_log_id", "visit_log"),
    choice("kind", "order", "return", required=True),
    date("ordered_on", required=True, indexed=True),
    date("delivery_on"),
    reference("author_id", "user"),
    money("total_minor"),
    flag("is_on_credit"),
    choice(
        "state",
        "draft",
        "sent",
        "confirmed",
        "refused",
        "delivered",
        "cancelled",
        merge=Merge.OFFICE,
    ),
    note("remark"),
    labels("objections"),
    note("decision", merge=Merge.OFFICE),
    reference("decided_by", "user", merge=Merge.OFFICE),
    since=3,
)

FIELD_ORDER_LINE = entity(
    "field_order_line",
    Scope.ACCOUNT,
    Custody.SHARED,
    reference("account_id", "account", required=True),
    reference("order_id", "field_order", required=True),
    integer("position"),
    reference("product_id", "product", required=True),
    integer("quantity", required=True),
    reference("price_id", "price"),
    money("unit_price_minor"),
    money("amount_minor"),
    text("return_reason"),
    since=3,
)
