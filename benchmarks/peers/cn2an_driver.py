"""Runs inside cn2an's environment: amounts in 分 come in, a line each; capitals go out."""

from __future__ import annotations

import json
import sys
import time
from decimal import Decimal

import cn2an  # type: ignore[import-not-found, unused-ignore]


def main() -> None:
    """Answer all amounts at the end: {"ms": what writing took, "texts": [...]}; None: refused."""
    amounts = [str(Decimal(line) / 100) for line in sys.stdin]
    begin = time.perf_counter_ns()
    texts = [_written(amount) for amount in amounts]
    spent = (time.perf_counter_ns() - begin) / 1e6
    json.dump({"ms": spent, "texts": texts}, sys.stdout, ensure_ascii=False)


def _written(amount: str) -> str | None:
    """Write an amount; a text is exact where a float would not be."""
    try:
        return str(cn2an.an2cn(amount, "rmb"))
    except ValueError:
        return None


if __name__ == "__main__":
    main()
