"""Decides what the contract list shows. No Qt."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from app.domain.changes import ChangeSet
from app.domain.contracts.life import DRAFT_STATES, ENDED, RUNNING
from app.queries.contracts.listing import (
    ContractListing,
    ContractSummary,
    Due,
    find_contracts,
    list_contracts,
)
from app.queries.contracts.page import TemplateSummary, list_templates
from app.queries.contracts.templates import may_read_texts
from app.workspace import Workspace
from ui.screens.context import ScreenContext
from ui.screens.contracts.text_look import ClauseView, Findings, Scope, TextLook
from ui.screens.exporting.desk import ExportDesk

ALL = "all"
STATE_GROUPS: Mapping[str, frozenset[str]] = {
    "draft": DRAFT_STATES,
    "review": frozenset({"in_review"}),
    "sign": frozenset({"approved", "printed"}),
    "running": RUNNING | {"breached"},
    "ended": ENDED,
}
_DUE: Mapping[str, Due] = {
    "unsigned": "unsigned",
    "ending": "ending",
    "unfiled": "unfiled",
    "uncopied": "uncopied",
}
FIRST_ROWS = 200
"""Rows that come with the answer, so that they are painted with it: one page of the model."""
_SHOWN = ("contract", "account", "journal", "attachment")


class ContractsView(Protocol):
    """What the presenter asks of its view."""

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many contracts each group of states holds."""
        ...

    def show_listing(
        self, count: int, total_minor: int | None, *, is_filtered: bool, keep_place: bool
    ) -> int:
        """Show that many rows, to be asked for; return the number of this answer."""
        ...

    def show_clauses(self, clauses: Sequence[ClauseView], *, chosen: str) -> None:
        """Show the clauses that hold the words; `chosen` is the text whose contracts are listed."""
        ...

    def show_texts_button(self, *, is_shown: bool) -> None:
        """Show the way to the contract texts to those who may read them."""
        ...

    def show_rows(self, answer: int, first: int, rows: Sequence[ContractSummary]) -> None:
        """Fill in rows of an answer."""
        ...


@dataclass(frozen=True, slots=True)
class _Answer:
    """What was fetched together."""

    listing: ContractListing
    rows: Sequence[ContractSummary]
    findings: Findings


class ContractsPresenter:
    """Keeps the filter, fetches pages as the view scrolls, drops answers that came too late."""

    def __init__(self, view: ContractsView, context: ScreenContext) -> None:
        self._view, self._context = view, context
        self._text, self._group = "", ALL
        self._scope: Scope = "row"
        self._text_id = ""
        self._found: Mapping[str, str] = {}
        self._listing: ContractListing | None = None
        self._asked = self._answer = 0
        self.exports = ExportDesk(context, "contract", self._ids, self._rows)

    def load(self) -> None:
        """Fetch the contracts that fit."""
        if self._listing is None:
            self._ask_texts()
        self._find(keep_place=False)

    def on_changed(self, changes: ChangeSet) -> None:
        """Fetch again when a contract, its account or what waits to be sent was touched."""
        if changes.touches(*_SHOWN):
            self._find(keep_place=True)

    def filter_text(self, text: str) -> None:
        """Show contracts whose number or account holds a text."""
        self._text, self._text_id = text.strip(), ""
        self.load()

    def filter_scope(self, scope: Scope) -> None:
        """Look for what is typed in numbers and accounts ("row") or in all texts ("text")."""
        self._scope, self._text_id = scope, ""
        self.load()

    def filter_template(self, template_id: str) -> None:
        """Show the contracts made from one text; all that were found when it is empty."""
        self._text_id = template_id
        self.load()

    def filter_group(self, group: str) -> None:
        """Show contracts in some states."""
        self._group = group
        self.load()

    def need_rows(self, answer: int, first: int, count: int) -> None:
        """Fetch a page that the view scrolled to."""
        listing, workspace, language = self._listing, self._context.workspace, self._language()
        if listing is None or answer != self._answer:
            return
        self._context.runner.on_store(
            lambda: _read_rows(workspace, listing, (first, count), language),
            lambda rows: self._view.show_rows(answer, first, self._marked(rows)),
            owner=self._view,
        )

    def open(self, contract_id: str) -> None:
        """Open a contract."""
        self._context.navigation.open_contract(contract_id)

    def new_contract(self) -> None:
        """Begin a contract."""
        self._context.navigation.new_contract()

    def open_texts(self) -> None:
        """Open the list of contract texts."""
        self._context.navigation.open_page("templates")

    def _ask_texts(self) -> None:
        workspace = self._context.workspace
        self._context.runner.on_store(
            lambda: may_read_texts(workspace),
            lambda may: self._view.show_texts_button(is_shown=may),
            owner=self._view,
        )

    def _ids(self) -> Sequence[str]:
        """Return the contracts that the list shows, in its order."""
        return self._listing.ids if self._listing is not None else ()

    def _rows(self) -> Sequence[ContractSummary]:
        """Return the rows that the list shows, in its order; off the main thread."""
        listing = self._listing
        if listing is None:
            return ()
        whole = (0, len(listing.ids))
        return _read_rows(self._context.workspace, listing, whole, self._language())

    def _find(self, *, keep_place: bool) -> None:
        self._asked += 1
        asked, text, workspace = self._asked, self._text, self._context.workspace
        states: Collection[str] = STATE_GROUPS.get(self._group, ())
        due = _DUE.get(self._group, "")
        language, at_once = self._language(), 0 if keep_place else FIRST_ROWS

        scope, template_id = self._scope, self._text_id

        def find() -> _Answer:
            look = TextLook(workspace, language, lambda: asked != self._asked)
            among, findings = look.among(text if scope == "text" else "", template_id)
            plain = "" if scope == "text" else text
            listing = find_contracts(workspace, plain, states, due, among)
            return _Answer(
                listing, _read_rows(workspace, listing, (0, at_once), language), findings
            )

        self._context.runner.on_store(
            find,
            lambda found: self._arrived(asked, found, keep_place=keep_place),
            owner=self._view,
        )

    def _arrived(self, asked: int, answer: _Answer, *, keep_place: bool) -> None:
        if asked != self._asked:
            return
        listing = self._listing = answer.listing
        self._found = answer.findings.places
        self._view.show_clauses(answer.findings.clauses, chosen=self._text_id)
        totals = listing.states
        wanted = STATE_GROUPS.get(self._group)
        counts = {
            group: sum(total.count for state, total in totals.items() if state in states)
            for group, states in STATE_GROUPS.items()
        }
        everything = sum(each.count for each in totals.values())
        self._view.show_counts({ALL: everything, **counts, **listing.due})
        self._answer = self._view.show_listing(
            len(listing),
            sum(
                total.total_minor
                for state, total in totals.items()
                if wanted is None or state in wanted
            )
            if self._group not in _DUE
            else None,
            is_filtered=bool(self._text) or self._group != ALL,
            keep_place=keep_place,
        )
        if answer.rows:
            self._view.show_rows(self._answer, 0, self._marked(answer.rows))

    def _marked(self, rows: Sequence[ContractSummary]) -> list[ContractSummary]:
        """Return rows with the place in them where the words stand."""
        return [replace(row, found=self._found.get(row.id, "")) for row in rows]

    def _language(self) -> str:
        return self._context.formats.language


def _read_rows(
    workspace: Workspace, listing: ContractListing, part: tuple[int, int], language: str
) -> list[ContractSummary]:
    rows = list_contracts(workspace, listing, *part)
    return _named(rows, list_templates(workspace), language) if rows else []


def _named(
    found: Sequence[ContractSummary], templates: Sequence[TemplateSummary], language: str
) -> list[ContractSummary]:
    """Return contracts with the name of their template in the user's language."""
    english = {each.name: each.name_en for each in templates if each.name_en}
    if language != "en":
        return list(found)
    return [replace(each, title=english.get(each.title) or each.title) for each in found]
