"""A hundred statements of account: read at once, set into one file; one by one; and ended early."""

from __future__ import annotations

import datetime as dt
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import Any

from app.documents.papers.paper import render_paper, render_papers
from app.documents.papers.statement import plan_statement
from app.documents.setting.fonts import load_fonts
from app.documents.setting.tongue import Tongue
from app.queries.papers.statements import read_statement_papers
from benchmarks.contract import draw_bare, read_drawn
from benchmarks.frame import Row, median_ms, medians_ms, percentile, report
from tests.support.demo_workspace import demo_workspace
from ui.screens.papers.rows import PaperOrder
from ui.screens.papers.setting import PaperRun, RunStoppedError, set_papers

ROOT = Path(__file__).resolve().parents[1]
PAPERS = 100
_SECOND_MS = 1000
_STOPPED_AFTER = range(3, 90, 6)
_ORDER = PaperOrder("statement", ())
_FIRST, _LAST = dt.date(2026, 1, 1), dt.date(2026, 11, 23)


def main() -> None:
    """Measure and report."""
    fonts, tongue = load_fonts(ROOT / "resources" / "fonts"), Tongue("zh")
    with tempfile.TemporaryDirectory() as folder:
        workspace = demo_workspace(Path(folder))
        with workspace.store.snapshot() as look:
            rows = look.connection.exec_driver_sql(
                "SELECT id FROM account ORDER BY id LIMIT ?", (PAPERS,)
            )
            ids = [str(row[0]) for row in rows]
        if len(ids) != PAPERS:
            raise SystemExit(f"the demo has {len(ids)} accounts")

        def read() -> None:
            read_statement_papers(workspace, ids, first=_FIRST, last=_LAST)

        papers = read_statement_papers(workspace, ids, first=_FIRST, last=_LAST)

        def together() -> None:
            plans = (plan_statement(paper, tongue, fonts) for paper in papers)
            render_papers(plans, tongue, fonts, title="", author="")

        def alone() -> None:
            for paper in papers:
                render_paper(plan_statement(paper, tongue, fonts), tongue, fonts)

        plans = (plan_statement(paper, tongue, fonts) for paper in papers)
        drawn = read_drawn(render_papers(plans, tongue, fonts, title="", author="").pdf)
        together_ms, bare_ms = medians_ms(together, lambda: draw_bare(drawn, fonts), runs=5)
        read_ms, alone_ms = median_ms(read), median_ms(alone, runs=3)
        workspace.store.close()
    report(
        "papers",
        [
            Row("read-100", read_ms, "ms"),
            Row("one-file", _a_second(together_ms), "papers/s", _a_second(bare_ms)),
            Row("own-files", _a_second(alone_ms), "files/s"),
            *_progress(papers),
            *_stops(papers),
        ],
    )


class TimedRun(PaperRun):
    """A run that notes when each paper was done."""

    def __init__(self) -> None:
        super().__init__()
        self.moments = [time.perf_counter()]

    def step(self) -> None:
        """Count one paper."""
        self.moments.append(time.perf_counter())
        super().step()


def _progress(papers: Sequence[Any]) -> list[Row]:
    """Measure how long the count of papers stands still, and what follows the last one."""
    run = TimedRun()
    set_papers(papers, _ORDER, run)
    finished = time.perf_counter()
    times = run.moments
    steps = [(b - a) * _SECOND_MS for a, b in pairwise(times)]
    return [
        Row("step-p95", percentile(steps, 0.95), "ms"),
        Row("after-the-last", (finished - times[-1]) * _SECOND_MS, "ms"),
    ]


def _stops(papers: Sequence[Any]) -> list[Row]:
    """Measure how long a run goes on after it was told to stop."""
    spent = [_stop_ms(papers, after) for after in _STOPPED_AFTER]
    return [Row("stop-p95", percentile(spent, 0.95), "ms"), Row("stop-worst", max(spent), "ms")]


def _stop_ms(papers: Sequence[Any], after: int) -> float:
    run = PaperRun()

    def work() -> None:
        with suppress(RunStoppedError):
            set_papers(papers, _ORDER, run)

    lane = threading.Thread(target=work)
    lane.start()
    while run.done < after:
        time.sleep(0.0005)
    told = time.perf_counter()
    run.is_stopped = True
    lane.join()
    if run.done >= len(papers):
        raise SystemExit("the run did not stop")
    return (time.perf_counter() - told) * _SECOND_MS


def _a_second(milliseconds: float) -> float:
    return PAPERS * _SECOND_MS / milliseconds


if __name__ == "__main__":
    main()
