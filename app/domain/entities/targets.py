"""What the company expects to sell."""

from __future__ import annotations

from app.domain.fields import (
    Custody,
    Scope,
    date,
    entity,
    integer,
    money,
    note,
    reference,
    text,
)

COMPANY_TARGET = entity(
    "company_target",
    Scope.COMPANY,
    Custody.SERVER,
    text("period", required=True),
    reference("product_id", "product"),
    reference("sector_id", "sector"),
    integer("quantity"),
    money("amount_minor"),
    since=3,
)

PRODUCT_COST = entity(
    "product_cost",
    Scope.COMPANY,
    Custody.SERVER,
    reference("product_id", "product", required=True),
    money("cost_minor", required=True),
    date("valid_from_on"),
    since=3,
)

SHARE_TARGET = entity(
    "share_target",
    Scope.ACCOUNT,
    Custody.SHARED,
    reference("account_id", "account", required=True),
    text("period", required=True, length=7, indexed=True),
    integer("share_basis_points", required=True),
    reference("author_id", "user"),
    note("remark"),
    since=6,
)
"""Which part of the company's sales an account is expected to buy, in a year or a month.

Source: domain.md 2.9 (company target: expected share of an account), 3.4; R106."""
