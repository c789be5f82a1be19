"""A look at the store in which only the chosen accounts and products are there."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from typing import Any

from app.domain.analysis.figure_filter import EVERYTHING, FigureFilter
from app.domain.schema import ENTITIES
from app.store.connection import Rows
from app.store.unit_of_work import Snapshot

_OPENINGS = ("WITH RECURSIVE ", "WITH ")
_SIDES = (("sector_id", "sector_id"), ("account_type", "type"), ("owner_id", "owner_id"))
_LINE = "kind = :only_product_line"
_WORD = re.compile(r"\w+")


class FigureLook:
    """Runs the statements of the figures, each as if nothing but the chosen part were here.

    The chosen part is put before the statement as tables of the same names: common table
    expressions hide the real ones, so that no figure can forget a filter.

    Attributes:
        snapshot: The same look without any choice.
        only: What was chosen.
    """

    def __init__(self, snapshot: Snapshot, only: FigureFilter = EVERYTHING) -> None:
        self.snapshot, self.only = snapshot, only
        sides = (*(side for side, _column in _SIDES), "product_line")
        self._chosen = {f"only_{side}": getattr(only, side) for side in sides}

    def run(self, statement: str, values: Mapping[str, Any] | None = None) -> Rows:
        """Run a statement over the chosen part; its values are named.

        Args:
            statement: A SELECT; it may begin with WITH.
            values: By name.
        """
        if self.only.is_open:
            return self.run_on_all(statement, values)
        narrowed = _narrowed(statement, self.only)
        return self.run_on_all(narrowed, {**(values or {}), **self._chosen})

    def run_on_all(self, statement: str, values: Mapping[str, Any] | None = None) -> Rows:
        """Run a statement over everything that is here, whatever was chosen."""
        return self.snapshot.connection.exec_driver_sql(statement, {**(values or {})})


@functools.lru_cache(maxsize=256)
def _narrowed(statement: str, only: FigureFilter) -> str:
    tables = ", ".join(_chosen_tables(statement, only))
    body = statement.strip()
    opening = next((words for words in _OPENINGS if body.startswith(words)), "")
    if not tables:
        return body
    return f"WITH RECURSIVE {tables}{', ' if opening else ' '}{body.removeprefix(opening)}"


def _chosen_tables(statement: str, only: FigureFilter) -> Iterator[str]:
    """Yield a table of the chosen part for each table that a statement names."""
    sides = [f"{column} = :only_{side}" for side, column in _SIDES if getattr(only, side)]
    accounts = f"account_id IN (SELECT id FROM main.account WHERE {' AND '.join(sides)})"
    products = f"product_id IN (SELECT id FROM main.product WHERE {_LINE})"
    for name in sorted(ENTITIES.keys() & set(_WORD.findall(statement))):
        fields = ENTITIES[name].fields
        conditions = list(sides) if name == "account" else []
        if sides and "account_id" in fields:
            conditions.append(accounts)
        if only.product_line and (name == "product" or "product_id" in fields):
            conditions.append(_LINE if name == "product" else products)
        if conditions:
            chosen = f"SELECT * FROM main.{name} WHERE {' AND '.join(conditions)}"
            yield f"{name} AS NOT MATERIALIZED ({chosen})"
