"""Questions about the papers of a contract: sent, returned, scanned, drawn on screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.store.reads.contracts import papers as reads
from app.store.reads.contracts.papers import PaperFile, PenLine, ReturnedLine, Sending
from app.workspace import Workspace

__all__ = [
    "ContractPapers",
    "PaperFile",
    "PenLine",
    "ReturnedLine",
    "Sending",
    "has_file",
    "read_file_content",
    "read_papers",
    "read_report_text",
]


@dataclass(frozen=True, slots=True)
class ContractPapers:
    """Everything that lies with a contract.

    Attributes:
        files: Scans, photos, returned and signed files.
        returns: Returned copies, newest first.
        sendings: What was sent, newest first.
        pens: Signatures drawn on screen, oldest first.
        printed: Copy number and draft mark of every printed file by its hash.
    """

    files: tuple[PaperFile, ...]
    returns: tuple[ReturnedLine, ...]
    sendings: tuple[Sending, ...]
    pens: tuple[PenLine, ...]
    printed: Mapping[str, tuple[int, bool]]

    @property
    def signed_pages(self) -> tuple[PaperFile, ...]:
        """The scan or photos of the signed copy, page by page."""
        return tuple(file for file in self.files if file.purpose == "signed_copy")

    @property
    def has_signed_copy(self) -> bool:
        """Whether a scan, photo or signed file of the signed copy lies here."""
        return any(file.purpose in {"signed_copy", "signed_pdf"} for file in self.files)


def read_papers(workspace: Workspace, contract_id: str) -> ContractPapers:
    """Return everything that lies with a contract."""
    with workspace.store.snapshot() as look:
        return ContractPapers(
            files=reads.list_files(look, contract_id),
            returns=reads.list_returns(look, contract_id),
            sendings=reads.list_sendings(look, contract_id),
            pens=reads.list_pens(look, contract_id),
            printed=reads.printed_hashes(look, contract_id),
        )


def read_report_text(workspace: Workspace, return_id: str) -> tuple[str, str]:
    """Return report and digital signatures of a returned copy; empty for none."""
    with workspace.store.snapshot() as look:
        record = look.records.read("contract_return", return_id)
    if record is None:
        return "", ""
    return str(record.fields["report"] or ""), str(record.fields["signatures"] or "")


def has_file(workspace: Workspace, sha256: str) -> bool:
    """Return whether a file is on this device."""
    return workspace.files.has_file(sha256)


def read_file_content(workspace: Workspace, sha256: str) -> bytes:
    """Return the bytes of a file on this device.

    Raises:
        DeviceError: Not on this machine, or damaged.
    """
    return workspace.files.read_file(sha256)
