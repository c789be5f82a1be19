"""By what the figures of this device can be narrowed: what its accounts and products are."""

from __future__ import annotations

from app.store.unit_of_work import Snapshot

_SECTORS = """
SELECT s.id, s.name, coalesce(s.name_en, '') FROM sector s
WHERE s.id IN (SELECT DISTINCT sector_id FROM account) ORDER BY s.name
"""
_TYPES = "SELECT DISTINCT type FROM account WHERE type > '' ORDER BY type"
_PEOPLE = """
SELECT u.id, u.name FROM user u
WHERE u.id IN (SELECT DISTINCT owner_id FROM account) ORDER BY u.name
"""
_LINES = "SELECT DISTINCT kind FROM product WHERE kind > '' ORDER BY kind"


def read_sectors(look: Snapshot) -> list[tuple[str, str, str]]:
    """Return id, name and English name of every sector that has accounts here."""
    return list(look.connection.exec_driver_sql(_SECTORS))


def read_account_types(look: Snapshot) -> list[str]:
    """Return the types of the accounts that are here."""
    return look.connection.exec_driver_sql(_TYPES).scalars().all()


def read_people(look: Snapshot) -> list[tuple[str, str]]:
    """Return id and name of everybody who is responsible for an account here."""
    return list(look.connection.exec_driver_sql(_PEOPLE))


def read_product_lines(look: Snapshot) -> list[str]:
    """Return the lines of the products: what their kind says."""
    return look.connection.exec_driver_sql(_LINES).scalars().all()
