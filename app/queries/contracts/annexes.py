"""Questions about the annexes of a contract: which there are, which are only named, who may add."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.contracts.annexes import ANNEXES, SUBJECT, lists_annexes, unnamed_titles
from app.domain.contracts.life import ANNEX, DRAFT_STATES
from app.domain.contracts.sheet import read_terms
from app.domain.contracts.texts.template import parse_template
from app.domain.policy import Action, may
from app.queries.records.files import FileLine, file_line
from app.store.reads.contracts.page import read_annexes
from app.store.reads.records.files import list_files_of
from app.store.records import Record
from app.store.rights import Rights
from app.store.unit_of_work import Snapshot
from app.workspace import Workspace


@dataclass(frozen=True, slots=True)
class AnnexPage:
    """The annexes of a contract.

    Attributes:
        lines: Oldest first, as they are printed.
        open_titles: What the contract names as an annex without a file.
        is_open: Whether it is a draft; later nothing is added or taken away.
        may_change: Whether the user may add one or take one away; never where there is none and
            the text prints no list of them.
    """

    lines: Sequence[FileLine]
    open_titles: tuple[str, ...]
    is_open: bool
    may_change: bool


def read_annex_page(workspace: Workspace, contract_id: str) -> AnnexPage:
    """Return the annexes of a contract; of one that is not on this device none."""
    with workspace.store.snapshot() as look:
        contract = look.records.read(SUBJECT, contract_id)
        if contract is None:
            return AnnexPage((), (), is_open=False, may_change=False)
        annexes = read_annexes(look, contract)
        there = {annex.id for annex in annexes}
        files = [one for one in list_files_of(look, contract_id, ANNEX) if one.id in there]
        typed = read_terms(contract.fields["terms"]).get(ANNEXES) or ()
        is_open = contract.fields["state"] in DRAFT_STATES
        rights = Rights(look.connection, look.records)
        user = rights.actor(workspace.user_id)
        # Without known roles the server judges.
        may_change = is_open and (
            user is None
            or may(user, Action.UPDATE, SUBJECT, rights.judged(user, contract), "terms")
        )
        has_place = bool(annexes) or (may_change and _prints_list(look, contract))
    return AnnexPage(
        lines=[file_line(workspace, file) for file in files],
        open_titles=unnamed_titles(typed, annexes),
        is_open=is_open,
        may_change=may_change and has_place,
    )


def _prints_list(look: Snapshot, contract: Record) -> bool:
    text = look.records.read("contract_template", str(contract.fields["template_id"]))
    if text is None:
        return True  # where the text is not here, the command says so
    return lists_annexes(parse_template(str(text.fields["body"]), str(text.fields["library"])))
