"""Papers that went to customers, and what was offered to them in writing."""

from __future__ import annotations

from app.domain.fields import (
    Custody,
    Merge,
    Scope,
    choice,
    date,
    entity,
    integer,
    moment,
    money,
    note,
    reference,
    text,
)

LETTER_PAPERS = ("statement", "reminder", "quotation", "complaint_reply")
REMINDER_LEVELS = ("notice", "demand", "final")

LETTER = entity(
    "letter",
    Scope.ACCOUNT,
    Custody.APPEND,
    reference("account_id", "account", required=True),
    choice("paper", *LETTER_PAPERS, required=True),
    text("number", required=True, indexed=True),
    text("subject_id"),
    choice("level", *REMINDER_LEVELS),
    date("period_from_on"),
    date("period_to_on"),
    date("pay_by_on"),
    money("amount_minor"),
    choice("language", "zh", "en", "both"),
    integer("copies", required=True),
    moment("printed_at", required=True),
    reference("printed_by", "user"),
    text("printer"),
    integer("pages"),
    text("pdf_sha256", length=64),
    text("reprint_reason"),
    since=4,
)

QUOTATION = entity(
    "quotation",
    Scope.ACCOUNT,
    Custody.SHARED,
    reference("account_id", "account", required=True),
    text("number", searchable=True),
    reference("contact_id", "contact"),
    reference("author_id", "user"),
    date("quoted_on", required=True, indexed=True),
    date("valid_to_on"),
    money("total_minor"),
    text("price_version"),
    note("delivery_terms"),
    note("payment_terms"),
    note("remark"),
    choice("state", "draft", "given", "accepted", "expired", merge=Merge.LATEST, indexed=True),
    since=4,
)

QUOTATION_LINE = entity(
    "quotation_line",
    Scope.ACCOUNT,
    Custody.SHARED,
    reference("account_id", "account", required=True),
    reference("quotation_id", "quotation", required=True),
    integer("position"),
    reference("product_id", "product", required=True),
    integer("quantity", required=True),
    reference("price_id", "price"),
    money("list_price_minor"),
    money("unit_price_minor", required=True),
    money("amount_minor"),
    integer("tax_rate_basis_points"),
    since=4,
)
