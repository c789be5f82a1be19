"""Turns one cell into the value of one field, and says aloud whatever it reads another way."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from app.domain.accounts.files import compact_value, field_verdict
from app.domain.errors import ValidationError
from app.domain.fields import Field, FieldValue, Kind
from app.domain.importing.cells import Cell, CellKind, CellProblem, SheetValue, cell_text
from app.domain.importing.dates import read_day
from app.domain.importing.decisions import Decision, Decisions, Way
from app.domain.importing.numbers import (
    is_scientific,
    read_amount,
    read_number,
    read_share,
    read_whole,
)
from app.domain.importing.synonyms import FALSE_WORDS, TRUE_WORDS
from app.domain.importing.vocabulary import Vocabulary, key_word, plain_words
from app.domain.schema import join_labels

Find = Callable[[str, str], tuple[str, ...]]
"""Returns the ids of the records of an entity that are called so."""

Read = Callable[[Cell, list[CellProblem]], FieldValue]

_LABEL_BREAK = re.compile(r"[,，、;；\n|]+")
_LINE_BREAK = re.compile(r"\s*[\r\n]+\s*")
_MILLISECONDS = 1000
_SHOWN = 60
_DIGITS_OF_A_DAY = 8


@dataclass(frozen=True, slots=True)
class Reading:
    """What values are read with.

    Attributes:
        vocabulary: Words for choices.
        find: Records by what they are called.
        zone: IANA zone in which a written time is meant.
        factors: By field, what amounts are counted in where that is not 1.
        decisions: What a person decided about words of the file.
    """

    vocabulary: Vocabulary
    find: Find
    zone: str = "Asia/Shanghai"
    factors: Mapping[str, int] = field(default_factory=dict)
    decisions: Decisions = field(default_factory=dict)


class ValueReader:
    """Reads the cells of one column.

    Args:
        wanted: The field.
        reading: What it is read with.
    """

    def __init__(self, wanted: Field, reading: Reading) -> None:
        self._field, self._reading = wanted, reading
        self._read = self._reader()
        self._decided = reading.decisions.get(wanted.name, {})
        self._is_share = wanted.name.endswith("_basis_points")

    def read(self, cell: Cell, said: list[CellProblem]) -> FieldValue:
        """Return the value of a cell that is not blank; None where it says nothing after all.

        Args:
            cell: As the file holds it.
            said: Takes what is to be said about it, should it be read in another way than written.

        Raises:
            ValidationError: `import.cell.…`, `import.reference.…` or `money.…`.
        """
        if isinstance(cell, SheetValue) and cell.kind is CellKind.FAULT:
            code = "import.cell.error" if cell.text else "import.cell.formula"
            raise ValidationError(code, text=cell.text)
        if isinstance(cell, SheetValue) and cell.kind is CellKind.LOST:
            raise ValidationError("import.cell.lost", text=cell.text)
        if self._decided:
            decision = self._decided.get(key_word(cell_text(cell)))
            if decision is not None:
                return self._as_decided(decision, cell_text(cell).strip(), said)
        return self._read(cell, said)

    def _as_decided(self, decision: Decision, word: str, said: list[CellProblem]) -> FieldValue:
        match decision.way:
            case Way.TAKE:
                return decision.value
            case Way.EMPTY:
                self._say(said, "import.note.left_empty", word)
                return None
            case Way.REJECT:
                raise ValidationError("import.cell.refused", text=word[:_SHOWN])

    def _reader(self) -> Read:
        readers: Mapping[Kind, Read] = {
            **dict.fromkeys((Kind.TEXT, Kind.NOTE, Kind.DOCUMENT), self._text),
            **dict.fromkeys((Kind.INTEGER, Kind.MONEY, Kind.DECIMAL), self._number),
            Kind.DATE: self._date,
            Kind.MOMENT: self._moment,
            Kind.FLAG: self._truth,
            Kind.CHOICE: self._choice,
            Kind.LABELS: self._labels,
            Kind.REFERENCE: self._reference,
        }
        return readers[self._field.kind]

    def _text(self, cell: Cell, said: list[CellProblem]) -> FieldValue:
        written = cell_text(cell)
        if isinstance(cell, str) and is_scientific(written.strip()):
            raise ValidationError("import.cell.lost", text=written.strip()[:_SHOWN])
        text = written.strip()
        if text != written:
            self._say(said, "import.note.trimmed", text)
        if self._field.kind is Kind.TEXT and ("\n" in text or "\r" in text):
            text = _LINE_BREAK.sub(" ", text)
            self._say(said, "import.note.one_line", text)
        compact = compact_value(self._field.name, text)
        if compact != text:
            code = "import.note.width" if _is_wide(text) else "import.note.compact"
            self._say(said, code, str(compact))
            text = str(compact)
        self._doubt(text, said)
        return text

    def _doubt(self, text: str, said: list[CellProblem]) -> None:
        """A code that cannot be right is taken as typed, as in a form, and named."""
        verdict = field_verdict(self._field.name, text)
        if verdict is not None and verdict.code:
            said.append(CellProblem(verdict.code, self._field.name, verdict.params, is_fault=False))

    def _number(self, cell: Cell, said: list[CellProblem]) -> FieldValue:
        text = self._half_width(cell, said)
        if is_scientific(text):
            raise ValidationError("import.cell.lost", text=text[:_SHOWN])
        match self._field.kind:
            case Kind.MONEY:
                return read_amount(text, self._reading.factors.get(self._field.name, 1))
            case Kind.DECIMAL:
                return str(read_number(text))
            case _:
                return read_share(text) if self._is_share else read_whole(text)

    def _date(self, cell: Cell, said: list[CellProblem]) -> FieldValue:
        if isinstance(cell, SheetValue) and cell.kind is CellKind.DATE:
            day, _, time = cell.text.partition("T")
            if time.strip("0:"):
                self._say(said, "import.note.time", day)
            return day
        is_number = isinstance(cell, SheetValue) and cell.kind is CellKind.NUMBER
        if is_number and len(cell_text(cell)) != _DIGITS_OF_A_DAY:
            raise ValidationError("import.cell.serial", text=cell_text(cell))
        text = self._half_width(cell, said)
        day, is_turned = read_day(text)
        if is_turned:
            self._say(said, "import.note.date_order", day)
        elif ":" in text or "：" in text:
            self._say(said, "import.note.time", day)
        return day

    def _moment(self, cell: Cell, said: list[CellProblem]) -> FieldValue:
        text = cell_text(cell) if not isinstance(cell, str) else self._half_width(cell, said)
        try:
            moment = dt.datetime.fromisoformat(text.replace("/", "-"))
        except ValueError:
            raise ValidationError("import.cell.moment", text=text[:_SHOWN]) from None
        zoned = moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(self._reading.zone))
        return int(zoned.timestamp() * _MILLISECONDS)

    def _truth(self, cell: Cell, said: list[CellProblem]) -> FieldValue:
        word = plain_words(self._half_width(cell, said)) or cell_text(cell).strip()
        if word in TRUE_WORDS:
            return 1
        if word in FALSE_WORDS:
            return 0
        raise ValidationError("import.cell.truth", text=word[:_SHOWN])

    def _choice(self, cell: Cell, _said: list[CellProblem]) -> FieldValue:
        word = cell_text(cell).strip()
        found = self._reading.vocabulary.choice_for(self._field.name, word)
        if found is None:
            raise ValidationError("import.cell.choice", text=word[:_SHOWN])
        return found

    def _labels(self, cell: Cell, _said: list[CellProblem]) -> FieldValue:
        choice_for = self._reading.vocabulary.choice_for
        words = [word.strip() for word in _LABEL_BREAK.split(cell_text(cell)) if word.strip()]
        return join_labels([choice_for(self._field.name, word) or word for word in words])

    def _reference(self, cell: Cell, _said: list[CellProblem]) -> FieldValue:
        word = cell_text(cell).strip()
        found = self._reading.find(self._field.target, word)
        if not found:
            raise ValidationError("import.reference.unknown", text=word[:_SHOWN])
        if len(found) > 1:
            raise ValidationError("import.reference.several", text=word[:_SHOWN], count=len(found))
        return found[0]

    def _half_width(self, cell: Cell, said: list[CellProblem]) -> str:
        text = cell_text(cell).strip()
        plain = unicodedata.normalize("NFKC", text)
        if plain != text and _is_wide(text):
            self._say(said, "import.note.width", plain)
        return plain

    def _say(self, said: list[CellProblem], code: str, read: str) -> None:
        params = {"read": read[:_SHOWN]}
        said.append(CellProblem(code, self._field.name, params, is_fault=False))


def _is_wide(text: str) -> bool:
    """Return whether a text holds full-width letters, digits or signs."""
    return any("\uff01" <= letter <= "\uff5e" for letter in text)
