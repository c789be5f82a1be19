"""Whose and of which sector the account of each row number is."""

from __future__ import annotations

from app.store.reads.figures.figure_look import FigureLook

_CHOSEN = "SELECT id, sector_id, owner_id FROM account"
_PLACES = "SELECT rowid, id FROM account"


def read_file_places(look: FigureLook) -> dict[int, tuple[str | None, str | None]]:
    """Return sector and person by row number, of the chosen accounts."""
    chosen = {key: (sector_id, owner_id) for key, sector_id, owner_id in look.run(_CHOSEN)}
    return {place: chosen[key] for place, key in look.run_on_all(_PLACES) if key in chosen}
