"""Trips of several days, the plans in them, and what the company expects to sell."""

from __future__ import annotations

from ui.screens.records.kind import Below, RecordKind

_GROUP = "trips"

KINDS = (
    RecordKind(
        entity="trip",
        group=_GROUP,
        icon="navigation",
        name="area",
        columns=("owner_id", "from_on", "to_on", "state"),
        order="from_on",
        below=(Below("visit_plan", "trip_id"),),
    ),
    RecordKind(
        entity="visit_plan",
        group=_GROUP,
        icon="calendar-clock",
        name="purposes",
        columns=("planned_on", "starts", "kind", "owner_id", "state"),
        order="planned_on",
    ),
    RecordKind(
        entity="company_target",
        group=_GROUP,
        icon="crosshair",
        name="period",
        columns=("product_id", "sector_id", "quantity", "amount_minor"),
        order="period",
    ),
)
