"""Commands on the annexes of a contract: add a file under a name, do without it, put it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.commands.files.choosing import ChosenFile
from app.commands.files.sealing import name_file, sealed
from app.domain.changes import ChangeSet
from app.domain.contracts.annexes import MOST_ANNEXES, SUBJECT, checked_title, lists_annexes
from app.domain.contracts.life import ANNEX, DRAFT_STATES
from app.domain.contracts.texts.template import parse_template
from app.domain.errors import NotAllowedError, NotFoundError, ValidationError
from app.domain.schema import join_labels, split_labels
from app.store.reads.contracts.page import read_annexes
from app.store.records import Record
from app.store.unit_of_work import Snapshot
from app.workspace import Workspace

_DROPPED = "dropped_annexes"


@dataclass(frozen=True, slots=True)
class NewAnnex:
    """A file that is to become part of a contract.

    Attributes:
        title: What the contract calls it.
        file: Its content.
        pages: Of a PDF; 0 where nobody counted.
    """

    title: str
    file: ChosenFile
    pages: int = 0


def add_annex(workspace: Workspace, contract_id: str, annex: NewAnnex) -> tuple[str, ChangeSet]:
    """Make a file part of a draft: its name and digest are printed and sealed by the fingerprint.

    Returns:
        The id of its record, and what was touched.

    Raises:
        NotFoundError: The contract or its text is not on this device.
        NotAllowedError: `contract.annex.fixed` past the draft, or the user may not write it.
        ValidationError: As `annexes.checked_title`; `contract.annex.no_place` where the text has
            no list of annexes, `attachment.there` for a file that lies there already,
            `contract.annex.many` with `most`.
        OSError: The disk refused; nothing is left behind.

    Source: domain.md 4.5; decision 30.
    """
    title = checked_title(annex.title)
    with workspace.store.snapshot() as look:
        # Asked before the file is sealed: that takes its time.
        contract = look.records.read(SUBJECT, contract_id)
        if contract is None:
            raise NotFoundError("record.unknown", entity=SUBJECT)
        _check_open(contract)
        _check_place(look, contract)
    with sealed(workspace, annex.file) as (stored,), workspace.store.unit_of_work() as work:
        contract = work.need(SUBJECT, contract_id)
        _check_open(contract)
        there = read_annexes(work, contract)
        if stored.sha256 in {each.sha256 for each in there}:
            raise ValidationError("attachment.there", name=annex.file.file_name)
        if len(there) >= MOST_ANNEXES:
            raise ValidationError("contract.annex.many", most=MOST_ANNEXES)
        about = {"caption": title, "purpose": ANNEX, "pages": annex.pages or None}
        account_id = str(contract.fields["account_id"])
        subject = (SUBJECT, contract_id)
        annex_id = name_file(workspace, work, subject, account_id, stored, about=about)
        return annex_id, work.commit(workspace.author)


def remove_annex(workspace: Workspace, contract_id: str, annex_id: str) -> ChangeSet:
    """Let a draft do without an annex; the file itself stays, as everything that was added does.

    Raises:
        NotFoundError: The contract is not on this device.
        NotAllowedError: `contract.annex.fixed` past the draft, or the user may not write it.
    """
    return _note(workspace, contract_id, lambda dropped: dropped | {annex_id})


def put_annex_back(workspace: Workspace, contract_id: str, annex_id: str) -> ChangeSet:
    """Make a file that a draft did without part of it again.

    Raises:
        NotFoundError: The contract is not on this device.
        NotAllowedError: As `remove_annex`.
    """
    return _note(workspace, contract_id, lambda dropped: dropped - {annex_id})


def _note(
    workspace: Workspace, contract_id: str, change: Callable[[frozenset[str]], frozenset[str]]
) -> ChangeSet:
    with workspace.store.unit_of_work() as work:
        contract = work.need(SUBJECT, contract_id)
        _check_open(contract)
        dropped = change(frozenset(split_labels(contract.fields[_DROPPED])))
        fields = {_DROPPED: join_labels(dropped)}
        work.edit(SUBJECT, contract_id, fields, workspace.author)
        return work.commit(workspace.author)


def _check_open(contract: Record) -> None:
    """Refuse what the rules refuse too, also where nobody knows the user's roles."""
    state = contract.fields["state"]
    if state not in DRAFT_STATES:
        raise NotAllowedError("contract.annex.fixed", state=state)


def _check_place(look: Snapshot, contract: Record) -> None:
    text = look.records.read("contract_template", str(contract.fields["template_id"]))
    if text is None:
        raise NotFoundError("record.unknown", entity="contract_template")
    parsed = parse_template(str(text.fields["body"]), str(text.fields["library"]))
    if not lists_annexes(parsed):
        raise ValidationError("contract.annex.no_place", name=text.fields["name"])
