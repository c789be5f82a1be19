"""Questions behind the map of accounts."""

from __future__ import annotations

from dataclasses import dataclass

from app.planning.gazetteer import Gazetteer, Located, Precision
from app.planning.places import Place, place_from_e6
from app.store.reads.accounts.map import MapAccountRow, list_map_accounts
from app.workspace import Workspace

__all__ = ["MapAccount", "MapAccountRow", "Place", "Precision", "read_account_map"]


@dataclass(frozen=True, slots=True)
class MapAccount:
    """An account and where it is.

    Attributes:
        row: What the device knows of it.
        place: Where it is drawn; None when not even its province is known.
        precision: How well that is known; None without a place.
    """

    row: MapAccountRow
    place: Place | None
    precision: Precision | None


def read_account_map(workspace: Workspace, gazetteer: Gazetteer) -> tuple[MapAccount, ...]:
    """Return all accounts of the device with their places, in the order of their names.

    An account without coordinates stands in the middle of its city, else of its province, and
    says so.

    Source: domain.md 2.1 A (electronic map); R032.
    """
    with workspace.store.snapshot() as look:
        rows = list_map_accounts(look)
    known: dict[tuple[str | None, str | None], Located | None] = {}
    return tuple(_placed(row, gazetteer, known) for row in rows)


def _placed(
    row: MapAccountRow,
    gazetteer: Gazetteer,
    known: dict[tuple[str | None, str | None], Located | None],
) -> MapAccount:
    own = place_from_e6(row.latitude_e6, row.longitude_e6)
    if own is not None:
        return MapAccount(row, own, Precision.OWN)
    key = (row.province, row.city)
    if key not in known:
        known[key] = gazetteer.locate(*key)
    found = known[key]
    if found is None:
        return MapAccount(row, None, None)
    return MapAccount(row, found.place, found.precision)
