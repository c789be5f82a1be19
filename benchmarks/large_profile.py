"""A profile with the large demo in it: 20,000 accounts, 500,000 rows of history, made once."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Iterator
from pathlib import Path

from app.device.device_key import DeviceKey
from app.device.paths import ProfilePaths, list_profiles
from app.domain.fields import FieldValue, Scope
from app.domain.ids import new_id
from app.domain.schema import ENTITIES
from app.profiles import NewProfile, OpenProfile, make_profile, open_profile
from app.store.records import ServerRows
from app.workspace import Workspace
from benchmarks.large_setting import DAY, FOLDER, PASSPHRASE, moment, surroundings
from server.demo.generate import DEMO_SEED, generate
from server.demo.people import DEMO_REP

_ROWS_AT_ONCE = 20_000
_CARDS_AT_ONCE = 2_000


def large_profile(size: str = "large") -> ProfilePaths:
    """Return the profile, made if it is not there yet (some minutes, once)."""
    root = FOLDER / size
    root.mkdir(parents=True, exist_ok=True)
    if not (root / "complete").exists():
        sys.stderr.write(f"making the {size} profile …\n")
        _make(root, size)
        (root / "complete").touch()
    return list_profiles(root)[0]


def open_large(size: str = "large") -> OpenProfile:
    """Unlock the profile."""
    return open_profile(large_profile(size), PASSPHRASE, surroundings())


def _make(root: Path, size: str) -> None:
    user_id = _rep_id(size)
    new = NewProfile(
        root=root,
        server_id="bench" + secrets.token_hex(8),
        epoch="1",
        user_id=user_id,
        device_id=new_id(moment()),
        device_key=DeviceKey.generate(),
    )
    profile = make_profile(new, PASSPHRASE, surroundings())
    _fill(profile.workspace, size, user_id)
    profile.close()


def _rep_id(size: str) -> str:
    for entity, batch in generate(size, DEMO_SEED, DAY):
        if entity == "user":
            for row in batch:
                if row["login"] == DEMO_REP:
                    return str(row["id"])
    raise LookupError(DEMO_REP)


def _fill(workspace: Workspace, size: str, user_id: str) -> None:
    own: set[str] = set()
    for entity, batch in generate(size, DEMO_SEED, DAY):
        for rows in _portions(batch):
            kept = [row for row in rows if _is_own(entity, row, user_id, own)]
            if entity == "account":
                own |= {str(row["id"]) for row in kept}
            with workspace.store.unit_of_work() as work:
                work.records.replace(_columns(entity, kept, user_id))
                if entity == "account":
                    work.cards.add_bare([str(row["id"]) for row in kept])
                work.commit()
    with workspace.store.unit_of_work() as work:
        work.cards.mark(own, words=True)
        while work.cards.refresh(DAY, _CARDS_AT_ONCE).remaining:
            pass
        work.facts.write("cards_as_of", DAY.isoformat())
        work.facts.write("first_sync_done", b"1")
        work.commit()


def _portions(batch: object) -> Iterator[list[dict[str, FieldValue]]]:
    rows: list[dict[str, FieldValue]] = []
    for row in batch:  # type: ignore[attr-defined]
        rows.append(row)
        if len(rows) == _ROWS_AT_ONCE:
            yield rows
            rows = []
    yield rows


def _is_own(entity: str, row: dict[str, FieldValue], user_id: str, own: set[str]) -> bool:
    if ENTITIES[entity].scope in {Scope.COMPANY, Scope.SECTOR}:
        return True
    if entity == "account":
        return row["owner_id"] == user_id
    return row["account_id"] in own


def _columns(entity: str, rows: list[dict[str, FieldValue]], user_id: str) -> ServerRows:
    names = tuple(ENTITIES[entity].fields)
    is_account = ENTITIES[entity].scope is Scope.ACCOUNT
    return ServerRows(
        entity=entity,
        names=names,
        ids=[str(row["id"]) for row in rows],
        books=[f"rep:{user_id}" if is_account else "company"] * len(rows),
        revisions=[1] * len(rows),
        columns=[[row.get(name) for row in rows] for name in names],
    )
