"""The past of a record, asked from the server when somebody looks at it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import shiboken6
from PySide6.QtCore import QObject

from app.queries.records.past import PastEntry
from sync.errors import SyncError
from sync.past import Wire, ask_past
from sync.wire.past import PastAnswer, PastValue
from ui.tasks import TaskRunner
from ui.texts import sentence


class ServerPast:
    """Carries out `ui.screens.context.PastSource` over the network lane.

    Args:
        runner: Its network lane is shared with the sync rounds.
        wire: The signed line to the server.
    """

    def __init__(self, runner: TaskRunner, wire: Wire) -> None:
        self._runner = runner
        self._wire = wire

    def ask(
        self,
        entity: str,
        record_id: str,
        done: Callable[[Sequence[PastEntry], bool], None],
        failed: Callable[[str], None],
        owner: object | None = None,
    ) -> None:
        """Ask; `failed` takes a sentence. Both come on the main thread."""
        wire = self._wire

        def arrived(answer: PastAnswer) -> None:
            if _is_there(owner):
                done([_entry(one) for one in answer.values], answer.is_cut)

        def refused(error: Exception) -> None:
            if not isinstance(error, SyncError):
                raise error
            if _is_there(owner):
                failed(sentence(error.code, error.params))

        self._runner.on_net(lambda: ask_past(wire, entity, record_id), arrived, refused)


def _entry(one: PastValue) -> PastEntry:
    return PastEntry(
        field=one.field,
        before=one.before,
        value=one.value,
        at=one.device_time,
        user=one.user,
        device=one.device,
        source=one.source,
        arrived_at=one.server_time,
    )


def _is_there(owner: object | None) -> bool:
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)
