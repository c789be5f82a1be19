"""Values of a contract's fields as they are read, for a contract that can no longer be typed in."""

from __future__ import annotations

import datetime as dt
from typing import Any

from app.domain.contracts.wording.values import MONEY_FORM, figures, money_minor
from ui.formats import MISSING, Formats
from ui.screens.contract.opened.plan import FormField
from ui.texts import current_language


def value_in_words(spec: FormField, value: Any) -> str:
    """Return a value as it is read, not typed; a dash for none."""
    words = MISSING if value is None or value in ("", []) else str(value)
    if words == MISSING:
        return words
    match spec.kind:
        case "choice":
            words = dict(spec.choices).get(words, words)
        case "money" if MONEY_FORM.fullmatch(words):
            words = figures(money_minor(words))
        case "percent":
            words = f"{words}%"
        case "date" if (day := iso_day(words)) is not None:
            words = Formats(current_language(), dt.UTC).full_day(day)
        case "list" if isinstance(value, list):
            words = "\n".join(str(line) for line in value)
    return words


def iso_day(value: object) -> dt.date | None:
    """Return a day that is written in full; None for anything else."""
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        return None
