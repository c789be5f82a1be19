"""Sync against the least it could cost: first sync, upload, everyday rounds, a crowd, growth."""

from __future__ import annotations

from benchmarks.frame import Row, report
from benchmarks.sync_crowd import crowd_row
from benchmarks.sync_first import first_sync_rows
from benchmarks.sync_growth import growth_rows
from benchmarks.sync_quiet import quiet_row
from benchmarks.sync_small import each_way_row, upload_rows
from benchmarks.sync_world import running_world
from tests.support.postgres import running_cluster

_CONTACTS, _ACCOUNTS = 2_000, 200
_CROWD_SECONDS = 4.0


def main() -> None:
    """Measure and report."""
    rows = [
        *first_sync_rows("first-sync-20k", 20_000, runs=9),
        *first_sync_rows("first-sync-200k", 200_000, runs=5),
        *_everyday_rows(),
        crowd_row("50-devices-sqlite", seconds=_CROWD_SECONDS, runs=5),
        _crowd_on_postgres(),
        *growth_rows(runs=60),
    ]
    report("sync", rows)


def _everyday_rows() -> list[Row]:
    with running_world(contacts=_CONTACTS, accounts=_ACCOUNTS) as world:
        return [
            *upload_rows(world, runs=5),
            each_way_row(world, "one-each-way", 1, runs=100),
            each_way_row(world, "200-each-way", 200, runs=15),
            quiet_row(world),
        ]


def _crowd_on_postgres() -> Row:
    with running_cluster() as cluster:
        database = cluster.url(cluster.make_database())
        return crowd_row("50-devices-postgresql", database=database, seconds=4.0, runs=5)


if __name__ == "__main__":
    main()
