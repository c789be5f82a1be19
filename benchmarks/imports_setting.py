"""A device with 20,000 accounts, and a table of 200,000 rows of which one in twenty is wrong."""

from __future__ import annotations

import datetime as dt
import random
import secrets
from collections.abc import Iterator
from pathlib import Path

from app.device.sealed_files import SealedFiles
from app.domain.ids import id_from, new_id
from app.exchange.table_writing import write_table
from app.store.file.engine import open_engine
from app.store.migrate import prepare_store
from app.store.records import ServerRows
from app.store.unit_of_work import Store
from app.workspace import Workspace
from sync.wire import codec

ACCOUNTS = 20_000
ROWS = 200_000
WRONG_EVERY = 20
HEADINGS = (
    *("客户名称", "客户类型", "统一社会信用代码", "联系电话", "城市", "详细地址", "老板"),
    *("合作日期", "员工数", "流动资金（万元）", "经营品牌", "备注"),
)

_WORDS = "恒达华信百禾新南城北丰源鸿运金穗瑞祥福临东升西河南桥万家康乐宏图永兴聚德同心盛世"
_TRADES = ("粮油商行", "调味品批发部", "食品有限公司", "超市", "副食店", "酒业有限公司")
_CITIES = ("苏州市", "常熟市", "张家港市", "昆山市", "太仓市", "无锡市")
_NOW = dt.datetime(2026, 11, 23, 1, tzinfo=dt.UTC)
_REP = id_from(milliseconds=1_700_000_000_000, entropy=7)
_SECTOR = id_from(milliseconds=1_700_000_000_000, entropy=8)


def make_device(folder: Path) -> Workspace:
    """Return a workspace on a new store that holds the accounts of a rep."""
    engine = open_engine(folder / "roadbook.db", secrets.token_hex(32))
    prepare_store(engine)
    files = folder / "files"
    files.mkdir()
    store = Store(engine, codec)
    clock = _Clock()
    workspace = Workspace(
        store, SealedFiles(files, secrets.token_bytes(32)), _REP, clock, "Asia/Shanghai"
    )
    chance = random.Random(1)  # noqa: S311 - the same table every time
    rows = [(new_id(clock()), _name(chance, at), _phone(at)) for at in range(ACCOUNTS)]
    people = ("name", "login", "roles", "state", "sector_id")
    person = [["周岚"], ["zhoulan"], ["rep"], ["active"], [_SECTOR]]
    user = ServerRows("user", people, [_REP], ["company"], [1], person)
    with store.unit_of_work() as work:
        work.records.replace(user)
        names = ("name", "phone", "type", "status", "owner_id", "sector_id")
        size = len(rows)
        columns = [
            [row[1] for row in rows], [row[2] for row in rows],
            ["dealer"] * size, ["active"] * size, [_REP] * size, [_SECTOR] * size,
        ]  # fmt: skip
        ids = [row[0] for row in rows]
        work.records.replace(
            ServerRows("account", names, ids, [f"rep:{_REP}"] * size, [1] * size, columns)
        )
        work.cards.add_bare(ids)
        work.commit()
    return workspace


def write_rows(path: Path, count: int = ROWS) -> None:
    """Write the table; every twentieth row has a wrong cell, of five kinds in turn."""
    write_table(path, HEADINGS, _rows(count), title="客户")


def _rows(count: int) -> Iterator[list[str]]:
    chance = random.Random(2)  # noqa: S311 - the same table every time
    for at in range(ACCOUNTS, ACCOUNTS + count):
        row = [
            *(_name(chance, at), "零售商", "", _phone(at), chance.choice(_CITIES)),
            *(f"河西路 {at} 号", "林秀珍", "2026年1月5日", str(at % 40), f"{at % 900}.5"),
            *("原酿、河西米业", "每周一报计划"),
        ]
        if at % WRONG_EVERY == 0:
            place, value = _WRONG[at // WRONG_EVERY % len(_WRONG)]
            row[place] = value
        yield row


_WRONG = ((1, "散户王"), (3, "1.39E+10"), (7, "03/04/2026"), (8, "十几个"), (9, "约三千"))


def _name(chance: random.Random, at: int) -> str:
    word = "".join(chance.sample(_WORDS, 3))
    return f"{chance.choice(_CITIES)}{word}{at % 9973}{chance.choice(_TRADES)}"


def _phone(at: int) -> str:
    return f"139{at:08d}"


class _Clock:
    """Goes on by a millisecond a look."""

    def __init__(self) -> None:
        self._moment = _NOW

    def __call__(self) -> dt.datetime:
        self._moment += dt.timedelta(milliseconds=1)
        return self._moment
