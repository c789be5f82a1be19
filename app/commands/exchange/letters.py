"""Keeps what was printed for customers, and what follows from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from app.domain.changes import ChangeSet
from app.domain.errors import ValidationError
from app.domain.papers.letter import Letter, Printing
from app.domain.papers.reminder import check_level
from app.domain.policy_terms import Role
from app.domain.schema import split_labels
from app.store.reads.papers.letters import list_letters
from app.store.unit_of_work import UnitOfWork
from app.workspace import Workspace

_MOST_COPIES = 12


def record_letters(
    workspace: Workspace, letters: Iterable[Letter], printing: Printing
) -> ChangeSet:
    """Note letters that were handed to the printer or written to a file.

    A statement is kept as sent, so that its answer can be noted; a quotation has been given.

    Raises:
        ValidationError: `letter.reason.blank` where one of them was printed before, or
            `letter.copies.range` for none or more than twelve copies.
        NotAllowedError: `letter.level.finance`, or the user may not write to this customer.
        NotFoundError: An account is not on this device.

    Source: R059, R060, R075.
    """
    kept = tuple(letters)
    if not 1 <= printing.copies <= _MOST_COPIES:
        raise ValidationError("letter.copies.range", field="copies", most=_MOST_COPIES)
    with workspace.store.unit_of_work() as work:
        before = {line.number for line in list_letters(work, [each.number for each in kept])}
        roles = _roles(workspace, work)
        for letter in kept:
            check_level(letter.level, roles)
            if letter.number in before and not printing.reason.strip():
                raise ValidationError("letter.reason.blank", field="reason")
            work.need("account", letter.account_id)
            is_again = letter.number in before
            fields = _fields(workspace, letter, printing, is_again=is_again)
            work.create("letter", fields, workspace.author)
            if letter.paper == "statement" and not is_again:
                work.create("statement", _statement_fields(letter), workspace.author)
            if letter.paper == "quotation":
                _give(workspace, work, letter.subject_id)
        return work.commit(workspace.author)


def _roles(workspace: Workspace, work: UnitOfWork) -> frozenset[Role]:
    """Return the roles of who prints; those of an unknown user are left to the server."""
    user = work.records.read("user", workspace.user_id)
    if user is None:
        return frozenset(Role)
    return frozenset(Role(name) for name in split_labels(user.fields["roles"]) if name)


def _fields(
    workspace: Workspace, letter: Letter, printing: Printing, *, is_again: bool
) -> dict[str, object]:
    return {
        "account_id": letter.account_id,
        "paper": letter.paper,
        "number": letter.number,
        "subject_id": letter.subject_id or None,
        "level": letter.level or None,
        "period_from_on": _spelled(letter.first),
        "period_to_on": _spelled(letter.last),
        "pay_by_on": _spelled(letter.pay_by_on),
        "amount_minor": letter.amount_minor,
        "language": printing.language,
        "copies": printing.copies,
        "printed_at": workspace.now_milliseconds(),
        "printed_by": workspace.user_id,
        "printer": printing.printer,
        "pages": printing.pages,
        "pdf_sha256": printing.pdf_sha256,
        "reprint_reason": printing.reason.strip() or None if is_again else None,
    }


def _statement_fields(letter: Letter) -> dict[str, object]:
    return {
        "account_id": letter.account_id,
        "period_from_on": _spelled(letter.first),
        "period_to_on": _spelled(letter.last),
        "opening_minor": letter.opening_minor,
        "charged_minor": letter.charged_minor,
        "paid_minor": letter.paid_minor,
        "closing_minor": letter.amount_minor,
        "state": "sent",
        "remark": letter.number,
    }


def _give(workspace: Workspace, work: UnitOfWork, quotation_id: str) -> None:
    """Note that a quotation went out; one that was given before stays as it is."""
    if work.need("quotation", quotation_id).fields["state"] in {None, "draft"}:
        work.edit("quotation", quotation_id, {"state": "given"}, workspace.author)


def _spelled(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
