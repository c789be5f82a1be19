"""Says in words what the list of visits shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.queries.visits.form import CLAIMS, Addendum, DraftSummary, VisitDetail, VisitSummary
from ui.field_texts import choice_label, field_label
from ui.formats import MISSING, Formats
from ui.models.cells import Mark, Name, Num, TagCell, Tags, Two
from ui.screens.context import Clock
from ui.texts import _, n_, p_

_EXCERPT = 80


@dataclass(frozen=True, slots=True)
class VisitLine:
    """One row of the list: a finished visit, or a draft to go on with.

    Attributes:
        visit_id: The visit; empty for a draft.
        account_id: The account.
        plan_id: The plan of a draft.
        name: First column.
        when: Second column.
        what: Third column.
        content: Fourth column.
        money: Fifth column.
    """

    visit_id: str
    account_id: str
    plan_id: str
    name: Name
    when: Two
    what: Tags
    content: str
    money: Num


@dataclass(frozen=True, slots=True)
class DetailLine:
    """A heading with its lines in the side pane."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VisitPage:
    """One visit in the side pane.

    Attributes:
        rights: What the user may add: "visit_comment", "task", "inspection".
    """

    visit_id: str
    account_id: str
    name: str
    grade: str
    when: str
    sections: tuple[DetailLine, ...]
    rights: frozenset[str] = frozenset()


class VisitsWriter:
    """Turns visits into rows and pages, in one language and for one moment."""

    def __init__(self, formats: Formats, clock: Clock) -> None:
        self._formats, self._clock = formats, clock

    def draft(self, draft: DraftSummary) -> VisitLine:
        """Return the row of an unfinished visit."""
        saved = self._formats.clock(self._clock.moment(draft.saved_at))
        return VisitLine(
            visit_id="",
            account_id=draft.account_id,
            plan_id=draft.plan_id,
            name=Name(draft.name, draft.city or "", draft.grade or ""),
            when=Two(self._moment(draft.started_at), _("saved {time}").format(time=saved)),
            what=Tags((TagCell(_("Draft"), "quiet", "pencil"),)),
            content=_excerpt(draft.content) or _("nothing written yet"),
            money=Num(MISSING, "text3"),
        )

    def visit(self, visit: VisitSummary) -> VisitLine:
        """Return the row of a finished visit."""
        labels = [choice_label("visit_log", "purposes", word) for word in visit.purposes]
        money = Num(MISSING, "text3")
        if visit.collected_minor:
            words = self._formats.money_rounded(visit.collected_minor)
            money = Num(words, exact=self._formats.money(visit.collected_minor))
        return VisitLine(
            visit_id=visit.id,
            account_id=visit.account_id,
            plan_id="",
            name=Name(visit.name, _place_and_author(visit), visit.grade or "", _marks(visit)),
            when=Two(self._moment(visit.started_at), self._length(visit)),
            what=Tags(tuple(TagCell(label) for label in labels)),
            content=_excerpt(visit.content or visit.result),
            money=money,
        )

    def page(self, visit: VisitDetail, *, rights: frozenset[str] = frozenset()) -> VisitPage:
        """Return everything that a visit brought home."""
        sections = (
            (field_label("visit_log", "contact_ids"), visit.people),
            (field_label("visit_log", "purposes"), self._labels("purposes", visit.purposes)),
            *((field_label("visit_log", name), (text,)) for name, text in visit.notes),
            (field_label("visit_log", "findings"), self._labels("findings", visit.findings)),
            (_("Stock count"), tuple(self._counts(visit))),
            (_("Money taken in"), tuple(self._collections(visit))),
            (_("Promises"), tuple(self._promises(visit))),
            (_("Competitors seen"), tuple(self._sightings(visit))),
            (_("Needs and wishes"), tuple(_needs(visit))),
            (_("Still right"), self._blocks(visit)),
            (_("Photos"), self._photos(visit)),
            (_("Added later"), tuple(self._said(visit.addenda))),
            (_("Comments"), tuple(self._said(visit.comments))),
            (_("Tasks"), tuple(self._tasks(visit))),
            (_("Inspection beside these claims"), tuple(self._inspections(visit))),
        )
        way = choice_label("visit_log", "way", visit.way)
        return VisitPage(
            visit_id=visit.id,
            account_id=visit.account_id,
            name=visit.name,
            grade=visit.grade or "",
            when="·".join(part for part in (self._moment(visit.started_at), way) if part),
            sections=tuple(DetailLine(title, lines) for title, lines in sections if lines),
            rights=rights,
        )

    def _moment(self, milliseconds: int) -> str:
        return self._formats.moment(self._clock.moment(milliseconds), now=self._clock.now())

    def _length(self, visit: VisitSummary) -> str:
        way = choice_label("visit_log", "way", visit.way)
        if visit.ended_at is None:
            return way
        lasted = self._clock.moment(visit.ended_at) - self._clock.moment(visit.started_at)
        return f"{way}·{self._formats.duration(lasted)}"

    def _labels(self, field: str, words: tuple[str, ...]) -> tuple[str, ...]:
        labels = [choice_label("visit_log", field, word) for word in words]
        return (p_("list", ", ").join(labels),) if labels else ()

    def _counts(self, visit: VisitDetail) -> list[str]:
        words = _("{product}: warehouse {warehouse}, shelf {shelf}")
        return [
            words.format(
                product=name,
                warehouse=MISSING if warehouse is None else self._formats.count(warehouse),
                shelf=MISSING if shelf is None else self._formats.count(shelf),
            )
            for name, _unit, warehouse, shelf in visit.counts
        ]

    def _collections(self, visit: VisitDetail) -> list[str]:
        return [
            "·".join(
                part
                for part in (
                    self._formats.money(amount),
                    choice_label("collection", "means", means),
                    payer,
                )
                if part
            )
            for amount, means, payer in visit.collections
        ]

    def _promises(self, visit: VisitDetail) -> list[str]:
        today = self._clock.today()
        return [
            "·".join(
                (
                    content,
                    self._formats.day(due_on, today=today),
                    choice_label("commitment", "state", state),
                )
            )
            for content, due_on, state in visit.promises
        ]

    def _said(self, words: Sequence[Addendum]) -> list[str]:
        return [
            f"{each.content}  ({each.author} {self._moment(each.written_at)})" for each in words
        ]

    def _tasks(self, visit: VisitDetail) -> list[str]:
        today = self._clock.today()
        return [
            _joined(
                content, who, self._formats.day(due_on, today=today),
                choice_label("task", "state", state), answer,
            )
            for who, content, due_on, state, answer in visit.tasks
        ]  # fmt: skip

    def _inspections(self, visit: VisitDetail) -> list[str]:
        lines = []
        for found in visit.inspections:
            day = self._formats.day(found.inspected_on, today=self._clock.today())
            lines.append(_joined(found.author, day, found.content))
            for claim, verdict in zip(CLAIMS, found.verdicts, strict=True):
                words = choice_label("inspection", claim, verdict)
                lines.append(f"{field_label('inspection', claim)}: {words}")
        return lines

    def _sightings(self, visit: VisitDetail) -> list[str]:
        return [
            _joined(name, product, "" if price is None else self._formats.money(price), activity)
            for name, product, price, activity in visit.sightings
        ]

    def _blocks(self, visit: VisitDetail) -> tuple[str, ...]:
        words = [choice_label("account", "block", letter) for letter in visit.confirmed_blocks]
        return (p_("list", ", ").join(words),) if words else ()

    def _photos(self, visit: VisitDetail) -> tuple[str, ...]:
        if not visit.photos:
            return ()
        count = len(visit.photos)
        names = [photo.name for photo in visit.photos]
        heading = n_("{count} photo", "{count} photos", count).format(count=count)
        return (f"{heading}: {p_('list', ', ').join(names)}",)


def _needs(visit: VisitDetail) -> list[str]:
    return [
        _joined(
            choice_label("customer_need", "kind", kind), content,
            choice_label("customer_need", "state", state),
        )
        for kind, content, state in visit.needs
    ]  # fmt: skip


def _joined(*parts: str) -> str:
    return "·".join(part for part in parts if part)


def _place_and_author(visit: VisitSummary) -> str:
    return "·".join(part for part in (visit.city, visit.author) if part)


def _marks(visit: VisitSummary) -> tuple[Mark, ...]:
    marks = []
    if visit.refused:
        marks.append(Mark("circle-x", "bad", _("Refused by the office")))
    if visit.waiting:
        marks.append(Mark("cloud-upload", "info", _("Not sent yet")))
    if visit.photos:
        words = n_("{count} photo", "{count} photos", visit.photos)
        marks.append(Mark("image", "text3", words.format(count=visit.photos)))
    return tuple(marks)


def _excerpt(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _EXCERPT else line[: _EXCERPT - 1] + "…"
