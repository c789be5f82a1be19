"""The paper of the open contract, set as the next copy of it would be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.domain.contracts.sheet import GoodsLine
from ui.screens.context import ScreenContext
from ui.screens.contract.open_contract import OpenContract
from ui.screens.contract.paper.copies import carries_draft_mark, last_copy, originals
from ui.screens.contract.paper.live import LivePaper, PaperView
from ui.screens.contract.paper.setting import Sheets, set_copy


class Previewing:
    """Sets the paper of the open contract, as the next copy of it would be."""

    def __init__(self, view: PaperView, context: ScreenContext) -> None:
        self._paper = LivePaper(view, context)
        self._opened: OpenContract | None = None

    def begin(self, opened: OpenContract) -> None:
        """Show this contract's paper from now on; call `run` when it is another one."""
        self._opened = opened

    def run(self) -> None:
        """Set the paper with what is filled in now."""
        opened = self._opened
        if opened is None:
            return
        values, lines = opened.sheet.values(), opened.sheet.lines()
        self._paper.set_next(
            lambda: _next_copy(opened, values, lines),
            lambda error: opened.words.refusal(error, opened.sheet.values()),
        )


def _next_copy(
    opened: OpenContract, values: Mapping[str, Any], lines: Sequence[GoodsLine]
) -> Sheets:
    review = opened.judge(values, lines)
    # Without its number it is no contract yet, even where one is at hand for printing.
    is_draft = not opened.stored.number_is_final or carries_draft_mark(opened, review, values)
    total = originals(opened, values)
    # The next copy; when all are printed, the last of them.
    number = min(last_copy(opened.stored, is_draft=is_draft) + 1, total)
    return set_copy(
        opened.template,
        values,
        number=number,
        total=total,
        is_draft=is_draft,
        is_confidential=opened.stored.is_confidential,
        logo=opened.stored.logo,
    )
