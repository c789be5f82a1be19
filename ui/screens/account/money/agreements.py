"""Decides what stands below the credit of an account and does what is asked about it. No Qt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Protocol

from app.commands.credit.terms import EarlierTerms, choose_terms, put_terms_back
from app.domain.changes import ChangeSet
from app.domain.errors import DomainError
from app.domain.fields import FieldValue
from app.queries.accounts.agreements import AgreementPage, read_agreements
from app.queries.credit.terms import CreditTerms
from ui.formats import Formats
from ui.screens.account.money.agreement_rows import AgreementLine, TermsForm
from ui.screens.context import ScreenContext
from ui.screens.papers.subjects import open_papers
from ui.texts import _, sentence

_WHOLE = 10_000
"""Basis points of everything."""
_PERCENT = 100


class AgreementView(Protocol):
    """What is asked of the panel."""

    def show_lines(self, lines: Sequence[AgreementLine]) -> None:
        """Show what holds and what is due."""
        ...

    def ask_terms(self, form: TermsForm) -> None:
        """Ask which terms hold."""
        ...

    def close_question(self) -> None:
        """Close what asks."""
        ...


class Agreements:
    """The terms of an account and what is due by agreement.

    Args:
        view: The panel.
        context: Workspace, runner, publish, navigation, formats.
        account_id: The account of the page.
    """

    def __init__(self, view: AgreementView, context: ScreenContext, account_id: str) -> None:
        self._view, self._context, self._account_id = view, context, account_id
        self._page: AgreementPage | None = None

    def load(self) -> None:
        """Read it again."""
        workspace, account_id = self._context.workspace, self._account_id
        self._context.runner.on_store(
            lambda: read_agreements(workspace, account_id), self._arrived, owner=self._view
        )

    def act(self, key: str) -> None:
        """Do what a line offers."""
        page, context = self._page, self._context
        if page is None:
            return
        match key:
            case "terms":
                self._view.ask_terms(_form(page))
            case "statement":
                open_papers(context, "statement", [self._account_id])
            case _:
                year = next(one.year for one in page.proposed if one.year)
                given: dict[str, FieldValue] = {"account_id": self._account_id, "year": year}
                context.navigation.records.begin("demand_plan", given)

    def choose(self, policy_id: str, deviation: str) -> None:
        """Choose terms."""
        workspace, account_id = self._context.workspace, self._account_id
        self._context.runner.on_store(
            lambda: choose_terms(workspace, account_id, policy_id, deviation),
            lambda done: self._chosen(*done),
            self._refused,
            self._view,
        )

    def _chosen(self, earlier: EarlierTerms, changes: ChangeSet) -> None:
        workspace, account_id = self._context.workspace, self._account_id
        context = self._context
        self._view.close_question()
        context.publish(changes)
        self.load()
        context.navigation.show_toast(
            _("Terms chosen"),
            action=_("Undo"),
            on_action=lambda: context.runner.on_store(
                lambda: put_terms_back(workspace, account_id, earlier),
                self._taken_back,
                self._refused,
                self._view,
            ),
        )

    def _taken_back(self, changes: ChangeSet) -> None:
        self._context.publish(changes)
        self.load()

    def _arrived(self, page: AgreementPage) -> None:
        self._page = page
        self._view.show_lines(list(_lines(page, self._context)))

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, DomainError):
            raise error
        self._view.close_question()
        self._context.navigation.show_refusal(sentence(error))


def _lines(page: AgreementPage, context: ScreenContext) -> Iterator[AgreementLine]:
    terms = page.terms.terms
    may_choose = page.terms.may_choose and bool(page.terms.choices)
    if terms is not None:
        verb = _("Choose terms…") if may_choose else ""
        yield AgreementLine("terms", "wallet", terms_words(terms, context.formats), verb)
    today = context.workspace.today()
    for one in page.proposed:
        if one.kind == "statement" and one.due_on:
            day = context.formats.day(one.due_on, today=today)
            words = _("Statement due up to {day}").format(day=day)
            yield AgreementLine("statement", "file-text", words, _("Print the statement"))
        elif one.year:
            words = _("Ask for the demand plan of {year}").format(year=one.year)
            verb = _("Write it down…") if page.may_plan else ""
            yield AgreementLine("demand_plan", "calendar-plus", words, verb)


def terms_words(terms: CreditTerms, formats: Formats) -> str:
    """Return time to pay, discount, where they come from, and what differs."""
    parts = []
    if terms.period_days is not None:
        parts.append(_("pays within {days}").format(days=formats.days(terms.period_days)))
    if terms.discount_basis_points:
        share = formats.percent(Decimal(terms.discount_basis_points) / _WHOLE, _places(terms))
        words = _("{share} less within {days}")
        parts.append(words.format(share=share, days=formats.days(terms.discount_days)))
    name = terms.name if terms.is_chosen else _("{name}, as for all").format(name=terms.name)
    parts.append(name)
    if terms.deviation:
        parts.append(terms.deviation)
    elif terms.is_too_long:
        parts.append(_("longer than these terms allow, without a reason"))
    return " · ".join(parts)


def _places(terms: CreditTerms) -> int:
    return 0 if terms.discount_basis_points % _PERCENT == 0 else 2


def _form(page: AgreementPage) -> TermsForm:
    terms = page.terms.terms
    chosen = terms.policy_id if terms is not None and terms.is_chosen else ""
    deviation = terms.deviation if terms is not None else ""
    return TermsForm([("", _("As for all")), *page.terms.choices], chosen, deviation)
