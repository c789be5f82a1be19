"""Commands on the papers of a contract: sent, returned, scanned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.commands.files.choosing import ChosenFile
from app.commands.files.sealing import name_file, sealed
from app.domain.changes import ChangeSet
from app.domain.contracts.life import ANNEX
from app.domain.errors import ValidationError
from app.store.reads.contracts.papers import was_sent
from app.store.reads.records.files import pages_of
from app.workspace import Workspace

MOST_PAGES = 60
_NO_PAPERS = frozenset({"", ANNEX})
"""Purposes of files that take no page from the papers: each has a limit of its own."""


@dataclass(frozen=True, slots=True)
class SentText:
    """A text that leaves the house.

    Attributes:
        form: "word" or "pdf".
        number: On the paper.
        fingerprint: Of words and values.
        file_sha256: Of the file.
        words: As `app.domain.redline.report` spells them.
    """

    form: str
    number: str
    fingerprint: str
    file_sha256: str
    words: str


@dataclass(frozen=True, slots=True)
class ReturnedCopy:
    """What came back and what was found.

    Attributes:
        form: "word", "text" or "pdf".
        file_name: As it was chosen; empty for pasted text.
        content: Its bytes.
        media_type: What it is.
        fingerprint: Of the words it was compared with.
        verdict: "same_file", "same_words", "changed" or "unreadable".
        counts: changed, missing, added, moved, figures and silent by name.
        report: As `app.domain.redline.report` spells it.
        signatures: Digital signatures in it, as JSON; empty for none.
    """

    form: str
    file_name: str
    content: bytes
    media_type: str
    fingerprint: str
    verdict: str
    counts: dict[str, int]
    report: str
    signatures: str = ""


@dataclass(frozen=True, slots=True)
class PaperContent:
    """A file to keep with a contract, and what it is for."""

    purpose: str
    file: ChosenFile
    page: int = 0


def record_sending(workspace: Workspace, contract_id: str, sent: SentText) -> ChangeSet:
    """Note the words of a contract that leave the house; the same words are noted once.

    Raises:
        NotFoundError: The contract is not on this device.
        NotAllowedError: It is not the user's.
    """
    with workspace.store.unit_of_work() as work:
        contract = work.need("contract", contract_id)
        if was_sent(work, contract_id, sent.fingerprint):
            return ChangeSet()
        fields = {
            "account_id": contract.fields["account_id"],
            "contract_id": contract_id,
            "form": sent.form,
            "number": sent.number,
            "fingerprint": sent.fingerprint,
            "file_sha256": sent.file_sha256,
            "words": sent.words,
            "sent_at": workspace.now_milliseconds(),
            "sent_by": workspace.user_id,
        }
        work.create("contract_sending", fields, workspace.author)
        return work.commit(workspace.author)


def record_return(
    workspace: Workspace, contract_id: str, copy: ReturnedCopy
) -> tuple[str, ChangeSet]:
    """Keep a returned copy with what was found, so that the reviewer reads both.

    Raises:
        NotFoundError: The contract is not on this device.
        NotAllowedError: It is not the user's.
        OSError: The disk refused; nothing is left behind.
    """
    file = ChosenFile(copy.content, copy.media_type, copy.file_name)
    with sealed(workspace, file) as (stored,), workspace.store.unit_of_work() as work:
        contract = work.need("contract", contract_id)
        account_id = str(contract.fields["account_id"])
        fields = {
            "account_id": account_id,
            "contract_id": contract_id,
            "form": copy.form,
            "file_name": copy.file_name,
            "file_sha256": stored.sha256,
            "fingerprint": copy.fingerprint,
            "verdict": copy.verdict,
            **copy.counts,
            "report": copy.report,
            "signatures": copy.signatures,
            "returned_at": workspace.now_milliseconds(),
            "checked_by": workspace.user_id,
        }
        return_id = work.create("contract_return", fields, workspace.author)
        subject = ("contract", contract_id)
        name_file(workspace, work, subject, account_id, stored, about={"purpose": "returned_copy"})
        return return_id, work.commit(workspace.author)


def attach_papers(
    workspace: Workspace, contract_id: str, papers: Sequence[PaperContent]
) -> ChangeSet:
    """Keep scans, photos or signed files with a contract and let them be sent.

    A page that lies there already is kept once. The pages go on counting from those that are there.

    Raises:
        NotFoundError: The contract is not on this device.
        NotAllowedError: It is not the user's.
        ValidationError: `contract.pages.too_many` with `most`.
        OSError: The disk refused; nothing is left behind.
    """
    files = (paper.file for paper in papers)
    with sealed(workspace, *files) as lines, workspace.store.unit_of_work() as work:
        contract = work.need("contract", contract_id)
        there = pages_of(work, contract_id)
        known = {key: page for key, page in there.items() if key[0] not in _NO_PAPERS}
        new = [
            (paper, line)
            for paper, line in zip(papers, lines, strict=True)
            if (paper.purpose, line.sha256) not in known
        ]
        if len(known) + len(new) > MOST_PAGES:
            raise ValidationError("contract.pages.too_many", most=MOST_PAGES)
        last = max(
            (page for (purpose, _), page in known.items() if purpose == "signed_copy"), default=0
        )
        account_id, subject = str(contract.fields["account_id"]), ("contract", contract_id)
        for place, (paper, line) in enumerate(new, start=1):
            number = last + place if paper.purpose == "signed_copy" else paper.page
            about = {"purpose": paper.purpose, "page": number or None}
            name_file(workspace, work, subject, account_id, line, about=about)
        return work.commit(workspace.author)
