"""What was printed of a contract: every copy with its number, day, printer and reason."""

from __future__ import annotations

from dataclasses import dataclass

from app.store.unit_of_work import Snapshot


@dataclass(frozen=True, slots=True)
class PrintLine:
    """One printed copy.

    Attributes:
        copy_number: Its number; drafts are counted apart from originals.
        copies_total: Of how many.
        printed_at: Milliseconds since 1970 UTC.
        printer: Name of the printer, or "PDF".
        is_draft: Whether it carries the draft mark.
        reason: Why it was printed again.
        pdf_sha256: Of the file; empty for what was printed elsewhere long ago.
    """

    copy_number: int
    copies_total: int
    printed_at: int
    printer: str
    is_draft: bool
    reason: str
    pdf_sha256: str = ""


def list_prints(look: Snapshot, contract_id: str) -> tuple[PrintLine, ...]:
    """Return the printed copies of a contract, oldest first."""
    rows = look.connection.exec_driver_sql(
        "SELECT copy_number, coalesce(copies_total, 0), printed_at, coalesce(printer, ''),"
        " coalesce(draft, 0), coalesce(reprint_reason, ''), coalesce(pdf_sha256, '')"
        " FROM print_record"
        " WHERE contract_id = ? ORDER BY printed_at, copy_number",
        (contract_id,),
    )
    return tuple(
        PrintLine(
            copy_number=row[0],
            copies_total=row[1],
            printed_at=row[2],
            printer=row[3],
            is_draft=bool(row[4]),
            reason=row[5],
            pdf_sha256=row[6],
        )
        for row in rows
    )
