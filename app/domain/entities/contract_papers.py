"""Papers between the parties: texts sent, copies that came back, strokes drawn on screen."""

from __future__ import annotations

from app.domain.fields import (
    Custody,
    Scope,
    choice,
    document,
    entity,
    integer,
    moment,
    note,
    reference,
    text,
)

CONTRACT_SENDING = entity(
    "contract_sending",
    Scope.ACCOUNT,
    Custody.APPEND,
    reference("account_id", "account", required=True),
    reference("contract_id", "contract", required=True),
    choice("form", "word", "pdf", required=True),
    text("number"),
    text("fingerprint", required=True, length=64),
    text("file_sha256", length=64),
    document("words", required=True),
    moment("sent_at", required=True),
    reference("sent_by", "user"),
    since=4,
)
"""The words of a contract as they left the house, so that what comes back is compared with them
and not with what the draft says by then."""

CONTRACT_RETURN = entity(
    "contract_return",
    Scope.ACCOUNT,
    Custody.APPEND,
    reference("account_id", "account", required=True),
    reference("contract_id", "contract", required=True),
    choice("form", "word", "text", "pdf", required=True),
    text("file_name"),
    text("file_sha256", required=True, length=64),
    text("fingerprint", length=64),
    choice("verdict", "same_file", "same_words", "changed", "unreadable", required=True),
    integer("changed"),
    integer("missing"),
    integer("added"),
    integer("moved"),
    integer("figures"),
    integer("silent"),
    document("report"),
    document("signatures"),
    moment("returned_at", required=True),
    reference("checked_by", "user"),
    since=4,
)

PEN_SIGNATURE = entity(
    "pen_signature",
    Scope.ACCOUNT,
    Custody.APPEND,
    reference("account_id", "account", required=True),
    reference("contract_id", "contract", required=True),
    choice("party", "a", "b", required=True),
    text("signatory", required=True, personal=True),
    text("pdf_sha256", required=True, length=64),
    text("fingerprint", length=64),
    integer("page"),
    document("strokes", required=True, personal=True),
    moment("began_at", required=True),
    moment("ended_at", required=True),
    text("zone"),
    text("device"),
    note("statement"),
    reference("witnessed_by", "user"),
    since=4,
)
"""Strokes as they were drawn, and the hash of the pages that were shown meanwhile.

Source: contracts.md d.3 (Electronic Signature Law, articles 13 and 14): by itself no reliable
electronic signature.
"""
