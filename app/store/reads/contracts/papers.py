"""What lies with a contract besides its text: sendings, returned copies, scans, pen strokes."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.contracts.life import ANNEX
from app.store.unit_of_work import Snapshot

_WAS_SENT = "SELECT 1 FROM contract_sending WHERE contract_id = ? AND fingerprint = ?"


@dataclass(frozen=True, slots=True)
class PaperFile:
    """A file of a contract.

    Attributes:
        id: Of its record.
        purpose: "signed_copy", "returned_copy", "pen_copy" or "signed_pdf".
        sha256: Of the file.
        thumbnail_sha256: Of its small picture; empty for none.
        size_bytes: Of the file.
        media_type: What it is.
        file_name: As it was chosen.
        page: Which page of the signed copy, from 1; 0 for no page.
    """

    id: str
    purpose: str
    sha256: str
    thumbnail_sha256: str
    size_bytes: int
    media_type: str
    file_name: str
    page: int


@dataclass(frozen=True, slots=True)
class ReturnedLine:
    """One returned copy, without its report.

    Attributes:
        id: Of its record.
        form: "word", "text" or "pdf".
        file_name: As it was chosen; empty for pasted text.
        file_sha256: Of the file.
        verdict: "same_file", "same_words", "changed" or "unreadable".
        changes: Clauses and cells that are not as they were sent.
        figures: Those among them with other figures.
        silent: Those that no tracked change shows.
        returned_at: Milliseconds since 1970 UTC.
        checked_by: Name of who compared it; empty when unknown.
    """

    id: str
    form: str
    file_name: str
    file_sha256: str
    verdict: str
    changes: int
    figures: int
    silent: int
    returned_at: int
    checked_by: str


@dataclass(frozen=True, slots=True)
class Sending:
    """The words of a contract as they left the house.

    Attributes:
        fingerprint: Of words and values.
        words: As `app.domain.redline.report` spells them.
        sent_at: Milliseconds since 1970 UTC.
    """

    fingerprint: str
    words: str
    sent_at: int


@dataclass(frozen=True, slots=True)
class PenLine:
    """One signature drawn on screen.

    Attributes:
        id: Of its record.
        party: "a" or "b".
        signatory: Who drew it.
        pdf_sha256: Of the pages that were shown.
        fingerprint: Of their words and values.
        strokes: As `app.domain.strokes` spells them.
        began_at: Milliseconds since 1970 UTC.
        zone: Time zone of the device.
        device: "pen", "touch" or "mouse".
    """

    id: str
    party: str
    signatory: str
    pdf_sha256: str
    fingerprint: str
    strokes: str
    began_at: int
    zone: str
    device: str


def list_files(look: Snapshot, contract_id: str) -> tuple[PaperFile, ...]:
    """Return the papers of a contract; pages of the signed copy in order.

    Its annexes are none: they are part of its text.
    """
    rows = look.connection.exec_driver_sql(
        "SELECT id, coalesce(purpose, ''), sha256, coalesce(thumbnail_sha256, ''), size_bytes,"
        " coalesce(media_type, ''), coalesce(file_name, ''), coalesce(page, 0)"
        " FROM attachment WHERE subject_id = ? AND coalesce(purpose, '') <> ?"
        " ORDER BY purpose, page, id",
        (contract_id, ANNEX),
    )
    return tuple(PaperFile(*row) for row in rows)


def list_returns(look: Snapshot, contract_id: str) -> tuple[ReturnedLine, ...]:
    """Return the returned copies of a contract, newest first."""
    rows = look.connection.exec_driver_sql(
        "SELECT r.id, r.form, coalesce(r.file_name, ''), r.file_sha256, r.verdict,"
        " coalesce(r.changed, 0) + coalesce(r.missing, 0) + coalesce(r.added, 0)"
        " + coalesce(r.moved, 0), coalesce(r.figures, 0), coalesce(r.silent, 0), r.returned_at,"
        " coalesce(u.name, '') FROM contract_return r LEFT JOIN user u ON u.id = r.checked_by"
        " WHERE r.contract_id = ? ORDER BY r.returned_at DESC, r.id DESC",
        (contract_id,),
    )
    return tuple(ReturnedLine(*row) for row in rows)


def list_sendings(look: Snapshot, contract_id: str) -> tuple[Sending, ...]:
    """Return what was sent of a contract, newest first."""
    rows = look.connection.exec_driver_sql(
        "SELECT fingerprint, words, sent_at FROM contract_sending WHERE contract_id = ?"
        " ORDER BY sent_at DESC, id DESC",
        (contract_id,),
    )
    return tuple(Sending(*row) for row in rows)


def list_pens(look: Snapshot, contract_id: str) -> tuple[PenLine, ...]:
    """Return the signatures drawn on screen, oldest first."""
    rows = look.connection.exec_driver_sql(
        "SELECT id, party, signatory, pdf_sha256, coalesce(fingerprint, ''), strokes, began_at,"
        " coalesce(zone, ''), coalesce(device, '') FROM pen_signature WHERE contract_id = ?"
        " ORDER BY began_at, id",
        (contract_id,),
    )
    return tuple(PenLine(*row) for row in rows)


def printed_hashes(look: Snapshot, contract_id: str) -> dict[str, tuple[int, bool]]:
    """Return copy number and draft mark of every file that was printed, by its hash."""
    rows = look.connection.exec_driver_sql(
        "SELECT pdf_sha256, copy_number, coalesce(draft, 0) FROM print_record"
        " WHERE contract_id = ? AND pdf_sha256 IS NOT NULL",
        (contract_id,),
    )
    return {row[0]: (row[1], bool(row[2])) for row in rows}


def lies_signed(look: Snapshot, contract_id: str) -> bool:
    """Return whether a scan, photo or signed file of the signed copy lies with a contract."""
    row = look.connection.exec_driver_sql(
        "SELECT EXISTS (SELECT 1 FROM attachment WHERE subject_id = ?"
        " AND purpose IN ('signed_copy', 'signed_pdf'))",
        (contract_id,),
    )
    return bool(row.scalar_one())


def was_sent(look: Snapshot, contract_id: str, fingerprint: str) -> bool:
    """Whether these words of a contract left the house before."""
    return bool(look.connection.exec_driver_sql(_WAS_SENT, (contract_id, fingerprint)).scalar())
