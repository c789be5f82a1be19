"""What accounts owe and pay: documents, payments, statements, what keeps a debt alive."""

from __future__ import annotations

from ui.screens.records.kind import Below, RecordKind, Section

_GROUP = "claims"

KINDS = (
    RecordKind(
        entity="receivable",
        group=_GROUP,
        icon="banknote",
        name="document_number",
        columns=("issued_on", "due_on", "amount_minor", "paid_minor", "quality"),
        order="due_on",
        below=(Below("collection_match", "receivable_id"), Below("debt_event", "receivable_id")),
    ),
    RecordKind(
        entity="collection",
        group=_GROUP,
        icon="hand-coins",
        name="payer",
        columns=("collected_on", "amount_minor", "means", "deposited_on", "state"),
        order="collected_on",
        below=(Below("collection_match", "collection_id"),),
    ),
    RecordKind(
        entity="collection_match",
        group=_GROUP,
        icon="link-2",
        name="receivable_id",
        columns=("collection_id", "amount_minor", "matched_on"),
        order="matched_on",
    ),
    RecordKind(
        entity="statement",
        group=_GROUP,
        icon="file-text",
        name="period_to_on",
        columns=("closing_minor", "difference_minor", "answered_on", "state"),
        order="period_to_on",
    ),
    RecordKind(
        entity="letter",
        group=_GROUP,
        icon="printer",
        name="number",
        columns=("paper", "printed_at", "copies", "printed_by", "reprint_reason"),
        order="printed_at",
    ),
    RecordKind(
        entity="debt_event",
        group=_GROUP,
        icon="clock-alert",
        name="kind",
        columns=("happened_on", "receivable_id", "evidence", "author_id"),
        order="happened_on",
    ),
    RecordKind(
        entity="debt_mark",
        group=_GROUP,
        icon="trending-down",
        name="quality",
        columns=("receivable_id", "proposed_on", "proposed_by", "decided_by", "state"),
        order="proposed_on",
        sections=(
            Section("", ("receivable_id", "quality", "reason")),
            Section(
                "decision",
                ("state", "proposed_by", "proposed_on", "decided_by", "decided_at", "decision"),
            ),
        ),
    ),
    RecordKind(
        entity="collection_course",
        group=_GROUP,
        icon="route",
        name="method",
        columns=("debt_group", "chosen_on", "chosen_by", "review_on"),
        order="chosen_on",
    ),
)
