"""Products, prices, sales, plans and receivables: mostly mastered by the office's books."""

from __future__ import annotations

from app.domain.fields import (
    Custody,
    Scope,
    choice,
    date,
    entity,
    flag,
    integer,
    money,
    note,
    reference,
    text,
)

PRODUCT = entity(
    "product",
    Scope.COMPANY,
    Custody.SERVER,
    text("code", required=True),
    text("name", required=True),
    text("name_en"),
    text("brand"),
    text("kind"),
    text("specification"),
    text("unit", required=True),
    flag("is_new"),
    date("launched_on"),
    choice("state", "on_sale", "withdrawn"),
    note("knowledge"),
)

PRICE_LIST = entity(
    "price_list",
    Scope.COMPANY,
    Custody.SERVER,
    text("name", required=True),
    text("version", required=True),
    reference("company_id", "company"),
    text("currency", length=3),
    date("valid_from_on"),
    date("valid_to_on"),
)

PRICE = entity(
    "price",
    Scope.COMPANY,
    Custody.SERVER,
    reference("price_list_id", "price_list", required=True),
    reference("product_id", "product", required=True),
    money("unit_price_minor", required=True),
    integer("tax_rate_basis_points"),
)

SALES_RECORD = entity(
    "sales_record",
    Scope.ACCOUNT,
    Custody.SERVER,
    reference("account_id", "account", required=True),
    reference("product_id", "product"),
    text("document_number"),
    date("sold_on", required=True),
    integer("quantity"),
    money("amount_minor", required=True),
    flag("settled"),
)

SALES_PLAN = entity(
    "sales_plan",
    Scope.ACCOUNT,
    Custody.SERVER,
    reference("account_id", "account", required=True),
    text("month", required=True, length=7, indexed=True),
    money("amount_minor", required=True),
)

RECEIVABLE = entity(
    "receivable",
    Scope.ACCOUNT,
    Custody.SERVER,
    reference("account_id", "account", required=True),
    text("document_number"),
    date("issued_on", required=True),
    date("due_on", required=True, indexed=True),
    money("amount_minor", required=True),
    money("paid_minor"),
    choice("quality", "current", "overdue", "doubtful", "bad", "dead"),
)
