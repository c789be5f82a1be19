"""Spells a comparison and sent words as JSON, so that they can be kept and read again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from app.domain.redline.blocks import Block
from app.domain.redline.comparison import Comparison, Row
from app.domain.redline.figures import FigureChange
from app.domain.redline.returned import Remark
from app.domain.redline.wording import Part

LARGEST_REPORT = 900_000
"""Letters; a record's document holds a million."""
_SHORTEST = 400
_VERSION = 1


def write_words(blocks: Sequence[Block]) -> str:
    """Spell the words that were sent."""
    rows = [[each.text, each.label, each.number, each.kind, each.place] for each in blocks]
    return _spelled({"v": _VERSION, "blocks": rows})


def read_words(text: str) -> tuple[Block, ...]:
    """Read the words that were sent; what is damaged reads as nothing."""
    rows = _read(text).get("blocks", [])
    try:
        return tuple(_block(*map(str, row)) for row in rows)
    except TypeError:
        return ()


def _block(text: str, label: str, number: str, kind: str, place: str) -> Block:
    return Block(text, label, number, kind, place)


def write_report(found: Comparison, remarks: Sequence[Remark], hidden_letters: int) -> str:
    """Spell a comparison with what the file said besides; a report too long keeps the changes."""
    beside = {"remarks": [[each.author, each.text] for each in remarks], "hidden": hidden_letters}
    for rows, most in (
        (found.rows, LARGEST_REPORT),
        (found.changes, LARGEST_REPORT),
        (found.changes, _SHORTEST),
    ):
        text = _spelled({"v": _VERSION, "rows": [_row(row, most) for row in rows], **beside})
        if len(text) <= LARGEST_REPORT:
            return text
    return _spelled({"v": _VERSION, "rows": [], **beside})


def read_report(text: str) -> tuple[Comparison, tuple[Remark, ...], int]:
    """Read a comparison; what is damaged reads as nothing."""
    stored = _read(text)
    try:
        rows = tuple(_row_of(each) for each in stored.get("rows", []))
        remarks = tuple(Remark(*map(str, each)) for each in stored.get("remarks", []))
        return Comparison(rows), remarks, int(stored.get("hidden", 0))
    except (KeyError, TypeError, ValueError):
        return Comparison(()), (), 0


def _row(row: Row, most: int) -> dict[str, Any]:
    spelled: dict[str, Any] = {
        "s": row.standing,
        "k": row.kind,
        "n": row.number,
        "p": row.place,
        "o": row.sent[:most],
        "r": row.returned[:most] if row.returned != row.sent else None,
        "g": row.page,
    }
    if row.is_change:
        spelled |= {
            "m": row.is_moved,
            "t": row.is_tracked,
            "a": list(row.authors),
            "w": [[part.mark, part.text] for part in row.parts] if len(row.sent) <= most else [],
            "f": [[each.sent, each.returned] for each in row.figures],
        }
    if row.spellings:
        spelled["l"] = list(row.spellings)
    return spelled


def _row_of(spelled: dict[str, Any]) -> Row:
    sent = str(spelled["o"])
    return Row(
        standing=spelled["s"],
        is_moved=bool(spelled.get("m")),
        kind=str(spelled["k"]),
        number=str(spelled["n"]),
        place=str(spelled["p"]),
        sent=sent,
        returned=sent if spelled["r"] is None else str(spelled["r"]),
        parts=tuple(Part(mark, str(text)) for mark, text in spelled.get("w", [])),
        figures=tuple(FigureChange(str(a), str(b)) for a, b in spelled.get("f", [])),
        spellings=tuple(spelled.get("l", [])),
        page=int(spelled["g"]),
        is_tracked=bool(spelled.get("t")),
        authors=tuple(map(str, spelled.get("a", []))),
    )


def _spelled(stored: dict[str, Any]) -> str:
    return json.dumps(stored, ensure_ascii=False, separators=(",", ":"))


def _read(text: str) -> dict[str, Any]:
    try:
        stored = json.loads(text or "{}")
    except ValueError:
        return {}
    return stored if isinstance(stored, dict) else {}
