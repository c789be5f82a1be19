"""Spells an unfinished visit as plain values for the store, and reads back whatever is there."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

from app.domain.visits.draft import (
    CollectionLine,
    FileLine,
    NeedLine,
    PromiseLine,
    SightingLine,
    StockLine,
    VisitDraft,
)

Line = TypeVar("Line")

_SHA256_DIGITS = 64
_HEX = frozenset("0123456789abcdef")
_LARGEST = 2**53 - 1


def draft_to_map(draft: VisitDraft) -> dict[str, object]:
    """Return the draft as values that JSON can hold; unknown values of a newer program included."""
    known = {
        item.name: _plain(getattr(draft, item.name))
        for item in dataclasses.fields(draft)
        if item.name != "extra"
    }
    return {**draft.extra, **known}


def draft_from_map(
    values: Mapping[str, object], *, account_id: str, started_at: int, zone: str
) -> VisitDraft:
    """Read a draft; a damaged value is left out, an unknown one is kept.

    Args:
        values: What `draft_to_map` returned, perhaps of another version or damaged.
        account_id: The account, which the store knows by itself.
        started_at: Check-in if the values do not tell it.
        zone: Zone if the values do not tell it.
    """
    found: dict[str, object] = {}
    for name, read in _READERS.items():
        value = read(values.get(name))
        if value is not None:
            found[name] = value
    extra = {key: value for key, value in values.items() if key not in _NAMES}
    basis = VisitDraft(account_id=account_id, started_at=started_at, zone=zone, extra=extra)
    return dataclasses.replace(basis, **found)  # type: ignore[arg-type]


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {item.name: _plain(getattr(value, item.name)) for item in dataclasses.fields(value)}
    return value


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _whole(value: object) -> int | None:
    is_number = isinstance(value, int) and not isinstance(value, bool) and abs(value) <= _LARGEST
    return value if is_number else None  # type: ignore[return-value]


def _yes(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _words(value: object) -> tuple[str, ...] | None:
    return _lines(value, _text)


def _lines(value: object, read: Callable[[object], Line | None]) -> tuple[Line, ...] | None:
    if not isinstance(value, list):
        return None
    return tuple(line for line in map(read, value) if line is not None)


def _stock(value: object) -> StockLine | None:
    if not isinstance(value, dict) or not _text(value.get("product_id")):
        return None
    warehouse, shelf = _whole(value.get("warehouse")), _whole(value.get("shelf"))
    return StockLine(value["product_id"], warehouse, shelf)


def _collection(value: object) -> CollectionLine | None:
    if not isinstance(value, dict):
        return None
    return CollectionLine(
        amount_minor=_whole(value.get("amount_minor")),
        means=_text(value.get("means")) or CollectionLine().means,
        payer=_text(value.get("payer")) or "",
        remark=_text(value.get("remark")) or "",
        designated_account_id=_text(value.get("designated_account_id")) or "",
    )


def _promise(value: object) -> PromiseLine | None:
    if not isinstance(value, dict):
        return None
    return PromiseLine(_text(value.get("content")) or "", _day(value.get("due_on")))


def _sighting(value: object) -> SightingLine | None:
    if not isinstance(value, dict):
        return None
    return SightingLine(
        competitor=_text(value.get("competitor")) or "",
        product=_text(value.get("product")) or "",
        price_minor=_whole(value.get("price_minor")),
        activity=_text(value.get("activity")) or "",
    )


def _need(value: object) -> NeedLine | None:
    if not isinstance(value, dict):
        return None
    return NeedLine(_text(value.get("kind")) or NeedLine().kind, _text(value.get("content")) or "")


def _photo(value: object) -> FileLine | None:
    if not isinstance(value, dict) or not _is_digest(value.get("sha256")):
        return None
    small = _text(value.get("thumbnail_sha256")) or ""
    return FileLine(
        sha256=value["sha256"],
        size_bytes=_whole(value.get("size_bytes")) or 0,
        media_type=_text(value.get("media_type")) or "",
        file_name=_text(value.get("file_name")) or "",
        caption=_text(value.get("caption")) or "",
        thumbnail_sha256=small if _is_digest(small) else "",
        thumbnail_bytes=_whole(value.get("thumbnail_bytes")) or 0,
    )


def _is_digest(value: object) -> bool:
    return isinstance(value, str) and len(value) == _SHA256_DIGITS and _HEX.issuperset(value)


_READERS: Mapping[str, Callable[[object], object]] = {
    "plan_id": _text,
    "started_at": _whole,
    "ended_at": _whole,
    "zone": _text,
    "way": _text,
    "purposes": _words,
    "contact_ids": _words,
    "content": _text,
    "result": _text,
    "findings": _words,
    "competitor_facts": _text,
    "requests": _text,
    "mood": _text,
    "next_step": _text,
    "next_visit_on": _day,
    "collect_next": _yes,
    "confirmed_blocks": _words,
    "stock": lambda value: _lines(value, _stock),
    "collections": lambda value: _lines(value, _collection),
    "promises": lambda value: _lines(value, _promise),
    "sightings": lambda value: _lines(value, _sighting),
    "needs": lambda value: _lines(value, _need),
    "photos": lambda value: _lines(value, _photo),
}
_NAMES = frozenset({*_READERS, "account_id"})
