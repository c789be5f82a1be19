"""What an author notes beside a template's words: open points, and wordings to be checked."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from app.domain.contracts.clauses.parts import Language
from app.domain.errors import ValidationError

LARGEST_REMARKS = 60_000
_MOST_POINTS = 200
_LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """Something counsel or owner has to decide; it never changes the words by itself.

    Attributes:
        id: Unique within the template.
        place: Id of the clause it is about; empty for the whole text.
        words: The question, in the language it was asked in.
        answer: What was decided; empty while it is open.
    """

    id: str
    place: str
    words: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Remarks:
    """Everything noted beside the words.

    Attributes:
        points: In the order in which they were noted.
        unchecked: By clause, the language whose wording has to follow a change of the other.
    """

    points: tuple[OpenPoint, ...] = ()
    unchecked: Mapping[str, Language] = field(default_factory=dict)

    def open_points(self) -> tuple[OpenPoint, ...]:
        """Return the points that nobody answered yet."""
        return tuple(point for point in self.points if not point.answer)


def read_remarks(text: str | None) -> Remarks:
    """Read remarks as a record keeps them.

    Raises:
        ValidationError: `template.remarks.unreadable`.
    """
    if not text:
        return Remarks()
    if len(text) > LARGEST_REMARKS:
        raise ValidationError("template.remarks.unreadable")
    try:
        content = json.loads(text)
        points = tuple(_point(each) for each in content.get("points", []))
        unchecked = {str(key): _language(value) for key, value in content["unchecked"].items()}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ValidationError("template.remarks.unreadable") from error
    if len(points) > _MOST_POINTS:
        raise ValidationError("template.remarks.unreadable")
    return Remarks(points, unchecked)


def read_points(text: str, places: Collection[str], language: str) -> Remarks:
    """Return the open points that counsel left for a standard text.

    Args:
        text: TOML of `resources/contracts/counsel.toml`.
        places: Ids of the clauses that the text has; a point about another clause is left out.
        language: "en" for English words, else Chinese.
    """
    content = tomllib.loads(text)
    words = "en" if language == "en" else "zh"
    found = [each for each in content["point"] if not each["place"] or each["place"] in places]
    points = (OpenPoint(str(n), e["place"], e[words]) for n, e in enumerate(found, 1))
    return Remarks(tuple(points))


def write_remarks(remarks: Remarks) -> str | None:
    """Return remarks as a record keeps them; None where there are none."""
    if not remarks.points and not remarks.unchecked:
        return None
    points = [
        {"id": each.id, "place": each.place, "words": each.words, "answer": each.answer}
        for each in remarks.points
    ]
    content = {"points": points, "unchecked": dict(remarks.unchecked)}
    return json.dumps(content, ensure_ascii=False, sort_keys=True)


def _point(content: Mapping[str, Any]) -> OpenPoint:
    parts = (content["id"], content.get("place", ""), content["words"], content.get("answer", ""))
    if not all(isinstance(part, str) for part in parts):
        raise TypeError("a point is made of texts")
    return OpenPoint(*parts)


def _language(value: object) -> Language:
    if value not in _LANGUAGES:
        raise ValueError(value)
    return cast("Language", value)
