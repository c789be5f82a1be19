"""Contract templates and their library, contracts with lines, print records and attached files."""

from __future__ import annotations

from app.domain.fields import (
    Custody,
    Field,
    Merge,
    Scope,
    choice,
    date,
    decimal,
    document,
    entity,
    flag,
    integer,
    labels,
    moment,
    money,
    note,
    reference,
    text,
)

CONTRACT_STATES = (
    "draft",
    "in_review",
    "returned",
    "approved",
    "printed",
    "signed",
    "effective",
    "archived",
    "performing",
    "breached",
    "amended",
    "renewed",
    "expired",
    "terminated",
    "void",
)

ATTACHMENT_PURPOSES = ("signed_copy", "returned_copy", "pen_copy", "signed_pdf")
VERSION_STATES = ("draft", "approved", "withdrawn")
_REMARKS_LENGTH = 60_000


def _version_life(entity_name: str) -> tuple[Field, ...]:
    """Declare who made, approved and ended a version; see `contracts.template_life`."""
    return (
        reference("previous_id", entity_name),
        document("remarks", length=_REMARKS_LENGTH),
        reference("author_id", "user"),
        labels("edited_by"),
        moment("submitted_at"),
        note("review_note", merge=Merge.LATEST),
        reference("approved_by", "user"),
        moment("approved_at"),
        text("fingerprint", length=64),
        reference("withdrawn_by", "user"),
        moment("withdrawn_at"),
        note("withdraw_reason", merge=Merge.LATEST),
    )


CONTRACT_TEMPLATE = entity(
    "contract_template",
    Scope.COMPANY,
    Custody.SHARED,
    text("code", required=True),
    text("name", required=True),
    text("name_en"),
    text("version", required=True),
    text("library_version"),
    choice("state", *VERSION_STATES, required=True),
    date("valid_from_on"),
    date("valid_to_on"),
    flag("free_to_sign"),
    document("body", required=True),
    document("library", required=True),
    *_version_life("contract_template"),
)

CLAUSE_BLOCK = entity(
    "clause_block",
    Scope.COMPANY,
    Custody.SHARED,
    text("code", required=True),
    integer("clause_group", required=True),
    text("name", required=True),
    text("name_en"),
    text("version", required=True),
    choice("state", *VERSION_STATES, required=True),
    document("body", required=True),
    *_version_life("clause_block"),
    since=4,
)

CONTRACT = entity(
    "contract",
    Scope.ACCOUNT,
    Custody.SHARED,
    reference("account_id", "account", required=True),
    reference("template_id", "contract_template", required=True),
    text("number", merge=Merge.LEASED, searchable=True),
    text("draft_number", searchable=True),
    text("title"),
    choice("state", *CONTRACT_STATES, required=True, indexed=True),
    reference("drafted_by", "user"),
    document("terms", merge=Merge.LATEST),
    money("total_minor"),
    text("currency", length=3),
    date("valid_from_on"),
    date("valid_to_on", indexed=True),
    date("signed_on", indexed=True),
    text("signed_place"),
    text("signatory", personal=True),
    text("fingerprint"),
    text("pdf_sha256", length=64),
    integer("copies"),
    reference("reviewed_by", "user"),
    moment("reviewed_at"),
    note("review_note"),
    note("void_reason"),
    note("remark"),
    reference("predecessor_id", "contract"),
    choice("relation", "amends", "renews"),
    reference("successor_id", "contract"),
    date("effective_on"),
    date("ended_on"),
    note("end_reason"),
    date("original_received_on", indexed=True),
    reference("original_received_by", "user"),
    text("archive_category"),
    text("shelf_mark", searchable=True),
    flag("notarised"),
    flag("secured"),
    flag("confidential"),
)

CONTRACT_LINE = entity(
    "contract_line",
    Scope.ACCOUNT,
    Custody.SHARED,
    reference("account_id", "account", required=True),
    reference("contract_id", "contract", required=True),
    integer("position", required=True),
    reference("product_id", "product"),
    text("name", required=True),
    text("specification"),
    text("unit"),
    decimal("quantity", required=True),
    money("unit_price_minor", required=True),
    integer("tax_rate_basis_points"),
    text("delivery"),
)

PRINT_RECORD = entity(
    "print_record",
    Scope.ACCOUNT,
    Custody.APPEND,
    reference("account_id", "account", required=True),
    reference("contract_id", "contract", required=True),
    integer("copy_number", required=True),
    integer("copies_total"),
    moment("printed_at", required=True),
    reference("printed_by", "user"),
    text("printer"),
    flag("draft"),
    integer("pages"),
    text("fingerprint"),
    text("pdf_sha256", length=64),
    text("reprint_reason"),
)

CONTRACT_EVENT = entity(
    "contract_event",
    Scope.ACCOUNT,
    Custody.APPEND,
    reference("account_id", "account", required=True),
    reference("contract_id", "contract", required=True),
    choice("kind", "delivered", "accepted", "paid", "breached", "notice", "other", required=True),
    date("happened_on", required=True),
    money("amount_minor"),
    note("note"),
    reference("author_id", "user"),
    since=4,
)

CONTRACT_LOAN = entity(
    "contract_loan",
    Scope.ACCOUNT,
    Custody.SHARED,
    reference("account_id", "account", required=True),
    reference("contract_id", "contract", required=True),
    text("borrower", required=True),
    note("purpose"),
    date("lent_on", required=True),
    date("due_on", indexed=True),
    date("returned_on"),
    reference("lent_by", "user"),
    since=4,
)

ATTACHMENT = entity(
    "attachment",
    Scope.ACCOUNT,
    Custody.APPEND,
    reference("account_id", "account", required=True),
    text("subject_entity", required=True),
    text("subject_id", required=True, indexed=True),
    text("sha256", required=True, length=64, indexed=True),
    integer("size_bytes", required=True),
    text("thumbnail_sha256", length=64, indexed=True),
    integer("thumbnail_bytes"),
    text("media_type"),
    text("file_name"),
    text("caption"),
    moment("taken_at"),
    reference("added_by", "user"),
    choice("purpose", *ATTACHMENT_PURPOSES),
    integer("page"),
)
