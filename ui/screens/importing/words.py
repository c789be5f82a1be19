"""Words of the import page: files, columns, problems, counts."""

from __future__ import annotations

from collections.abc import Sequence

from app.commands.import_reverts import RevertResult
from app.domain.importing.cells import CellProblem, RawRow, cell_text
from app.domain.importing.headings import Column
from app.domain.importing.judging import Action, Judged
from app.domain.importing.plans import KEYS, ImportPlan
from app.domain.importing.tallies import Tally
from app.domain.importing.vocabulary import Vocabulary
from app.domain.schema import ENTITIES
from app.exchange.delimited import ENCODINGS
from app.exchange.table_files import TableFile
from app.queries.imports import ExchangeSummary, ImportPreview, TableGlance
from ui.field_texts import choice_label, entity_label, field_label
from ui.formats import Formats
from ui.screens.context import Clock
from ui.screens.importing.rows import (
    CheckLine,
    CheckWords,
    Choices,
    ColumnLine,
    Count,
    ExchangeLine,
    FileWords,
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


def file_words(table: TableFile, glance: TableGlance) -> FileWords:
    """Return what is shown of a file."""
    encoding = table.encoding.removesuffix("-sig").removesuffix("-le").removesuffix("-be")
    headings = tuple(column.heading or str(column.place + 1) for column in glance.columns)
    return FileWords(
        name=table.name,
        note="" if table.sheets else _NAMES.get(encoding, encoding),
        sheets=tuple((str(at), name) for at, name in enumerate(table.sheets))
        if len(table.sheets) > 1
        else (),
        sheet=str(table.sheet),
        encodings=() if table.sheets else tuple((key, _NAMES[key]) for key in ENCODINGS),
        encoding=encoding,
        headings=headings,
        samples=tuple(_cells(row, len(headings)) for row in glance.samples),
    )


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


def check_words(preview: ImportPreview, entity: str, formats: Formats) -> CheckWords:
    """Return what an import would do."""
    tally = preview.tally
    reasons = [
        f"{_problem_words(entity, CellProblem(code, name), is_short=True)} × {formats.count(count)}"
        for (code, name), count in preview.reasons.most_common(_REASONS_SHOWN)
    ]
    rows = {"rejected": preview.rejected, "noted": preview.noted, "first": preview.first}
    total = tally.created + tally.updated
    act = n_("Take in {count} row", "Take in {count} rows", total)
    return CheckWords(
        counts=tally_counts(tally, formats),
        reasons=tuple(reasons),
        tabs=(
            ("rejected", p_("import", "Rejected"), tally.rejected),
            ("noted", p_("import", "Read in another way"), tally.noted),
            ("first", p_("import", "First rows"), len(preview.first)),
        ),
        lists={
            key: tuple(check_line(one, entity, preview.names) for one in found)
            for key, found in rows.items()
        },
        act=act.format(count=formats.count(total)) if total else "",
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


def check_line(one: Judged, entity: str, names: dict[str, str]) -> CheckLine:
    """Return one row of the check."""
    cells = [cell_text(cell).strip() for cell in one.row.cells]
    shown = [cell for cell in cells if cell]
    said = [_problem_words(entity, problem) for problem in one.problems]
    if one.twins and (name := names.get(one.twins[0].account_id)):
        said.append(_("Exists: {name}").format(name=name))
    what, tone = _action_words(one.action)
    if one.problems and one.action is not Action.REJECT:
        tone = "warn"
    return CheckLine(
        line=str(one.row.line),
        title=shown[0] if shown else "",
        rest="·".join(shown[1:]),
        what=what,
        tone=tone,
        problems=tuple(said),
    )


def result_words(state: str, tally: Tally, formats: Formats) -> ResultWords:
    """Return how an import ended."""
    counts = tally_counts(tally, formats)
    total = formats.count(tally.created + tally.updated)
    if state == "done":
        words = _("{count} rows are in; they go to the office with the next sync.")
        return ResultWords(
            words.format(count=total), "ok", counts,
            can_save=bool(tally.rejected), can_revert=True,
        )  # fmt: skip
    words = _("Stopped after line {line}. {count} rows are in; go on later, or take them back.")
    return ResultWords(
        words.format(line=formats.count(tally.line), count=total), "warn", counts,
        can_save=bool(tally.rejected), can_continue=True, can_revert=True,
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
        title=one.file_name,
        note="·".join(part for part in parts if part),
        tag=choice_label("file_exchange", "state", one.state),
        tone=_TONES.get(one.state, "quiet"),
        icon="download" if is_import else "arrow-up-right",
        can_continue=is_import and one.is_here and one.state in {"running", "cancelled"},
        can_revert=is_import and one.is_here and one.state in _FINISHED,
        can_save=is_import and one.is_here and rejected > 0,
    )


def problem_sentences(entity: str, problems: Sequence[CellProblem]) -> str:
    """Return why a row was rejected, for the column of reasons."""
    return "\n".join(_problem_words(entity, problem) for problem in problems)


def _problem_words(entity: str, problem: CellProblem, *, is_short: bool = False) -> str:
    words = sentence(problem.code, problem.params)
    if is_short:
        words = _without_places(words)
    if not problem.field:
        return words
    return _("{field}: {words}").format(field=field_label(entity, problem.field), words=words)


def _role(number: int, role: str) -> str:
    """Return the colour role of a figure; nothing is quiet."""
    return role if number else "text3"


def _without_places(words: str) -> str:
    """Return a sentence that speaks of many rows: what stood in one cell is left open."""
    for name in ("text", "read", "line", "count", "name", "most"):
        words = words.replace(f"{{{name}}}", "…")
    return words


def _action_words(action: Action) -> tuple[str, Tone]:
    match action:
        case Action.CREATE:
            return p_("import", "New"), "ok"
        case Action.UPDATE:
            return p_("import", "Changed"), "info"
        case Action.REJECT:
            return p_("import", "Rejected"), "bad"
        case Action.SKIP:
            return p_("import", "Skipped"), "quiet"


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
