"""What happens on the market: competitors, what was seen of them, plans of distribution."""

from __future__ import annotations

from ui.screens.records.kind import Below, RecordKind, Section

_GROUP = "market"

KINDS = (
    RecordKind(
        entity="competitor",
        group=_GROUP,
        icon="store",
        name="name",
        columns=("products", "remark"),
        order="name",
        rises=True,
        below=(Below("competitor_sighting", "competitor_id"),),
    ),
    RecordKind(
        entity="competitor_sighting",
        group=_GROUP,
        icon="eye",
        name="product",
        columns=("competitor_id", "competitor_name", "price_minor", "activity", "seen_on"),
        order="seen_on",
    ),
    RecordKind(
        entity="customer_need",
        group=_GROUP,
        icon="message-circle",
        name="content",
        columns=("kind", "raised_on", "author_id", "handed_to", "state"),
        order="raised_on",
        sections=(
            Section("", ("kind", "content", "raised_on", "visit_log_id", "author_id")),
            Section("state", ("state", "handed_to", "answer")),
        ),
    ),
    RecordKind(
        entity="distribution_plan",
        group=_GROUP,
        icon="split",
        name="area_goal",
        columns=("period_from_on", "period_to_on", "outlet_goal", "products_goal", "state"),
        order="period_from_on",
        sections=(
            Section("", ("period_from_on", "period_to_on", "state")),
            Section("goals", ("outlet_goal", "area_goal", "tier_goal", "products_goal")),
            Section("work", ("actions", "assistance", "results")),
        ),
    ),
)
