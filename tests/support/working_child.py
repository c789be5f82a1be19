"""Run as a process: works and syncs without end, saying what it saved, until it is killed."""

from __future__ import annotations

import sys
from pathlib import Path

from app.workspace import Workspace
from sync.errors import SyncError
from tests.support.real_device import reopen_device


def save_visit(workspace: Workspace, account: str, number: int) -> str:
    """Save a log with a promise and an edit of the account, all in one unit of work."""
    author = workspace.author
    with workspace.store.unit_of_work() as work:
        log = work.create(
            "visit_log",
            {
                "account_id": account,
                "author_id": workspace.user_id,
                "started_at": workspace.now_milliseconds(),
                "way": "visit",
                "content": f"visit {number}",
            },
            author,
        )
        promise = {
            "account_id": account,
            "visit_log_id": log,
            "content": f"promise {number}",
            "due_on": "2026-12-01",
            "state": "open",
        }
        work.create("commitment", promise, author)
        work.edit("account", account, {"remark": f"after visit {number}"}, author)
        work.commit(author)
    return log


def main() -> None:
    folder, address, account = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    device = reopen_device(folder, address)
    number = 0
    while True:
        number += 1
        log = save_visit(device.profile.workspace, account, number)
        sys.stdout.write(log + "\n")
        sys.stdout.flush()
        if number % 3 == 0:
            try:
                device.engine.run_once()
            except SyncError as error:
                sys.stderr.write(f"{error.code}\n")


if __name__ == "__main__":
    main()
