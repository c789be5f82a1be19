"""The command that keeps a signature drawn on a screen, with the copy that shows it."""

from __future__ import annotations

from dataclasses import dataclass

from app.commands.files.choosing import ChosenFile
from app.commands.files.sealing import name_file, sealed
from app.domain.changes import ChangeSet
from app.domain.errors import NotAllowedError
from app.domain.strokes import Drawing, check_drawing, write_drawing
from app.workspace import Workspace


@dataclass(frozen=True, slots=True)
class PenSignature:
    """A signature drawn on a screen.

    Attributes:
        party: "a" or "b".
        signatory: Who drew it.
        drawing: The strokes.
        pdf_sha256: Of the pages that were shown meanwhile.
        fingerprint: Of their words and values.
        page: Which of them was in view at the first stroke, from 1.
        began_at: First point, milliseconds since 1970 UTC.
        zone: Time zone of the device, such as "+08:00".
        device: "pen", "touch" or "mouse".
        statement: What stood beside the pad.
    """

    party: str
    signatory: str
    drawing: Drawing
    pdf_sha256: str
    fingerprint: str
    page: int
    began_at: int
    zone: str
    device: str
    statement: str


def record_pen_signature(
    workspace: Workspace, contract_id: str, signature: PenSignature, copy: bytes, file_name: str
) -> ChangeSet:
    """Keep a drawn signature and the copy of the contract that shows it.

    The record is written once and never changed; the copy is a file of its own, so that the
    printed file keeps its hash.

    Raises:
        NotFoundError: The contract is not on this device.
        NotAllowedError: It is not the user's, or `pen.paper.differs`: the pages that were shown
            are not those that were printed for signing.
        ValidationError: `pen.empty`, `pen.too_long`, or no name.

    Source: contracts.md d.3: by itself no reliable electronic signature.
    """
    check_drawing(signature.drawing)
    file = ChosenFile(copy, "application/pdf", file_name)
    with sealed(workspace, file) as (stored,), workspace.store.unit_of_work() as work:
        contract = work.need("contract", contract_id)
        if contract.fields["fingerprint"] != signature.fingerprint:
            raise NotAllowedError("pen.paper.differs")
        fields = {
            "account_id": contract.fields["account_id"],
            "contract_id": contract_id,
            "party": signature.party,
            "signatory": signature.signatory.strip(),
            "pdf_sha256": signature.pdf_sha256,
            "fingerprint": signature.fingerprint,
            "page": signature.page,
            "strokes": write_drawing(signature.drawing),
            "began_at": signature.began_at,
            "ended_at": signature.began_at + signature.drawing.duration,
            "zone": signature.zone,
            "device": signature.device,
            "statement": signature.statement,
            "witnessed_by": workspace.user_id,
        }
        work.create("pen_signature", fields, workspace.author)
        account_id = str(contract.fields["account_id"])
        subject = ("contract", contract_id)
        name_file(workspace, work, subject, account_id, stored, about={"purpose": "pen_copy"})
        return work.commit(workspace.author)
