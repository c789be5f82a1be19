"""The large profile with costs and opening counts, which the demo does not give a rep."""

from __future__ import annotations

import shutil
import sys

from app.device.paths import ProfilePaths, list_profiles
from app.profiles import OpenProfile, open_profile
from app.store.unit_of_work import UnitOfWork
from benchmarks.large_profile import large_profile
from benchmarks.large_setting import FOLDER, PASSPHRASE, surroundings

_COSTS = """
INSERT INTO product_cost (id, _book, product_id, cost_minor, valid_from_on)
SELECT ? || substr(product_id, -24), 'company', product_id,
       sum(amount_minor) * ? / sum(quantity) / 100, ?
FROM sales_record GROUP BY product_id"""
_COUNTS = """
INSERT INTO stock_count (id, _book, account_id, product_id, counted_on, warehouse_quantity)
SELECT ? || substr(id, -24), _book, account_id, product_id, '2026-01-02', warehouse_quantity + 5
FROM stock_count WHERE counted_on BETWEEN '2026-11-20' AND '2026-11-23'"""


def open_analysis() -> OpenProfile:
    """Unlock a copy of the large profile in which every figure has something to say."""
    root = FOLDER / "large-figures"
    if not (root / "complete").exists():
        sys.stderr.write("copying the large profile …\n")
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(large_profile().folder.parent, root, ignore=_marker)
        _plant(_opened(list_profiles(root)[0]))
        (root / "complete").touch()
    return _opened(list_profiles(root)[0])


def _opened(paths: ProfilePaths) -> OpenProfile:
    return open_profile(paths, PASSPHRASE, surroundings())


def _marker(_folder: str, names: list[str]) -> list[str]:
    return [name for name in names if name == "complete"]


def _plant(profile: OpenProfile) -> None:
    with profile.workspace.store.unit_of_work() as work:
        _insert(work)
        work.commit()
    profile.close()


def _insert(work: UnitOfWork) -> None:
    run = work.connection.exec_driver_sql
    run(_COSTS, ("0000000a", 80, None))
    run(_COSTS, ("0000000b", 84, "2026-07-01"))
    run(_COUNTS, ("0000000c",))
