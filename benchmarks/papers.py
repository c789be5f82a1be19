"""A hundred statements of account: read at once, set into one file; and one by one."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

from app.documents.fonts import load_fonts
from app.documents.paper import render_paper, render_papers
from app.documents.statement import plan_statement
from app.documents.tongue import Tongue
from app.queries.papers.statements import read_statement_papers
from benchmarks.contract import draw_bare, read_drawn
from benchmarks.frame import Row, median_ms, medians_ms, report
from tests.support.demo_workspace import demo_workspace

ROOT = Path(__file__).resolve().parents[1]
PAPERS = 100
_SECOND_MS = 1000
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
        ],
    )


def _a_second(milliseconds: float) -> float:
    return PAPERS * _SECOND_MS / milliseconds


if __name__ == "__main__":
    main()
