"""Checks a database against its own rules, for administrators and after a restore."""

from __future__ import annotations

from server.store.checks import RULES, check_pages, find_broken
from server.store.database import Database

_SHOWN = 10


def verify_database(database: Database, org: int) -> list[str]:
    """Return one line for everything that is wrong; none for a sound database."""
    # A power cut tears pages that were being copied from the log, which has them whole.
    database.empty_log()
    with database.reading() as work:
        findings = [f"file: {line}" for line in check_pages(work)[:_SHOWN]]
        for rule in RULES:
            broken = find_broken(work, org, rule)
            if broken:
                findings.append(f"{rule}: {len(broken)}, first {', '.join(broken[:_SHOWN])}")
    return findings
