"""Question before an import: which words stand for choices or records, and what they may mean."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial

from app.domain.fields import Field, Kind
from app.domain.importing.batches import Table, rows_below
from app.domain.importing.decisions import Decision, Way
from app.domain.importing.headings import Column
from app.domain.importing.near_words import NearWords
from app.domain.importing.plans import CALLED, ImportPlan
from app.domain.importing.proposals import Origin, Proposal, propose
from app.domain.importing.tallies import Tally
from app.domain.importing.vocabulary import Vocabulary, Words
from app.domain.importing.word_counts import ColumnWords, WordCounter
from app.store.import_holdings import called, read_names
from app.store.import_rows import read_remembered_words
from app.store.reads.exchanges import read_columns
from app.store.search import pinyin_of
from app.store.unit_of_work import Snapshot
from app.workspace import Workspace

__all__ = ["WordColumn", "WordSurvey", "survey_words"]

ALL_OFFERED = 200
"""Records of which all can be chosen from; of more only the nearest are offered."""
_SPELLED = 5_000
"""Records whose names are compared by sound; spelling more would take longer than it helps."""
_TOLD_EVERY = 2_000


@dataclass(frozen=True, slots=True)
class WordColumn:
    """A column whose words have to mean something.

    Attributes:
        column: Of the file.
        proposals: Its words: what nobody knows first, then what was guessed, then the others.
        names: What the records are called that can be chosen; empty for choices.
        is_offered_whole: Whether every value of `names` can be chosen for every word.
        more_rows: Rows with words that are not shown, and read as usual.
    """

    column: Column
    proposals: tuple[Proposal, ...]
    names: Mapping[str, str] = field(default_factory=dict)
    is_offered_whole: bool = True
    more_rows: int = 0


@dataclass(frozen=True, slots=True)
class WordSurvey:
    """The words of a file.

    Attributes:
        columns: Left to right.
        lines: Last line of the file.
        is_whole: Whether every row was looked at.
    """

    columns: tuple[WordColumn, ...] = ()
    lines: int = 0
    is_whole: bool = False


def survey_words(
    workspace: Workspace,
    table: Table,
    plan: ImportPlan,
    *,
    words: Words | None = None,
    tell: Callable[[Tally], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> WordSurvey:
    """Read a file once and count the words that stand for choices or records.

    Raises:
        ValidationError: `import.file.…`.
    """
    vocabulary = Vocabulary(plan.entity, words)
    with workspace.store.snapshot() as look:
        names = read_names(look, plan)
        remembered = read_remembered_words(look, plan.entity)
    counter, line = WordCounter(plan, vocabulary, partial(called, names)), 0
    with closing(rows_below(table, plan.heading_line)) as rows:
        for at, row in enumerate(rows, 1):
            counter.add(row)
            line = row.line
            if at % _TOLD_EVERY == 0:
                if should_stop is not None and should_stop():
                    return WordSurvey(lines=line)
                if tell is not None:
                    tell(Tally(line=line))
    with workspace.store.snapshot() as look:
        columns = tuple(
            _Proposer(look, vocabulary, each.column).propose(
                each, remembered.get(each.column.field, {})
            )
            for each in counter.columns()
        )
    return WordSurvey(columns, line, is_whole=True)


class _Proposer:
    """Proposes what the words of one column mean."""

    def __init__(self, look: Snapshot, vocabulary: Vocabulary, column: Column) -> None:
        self._look, self._vocabulary = look, vocabulary
        self._field: Field = vocabulary.fields[column.field]

    def propose(self, found: ColumnWords, remembered: Mapping[str, Decision]) -> WordColumn:
        """Return the words of a column, each with what it probably means."""
        names = self._names()
        needed = any(not one.known for one in found.words.values())
        near = NearWords(self._known(names), _spelling(len(names))) if needed else None
        still = {key: one for key, one in remembered.items() if self._is_there(one, names)}
        proposals = [propose(key, one, still, near) for key, one in found.words.items()]
        order = {Origin.OPEN: 0, Origin.GUESSED: 1, Origin.REMEMBERED: 2, Origin.KNOWN: 3}
        proposals.sort(key=lambda one: (order[one.origin], -one.rows))
        is_whole = len(names) <= ALL_OFFERED
        named = names if is_whole else {key: names[key] for key in _mentioned(proposals, names)}
        return WordColumn(found.column, tuple(proposals), named, is_whole, found.more_rows)

    def _names(self) -> dict[str, str]:
        """Return what the records of the target are called; nothing for a choice."""
        if self._field.kind is not Kind.REFERENCE:
            return {}
        word = CALLED.get(self._field.target, ("name",))[0]
        rows = read_columns(self._look, self._field.target, (word,))
        return {record_id: str(called) for record_id, (called,) in rows if called}

    def _known(self, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        if self._field.kind is Kind.REFERENCE:
            yield from ((name, record_id) for record_id, name in names.items())
        else:
            yield from self._vocabulary.choice_words(self._field.name).items()

    def _is_there(self, decision: Decision, names: Mapping[str, str]) -> bool:
        return decision.way is not Way.TAKE or decision.value in (names or self._field.choices)


def _spelling(size: int) -> Callable[[str], tuple[str, str]]:
    return pinyin_of if size <= _SPELLED else lambda _word: ("", "")


def _mentioned(proposals: list[Proposal], names: Mapping[str, str]) -> set[str]:
    wanted = {value for one in proposals for value in (one.decision.value, one.known, *one.offers)}
    return wanted & names.keys()
