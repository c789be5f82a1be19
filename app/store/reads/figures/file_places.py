"""Which accounts' files are looked at, by row number."""

from __future__ import annotations

from app.store.reads.figures.figure_look import FigureLook

# Row numbers are of the real table; what is chosen hides it only where it is named alone.
_CHOSEN = "SELECT rowid FROM main.account WHERE id IN (SELECT id FROM account)"


def read_chosen_places(look: FigureLook) -> set[int]:
    """Return the row numbers of the chosen accounts."""
    return set(look.run(_CHOSEN).scalars())
