"""Early warnings with what is done about them."""

from __future__ import annotations

from ui.screens.records.kind import RecordKind, Section

KINDS = (
    RecordKind(
        entity="warning",
        group="warnings",
        icon="triangle-alert",
        name="rule",
        columns=("severity", "raised_on", "owner_id", "due_on", "state"),
        order="raised_on",
        sections=(
            Section(
                "",
                (
                    *("rule", "severity", "raised_on", "data_as_of_on", "origin"),
                    *("value", "threshold", "evidence"),
                ),
            ),
            Section(
                "handling",
                (
                    *("state", "owner_id", "escalated_to", "due_on", "cause", "measure"),
                    "resolved_on",
                ),
            ),
        ),
    ),
)
