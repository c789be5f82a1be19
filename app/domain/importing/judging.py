"""Decides what one row of a table does: make a record, change one, or wait for a person."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Protocol

from app.domain.accounts.duplicates import Likeness, Match
from app.domain.errors import DomainError, ValidationError
from app.domain.faults import Fault
from app.domain.fields import FieldValue, Merge
from app.domain.importing.cells import Cell, CellProblem, RawRow, cell_text, is_blank
from app.domain.importing.mends import Mend, by_line, mend_row
from app.domain.importing.plans import ImportPlan, Mode
from app.domain.importing.synonyms import TOTAL_WORDS
from app.domain.importing.values import Reading, ValueReader
from app.domain.importing.vocabulary import key_word, plain_words
from app.domain.schema import check_complete, check_fields, entity_named

MENDED = "import.note.mended"
"""Code of what is said about a cell that a person wrote anew."""
_SHOWN = 60
Values = dict[str, FieldValue]
Rule = Callable[[Mapping[str, object]], Iterable[Fault]]
"""Returns what is wrong with the values of a record beyond the schema."""


class Action(StrEnum):
    """What a row does.

    Attributes:
        CREATE: Make a record.
        UPDATE: Change a record.
        REJECT: Wait for a person, with its reasons.
        SKIP: Nothing: it is blank, a total, or the headings again.
    """

    CREATE = "create"
    UPDATE = "update"
    REJECT = "reject"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Judged:
    """What one row does.

    Attributes:
        row: As it stands in the file.
        action: What it does.
        values: Clean values by field.
        problems: What is to be said about it.
        record_id: The record that it changes; "" for none.
        twins: Accounts that may be the same.
        mended: By place, what a person wrote in place of what the file says.
    """

    row: RawRow
    action: Action
    values: Mapping[str, FieldValue]
    problems: tuple[CellProblem, ...] = ()
    record_id: str = ""
    twins: tuple[Match, ...] = ()
    mended: Mapping[int, str] = field(default_factory=dict)

    @property
    def read(self) -> RawRow:
        """The row as it was read: as in the file, with what a person wrote anew."""
        return mend_row(self.row, self.mended)


class Holdings(Protocol):
    """What stands here already."""

    def find_by_key(self, key: tuple[str, ...]) -> tuple[str, ...]:
        """Return the records that have these values, as `key_word` spells them."""
        ...

    def find_twins(self, values: Mapping[str, FieldValue], line: int) -> tuple[Match, ...]:
        """Return the accounts that may be the same as a new one; none for other records."""
        ...


class RowJudge:
    """Judges the rows of one file in order; it remembers which records they name.

    Args:
        plan: What is to be done.
        reading: What cells are read with.
        holdings: What stands here already.
        rule: What must hold beyond the schema.
        is_office: Whether fields of the office may be written.
    """

    def __init__(
        self,
        plan: ImportPlan,
        reading: Reading,
        holdings: Holdings,
        *,
        rule: Rule | None = None,
        is_office: bool = False,
    ) -> None:
        self._plan, self._holdings, self._rule = plan, holdings, rule
        factors = {column.field: column.factor for column in plan.columns if column.factor != 1}
        known = reading.vocabulary.fields
        reading = replace(reading, factors=factors, decisions=plan.decisions)
        self._readers = tuple(
            (column.place, column.field, ValueReader(known[column.field], reading))
            for column in plan.columns
            if column.field
        )
        self._width = len(plan.columns)
        self._headings = tuple(plain_words(column.heading) for column in plan.columns)
        governed = () if is_office else entity_named(plan.entity).fields.values()
        self._only_to_find = {each.name for each in governed if each.merge is Merge.SERVER}
        self._seen: dict[int, int] = {}
        self._mends: dict[int, dict[int, str]] = {}
        self.take_mends(plan.mends)

    def take_mends(self, mends: Iterable[Mend]) -> None:
        """Read cells from now on as a person wrote them anew."""
        self._mends = by_line(mends)

    def judge(self, row: RawRow) -> Judged:
        """Return what a row does; nothing is written.

        A row may be judged again after it was mended; that it was seen before is no fault of it.
        """
        mended = self._mends.get(row.line)
        if not mended:
            return self._judge(row, [])
        said = self._say_mended(row, mended)
        return replace(self._judge(mend_row(row, mended), said), row=row, mended=mended)

    def _say_mended(self, row: RawRow, mended: Mapping[int, str]) -> list[CellProblem]:
        said = []
        for place, text in sorted(mended.items()):
            written = cell_text(row.cells[place]) if place < len(row.cells) else ""
            params = {"text": written[:_SHOWN], "read": text[:_SHOWN]}
            name = next((name for at, name, _ in self._readers if at == place), "")
            said.append(CellProblem(MENDED, name, params, is_fault=False))
        return said

    def _judge(self, row: RawRow, said: list[CellProblem]) -> Judged:
        skipped = self._why_skipped(row)
        if skipped is not None:
            return Judged(row, Action.SKIP, {}, skipped)
        values = self._read(row, said)
        if len(row.cells) > self._width and not all(map(is_blank, row.cells[self._width :])):
            said.append(CellProblem("import.row.longer"))
        if any(problem.is_fault for problem in said):
            return Judged(row, Action.REJECT, values, tuple(said))
        try:
            return self._placed(row, values, said)
        except DomainError as error:
            said.append(problem_of(error))
            return Judged(row, Action.REJECT, values, tuple(said))

    def _why_skipped(self, row: RawRow) -> tuple[CellProblem, ...] | None:
        first = next((cell for cell in row.cells if not is_blank(cell)), None)
        if first is None:
            return ()
        word = plain_words(cell_text(first))
        if word in TOTAL_WORDS:
            return (CellProblem("import.row.total", is_fault=False),)
        if word in self._headings and self._repeats_headings(row.cells):
            return (CellProblem("import.row.headings", is_fault=False),)
        return None

    def _repeats_headings(self, cells: Sequence[Cell]) -> bool:
        return tuple(plain_words(cell_text(cell)) for cell in cells) == self._headings

    def _read(self, row: RawRow, said: list[CellProblem]) -> Values:
        values: Values = {}
        cells, width = row.cells, len(row.cells)
        for place, name, reader in self._readers:
            if place >= width or is_blank(cells[place]):
                continue
            try:
                value = reader.read(cells[place], said)
                if value is not None:
                    values[name] = value
            except ValidationError as error:
                said.append(CellProblem(error.code, name, error.params))
        return self._clean(values, said)

    def _clean(self, values: Values, said: list[CellProblem]) -> Values:
        try:
            return check_fields(self._plan.entity, values)
        except ValidationError:
            for name, value in values.items():
                try:
                    check_fields(self._plan.entity, {name: value})
                except ValidationError as error:
                    said.append(problem_of(error))
        return values

    def _placed(self, row: RawRow, values: Values, said: list[CellProblem]) -> Judged:
        found = self._find_own(row, values)
        if found:
            return self._update(row, values, said, found)
        if self._plan.mode is Mode.UPDATE:
            raise ValidationError("import.row.missing")
        return self._create(row, values, said)

    def _find_own(self, row: RawRow, values: Values) -> str:
        """Return the record that a row names; "" where there is none yet."""
        key = tuple(key_word(values.get(name)) for name in self._plan.key)
        if not key or not all(key):
            if self._plan.mode is not Mode.CREATE:
                raise ValidationError("import.row.no_key")
            return ""
        earlier = self._seen.setdefault(hash(key), row.line)
        if earlier < row.line:
            raise ValidationError("import.row.repeated", line=earlier)
        found = self._holdings.find_by_key(key)
        if len(found) > 1:
            raise ValidationError("import.row.several", count=len(found))
        if found and self._plan.mode is Mode.CREATE:
            raise ValidationError("import.row.exists")
        return found[0] if found else ""

    def _update(
        self, row: RawRow, values: Values, said: list[CellProblem], record_id: str
    ) -> Judged:
        kept = {name: value for name, value in values.items() if name not in self._only_to_find}
        self._keep_rule(kept)
        return Judged(row, Action.UPDATE, kept, tuple(said), record_id)

    def _create(self, row: RawRow, values: Values, said: list[CellProblem]) -> Judged:
        for name in self._only_to_find & values.keys():
            given = {"read": str(values.pop(name))}
            said.append(CellProblem("import.note.office_gives", name, given, is_fault=False))
        whole = {**self._plan.defaults, **values}
        check_complete(self._plan.entity, whole)
        self._keep_rule(whole)
        twins = self._holdings.find_twins(whole, row.line)
        if twins:
            is_certain = twins[0].likeness is Likeness.CERTAIN
            is_refused = is_certain or not self._plan.allows_twins
            code = "import.row.twin_certain" if is_certain else "import.row.twin"
            said.append(CellProblem(code, is_fault=is_refused))
            if is_refused:
                return Judged(row, Action.REJECT, whole, tuple(said), twins=twins)
        return Judged(row, Action.CREATE, whole, tuple(said), twins=twins)

    def _keep_rule(self, values: Values) -> None:
        for fault in self._rule(values) if self._rule else ():
            raise ValidationError(fault.code, field=fault.field, **fault.params)


def problem_of(error: DomainError) -> CellProblem:
    """Return what a refusal says about a row."""
    params = {name: value for name, value in error.params.items() if name != "field"}
    return CellProblem(error.code, str(error.params.get("field", "")), params)
