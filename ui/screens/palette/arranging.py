"""Puts what was found into groups, the likeliest first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from app.domain.policy import Actor
from app.queries.palette import MOST_ROWS, Beginning, Findings, find_spans, typed_runs
from ui.screens.palette.commands import Command, FoundCommand, find_commands
from ui.screens.palette.offers import Offer, OfferGroup
from ui.screens.palette.record_offers import RecordOffers, more_accounts
from ui.screens.palette.rows import marked
from ui.texts import _, p_

_CROWDED_ACCOUNTS = 5
_CROWDED = 3

Groups = tuple[OfferGroup, ...]


@dataclass(frozen=True, slots=True)
class Arranger:
    """Arranges the rows of one opening of the palette.

    Attributes:
        records: Makes rows of records.
        commands: What can be run.
        list_accounts: Shows the account list filtered by a text.
    """

    records: RecordOffers
    commands: tuple[Command, ...]
    list_accounts: Callable[[str], None]

    def offered_to(self, user: Actor | None) -> Arranger:
        """Return the same without commands that a user may not carry out."""
        return replace(self, commands=tuple(one for one in self.commands if one.asks(user)))

    def beginning(self, beginning: Beginning) -> Groups:
        """Return what is shown before anything was typed: opened lately, today, commands."""
        opened = self.records.opened(beginning)
        visits = tuple(self.records.visit(visit) for visit in beginning.visits)
        commands = find_commands(self.commands, "")
        return _filled(
            OfferGroup(p_("palette", "Recent"), opened[: _CROWDED_ACCOUNTS if visits else None]),
            OfferGroup(_("Today's visits"), visits[: _CROWDED if opened else None]),
            OfferGroup(_("Commands"), tuple(one.offer for one in commands if one.kind == "act")),
        )

    def commands_only(self, text: str) -> Groups:
        """Return the commands that were typed; all of them when nothing was."""
        return _command_groups(find_commands(self.commands, text), MOST_ROWS)

    def found(self, findings: Findings, text: str) -> Groups:
        """Return what was found for a text.

        Commands come last, unless the text is how one of them begins and no account does.
        """
        runs = typed_runs(text)
        commands = find_commands(self.commands, text) if runs else ()
        records = self._records(findings, text)
        groups = _command_groups(commands, _CROWDED if records else MOST_ROWS)
        begins = any(one.begins for one in commands)
        if begins and not any(_begins(account.name, runs) for account in findings.accounts):
            return (*groups, *records)
        return (*records, *groups)

    def _records(self, findings: Findings, text: str) -> Groups:
        records, runs = self.records, typed_runs(text)
        pins = findings.pinned
        accounts = [records.account(it, text, is_pinned=it.id in pins) for it in findings.accounts]
        contacts = [records.contact(it, text) for it in findings.contacts]
        contracts = [
            records.contract(it, text, is_pinned=it.id in pins) for it in findings.contracts
        ]
        first = next((hit.id for hit in findings.accounts), "")
        visits = [
            records.visit(visit, text)
            for visit in findings.visits
            if visit.account_id != first and find_spans(visit.name, runs)
        ]
        is_crowded = sum(bool(rows) for rows in (accounts, contacts, contracts, visits)) > 1
        most = _CROWDED if is_crowded else MOST_ROWS
        return _filled(
            OfferGroup(_("Accounts"), self._accounts(accounts, findings, text, is_crowded)),
            OfferGroup(p_("palette", "Actions"), self._about(findings, runs)),
            OfferGroup(_("Contacts"), tuple(contacts[:most])),
            OfferGroup(_("Contracts"), tuple(contracts[:most])),
            OfferGroup(_("Today's visits"), tuple(visits[:most])),
        )

    def _accounts(
        self, accounts: Sequence[Offer], findings: Findings, text: str, is_crowded: bool
    ) -> tuple[Offer, ...]:
        shown = tuple(accounts[: _CROWDED_ACCOUNTS if is_crowded else MOST_ROWS - 1])
        if shown and (findings.has_more or len(shown) < len(accounts)):
            return (*shown, more_accounts(text, self.list_accounts))
        return tuple(accounts)

    def _about(self, findings: Findings, runs: tuple[str, ...]) -> tuple[Offer, ...]:
        """Return what can be done with the account that was found first, in whatever way."""
        names = (
            *((hit.id, hit.name) for hit in findings.accounts),
            *((hit.account_id, hit.account_name) for hit in findings.contacts),
            *((hit.account_id, hit.account_name) for hit in findings.contracts),
        )
        if not names:
            return ()
        account_id, name = names[0]
        plan = next((one for one in findings.visits if one.account_id == account_id), None)
        return self.records.about(account_id, marked(name, find_spans(name, runs)), plan)


def _command_groups(commands: Sequence[FoundCommand], most: int) -> Groups:
    titles = {"act": _("Commands"), "place": _("Places"), "setting": _("Settings")}
    return _filled(
        *(
            OfferGroup(title, tuple(one.offer for one in commands if one.kind == kind)[:most])
            for kind, title in titles.items()
        )
    )


def _begins(name: str, runs: tuple[str, ...]) -> bool:
    return any(begin == 0 for begin, _end in find_spans(name, runs))


def _filled(*groups: OfferGroup) -> Groups:
    def shortened() -> Iterator[OfferGroup]:
        for group in groups:
            if group.offers:
                yield OfferGroup(group.title, group.offers[:MOST_ROWS])

    return tuple(shortened())
