"""What products are called."""

from __future__ import annotations

from app.store.reads.figures.figure_look import FigureLook


def read_product_names(look: FigureLook) -> dict[str, tuple[str, str]]:
    """Return name and English name (empty if none) of every product by its code."""
    rows = look.run_on_all("SELECT code, name, coalesce(name_en, '') FROM product")
    return {code: (name, english) for code, name, english in rows}
