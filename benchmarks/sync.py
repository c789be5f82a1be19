"""Sync against the least it could cost and against Anki: first, upload, everyday, crowd, growth."""

from __future__ import annotations

from contextlib import ExitStack

from benchmarks.frame import Row, report
from benchmarks.peers.anki_crowd import AnkiCrowd
from benchmarks.peers.anki_turns import Anki, running_anki
from benchmarks.peers.own_venv import PeerMissingError
from benchmarks.sync_crowd import crowd_rows
from benchmarks.sync_first import first_sync_rows
from benchmarks.sync_growth import growth_rows
from benchmarks.sync_quiet import quiet_rows
from benchmarks.sync_small import UPLOADED, each_way_rows, upload_rows
from benchmarks.sync_turns import peer_row
from benchmarks.sync_world import running_world
from tests.support.postgres import running_cluster

_CONTACTS, _ACCOUNTS = 2_000, 200
_CROWD_SECONDS = 4.0
_CROWD = "50-devices-sqlite"


def main() -> None:
    """Measure and report."""
    rows: list[Row] = []
    remarks: list[str] = []
    with ExitStack() as stack:
        anki = anki_or_remark(stack, remarks)
        rows += first_sync_rows(
            "first-sync-20k", 20_000, runs=9, peer=anki.first_sync(20_000) if anki else None
        )
        rows += first_sync_rows("first-sync-200k", 200_000, runs=5)
        rows += everyday_rows(anki)
        rows += _crowd_on_sqlite(anki, remarks)
    rows += _crowd_on_postgres()
    rows += growth_rows(runs=60)
    report("sync", rows, remarks=remarks)


def anki_or_remark(stack: ExitStack, remarks: list[str]) -> Anki | None:
    """Return Anki, or say in a remark why it is not measured."""
    try:
        return stack.enter_context(running_anki())
    except PeerMissingError as missing:
        remarks.append(f"{missing}; it has no rows")
        return None


def everyday_rows(anki: Anki | None) -> list[Row]:
    """Measure an upload, one record and 200 each way, and count a quiet round's bytes."""
    upload, one, many = (
        (anki.upload(UPLOADED), anki.each_way(1), anki.each_way(200)) if anki else (None,) * 3
    )
    with running_world(contacts=_CONTACTS, accounts=_ACCOUNTS) as world:
        return [
            *upload_rows(world, runs=5, peer=upload),
            *each_way_rows(world, "one-each-way", 1, runs=100, peer=one),
            *each_way_rows(world, "200-each-way", 200, runs=15, peer=many),
            *quiet_rows(world, peer=anki.quiet_bytes if anki else None),
        ]


def _crowd_on_sqlite(anki: Anki | None, remarks: list[str]) -> list[Row]:
    crowd = AnkiCrowd(anki) if anki else None
    rows = crowd_rows(_CROWD, seconds=_CROWD_SECONDS, runs=5, peer=crowd.rate if crowd else None)
    if crowd:
        remarks.append(crowd.remark(peer_row(_CROWD)))
    return rows


def _crowd_on_postgres() -> list[Row]:
    with running_cluster() as cluster:
        database = cluster.url(cluster.make_database())
        return crowd_rows("50-devices-postgresql", database=database, seconds=4.0, runs=5)


if __name__ == "__main__":
    main()
