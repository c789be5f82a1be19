"""All kinds of records that have a plain list and form, in their groups."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from ui.screens.records.kind import RecordKind
from ui.screens.records.kinds import (
    claims,
    contracts,
    credit,
    customer_files,
    market,
    sales,
    settings,
    trips,
    warnings,
)

GROUPS: Final = (
    *("customer_files", "credit", "claims", "contracts", "sales", "market", "trips", "warnings"),
    "settings",
)
"""In the order in which they are shown; a group's words are the text of `records.group.<key>`."""

_AREAS: Final = (
    *(customer_files, credit, claims, contracts, sales, market, trips, warnings, settings),
)
KINDS: Final[Mapping[str, RecordKind]] = MappingProxyType(
    {kind.entity: kind for area in _AREAS for kind in area.KINDS}
)
"""By entity."""


def listed_kinds(*, under_account: bool) -> tuple[RecordKind, ...]:
    """Return the kinds that have a list, of all accounts or of one, in the order of the groups."""
    return tuple(
        kind
        for group in GROUPS
        for kind in KINDS.values()
        if kind.group == group and not kind.is_part and (kind.has_account or not under_account)
    )
