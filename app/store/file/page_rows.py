"""Reads the rows of a table from single pages of an SQLite file, without its tree."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from app.store.file.damaged_pages import USABLE_BYTES

Value = None | int | str | bytes | float
Row = tuple[int, list[Value]]
"""Number of the row, and its columns as stored; the number stands for an integer primary key."""

_TABLE_LEAF = 13
_HEADER_BYTES, _POINTER_BYTES, _LINK_BYTES = 8, 2, 4
_LARGEST_LOCAL = USABLE_BYTES - 35
_LEAST_LOCAL = (USABLE_BYTES - 12) * 32 // 255 - 23
_LARGEST_ROW = 2**24
_INTEGER_BYTES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_REAL, _FIRST_TEXT = 7, 12
_REAL_BYTES, _VARINT_BYTES, _VARINT_BITS = 8, 9, 7
_MORE_FOLLOWS = 0x80


def read_rows(
    page: bytes, overflow: Callable[[int], bytes], *, columns: frozenset[int]
) -> Iterator[Row]:
    """Yield the rows of a page that is a leaf of a table; nothing for any other.

    Rows that make no sense are passed over: the page may be damaged.

    Args:
        page: Its bytes; not page 1, which holds no rows of ours.
        overflow: Returns the bytes of another page, for rows that are longer than a page.
        columns: Rows of other numbers of columns are passed over.

    Source: sqlite.org/fileformat2.html sections 1.6 and 2.1.
    """
    if len(page) < _HEADER_BYTES or page[0] != _TABLE_LEAF:
        return
    count = int.from_bytes(page[3:5], "big")
    for at in range(_HEADER_BYTES, _HEADER_BYTES + count * _POINTER_BYTES, _POINTER_BYTES):
        place = int.from_bytes(page[at : at + _POINTER_BYTES], "big")
        try:
            number, payload = _payload(page, place, overflow)
            values = _values(payload, columns)
        except (LookupError, ValueError):
            continue
        if values is not None:
            yield number, values


def _payload(page: bytes, at: int, overflow: Callable[[int], bytes]) -> tuple[int, bytes]:
    size, at = _varint(page, at)
    number, at = _varint(page, at)
    if size > _LARGEST_ROW:
        raise ValueError("no row is that long")
    local = size
    if size > _LARGEST_LOCAL:
        local = _LEAST_LOCAL + (size - _LEAST_LOCAL) % (USABLE_BYTES - _LINK_BYTES)
        local = local if local <= _LARGEST_LOCAL else _LEAST_LOCAL
    payload = page[at : at + local]
    following = int.from_bytes(page[at + local : at + local + _LINK_BYTES], "big")
    parts, left = [payload], size - local
    while left > 0:
        more = overflow(following)
        parts.append(more[_LINK_BYTES : _LINK_BYTES + left])
        left -= USABLE_BYTES - _LINK_BYTES
        following = int.from_bytes(more[:_LINK_BYTES], "big")
    return number, b"".join(parts)


def _values(payload: bytes, columns: frozenset[int]) -> list[Value] | None:
    """Return the columns of a row; None for a row of another table."""
    header_bytes, at = _varint(payload, 0)
    kinds = []
    while at < header_bytes:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    if len(kinds) not in columns:
        return None
    place, found = header_bytes, []
    for kind in kinds:
        size = _size(kind)
        part = payload[place : place + size]
        if len(part) != size:
            raise ValueError("the row ends too early")
        found.append(_value(kind, part))
        place += size
    return found


def _size(kind: int) -> int:
    if kind >= _FIRST_TEXT:
        return (kind - _FIRST_TEXT) // 2
    return _REAL_BYTES if kind == _REAL else _INTEGER_BYTES.get(kind, 0)


def _value(kind: int, part: bytes) -> Value:
    if kind in _INTEGER_BYTES:
        return int.from_bytes(part, "big", signed=True)
    if kind >= _FIRST_TEXT:
        return part.decode() if kind % 2 else part
    match kind:
        case 0:
            return None
        case 8:
            return 0
        case 9:
            return 1
        case _:
            raise ValueError("a number with a point is none of ours")


def _varint(raw: bytes, at: int) -> tuple[int, int]:
    """Return a number of 1 to 9 bytes, and where it ends."""
    value = 0
    for place in range(at, at + _VARINT_BYTES - 1):
        value = value << _VARINT_BITS | raw[place] % _MORE_FOLLOWS
        if raw[place] < _MORE_FOLLOWS:
            return value, place + 1
    raise ValueError("no size or row number is that large")
