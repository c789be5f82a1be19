"""Products, prices, sales, plans and receivables: mostly mastered by the office's books."""

from __future__ import annotations

from app.domain.fields import (
    Custody,
    Merge,
    Scope,
    choice,
    date,
    document,
    entity,
    flag,
    integer,
    labels,
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
    text("series"),
    text("packaging"),
    flag("is_new"),
    date("launched_on"),
    choice("state", "on_sale", "withdrawn"),
    flag("is_repairable"),
    reference("substitute_id", "product"),
    labels("related_codes"),
    note("knowledge"),
    note("performance"),
    note("use"),
    note("cautions"),
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
    money("lowest_price_minor"),
    integer("tax_rate_basis_points"),
)

SALES_RECORD = entity(
    "sales_record",
    Scope.ACCOUNT,
    Custody.SERVER,
    reference(
        "account_id",
        "account",
        required=True,
        carries=("sold_on", "product_id", "amount_minor", "quantity"),
    ),
    reference("product_id", "product", carries=("sold_on", "amount_minor", "quantity")),
    text("document_number"),
    date("sold_on", required=True),
    integer("quantity"),
    money("amount_minor", required=True),
    flag("settled"),
    money("arrears_minor"),
    choice("level", "dealer", "second", "third", "outlet", "consumer"),
    choice("source", "erp", "rep", "dealer_report"),
)

SALES_PLAN = entity(
    "sales_plan",
    Scope.ACCOUNT,
    Custody.SHARED,
    reference("account_id", "account", required=True),
    text(
        "month",
        required=True,
        length=7,
        indexed=True,
        carries=("account_id", "product_id", "kind", "specification", "amount_minor", "state"),
    ),
    reference("product_id", "product"),
    text("kind"),
    text("specification"),
    integer("quantity"),
    money("amount_minor", required=True),
    document("schedule"),
    note("support"),
    date("agreed_on"),
    reference("maker_id", "user"),
    reference("approver_id", "user", merge=Merge.OFFICE),
    integer("version"),
    choice("state", "draft", "agreed", "approved", "replaced", merge=Merge.OFFICE),
)

RECEIVABLE = entity(
    "receivable",
    Scope.ACCOUNT,
    Custody.SERVER,
    reference("account_id", "account", required=True),
    text("document_number"),
    date("issued_on", required=True),
    date("due_on", required=True, indexed=True, carries=("amount_minor", "paid_minor")),
    money("amount_minor", required=True),
    money("paid_minor"),
    choice("quality", "current", "overdue", "doubtful", "bad", "dead"),
    reference("sales_record_id", "sales_record"),
    choice("collection_method", "visit", "phone", "letter", "lawyer", "court"),
    date("settled_on"),
)

DEMAND_PLAN = entity(
    "demand_plan",
    Scope.ACCOUNT,
    Custody.SHARED,
    reference("account_id", "account", required=True),
    integer("year", required=True, indexed=True),
    reference("product_id", "product"),
    text("kind"),
    integer("quantity"),
    money("amount_minor"),
    date("told_on", required=True),
    reference("author_id", "user"),
    note("remark"),
    since=6,
)
"""What a customer wants to buy next year, in its own words. Source: domain.md 4.8; R102."""
