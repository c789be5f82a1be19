"""The words the permission rules are written in: roles, actions, how far a grant reaches."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """The product's roles. Source: domain.md 5.2."""

    REP = "rep"
    SECTOR_HEAD = "sector_head"
    SECTOR_ADMIN = "sector_admin"
    GROUP_MANAGEMENT = "group_management"
    GROUP_MARKETING = "group_marketing"
    FINANCE = "finance"
    CUSTODIAN = "custodian"
    SERVICE = "service"
    INSPECTOR = "inspector"
    SYSTEM_ADMIN = "system_admin"


OVER_SECTORS = frozenset({Role.GROUP_MANAGEMENT, Role.GROUP_MARKETING})
"""Who sees the accounts of every sector; everybody else is told of another sector's account only
that it is there. Source: domain.md 5.3; R021."""


def sees_over_sectors(roles: Collection[Role]) -> bool:
    """Return whether one of somebody's roles lets him see over all sectors."""
    return not OVER_SECTORS.isdisjoint(roles)


class Action(StrEnum):
    """What somebody wants to do with a record.

    Attributes:
        READ: See it, find it, count it, export it.
        CREATE: Write a new one.
        UPDATE: Change it.
        DELETE: Mark it as deleted.
        APPROVE: Decide about what somebody else proposed or drafted.
        PROPOSE: Ask the office for a change of a field that only the office writes.
        ASSIGN: Give it, or a task on it, to somebody else.
        COMMENT: Add a remark of the supervisor.
        CONFIRM: Say that what somebody else recorded did happen.
        PRINT: Make paper that leaves the house.
    """

    READ = "read"
    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"
    APPROVE = "approve"
    PROPOSE = "propose"
    ASSIGN = "assign"
    COMMENT = "comment"
    CONFIRM = "confirm"
    PRINT = "print"


class Reach(StrEnum):
    """Which records a grant covers.

    Attributes:
        POOL: Records of accounts in the actor's sector that nobody has.
        OWN: Records of the actor's own accounts in the actor's sector.
        RELEVANT: Records of the actor's sector that belong to a complaint.
        SECTOR: Records of the actor's sector.
        GROUP: All records.
    """

    OWN = "own"
    POOL = "pool"
    RELEVANT = "relevant"
    SECTOR = "sector"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Grant:
    """One permission of one role on one entity.

    Attributes:
        reach: Which records.
        actions: What may be done.
        fields: The only fields that may be written; empty means every field that is not
            governed by the office.
    """

    reach: Reach
    actions: frozenset[Action]
    fields: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Actor:
    """The signed-in user, as far as permissions are concerned.

    Attributes:
        id: User id.
        roles: One or more.
        sector_id: The sector the user works in.
        is_frozen: Access was withdrawn; nothing is permitted.
    """

    id: str
    roles: frozenset[Role]
    sector_id: str
    is_frozen: bool = False
