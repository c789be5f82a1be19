"""Words of the check: what an import would do, row by row, and the cells that can be mended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.domain.importing.cells import Cell, CellProblem, cell_text
from app.domain.importing.judging import MENDED, Action, Judged
from app.domain.importing.plans import ImportPlan
from app.queries.exchange.imports import ImportPreview
from ui.formats import Formats
from ui.screens.importing.rows import CheckLine, CheckWords, MendCell, MendLine
from ui.screens.importing.words import problem_words, tally_counts
from ui.texts import _, n_, p_, sentence
from ui.theme.tokens import Tone

_REASONS_SHOWN = 6
_LEFT_OPEN = ("text", "read", "line", "count", "name", "most")


def check_words(preview: ImportPreview, plan: ImportPlan, formats: Formats) -> CheckWords:
    """Return what an import would do."""
    tally = preview.tally
    reasons = [
        f"{_short(plan.entity, CellProblem(code, name))} × {formats.count(count)}"
        for (code, name), count in preview.reasons.most_common(_REASONS_SHOWN)
    ]
    rows = {"rejected": preview.rejected, "noted": preview.noted, "first": preview.first}
    return CheckWords(
        counts=tally_counts(tally, formats),
        reasons=tuple(reasons),
        tabs=(
            ("rejected", p_("import", "Rejected"), tally.rejected),
            ("noted", p_("import", "Read in another way"), tally.noted),
            ("first", p_("import", "First rows"), len(preview.first)),
        ),
        lists={
            key: tuple(check_line(one, plan, preview.names) for one in found)
            for key, found in rows.items()
        },
        act=_act(preview, formats),
    )


def check_line(one: Judged, plan: ImportPlan, names: Mapping[str, str]) -> CheckLine:
    """Return one row of the check."""
    shown = [text for cell in one.read.cells if (text := cell_text(cell).strip())]
    said = [problem_words(plan.entity, problem) for problem in one.problems]
    exists = ""
    if one.twins and (name := names.get(one.twins[0].account_id)):
        exists = _("Exists: {name}").format(name=name)
    what, tone = _action_words(one.action)
    if one.problems and one.action is not Action.REJECT:
        tone = "warn"
    cells, row_words = _cells(one, plan), _row_words(one, plan)
    return CheckLine(
        line=str(one.row.line),
        title=shown[0] if shown else "",
        rest="·".join(shown[1:]),
        what=what,
        tone=tone,
        problems=tuple([*said, exists] if exists else said),
        cells=cells,
        row_words="\n".join([*row_words, exists] if exists else row_words),
    )


def written_at(preview: ImportPreview, line: int, place: int) -> str:
    """Return what the file shows in a cell of a row of the check."""
    for rows in (preview.first, preview.rejected, preview.noted):
        for one in rows:
            if one.row.line == line and place < len(one.row.cells):
                return cell_text(one.row.cells[place])
    return ""


def mend_lines(plan: ImportPlan) -> tuple[MendLine, ...]:
    """Return what was written anew, in the order of the file."""
    headings = {column.place: column.heading for column in plan.columns}
    return tuple(
        MendLine(str(one.line), headings.get(one.place, ""), one.written.strip(), one.text)
        for one in sorted(plan.mends, key=lambda one: (one.line, one.place))
    )


def _act(preview: ImportPreview, formats: Formats) -> str:
    if preview.is_stale:
        return _("Check again")
    total = preview.tally.created + preview.tally.updated
    if not total:
        return ""
    return n_("Take in {count} row", "Take in {count} rows", total).format(
        count=formats.count(total)
    )


def _cells(one: Judged, plan: ImportPlan) -> tuple[MendCell, ...]:
    """Return the cells of the columns that fill anything."""
    said: dict[str, list[CellProblem]] = {}
    for problem in one.problems:
        said.setdefault(problem.field, []).append(problem)
    found = []
    for column in plan.columns:
        if column.field:
            problems = said.get(column.field, ())
            found.append(
                MendCell(
                    place=column.place,
                    label=column.heading or str(column.place + 1),
                    text=_text(one.read.cells, column.place),
                    written=_text(one.row.cells, column.place),
                    fault="\n".join(_sentences(problems, is_fault=True)),
                    note="\n".join(_sentences(problems, is_fault=False)),
                )
            )
    return tuple(found)


def _text(cells: tuple[Cell, ...], place: int) -> str:
    return cell_text(cells[place]).strip() if place < len(cells) else ""


def _sentences(problems: Sequence[CellProblem], *, is_fault: bool) -> list[str]:
    return [sentence(one.code, one.params) for one in problems if one.is_fault is is_fault]


def _row_words(one: Judged, plan: ImportPlan) -> list[str]:
    """Return what is said about the row as a whole, or about a field without a column."""
    return [
        problem_words(plan.entity, each)
        for each in one.problems
        if each.field not in plan.fields and each.code != MENDED
    ]


def _short(entity: str, problem: CellProblem) -> str:
    """Return a sentence that speaks of many rows: what stood in one cell is left open."""
    words = sentence(problem.code, problem.params)
    for name in _LEFT_OPEN:
        words = words.replace(f"{{{name}}}", "…")
    return problem_words(entity, problem, words)


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
