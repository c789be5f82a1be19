"""Words of the import page: files, columns, problems, counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.commands.exchange.reverts import RevertResult
from app.domain.importing.cells import CellProblem, RawRow, cell_text
from app.domain.importing.headings import Column
from app.domain.importing.plans import KEYS, ImportPlan
from app.domain.importing.tallies import Tally
from app.domain.importing.vocabulary import Vocabulary
from app.domain.schema import ENTITIES
from app.exchange.delimited import ENCODINGS
from app.exchange.pasted_cells import PASTED, PastedTable
from app.exchange.table_files import TableFile
from app.queries.exchange.imports import ExchangeSummary, TableGlance
from ui.field_texts import choice_label, entity_label, field_label
from ui.formats import Formats
from ui.screens.context import Clock
from ui.screens.importing.rows import (
    Choices,
    ColumnLine,
    Count,
    ExchangeLine,
    FileWords,
    MendLine,
    PlanWords,
    ResultWords,
)
from ui.texts import _, n_, p_, sentence
from ui.theme.tokens import Tone

_SAMPLE_CELLS = 3
_REASONS_SHOWN = 6
_NAMES = {"utf-8": "UTF-8", "gb18030": "GB18030", "utf-16": "UTF-16", "big5": "Big5"}
_FINISHED = frozenset({"done", "cancelled", "running", "reverting"})
_TONES: dict[str, Tone] = {
    **dict.fromkeys(("running", "cancelled", "reverting"), "warn"),
    "done": "ok",
    "failed": "bad",
}


def file_words(table: TableFile | PastedTable, glance: TableGlance) -> FileWords:
    """Return what is shown of a file, or of cells that were pasted."""
    if isinstance(table, PastedTable):
        note = _("pasted; kept on this page only")
        return replace(_sample_words(glance), name=source_name(table.name), note=note)
    encoding = table.encoding.removesuffix("-sig").removesuffix("-le").removesuffix("-be")
    return replace(
        _sample_words(glance),
        name=table.name,
        note="" if table.sheets else _NAMES.get(encoding, encoding),
        sheets=tuple((str(at), name) for at, name in enumerate(table.sheets))
        if len(table.sheets) > 1
        else (),
        sheet=str(table.sheet),
        encodings=() if table.sheets else tuple((key, _NAMES[key]) for key in ENCODINGS),
        encoding=encoding,
    )


def source_name(name: str) -> str:
    """Return what a source is called: the name of its file, or the word for pasted cells."""
    return _("Clipboard") if name == PASTED else name


def _sample_words(glance: TableGlance) -> FileWords:
    headings = tuple(column.heading or str(column.place + 1) for column in glance.columns)
    rows = tuple(_cells(row, len(headings)) for row in glance.samples)
    return FileWords(headings=headings, samples=rows)


def plan_words(
    plan: ImportPlan, glance: TableGlance, vocabulary: Vocabulary, trouble: str
) -> PlanWords:
    """Return how the columns are understood."""
    entity = plan.entity
    fields = [("", p_("import", "Left out"))]
    fields += [(name, _field_words(entity, name)) for name in vocabulary.fields]
    keys = [
        ("+".join(key), _("{first} and {second}").format(
            first=field_label(entity, key[0]), second=field_label(entity, key[1])
        ) if len(key) > 1 else field_label(entity, key[0]))
        for key in KEYS.get(entity, ())
    ]  # fmt: skip
    is_account = entity == "account"
    types = ENTITIES["account"].fields["type"].choices if is_account else ()
    return PlanWords(
        lines=tuple(_column_line(column, glance) for column in plan.columns),
        fields=tuple(fields),
        mode=plan.mode.value,
        keys=tuple(keys),
        key="+".join(plan.key),
        types=tuple((key, choice_label("account", "type", key)) for key in types),
        type=str(plan.defaults.get("type", "")),
        allows_twins=plan.allows_twins,
        has_twins=is_account,
        trouble=trouble,
    )


def tally_counts(tally: Tally, formats: Formats) -> tuple[Count, ...]:
    """Return the figures of the strip."""
    count = formats.count
    return (
        Count(p_("import", "New"), count(tally.created), _role(tally.created, "ok")),
        Count(p_("import", "Changed"), count(tally.updated), _role(tally.updated, "text")),
        Count(p_("import", "As they were"), count(tally.unchanged), "text3"),
        Count(p_("import", "Rejected"), count(tally.rejected), _role(tally.rejected, "bad")),
        Count(p_("import", "Probably double"), count(tally.twins), _role(tally.twins, "warn")),
    )


def result_words(
    state: str, tally: Tally, formats: Formats, mends: Sequence[MendLine] = ()
) -> ResultWords:
    """Return how an import ended, and what was written anew for it."""
    counts = tally_counts(tally, formats)
    total = formats.count(tally.created + tally.updated)
    if state == "done":
        words = _("{count} rows are in; they go to the office with the next sync.")
        return ResultWords(
            words.format(count=total), "ok", counts,
            can_save=bool(tally.rejected), can_revert=True, mends=mends,
        )  # fmt: skip
    words = _("Stopped after line {line}. {count} rows are in; go on later, or take them back.")
    return ResultWords(
        words.format(line=formats.count(tally.line), count=total), "warn", counts,
        can_save=bool(tally.rejected), can_continue=True, can_revert=True, mends=mends,
    )  # fmt: skip


def revert_words(result: RevertResult, formats: Formats) -> ResultWords:
    """Return how taking back ended."""
    count = formats.count
    words = _("Taken back.") if result.is_whole else _("Stopped while taking back; begin again.")
    if result.archived:
        words += " " + _("Accounts that only the office may delete are archived.")
    if result.kept_count:
        words += " " + _("What somebody wrote since stays as it is.")
    counts = (
        Count(p_("import", "Values restored"), count(result.restored)),
        Count(p_("import", "Records removed"), count(result.removed)),
        Count(p_("import", "Archived"), count(result.archived)),
        Count(p_("import", "Kept"), count(result.kept_count), _role(result.kept_count, "warn")),
    )
    tone: Tone = "ok" if result.is_whole and not result.kept_count else "warn"
    return ResultWords(words, tone, counts, can_revert=not result.is_whole)


def exchange_line(one: ExchangeSummary, formats: Formats, clock: Clock) -> ExchangeLine:
    """Return one earlier import or export."""
    created, updated, _unchanged, rejected, *_rest = one.counts
    is_import = one.direction == "in"
    when = formats.moment(clock.moment(one.begun_at), now=clock.now())
    parts = [entity_label(one.subject), when, one.owner]
    if is_import:
        words = n_("{count} row", "{count} rows", created + updated)
        parts.append(words.format(count=formats.count(created + updated)))
    return ExchangeLine(
        id=one.id,
        title=source_name(one.file_name),
        note="·".join(part for part in parts if part),
        tag=choice_label("file_exchange", "state", one.state),
        tone=_TONES.get(one.state, "quiet"),
        icon="download" if is_import else "arrow-up-right",
        can_continue=is_import and one.is_here and one.state in {"running", "cancelled"},
        can_revert=is_import and one.is_here and one.state in _FINISHED,
        can_save=is_import and one.is_here and rejected > 0,
        is_pasted=is_import and one.file_name == PASTED,
    )


def problem_sentences(entity: str, problems: Sequence[CellProblem]) -> str:
    """Return why a row was rejected, for the column of reasons."""
    return "\n".join(problem_words(entity, problem) for problem in problems)


def problem_words(entity: str, problem: CellProblem, words: str = "") -> str:
    """Return what is said about a cell: its field before the sentence.

    Args:
        entity: Schema name.
        problem: What is said.
        words: In place of the sentence.
    """
    words = words or sentence(problem.code, problem.params)
    if not problem.field:
        return words
    return _("{field}: {words}").format(field=field_label(entity, problem.field), words=words)


def _role(number: int, role: str) -> str:
    """Return the colour role of a figure; nothing is quiet."""
    return role if number else "text3"


def _column_line(column: Column, glance: TableGlance) -> ColumnLine:
    found = (_cells(row, column.place + 1)[column.place] for row in glance.samples)
    sample = "·".join([text for text in found if text][:_SAMPLE_CELLS])
    unit = ""
    if column.factor != 1:
        unit = _("counted in {factor}").format(factor=f"{column.factor:,}")
    heading = column.heading or _("Column {number}").format(number=column.place + 1)
    return ColumnLine(column.place, heading, sample, column.field, unit)


def _field_words(entity: str, name: str) -> str:
    words = field_label(entity, name)
    if entity == "account" and name == "number":
        return _("{field} (only to find the record)").format(field=words)
    return f"{words} *" if ENTITIES[entity].fields[name].required else words


def _cells(row: RawRow, width: int) -> tuple[str, ...]:
    texts = [cell_text(cell).strip() for cell in row.cells[:width]]
    return (*texts, *[""] * (width - len(texts)))


def entity_choices() -> Choices:
    """Return what can come in on a device."""
    return (("account", entity_label("account")), ("contact", entity_label("contact")))
