"""What happens on the market: competitors, prices and actions seen, and distribution plans."""

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

COMPETITOR = entity(
    "competitor",
    Scope.COMPANY,
    Custody.SHARED,
    text("name", required=True),
    note("products"),
    note("remark"),
    since=3,
)

COMPETITOR_SIGHTING = entity(
    "competitor_sighting",
    Scope.ACCOUNT,
    Custody.APPEND,
    reference("account_id", "account", required=True),
    reference("competitor_id", "competitor"),
    text("competitor_name"),
    reference("visit_log_id", "visit_log"),
    text("product"),
    money("price_minor"),
    note("activity"),
    text("place"),
    date("seen_on", required=True, indexed=True),
    text("source"),
    reference("author_id", "user"),
    since=3,
)

DISTRIBUTION_PLAN = entity(
    "distribution_plan",
    Scope.ACCOUNT,
    Custody.SHARED,
    reference("account_id", "account", required=True),
    date("period_from_on", required=True),
    date("period_to_on", required=True),
    integer("outlet_goal"),
    text("area_goal"),
    integer("tier_goal"),
    integer("products_goal"),
    note("actions"),
    note("assistance"),
    note("results"),
    choice("state", "draft", "agreed", "closed"),
    since=3,
)
