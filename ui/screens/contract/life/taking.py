"""Which command each step of a contract is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from app.commands.contracts.life import (
    Filing,
    Happening,
    declare_breach,
    end_contract,
    file_original,
    make_effective,
    mark_contract,
    mark_secret,
    note_happening,
    settle_breach,
)
from app.commands.contracts.loans import Loan, lend_original, take_back_original
from app.commands.contracts.steps import (
    Signature,
    approve_contract,
    return_contract,
    sign_contract,
    submit_contract,
    void_contract,
)
from app.commands.contracts.successors import begin_successor
from app.domain.changes import ChangeSet
from app.queries.contracts.page import ContractSheet
from app.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Answers:
    """What was said in the dialog of a step."""

    said: Mapping[str, Any]

    def words(self, key: str) -> str:
        """Return a text; empty when nothing was said."""
        return str(self.said.get(key) or "").strip()

    def day(self, key: str = "day") -> dt.date:
        """Return a day; the dialog asks again before a missing one comes here."""
        day = self.said.get(key)
        return day if isinstance(day, dt.date) else dt.date.min

    def optional_day(self, key: str) -> dt.date | None:
        """Return a day, None when it was left empty."""
        day = self.said.get(key)
        return day if isinstance(day, dt.date) else None

    def minor(self, key: str) -> int | None:
        """Return an amount in 分, None when it was left empty."""
        amount = self.said.get(key)
        return amount if isinstance(amount, int) else None

    def is_ticked(self, key: str) -> bool:
        """Return whether a box was ticked."""
        return bool(self.said.get(key))


@dataclass(frozen=True, slots=True)
class Taken:
    """What a step did.

    Attributes:
        changes: What it wrote.
        opens: Contract that is to be shown now; empty to stay.
    """

    changes: ChangeSet
    opens: str = ""


Take = Callable[[Workspace, ContractSheet, Answers], Taken]


def _submit(workspace: Workspace, sheet: ContractSheet, _said: Answers) -> Taken:
    return Taken(submit_contract(workspace, sheet.id))


def _approve(workspace: Workspace, sheet: ContractSheet, said: Answers) -> Taken:
    return Taken(
        approve_contract(workspace, sheet.id, said.words("note"), pages=said.minor("pages") or 0)
    )


def _return(workspace: Workspace, sheet: ContractSheet, said: Answers) -> Taken:
    return Taken(return_contract(workspace, sheet.id, said.words("note")))


def _sign(workspace: Workspace, sheet: ContractSheet, said: Answers) -> Taken:
    signature = Signature(
        signatory=said.words("signatory"),
        place=said.words("signed_place"),
        signed_on=said.day("signed_on"),
    )
    return Taken(sign_contract(workspace, sheet.id, signature))


def _void(workspace: Workspace, sheet: ContractSheet, said: Answers) -> Taken:
    return Taken(void_contract(workspace, sheet.id, said.words("note")))


def _effect(workspace: Workspace, sheet: ContractSheet, said: Answers) -> Taken:
    return Taken(make_effective(workspace, sheet.id, said.day()))


def _file(workspace: Workspace, sheet: ContractSheet, said: Answers) -> Taken:
    filing = Filing(said.day(), said.words("category"), said.words("shelf_mark"))
    return Taken(file_original(workspace, sheet.id, filing))


def _note(workspace: Workspace, sheet: ContractSheet, said: Answers) -> Taken:
    happening = Happening(
        kind=said.words("kind"),
        happened_on=said.day(),
        note=said.words("note"),
        amount_minor=said.minor("amount_minor"),
    )
    return Taken(note_happening(workspace, sheet.id, happening)[1])


def _lend(workspace: Workspace, sheet: ContractSheet, said: Answers) -> Taken:
    loan = Loan(
        borrower=said.words("borrower"),
        purpose=said.words("purpose"),
        lent_on=said.day(),
        due_on=said.optional_day("due_on"),
    )
    return Taken(lend_original(workspace, sheet.id, loan)[1])


def _take_back(workspace: Workspace, sheet: ContractSheet, said: Answers) -> Taken:
    loan = sheet.life.open_loan
    if loan is None:
        return Taken(ChangeSet())
    return Taken(take_back_original(workspace, loan.id, said.day()))


def _mark(workspace: Workspace, sheet: ContractSheet, said: Answers) -> Taken:
    changes = mark_contract(
        workspace,
        sheet.id,
        notarised=said.is_ticked("notarised"),
        secured=said.is_ticked("secured"),
    )
    return Taken(changes)


def _amend(workspace: Workspace, sheet: ContractSheet, _said: Answers) -> Taken:
    opens, changes = begin_successor(workspace, sheet.id, "amends")
    return Taken(changes, opens)


def _renew(workspace: Workspace, sheet: ContractSheet, _said: Answers) -> Taken:
    opens, changes = begin_successor(workspace, sheet.id, "renews")
    return Taken(changes, opens)


def _breach(workspace: Workspace, sheet: ContractSheet, said: Answers) -> Taken:
    return Taken(declare_breach(workspace, sheet.id, said.words("note")))


def _cure(workspace: Workspace, sheet: ContractSheet, said: Answers) -> Taken:
    return Taken(settle_breach(workspace, sheet.id, said.words("note")))


def _expire(workspace: Workspace, sheet: ContractSheet, said: Answers) -> Taken:
    return Taken(end_contract(workspace, sheet.id, "expired", said.day()))


def _terminate(workspace: Workspace, sheet: ContractSheet, said: Answers) -> Taken:
    reason = said.words("note")
    return Taken(end_contract(workspace, sheet.id, "terminated", said.day(), reason))


TAKE: Mapping[str, Take] = {
    "submit": _submit,
    "approve": _approve,
    "keep_secret": lambda workspace, sheet, _said: Taken(
        mark_secret(workspace, sheet.id, is_secret=True)
    ),
    "unmark_secret": lambda workspace, sheet, _said: Taken(
        mark_secret(workspace, sheet.id, is_secret=False)
    ),
    "return": _return,
    "sign": _sign,
    "void": _void,
    "effect": _effect,
    "file": _file,
    "note": _note,
    "lend": _lend,
    "take_back": _take_back,
    "mark": _mark,
    "amend": _amend,
    "renew": _renew,
    "breach": _breach,
    "cure": _cure,
    "expire": _expire,
    "terminate": _terminate,
}
