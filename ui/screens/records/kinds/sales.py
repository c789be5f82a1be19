"""Orders and returns, plans, sales and stock of accounts."""

from __future__ import annotations

from ui.screens.records.kind import Below, RecordKind, Section

_GROUP = "sales"

KINDS = (
    RecordKind(
        entity="field_order",
        group=_GROUP,
        icon="clipboard-list",
        name="kind",
        columns=("ordered_on", "delivery_on", "total_minor", "is_on_credit", "state"),
        order="ordered_on",
        page="order",
    ),
    RecordKind(
        entity="quotation",
        group=_GROUP,
        icon="file-text",
        name="number",
        columns=("quoted_on", "valid_to_on", "total_minor", "author_id", "state"),
        order="quoted_on",
        sections=(
            Section("", ("number", "quoted_on", "valid_to_on", "contact_id", "total_minor")),
            Section("agreement", ("delivery_terms", "payment_terms", "remark", "price_version")),
            Section("state", ("state", "author_id")),
        ),
        below=(Below("quotation_line", "quotation_id"),),
        papers=("quotation",),
    ),
    RecordKind(
        entity="quotation_line",
        group=_GROUP,
        icon="boxes",
        name="product_id",
        columns=(
            *("quantity", "list_price_minor", "unit_price_minor", "amount_minor"),
            "tax_rate_basis_points",
        ),
        order="position",
        rises=True,
        is_part=True,
    ),
    RecordKind(
        entity="sales_plan",
        group=_GROUP,
        icon="target",
        name="month",
        columns=("product_id", "kind", "quantity", "amount_minor", "state"),
        order="month",
        sections=(
            Section(
                "", ("month", "product_id", "kind", "specification", "quantity", "amount_minor")
            ),
            Section("agreement", ("support", "agreed_on", "maker_id", "approver_id", "state")),
        ),
    ),
    RecordKind(
        entity="demand_plan",
        group=_GROUP,
        icon="calendar-plus",
        name="year",
        columns=("product_id", "kind", "quantity", "amount_minor", "told_on"),
        order="year",
    ),
    RecordKind(
        entity="sales_record",
        group=_GROUP,
        icon="trending-up",
        name="document_number",
        columns=("sold_on", "product_id", "quantity", "amount_minor", "arrears_minor", "settled"),
        order="sold_on",
    ),
    RecordKind(
        entity="channel_sale",
        group=_GROUP,
        icon="split",
        name="product_id",
        columns=("sold_on", "level", "buyer", "quantity", "amount_minor"),
        order="sold_on",
        sections=(
            Section("", ("sold_on", "level", "buyer", "product_id", "quantity", "amount_minor")),
            Section("occasion", ("source", "visit_log_id", "remark", "author_id")),
        ),
    ),
    RecordKind(
        entity="selling_expense",
        group=_GROUP,
        icon="hand-coins",
        name="kind",
        columns=("spent_on", "amount_minor", "payee", "author_id", "state"),
        order="spent_on",
        sections=(
            Section("", ("spent_on", "kind", "amount_minor", "payee", "receipt_number")),
            Section("occasion", ("visit_log_id", "trip_id", "remark")),
            Section("decision", ("author_id", "state", "decided_by", "decided_at", "decision")),
        ),
    ),
    RecordKind(
        entity="expense_budget",
        group=_GROUP,
        icon="wallet",
        name="month",
        columns=("amount_minor", "author_id", "remark"),
        order="month",
        sections=(Section("", ("month", "amount_minor", "remark", "author_id")),),
    ),
    RecordKind(
        entity="share_target",
        group=_GROUP,
        icon="crosshair",
        name="period",
        columns=("share_basis_points", "author_id", "remark"),
        order="period",
        sections=(Section("", ("period", "share_basis_points", "remark", "author_id")),),
    ),
    RecordKind(
        entity="stock_count",
        group=_GROUP,
        icon="boxes",
        name="product_id",
        columns=("counted_on", "warehouse_quantity", "shelf_quantity", "value_minor"),
        order="counted_on",
    ),
)
