"""What is confided about a contact: which values are sealed, and whether it is switched off."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from app.domain.entities.people import CONTACT_PRIVATE
from app.domain.errors import NotAllowedError, ValidationError

ENTITY = CONTACT_PRIVATE.name
SETTING = "confidences"
"""Name of the company's setting; its value "off" switches the whole record off."""
SEALED_FIELDS = tuple(field.name for field in CONTACT_PRIVATE.fields.values() if field.personal)
MARK = "rbc1:"
"""Begins every sealed value."""
LONGEST = 4_000
"""Characters of one value before it is sealed; sealed, it is up to four times as long."""


def is_sealed(value: object) -> bool:
    """Return whether a value is sealed."""
    return isinstance(value, str) and value.startswith(MARK)


def is_switched_off(settings: Iterable[Mapping[str, object]], today: str) -> bool:
    """Return whether the company does not want such records; by default it does.

    Args:
        settings: All records of the entity "setting".
        today: "2026-11-21"; of several settings the one that is valid last counts, of those of one
            day the last in order.
    """
    valid = [
        (str(one.get("valid_from_on") or ""), place, one.get("value"))
        for place, one in enumerate(settings)
        if one.get("name") == SETTING and str(one.get("valid_from_on") or "") <= today
    ]
    return bool(valid) and _plain(max(valid, key=lambda one: one[:2])[2]) == "off"


def check_sealed(values: Mapping[str, object], *, is_off: bool) -> None:
    """Refuse values that are not sealed, and every value while the record is switched off.

    Raises:
        NotAllowedError: `confidence.off`.
        ValidationError: `confidence.unsealed`.

    Source: domain.md 2.2 (separate table), R006.
    """
    if is_off:
        raise NotAllowedError("confidence.off")
    for name in SEALED_FIELDS:
        if values.get(name) is not None and not is_sealed(values[name]):
            raise ValidationError("confidence.unsealed", field=name)


def _plain(value: object) -> object:
    try:
        return json.loads(str(value))
    except ValueError:
        return value
