"""The command that finds out whether the device takes what is written."""

from __future__ import annotations

from app.workspace import Workspace

_PROOF = "last_proof_at"


def prove_writable(workspace: Workspace) -> None:
    """Write something small and keep it.

    Raises:
        StoreFault: The device still refuses.
    """
    with workspace.store.unit_of_work() as work:
        work.facts.write(_PROOF, str(workspace.now_milliseconds()))
        work.commit()
