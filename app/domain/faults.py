"""What is wrong with which field of a form, all at once, so that the form can mark every one."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping

from app.domain.errors import ValidationError


@dataclasses.dataclass(frozen=True, slots=True)
class Fault:
    """One broken rule.

    Attributes:
        field: Name of the field to mark.
        code: Stable dotted name of the rule.
        params: Values for the translated sentence.
    """

    field: str
    code: str
    params: Mapping[str, object] = dataclasses.field(default_factory=dict)


def refuse_first(faults: Iterable[Fault]) -> None:
    """Raise the first fault, if there is any.

    Raises:
        ValidationError: With the fault's code, its field and its params.
    """
    for fault in faults:
        raise ValidationError(fault.code, field=fault.field, **fault.params)
