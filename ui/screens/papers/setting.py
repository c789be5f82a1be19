"""Sets papers on the work lane, with progress and a way to end a long run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from ui.resources import resource_folder
from ui.screens.papers.kinds import KINDS
from ui.screens.papers.rows import PaperFile, PaperOrder
from ui.texts import Texts

if TYPE_CHECKING:
    from app.documents.papers.paper import PaperPlan
    from app.documents.setting.fonts import FontSet
    from app.documents.setting.tongue import Tongue

    Planner = Callable[[Any, Tongue, FontSet], PaperPlan]

_UNSAFE = '\\/:*?"<>|\n\r\t'


class RunStoppedError(Exception):
    """The user ended a run of papers."""


@dataclass(slots=True)
class PaperRun:
    """How far a run is; written by the work lane, looked at by the main thread.

    Attributes:
        total: Papers in all.
        done: Papers set.
        is_stopped: Whether it is to end after the paper in hand.
    """

    total: int = 0
    done: int = 0
    is_stopped: bool = False

    def step(self) -> None:
        """Count one paper.

        Raises:
            RunStoppedError: The user ended the run.
        """
        self.done += 1
        if self.is_stopped:
            raise RunStoppedError


@cache
def shared_fonts() -> FontSet:
    """Return the fonts, read once: parsing them takes half a second."""
    from app.documents.setting.fonts import load_fonts  # noqa: PLC0415

    return load_fonts(resource_folder() / "fonts")


def set_papers(papers: Sequence[Any], order: PaperOrder, run: PaperRun) -> PaperFile:
    """Set papers into one file; called on the work lane.

    Raises:
        RunStoppedError: The user ended the run.
        MissingGlyphError: A character cannot be drawn.
        PageOverflowError: A part is higher than a page.
    """
    # ReportLab and fontTools take a tenth of a second to import: only who prints pays for them.
    from app.documents.papers.paper import render_papers  # noqa: PLC0415

    tongue, fonts = _tongue(order), shared_fonts()
    planner, kind = _planner(order.kind), KINDS[order.kind]
    run.total = len(papers)
    first = planner(papers[0], tongue, fonts)
    several = f" {first.number} …" if len(papers) > 1 else f" {first.number}"
    name = _file_name(first.title + several.rstrip())

    def plans() -> Iterator[PaperPlan]:
        yield first
        for paper in papers[1:]:
            yield planner(paper, tongue, fonts)

    author = first.letterhead.sender.name
    made = render_papers(
        plans(), tongue, fonts, title=f"{first.title}{several}", author=author, went_on=run.step
    )
    letters = tuple(kind.letter(paper) for paper in papers) if kind.letter else ()
    return PaperFile(made.pdf, made.pages, made.sha256, len(papers), name, letters)


def _file_name(name: str) -> str:
    return "".join(" " if letter in _UNSAFE else letter for letter in name).strip(" …")


def _tongue(order: PaperOrder) -> Tongue:
    from app.documents.setting.tongue import Tongue  # noqa: PLC0415

    language = "en" if order.language == "en" else "zh_CN"
    texts = Texts(language, resource_folder() / "locale")

    def found(*keys: str) -> str:
        forms = next((forms for key in keys if (forms := texts.find(key))), ("",))
        return forms[0]

    def choice(entity: str, field: str, value: str) -> str:
        return found(f"{entity}.{field}.{value}", f"*.{field}.{value}") or value

    def label(entity: str, field: str) -> str:
        return found(f"{entity}.{field}", f"*.{field}") or field

    return Tongue(order.language, choice, label)


def _planner(kind: str) -> Planner:
    """Return what sets a kind of paper.

    Raises:
        KeyError: There is no such paper.
    """
    # The papers' own modules read font tables: only who prints pays for them.
    from app.documents.papers.account_sheet import plan_account_sheet  # noqa: PLC0415
    from app.documents.papers.complaint_reply import plan_complaint_reply  # noqa: PLC0415
    from app.documents.papers.handover import plan_handover  # noqa: PLC0415
    from app.documents.papers.investigation import plan_investigation  # noqa: PLC0415
    from app.documents.papers.quotation import plan_quotation  # noqa: PLC0415
    from app.documents.papers.reminder import plan_reminder  # noqa: PLC0415
    from app.documents.papers.statement import plan_statement  # noqa: PLC0415
    from app.documents.papers.visit_log import plan_visit_log  # noqa: PLC0415
    from app.documents.papers.visit_plan import plan_visit_plan  # noqa: PLC0415
    from app.documents.papers.weekly_report import plan_weekly_report  # noqa: PLC0415

    planners: dict[str, Planner] = {
        "statement": plan_statement,
        "reminder": plan_reminder,
        "quotation": plan_quotation,
        "visit_plan": plan_visit_plan,
        "account_sheet": plan_account_sheet,
        "day_sheets": plan_account_sheet,
        "investigation": plan_investigation,
        "handover": plan_handover,
        "weekly_report": plan_weekly_report,
        "visit_log": plan_visit_log,
        "complaint_reply": plan_complaint_reply,
    }
    return planners[kind]
