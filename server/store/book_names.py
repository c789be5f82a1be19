"""How books are named, and which one a record belongs to by its own values."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.fields import FieldValue, Scope

COMPANY_BOOK = "company"


def sector_book(sector_id: str) -> str:
    """Return the book that everybody in a sector holds."""
    return f"sector:{sector_id}"


def pool_book(sector_id: str) -> str:
    """Return the book of a sector's accounts without an owner."""
    return f"pool:{sector_id}"


def rep_book(user_id: str) -> str:
    """Return the book of a rep's accounts."""
    return f"rep:{user_id}"


def book_named(scope: Scope, values: Mapping[str, FieldValue]) -> str:
    """Return the book of a record that stands under no other: an account or common data."""
    match scope:
        case Scope.COMPANY | Scope.SUBJECT:
            return COMPANY_BOOK
        case Scope.SECTOR:
            return sector_book(str(values.get("sector_id") or ""))
        case Scope.ACCOUNT:
            owner = values.get("owner_id")
            return rep_book(str(owner)) if owner else pool_book(str(values.get("sector_id") or ""))
