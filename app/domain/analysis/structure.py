"""Product sales structure (销售构成): what an account buys, and what it could buy besides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from app.domain.analysis.figures import Reason, Value, gap, quotient, share_of, whole_minor

FAR_BELOW = Decimal("0.5")
"""Below this part of the peers' share a product has room to grow. A proposal: no seed says it."""


@dataclass(frozen=True, slots=True)
class StructureLine:
    """One product with its place in the sales.

    Attributes:
        product: Product code.
        amount_minor: Sales less returns.
        share: Of the total.
        cumulative: With all larger ones.
        planned_minor: None when there is no plan for it.
        completion: Sales ÷ plan.
        share_gap: Share − its share of the plan.
    """

    product: str
    amount_minor: int
    share: Value
    cumulative: Value
    planned_minor: int | None
    completion: Value
    share_gap: Value


@dataclass(frozen=True, slots=True)
class Structure:
    """All products, the largest first; equal ones by code."""

    lines: tuple[StructureLine, ...]
    total_minor: int


@dataclass(frozen=True, slots=True)
class Room:
    """A product that an account could buy more of.

    Attributes:
        product: Product code.
        own_share: Its share of the account's purchases; n/a when the account bought nothing.
        peer_share: Its share of the peers' purchases.
        missing_minor: Sales at the peers' share less the present ones, rounded half up.
        is_bought: Whether the account buys it at all.
    """

    product: str
    own_share: Value
    peer_share: Fraction
    missing_minor: int
    is_bought: bool


def merged_codes(amounts: Mapping[str, int], successors: Mapping[str, str]) -> dict[str, int]:
    """Add amounts under renamed codes to the codes that replace them, chains included.

    A code without a successor stays, also when the product was discontinued.

    Args:
        amounts: Minor units by product code.
        successors: New code by old code, of renamed products only.

    Source: domain.md 3.5 (edge).
    """
    sums: dict[str, int] = {}
    for code, amount in amounts.items():
        seen, name = {code}, code
        while (following := successors.get(name, name)) not in seen:
            seen.add(following)
            name = following
        sums[name] = sums.get(name, 0) + amount
    return sums


def structure(amounts: Mapping[str, int], *, plan: Mapping[str, int] | None = None) -> Structure:
    """Return the sales structure of an account or of all; no shares of a total of 0 or less.

    Args:
        amounts: Sales less returns by product code, in minor units.
        plan: Planned sales by product code; a planned product without sales gets a line of 0.

    Source: domain.md 3.5; R107.
    """
    plan = plan or {}
    sums = dict.fromkeys(plan, 0) | dict(amounts)
    total, planned_total = sum(sums.values()), sum(plan.values())
    lines: list[StructureLine] = []
    running = 0
    for code in sorted(sums, key=lambda name: (-sums[name], name)):
        running += sums[code]
        share, planned = share_of(sums[code], total), plan.get(code)
        planned_share = share_of(planned or 0, planned_total, reason=Reason.NO_PLAN)
        lines.append(
            StructureLine(
                product=code,
                amount_minor=sums[code],
                share=share,
                cumulative=share_of(running, total),
                planned_minor=planned,
                completion=quotient(sums[code], planned, reason=Reason.NO_PLAN),
                share_gap=gap(share, planned_share),
            )
        )
    return Structure(tuple(lines), total)


def growth_room(
    own: Mapping[str, int], peers: Mapping[str, int], *, far_below: Decimal = FAR_BELOW
) -> tuple[Room, ...]:
    """Return the products that peers buy and the account does not, or buys far less of.

    Args:
        own: The account's sales by product code, in minor units.
        peers: The same of the group it is compared with, the account itself left out.
        far_below: Part of the peers' share below which there is room.

    Returns:
        Largest missing amount first, then the peers' share; empty when the peers bought nothing.

    Source: domain.md 3.5 (accounts with room for growth); R107.
    """
    own_total, peer_total = sum(own.values()), sum(peers.values())
    rooms: list[Room] = []
    for code, amount in peers.items():
        bought, peer_share = own.get(code, 0), share_of(amount, peer_total)
        if not isinstance(peer_share, Fraction) or peer_share <= 0:
            continue
        fair = peer_share * max(own_total, 0)
        if bought <= 0 or bought < fair * Fraction(far_below):
            own_share, missing = share_of(bought, own_total), whole_minor(fair - bought)
            rooms.append(Room(code, own_share, peer_share, max(missing, 0), bought > 0))
    return tuple(
        sorted(rooms, key=lambda room: (-room.missing_minor, -room.peer_share, room.product))
    )
