"""What went on from our dealers to the tiers below them, as the field or the dealer tells."""

from __future__ import annotations

from app.domain.fields import (
    Custody,
    Scope,
    choice,
    date,
    entity,
    integer,
    money,
    note,
    reference,
    text,
)

CHANNEL_SALE = entity(
    "channel_sale",
    Scope.ACCOUNT,
    Custody.SHARED,
    reference("account_id", "account", required=True),
    date("sold_on", required=True, indexed=True),
    choice("level", "second", "third", "outlet", "consumer", required=True),
    text("buyer"),
    reference("product_id", "product", required=True),
    integer("quantity"),
    money("amount_minor"),
    choice("source", "rep", "dealer_report", required=True),
    reference("visit_log_id", "visit_log"),
    reference("author_id", "user"),
    note("remark"),
    since=6,
)
"""Goods that reached a lower tier: under the account that bought them, or, where the buyer has no
file, under the one that sold them with the buyer's name. They were counted as our own sale once
already, so no figure adds them to the sales records.

Source: domain.md 2.10 (level, source), 2.11 (own sales record of a sub-dealer); R096, R175."""
