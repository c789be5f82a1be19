"""Tables to be taken in, and a plan as the guess makes it."""

from __future__ import annotations

from pathlib import Path

from app.domain.importing.plans import DEFAULTS, ImportPlan, Mode
from app.domain.importing.vocabulary import Words
from app.exchange.table_files import TableFile, look_at_table
from app.exchange.table_writing import write_table
from app.queries.exchange.imports import glance_at_table
from app.workspace import Workspace

HEADINGS = ("客户名称", "客户类型", "电话", "城市", "备注")


def table(path: Path, *rows: tuple[object, ...], headings: tuple[str, ...] = HEADINGS) -> TableFile:
    write_table(path, headings, [[*row, *[None] * len(headings)][: len(headings)] for row in rows])
    return look_at_table(path)


def plan_for(
    workspace: Workspace,
    source: TableFile,
    entity: str = "account",
    *,
    words: Words | None = None,
    **changes: object,
) -> ImportPlan:
    glance = glance_at_table(workspace, source, entity, words)
    usual: dict[str, object] = {
        "entity": entity,
        "columns": glance.columns,
        "heading_line": glance.heading_line,
        "mode": Mode.CREATE,
        "key": ("name",) if entity == "account" else ("account_id", "name"),
        "defaults": DEFAULTS.get(entity, {}),
    }
    return ImportPlan(**{**usual, **changes})
