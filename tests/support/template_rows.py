"""Versions of a contract text as records, for tests."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping

from app.domain.contracts.texts.block import block_of
from app.domain.contracts.texts.text import read_template_text, text_fingerprint
from app.domain.fields import FieldValue
from tests.support.source_tree import ROOT

FOLDER = ROOT / "resources" / "contracts"


def read_text(name: str) -> str:
    """Return a standard text."""
    return (FOLDER / f"{name}.toml").read_text("utf8")


def draft_fields(author: str, name: str = "sale", **changes: FieldValue) -> dict[str, FieldValue]:
    """Return a draft of a standard contract as its author would make it."""
    body = str(changes.pop("body", None) or read_text(name))
    header = tomllib.loads(body)["template"]
    return {
        "code": header["code"],
        "name": header["name_zh"],
        "name_en": header["name_en"],
        "version": header["version"],
        "library_version": header["library_version"],
        "state": "draft",
        "valid_from_on": str(header["valid_from"]),
        "valid_to_on": str(header["valid_to"]),
        "free_to_sign": int(header["free_to_sign"]),
        "body": body,
        "library": read_text("library"),
        "author_id": author,
        "edited_by": author,
        **changes,
    }


def block_fields(
    author: str, code: str = "dispute", **changes: FieldValue
) -> dict[str, FieldValue]:
    """Return a draft of a block of the library."""
    block = block_of(read_template_text(read_text("sale"), read_text("library")).library, code)
    if block is None:
        raise LookupError(code)
    return {
        "code": code,
        "clause_group": 9,
        "name": "争议解决",
        "version": "1.0.0",
        "state": "draft",
        "body": block.text(),
        "author_id": author,
        "edited_by": author,
        **changes,
    }


def approval(fields: Mapping[str, FieldValue], approver: str, at: int = 5) -> dict[str, FieldValue]:
    """Return what is written when somebody approves a version."""
    mark = text_fingerprint(str(fields["body"]), str(fields.get("library") or ""))
    return {"state": "approved", "approved_by": approver, "approved_at": at, "fingerprint": mark}
