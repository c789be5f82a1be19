"""In which language a paper speaks, and how it spells days, money and choices."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from app.domain.contracts.values import date_words, figures
from app.domain.papers.letterhead import PaperLanguage

_WEEKDAYS = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")
_WEEKDAYS_EN = (
    *("Monday", "Tuesday", "Wednesday", "Thursday"),
    *("Friday", "Saturday", "Sunday"),
)

ChoiceWords = Callable[[str, str, str], str]
"""Entity, field and value in, the words of the value out; the texts belong to the screens."""


def _as_it_is(_entity: str, _field: str, value: str) -> str:
    return value


@dataclass(frozen=True, slots=True)
class Tongue:
    """Speaks Chinese, English, or both.

    Attributes:
        language: Which.
        choice: Words of a choice in the language; for both in Chinese.
    """

    language: PaperLanguage = "zh"
    choice: ChoiceWords = _as_it_is

    @property
    def is_english(self) -> bool:
        """Whether the paper is in English alone."""
        return self.language == "en"

    def say(self, zh: str, en: str) -> str:
        """Return a text; both languages stand behind each other."""
        match self.language:
            case "zh":
                return zh
            case "en":
                return en
            case "both":
                return f"{zh} {en}"

    def stack(self, zh: str, en: str) -> str:
        """Return a text; both languages stand one below the other."""
        return f"{zh}\n{en}" if self.language == "both" else self.say(zh, en)

    def name(self, zh: str, en: str) -> str:
        """Return a name, in Chinese where there is no English one."""
        return self.stack(zh, en) if en and en != zh else zh

    def day(self, day: dt.date) -> str:
        """Spell a day in full."""
        return date_words(day.isoformat(), "en" if self.is_english else "zh")

    def weekday(self, day: dt.date) -> str:
        """Name the day of the week."""
        return self.say(_WEEKDAYS[day.weekday()], _WEEKDAYS_EN[day.weekday()])

    def money(self, minor: int) -> str:
        """Spell an amount with its currency."""
        return f"￥{figures(minor)}"

    def choices(self, entity: str, field: str, values: tuple[str, ...]) -> str:
        """Spell several choices in a row."""
        mark = self.say("、", ", ") if self.language != "both" else "、"
        return mark.join(self.choice(entity, field, value) for value in values)


def short_day(day: dt.date | None) -> str:
    """Spell a day in a table; None prints nothing."""
    return day.isoformat() if day else ""


def minute_words(moment: dt.datetime | None) -> str:
    """Spell a moment to the minute; None prints nothing."""
    return f"{moment:%Y-%m-%d %H:%M}" if moment else ""
