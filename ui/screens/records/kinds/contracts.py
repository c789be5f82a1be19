"""What happens to signed contracts; written on their pages, listed here over all of them."""

from __future__ import annotations

from ui.screens.records.kind import RecordKind

_GROUP = "contracts"

KINDS = (
    RecordKind(
        entity="contract_event",
        group=_GROUP,
        icon="truck",
        name="kind",
        columns=("contract_id", "happened_on", "amount_minor", "note", "author_id"),
        order="happened_on",
    ),
    RecordKind(
        entity="contract_loan",
        group=_GROUP,
        icon="corner-down-left",
        name="borrower",
        columns=("contract_id", "lent_on", "due_on", "returned_on", "lent_by"),
        order="lent_on",
    ),
)
