"""What products are called."""

from __future__ import annotations

from app.store.unit_of_work import Snapshot


def read_product_names(look: Snapshot) -> dict[str, tuple[str, str]]:
    """Return name and English name (empty if none) of every product by its code."""
    rows = look.connection.exec_driver_sql("SELECT code, name, coalesce(name_en, '') FROM product")
    return {code: (name, english) for code, name, english in rows}
