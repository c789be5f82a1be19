"""Visit plans, visit logs and what is brought home from a visit."""

from __future__ import annotations

from app.domain.fields import (
    Custody,
    Merge,
    Scope,
    choice,
    date,
    entity,
    integer,
    labels,
    moment,
    money,
    note,
    reference,
    text,
)

PURPOSES = (
    "order",
    "collection",
    "contract",
    "stock_count",
    "distribution",
    "complaint",
    "training",
    "relation",
    "survey",
    "credit_facts",
    "file",
)

VISIT_PLAN = entity(
    "visit_plan",
    Scope.ACCOUNT,
    Custody.SHARED,
    reference("account_id", "account", required=True),
    reference("owner_id", "user", required=True),
    date("planned_on", required=True, indexed=True),
    text("starts", length=5),
    text("zone"),
    integer("position"),
    labels("purposes", *PURPOSES),
    note("remark"),
    reference("contact_id", "contact"),
    labels("preparation"),
    choice("kind", "rep", "sub_dealer", "supervisor", "senior_management", "inspection"),
    choice("state", "planned", "done", "not_done", required=True, indexed=True),
    note("not_done_reason"),
    reference("visit_log_id", "visit_log"),
)

VISIT_LOG = entity(
    "visit_log",
    Scope.ACCOUNT,
    Custody.APPEND,
    reference("account_id", "account", required=True),
    reference("plan_id", "visit_plan"),
    reference("author_id", "user", required=True),
    moment("started_at", required=True, indexed=True),
    moment("ended_at"),
    text("zone"),
    choice("way", "visit", "phone", "wechat", "letter", "email", required=True),
    labels("purposes", *PURPOSES),
    labels("contact_ids"),
    note("content"),
    note("result"),
    labels(
        "findings",
        *("competitor_promotion", "shelf_shortage", "price_tag_missing", "cross_selling"),
        *("new_manager", "damaged_goods"),
    ),
    note("competitor_facts"),
    note("requests"),
    choice("mood", "good", "plain", "tense"),
    note("next_step"),
    date("next_visit_on"),
    labels("confirmed_blocks", "A", "B", "C", "D", "E"),
    integer("latitude_e6", personal=True),
    integer("longitude_e6", personal=True),
)

STOCK_COUNT = entity(
    "stock_count",
    Scope.ACCOUNT,
    Custody.APPEND,
    reference("account_id", "account", required=True),
    reference("visit_log_id", "visit_log"),
    reference("product_id", "product", required=True),
    date("counted_on", required=True),
    integer("warehouse_quantity"),
    integer("shelf_quantity"),
)

COMMITMENT = entity(
    "commitment",
    Scope.ACCOUNT,
    Custody.SHARED,
    reference("account_id", "account", required=True),
    reference("visit_log_id", "visit_log"),
    reference("owner_id", "user"),
    reference("contact_id", "contact"),
    text("content", required=True, length=500),
    date("due_on", required=True, indexed=True),
    choice("state", "open", "kept", "withdrawn", required=True, indexed=True),
    date("kept_on"),
)

COLLECTION = entity(
    "collection",
    Scope.ACCOUNT,
    Custody.APPEND,
    reference("account_id", "account", required=True),
    reference("visit_log_id", "visit_log"),
    reference("collected_by", "user"),
    date("collected_on", required=True),
    money("amount_minor", required=True),
    choice("means", "transfer", "draft", "cash", "wechat", "alipay", required=True),
    text("payer"),
    text("credited_account"),
    note("remark"),
    choice("state", "recorded", "deposited", "confirmed", merge=Merge.SERVER),
)
