"""Commands on doubts: check this device, and ask for a comparison with the server."""

from __future__ import annotations

from dataclasses import dataclass

from app.store import facts
from app.store.held.blobs import Blobs
from app.store.soundness.self_check import Finding, check_store, mend_search
from app.workspace import Workspace

_SHOWN = 5
DAMAGE = frozenset({"page_damaged", "file_damaged"})
"""Findings that say that the file itself cannot be trusted."""
MENDED = frozenset(
    {
        "account_without_card",
        "account_without_words",
        "card_without_account",
        "words_without_account",
    }
)
"""Findings on list and search, which the check puts right at once."""

__all__ = ["DAMAGE", "MENDED", "Finding", "Verification", "verify_device"]


@dataclass(frozen=True, slots=True)
class Verification:
    """What a check of this device came to.

    Attributes:
        findings: What was wrong; nothing on a sound device.
        mended: Entries of list and search that were put right at once.
    """

    findings: tuple[Finding, ...]
    mended: int


def verify_device(workspace: Workspace) -> Verification:
    """Check the file, the journal, the search and the attachments; put right what needs no server.

    The next sync round compares all records with the server and fetches those that differ.
    Takes seconds on a large store: never on the main thread. A damaged file is only read, and
    nothing else is said of it: what stands on its other pages answers for nothing any more.

    Raises:
        StoreFault: The device refused, or the file cannot be read at all.
    """
    # A power cut tears pages that were being copied from the log, which has them whole; checking
    # them reads past the log.
    workspace.store.empty_log()
    with workspace.store.snapshot() as look:
        findings = check_store(look)
        damage = tuple(finding for finding in findings if finding.rule in DAMAGE)
        if damage:
            return Verification(damage, 0)
        digests = Blobs(look.connection).all_digests()
    missing = sorted(digest for digest in digests if not workspace.files.has_file(digest))
    if missing:
        findings.append(Finding("file_missing", len(missing), tuple(missing[:_SHOWN])))
    with workspace.store.unit_of_work() as work:
        mended = mend_search(work)
        work.facts.write(facts.COMPARE_DUE, b"1")
        work.commit()
    return Verification(tuple(findings), mended)
