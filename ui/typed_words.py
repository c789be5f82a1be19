"""The sentence beside a field for text that is no value of it."""

from __future__ import annotations

from ui.texts import _
from ui.typed_values import (
    TypedFractionError,
    TypedNoSuchDayError,
    TypedTooBigError,
    TypedTooLongError,
)


def number_words(error: ValueError) -> str:
    """Return what is wrong with a number or an amount, and what would do."""
    match error:
        case TypedTooLongError():
            return _("Too long for a number. Write only the number, such as 1.2万")
        case TypedTooBigError():
            return _("Too big. The largest number here is 9,999,999,999,999")
        case TypedFractionError():
            return _("Too many decimals for this field")
        case _:
            return _("Not a number. Try 1.2万 or 1,200.50")


def day_words(error: ValueError) -> str:
    """Return what is wrong with a day, and what would do."""
    match error:
        case TypedTooLongError():
            return _("Too long for a day. Write only the day, such as 2027-03-31")
        case TypedNoSuchDayError():
            return _("The calendar has no such day")
        case _:
            return _("Not a day. Try 2027-03-31, +7 or 下周三")
