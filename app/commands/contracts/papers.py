"""Commands on the papers of a contract: sent, returned, scanned."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.changes import ChangeSet
from app.domain.errors import ValidationError
from app.domain.visits.draft import PhotoLine
from app.store.held.blobs import Blobs
from app.store.unit_of_work import UnitOfWork
from app.workspace import Workspace

MOST_PAGES = 60


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
    """A file to keep with a contract."""

    purpose: str
    content: bytes
    media_type: str
    file_name: str
    thumbnail: bytes = b""
    page: int = 0


def record_sending(workspace: Workspace, contract_id: str, sent: SentText) -> ChangeSet:
    """Note the words of a contract that leave the house; the same words are noted once.

    Raises:
        NotFoundError: The contract is not on this device.
        NotAllowedError: It is not the user's.
    """
    with workspace.store.unit_of_work() as work:
        contract = work.need("contract", contract_id)
        known = work.connection.exec_driver_sql(
            "SELECT 1 FROM contract_sending WHERE contract_id = ? AND fingerprint = ?",
            (contract_id, sent.fingerprint),
        ).scalar()
        if known is not None:
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
    stored = store_content(
        workspace, PaperContent("returned_copy", copy.content, copy.media_type, copy.file_name)
    )
    with workspace.store.unit_of_work() as work:
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
        attach_lines(workspace, work, subject, account_id, (("returned_copy", 0, stored),))
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
    stored = [(paper.purpose, paper.page, store_content(workspace, paper)) for paper in papers]
    with workspace.store.unit_of_work() as work:
        contract = work.need("contract", contract_id)
        known = {
            (str(row[0]), str(row[1])): int(row[2])
            for row in work.connection.exec_driver_sql(
                "SELECT purpose, sha256, coalesce(page, 0) FROM attachment WHERE subject_id = ?",
                (contract_id,),
            )
        }
        new = [each for each in stored if (each[0], each[2].sha256) not in known]
        if len(known) + len(new) > MOST_PAGES:
            raise ValidationError("contract.pages.too_many", most=MOST_PAGES)
        last = max(
            (page for (purpose, _), page in known.items() if purpose == "signed_copy"), default=0
        )
        numbered = [
            (purpose, last + place if purpose == "signed_copy" else page, line)
            for place, (purpose, page, line) in enumerate(new, start=1)
        ]
        account_id = str(contract.fields["account_id"])
        attach_lines(workspace, work, ("contract", contract_id), account_id, numbered)
        return work.commit(workspace.author)


def store_content(workspace: Workspace, paper: PaperContent) -> PhotoLine:
    """Seal a file on this device; it is sent once a record names it."""
    stored = workspace.files.store_file(io.BytesIO(paper.content))
    is_worth_it = 0 < len(paper.thumbnail) < stored.size_bytes
    small = workspace.files.store_file(io.BytesIO(paper.thumbnail)) if is_worth_it else None
    with workspace.store.unit_of_work() as work:
        blobs = Blobs(work.connection)
        blobs.keep(stored.sha256, stored.size_bytes)
        if small is not None:
            blobs.keep(small.sha256, small.size_bytes)
        work.commit()
    return PhotoLine(
        sha256=stored.sha256,
        size_bytes=stored.size_bytes,
        media_type=paper.media_type,
        file_name=paper.file_name,
        thumbnail_sha256=small.sha256 if small else "",
        thumbnail_bytes=small.size_bytes if small else 0,
    )


def attach_lines(
    workspace: Workspace,
    work: UnitOfWork,
    subject: tuple[str, str],
    account_id: str,
    papers: Sequence[tuple[str, int, PhotoLine]],
) -> None:
    """Name sealed files in records of what they belong to and let them be sent.

    Args:
        workspace: Who adds them.
        work: The transaction.
        subject: Entity and id of what they belong to.
        account_id: Whose that is.
        papers: Purpose (empty for none), page (0 for none) and file.
    """
    for purpose, page, line in papers:
        fields = {
            "account_id": account_id,
            "subject_entity": subject[0],
            "subject_id": subject[1],
            "sha256": line.sha256,
            "size_bytes": line.size_bytes,
            "thumbnail_sha256": line.thumbnail_sha256 or None,
            "thumbnail_bytes": line.thumbnail_bytes or None,
            "media_type": line.media_type,
            "file_name": line.file_name,
            "added_by": workspace.user_id,
            "purpose": purpose or None,
            "page": page or None,
        }
        work.create("attachment", fields, workspace.author)
    Blobs(work.connection).release(digest for _, _, line in papers for digest in line.digests)
