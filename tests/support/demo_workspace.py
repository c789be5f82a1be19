"""A device that holds the demo rep's books, loaded straight into its store."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from app.domain.fields import FieldValue, Scope
from app.domain.schema import ENTITIES
from app.store.records import ServerRows
from app.store.unit_of_work import UnitOfWork
from app.workspace import Workspace
from server.demo.generate import DEMO_SEED, generate
from server.demo.people import DEMO_REP
from tests.support.devices import START, Clock, make_workspace

Row = dict[str, FieldValue]

_CARDS_AT_ONCE = 2_000


def demo_workspace(folder: Path, size: str = "small", clock: Clock | None = None) -> Workspace:
    """Return the demo rep's workspace on the demo's own day, Monday 23 November 2026."""
    clock = clock or Clock()
    today = (START + dt.timedelta(hours=8)).date()
    rows = list(generate(size, DEMO_SEED, today))
    user_id = next(
        str(row["id"])
        for entity, batch in rows
        if entity == "user"
        for row in batch
        if row["login"] == DEMO_REP
    )
    workspace = make_workspace(folder, user_id, clock)
    with workspace.store.unit_of_work() as work:
        own = load_books(work, rows, user_id)
        work.cards.mark(own, words=True)
        while work.cards.refresh(today, _CARDS_AT_ONCE).remaining:
            pass
        work.commit()
    return workspace


def load_books(
    work: UnitOfWork, batches: list[tuple[str, list[Row]]], user_id: str
) -> frozenset[str]:
    """Write the company's rows and those of the user's accounts; return his accounts."""
    own = frozenset(
        str(row["id"])
        for entity, batch in batches
        if entity == "account"
        for row in batch
        if row["owner_id"] == user_id
    )
    visible: dict[str, list[Row]] = {}
    for entity, batch in batches:
        visible.setdefault(entity, []).extend(_visible(entity, batch, own))
    for entity, rows in visible.items():
        in_order = sorted(rows, key=lambda row: str(row["id"]))  # as the server's pages come
        work.records.replace(_columns(entity, in_order, user_id))
    return own


def _visible(entity: str, batch: list[Row], own: frozenset[str]) -> Iterator[Row]:
    is_shared = ENTITIES[entity].scope in {Scope.COMPANY, Scope.SECTOR}
    key = "id" if entity == "account" else "account_id"
    for row in batch:
        if is_shared or row[key] in own:
            yield row


def _columns(entity: str, rows: list[Row], user_id: str) -> ServerRows:
    names = tuple(ENTITIES[entity].fields)
    is_account = ENTITIES[entity].scope is Scope.ACCOUNT
    return ServerRows(
        entity=entity,
        names=names,
        ids=[str(row["id"]) for row in rows],
        books=[f"rep:{user_id}" if is_account else "company"] * len(rows),
        revisions=[1] * len(rows),
        columns=[[row[name] for row in rows] for name in names],
    )
