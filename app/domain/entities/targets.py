"""What the company expects to sell."""

from __future__ import annotations

from app.domain.fields import (
    Custody,
    Scope,
    date,
    entity,
    integer,
    money,
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
