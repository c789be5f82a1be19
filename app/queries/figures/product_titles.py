"""What products are called."""

from __future__ import annotations

from app.queries.figures.basis import look_at
from app.store.reads.figures.product_names import read_product_names
from app.workspace import Workspace


def read_product_titles(workspace: Workspace) -> dict[str, tuple[str, str]]:
    """Return name and English name of every product by code."""
    with look_at(workspace) as look:
        return read_product_names(look)
