"""What the company sets: products, prices, schemes, terms, accounts for money, figures of rules."""

from __future__ import annotations

from ui.screens.records.kind import Below, RecordKind, Section

_GROUP = "settings"

KINDS = (
    RecordKind(
        entity="product",
        group=_GROUP,
        icon="package",
        name="name",
        columns=("code", "brand", "specification", "unit", "state"),
        order="code",
        rises=True,
        sections=(
            Section(
                "",
                (
                    *("code", "name", "name_en", "brand", "kind", "specification", "unit"),
                    *("series", "packaging", "is_new", "launched_on", "state", "is_repairable"),
                    *("substitute_id", "related_codes"),
                ),
            ),
            Section("knowledge", ("knowledge", "performance", "use", "cautions")),
        ),
        below=(Below("price", "product_id"),),
    ),
    RecordKind(
        entity="price_list",
        group=_GROUP,
        icon="table-2",
        name="name",
        columns=("version", "currency", "valid_from_on", "valid_to_on"),
        order="valid_from_on",
        below=(Below("price", "price_list_id"),),
    ),
    RecordKind(
        entity="price",
        group=_GROUP,
        icon="percent",
        name="product_id",
        columns=("price_list_id", "unit_price_minor", "tax_rate_basis_points"),
        is_part=True,
    ),
    RecordKind(
        entity="product_cost",
        group=_GROUP,
        icon="briefcase",
        name="product_id",
        columns=("cost_minor", "valid_from_on"),
        order="valid_from_on",
    ),
    RecordKind(
        entity="credit_policy",
        group=_GROUP,
        icon="key-round",
        name="name",
        columns=("version", "period_days", "cap_basis_points", "valid_from_on", "state"),
        order="valid_from_on",
        sections=(
            Section("", ("name", "version", "valid_from_on", "terms")),
            Section(
                "figures",
                (
                    *("period_days", "discount_basis_points", "discount_days"),
                    *("cap_basis_points", "assets_minor", "review_days", "collection_strategy"),
                ),
            ),
            Section("decision", ("state", "proposed_by", "decided_by", "decided_at", "decision")),
        ),
    ),
    RecordKind(
        entity="evaluation_scheme",
        group=_GROUP,
        icon="list-filter",
        name="name",
        columns=("version", "valid_from_on", "state"),
        order="valid_from_on",
        page="schemes",
        below=(Below("evaluation", "scheme_id"),),
    ),
    RecordKind(
        entity="designated_account",
        group=_GROUP,
        icon="banknote",
        name="holder",
        columns=("bank", "number", "is_deposit_only", "state"),
        order="bank",
        rises=True,
    ),
    RecordKind(
        entity="setting",
        group=_GROUP,
        icon="settings",
        name="name",
        columns=("valid_from_on", "changed_by", "changed_at"),
        order="name",
        rises=True,
        page="thresholds",
    ),
)
