"""Writes a table into a file that other programs read as it was meant: Excel or CSV."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from pathlib import Path

from app.exchange.guarded_text import guarded
from app.exchange.sheet_writing import write_sheet

ExportValue = str | int | Decimal | bool | dt.date | dt.datetime | None
"""A text is always a text; an amount is a Decimal; a moment is in the reader's zone."""

_PART = ".part"


def write_table(
    path: Path,
    headings: Sequence[str],
    rows: Iterable[Sequence[ExportValue]],
    *,
    title: str = "",
    encoding: str = "utf-8-sig",
) -> int:
    """Write a table and return how many rows it has; the ending of the name decides the form.

    The file appears when it is whole: what stood there before stays until then.

    Args:
        path: Ends in ".xlsx", else a CSV is written.
        headings: First row.
        rows: As many values as headings each; taken one by one.
        title: Name of the sheet.
        encoding: Of a CSV.

    Raises:
        ValidationError: `export.cell.long`, `export.rows`; nothing was written.
        OSError: The disk refused; nothing was written.
    """
    if path.suffix.lower() == ".xlsx":
        return write_whole(path, lambda part: write_sheet(part, headings, rows, title=title))
    return write_whole(path, lambda part: _write_text(part, headings, rows, encoding))


def write_whole(path: Path, write: Callable[[Path], int]) -> int:
    """Let a file appear when it is whole, and return what `write` returns.

    Raises:
        OSError: The disk refused; what stood there before still stands.
    """
    part = path.with_name(path.name + _PART)
    try:
        count = write(part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return count


def _write_text(
    path: Path, headings: Sequence[str], rows: Iterable[Sequence[ExportValue]], encoding: str
) -> int:
    count = 0
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file)
        writer.writerow([guarded(heading) for heading in headings])
        for count, row in enumerate(rows, 1):  # noqa: B007 - the last number is the answer
            writer.writerow([_text(value) for value in row])
    return count


def _text(value: ExportValue) -> str:
    match value:
        case None:
            return ""
        case str():
            return guarded(value)
        case bool():
            return str(int(value))
        case dt.datetime():
            return value.replace(tzinfo=None).isoformat(" ", "seconds")
        case dt.date():
            return value.isoformat()
        case _:
            return f"{value:f}" if isinstance(value, Decimal) else str(value)
