"""Spells the past of one record for an administrator, one value a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime

from server.services.desk.provenance import WrittenValue, list_provenance
from server.store.database import Transaction
from server.store.devices import read_device_name
from server.store.people import find_user

_MILLISECONDS = 1000


def history_lines(work: Transaction, org: int, entity: str, record_id: str) -> Iterator[str]:
    """Yield every value of a record, oldest first; an asterisk marks what it holds now.

    Raises:
        NotFoundError: `record.unknown`.
    """
    names = _Names(work, org)
    for one in list_provenance(work, org, entity, record_id):
        mark = "*" if one.is_current else " "
        value = json.dumps(one.value, ensure_ascii=False)
        yield (
            f"{mark} {_time(one.server_time)} r{one.revision} {one.field} = {value}"
            f"  {one.source} by {names.user(one.user_id)} on {names.device(one.device_id)}"
            f"{_saved(one)}"
        )


class _Names:
    """People and devices by name, each asked for once."""

    def __init__(self, work: Transaction, org: int) -> None:
        self._work = work
        self._org = org
        self._found: dict[str, str] = {"": "the server"}

    def user(self, user_id: str) -> str:
        """Return who it is."""
        if user_id not in self._found:
            user = find_user(self._work, self._org, user_id)
            self._found[user_id] = f"{user.name if user else '?'} ({user_id})"
        return self._found[user_id]

    def device(self, device_id: str) -> str:
        """Return which device it is."""
        if device_id not in self._found:
            name = read_device_name(self._work, self._org, device_id)
            self._found[device_id] = f"{name or '?'} ({device_id})"
        return self._found[device_id]


def _saved(one: WrittenValue) -> str:
    return f", saved {_time(one.device_time)}" if one.source == "offline" else ""


def _time(milliseconds: int) -> str:
    moment = datetime.fromtimestamp(milliseconds / _MILLISECONDS, UTC)
    return moment.isoformat(sep=" ", timespec="seconds").replace("+00:00", "Z")
