"""Run as a process: takes a table in and tells each batch, until it is killed."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from app.commands.exchange.imports import run_import
from app.exchange.table_files import look_at_table
from tests.support.devices import make_workspace
from tests.support.tables import plan_for

BATCHES = 3


def main() -> None:
    folder, path, key_hex, user_id = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4]
    workspace = make_workspace(folder, user_id, key_hex=key_hex)
    table, told = look_at_table(path), []

    def tell(tally: object) -> None:
        told.append(tally)
        sys.stdout.write(f"{tally}\n")
        sys.stdout.flush()
        if len(told) == BATCHES:
            time.sleep(60)  # the plug is pulled while the next batch is about to be written

    run_import(workspace, table, plan_for(workspace, table), tell=tell)


if __name__ == "__main__":
    main()
