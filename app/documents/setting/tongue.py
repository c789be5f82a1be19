"""In which language a paper speaks, and how it spells days, money and choices."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.domain.contracts.wording.values import date_words, figures
from app.domain.fields import FieldValue, Kind
from app.domain.papers.letterhead import PaperLanguage
from app.domain.schema import ENTITIES, split_labels

_WEEKDAYS = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")
_WEEKDAYS_EN = (
    *("Monday", "Tuesday", "Wednesday", "Thursday"),
    *("Friday", "Saturday", "Sunday"),
)

ChoiceWords = Callable[[str, str, str], str]
"""Entity, field and value in, the words of the value out; the texts belong to the screens."""


LabelWords = Callable[[str, str], str]
"""Entity and field in, the label of the field out."""


def _as_it_is(_entity: str, _field: str, value: str) -> str:
    return value


def _name_of(_entity: str, field: str) -> str:
    return field


@dataclass(frozen=True, slots=True)
class Tongue:
    """Speaks Chinese, English, or both.

    Attributes:
        language: Which.
        choice: Words of a choice in the language; for both in Chinese.
        label: Label of a field in the language; for both in Chinese.
    """

    language: PaperLanguage = "zh"
    choice: ChoiceWords = _as_it_is
    label: LabelWords = _name_of

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
        return f"RMB\u00a0{figures(minor)}" if self.is_english else f"￥{figures(minor)}"

    def choices(self, entity: str, field: str, values: tuple[str, ...]) -> str:
        """Spell several choices in a row."""
        mark = self.say("、", ", ") if self.language != "both" else "、"
        return mark.join(self.choice(entity, field, value) for value in values)


def value_text(
    entity: str, field: str, value: FieldValue, tongue: Tongue, names: Mapping[str, str]
) -> str:
    """Spell a stored value by what the schema knows of its field; nothing for an empty one.

    Args:
        entity: Kind of the record.
        field: Which of its fields.
        value: As stored.
        tongue: Language.
        names: What records are called that references point to, by their ids.
    """
    kind = ENTITIES[entity].fields[field]
    if value is None or value == "":
        return ""
    text = ""
    match kind.kind:
        case Kind.CHOICE:
            text = tongue.choice(entity, field, str(value))
        case Kind.LABELS:
            text = tongue.choices(entity, field, tuple(filter(None, split_labels(value))))
        case Kind.DATE:
            text = tongue.day(dt.date.fromisoformat(str(value)))
        case Kind.MONEY:
            text = tongue.money(int(value))
        case Kind.FLAG:
            text = tongue.say("是", "Yes") if value else tongue.say("否", "No")
        case Kind.REFERENCE:
            text = names.get(str(value), "")
        case Kind.TEXT | Kind.NOTE | Kind.INTEGER | Kind.DECIMAL:
            text = str(value)
        case Kind.MOMENT | Kind.DOCUMENT:
            pass
    return text


def short_day(day: dt.date | None) -> str:
    """Spell a day in a table; None prints nothing."""
    return day.isoformat() if day else ""


def minute_words(moment: dt.datetime | None) -> str:
    """Spell a moment to the minute; None prints nothing."""
    return f"{moment:%Y-%m-%d %H:%M}" if moment else ""
