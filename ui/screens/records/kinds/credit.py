"""How good a dealer is and what he may owe: evaluations, limits, securities, measures."""

from __future__ import annotations

from ui.screens.records.kind import RecordKind, Section

_GROUP = "credit"

KINDS = (
    RecordKind(
        entity="evaluation",
        group=_GROUP,
        icon="scale",
        name="conclusion",
        columns=("evaluated_on", "period", "total_basis_points", "gate_passed", "state"),
        order="evaluated_on",
        sections=(
            Section("", ("scheme_id", "evaluated_on", "period", "evaluator_id")),
            Section(
                "result",
                (
                    *("total_basis_points", "evidence_basis_points", "gate_passed", "attitude"),
                    *("conclusion", "scores", "next_review_on", "state"),
                ),
            ),
        ),
    ),
    RecordKind(
        entity="credit_investigation",
        group=_GROUP,
        papers=("investigation",),
        icon="search",
        name="source_name",
        columns=("method", "received_on", "reliability", "verdict", "proposed_limit_minor"),
        order="received_on",
        sections=(
            Section(
                "",
                (
                    *("method", "source_name", "investigator", "ordered_on", "received_on"),
                    *("cost_minor", "reliability"),
                ),
            ),
            Section(
                "figures",
                (
                    *("year", "current_assets_minor", "inventory_minor"),
                    *("current_liabilities_minor", "total_assets_minor", "equity_minor"),
                    *("sales_minor", "net_profit_minor", "receivables_minor"),
                ),
            ),
            Section(
                "findings",
                ("payment_ability", "trading_record", "collateral", "operations", "report"),
            ),
            Section("result", ("verdict", "proposed_limit_minor")),
        ),
    ),
    RecordKind(
        entity="credit_limit",
        group=_GROUP,
        icon="wallet",
        name="basis",
        columns=("amount_minor", "watch_value_minor", "valid_from_on", "valid_to_on", "state"),
        order="valid_from_on",
        sections=(
            Section(
                "",
                (
                    *("amount_minor", "is_unlimited", "watch_value_minor", "period_days"),
                    *("valid_from_on", "valid_to_on", "basis", "investigation_id", "reason"),
                ),
            ),
            Section("decision", ("state", "proposed_by", "approved_by", "approved_at", "decision")),
        ),
    ),
    RecordKind(
        entity="security",
        group=_GROUP,
        icon="shield-check",
        name="kind",
        columns=("party", "amount_minor", "valid_to_on", "state"),
        order="valid_from_on",
    ),
    RecordKind(
        entity="credit_measure",
        group=_GROUP,
        icon="list-checks",
        name="kind",
        columns=("decided_on", "due_on", "responsible_id", "state"),
        order="decided_on",
    ),
    RecordKind(
        entity="red_flag",
        group=_GROUP,
        icon="flag",
        name="flags",
        columns=("noted_on", "noted_by", "is_cleared"),
        order="noted_on",
        sections=(Section("", ("flags", "remark", "noted_on", "noted_by", "is_cleared")),),
    ),
    RecordKind(
        entity="good_customer",
        group=_GROUP,
        icon="badge-check",
        name="state",
        columns=("confirmed_on", "confirmed_by", "review_on", "reason"),
        order="confirmed_on",
    ),
    RecordKind(
        entity="blacklist_entry",
        group=_GROUP,
        icon="ban",
        name="reason",
        columns=("proposed_on", "proposed_by", "review_on", "state"),
        order="proposed_on",
        sections=(
            Section("", ("reason", "words", "evidence", "review_on")),
            Section(
                "decision",
                ("state", "proposed_by", "proposed_on", "decided_by", "decided_at", "decision"),
            ),
            Section("after", ("appeal", "lifted_by", "lifted_at", "lift_reason")),
        ),
    ),
)
