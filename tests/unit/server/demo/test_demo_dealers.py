"""What the demo knows of its dealers agrees with their files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

Rows = Mapping[str, list[dict[str, Any]]]


def test_the_limit_in_force_is_the_one_on_the_account(small: Rows) -> None:
    active = {
        row["account_id"]: row["amount_minor"]
        for row in small["credit_limit"]
        if row["state"] == "active"
    }
    on_file = {
        row["id"]: row["credit_limit_minor"]
        for row in small["account"]
        if row["credit_limit_minor"]
    }
    assert active == on_file


def test_an_account_has_at_most_one_limit_in_force(small: Rows) -> None:
    active = Counter(row["account_id"] for row in small["credit_limit"] if row["state"] == "active")
    assert active
    assert max(active.values()) == 1


def test_an_orders_total_is_the_sum_of_its_lines(small: Rows) -> None:
    sums: Counter[str] = Counter()
    for line in small["field_order_line"]:
        assert line["amount_minor"] >= line["unit_price_minor"] * line["quantity"]
        sums[line["order_id"]] += line["amount_minor"]
    assert sums == {row["id"]: row["total_minor"] for row in small["field_order"]}


def test_who_owns_an_account_is_who_received_it_last(small: Rows) -> None:
    last = {}
    for change in sorted(small["owner_change"], key=lambda row: row["changed_at"]):
        last[change["account_id"]] = change["to_user_id"]
    assert last == {row["id"]: row["owner_id"] for row in small["account"]}


def test_a_balance_sheet_adds_up(small: Rows) -> None:
    assert small["credit_investigation"]
    for found in small["credit_investigation"]:
        owed = found["total_assets_minor"] - found["current_liabilities_minor"]
        assert found["equity_minor"] == owed
        assert found["current_assets_minor"] >= (
            found["inventory_minor"] + found["receivables_minor"]
        )
