"""Joins the panel of files to what keeps it."""

from __future__ import annotations

from ui.screens.context import ScreenContext
from ui.screens.files.desk import FilesDesk
from ui.screens.files.panel import FilesPanel
from ui.screens.visit.thumbnails import make_thumbnail


def join_files(
    panel: FilesPanel, context: ScreenContext, *, without: frozenset[str] = frozenset()
) -> FilesDesk:
    """Return what keeps a panel; call `show` with the record.

    Args:
        panel: Drawn on some page.
        context: What presenters need.
        without: Media types that the page shows elsewhere.
    """
    desk = FilesDesk(panel, context, make_thumbnail, without=without)
    panel.add_requested.connect(desk.add)
    panel.opened.connect(desk.open)
    panel.save_requested.connect(desk.save_copy)
    return desk
