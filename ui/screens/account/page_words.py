"""Puts the words of the whole account page together."""

from __future__ import annotations

from app.queries.accounts.page import AccountPage
from ui.screens.account.file.words import block_views, filled_words
from ui.screens.account.head_words import alert_view, contact_view, head_view
from ui.screens.account.history_words import EventWords
from ui.screens.account.money.words import contract_view, credit_view, sales_view
from ui.screens.account.rows import PageView
from ui.screens.context import ScreenContext


def event_words(context: ScreenContext) -> EventWords:
    """Return what spells timeline entries today."""
    workspace = context.workspace
    return EventWords(context.formats, workspace.today(), workspace.moment)


def page_view(page: AccountPage, context: ScreenContext) -> PageView:
    """Return everything the view shows of an account."""
    formats, workspace = context.formats, context.workspace
    spell = event_words(context)
    return PageView(
        head=head_view(page),
        alert=alert_view(page, formats),
        credit=credit_view(page, formats, workspace.moment, workspace.now()),
        filled=filled_words(page, formats),
        blocks=block_views(page, formats),
        contacts=tuple(contact_view(contact) for contact in page.contacts),
        events=tuple(spell.event(entry) for entry in page.timeline.entries),
        has_more_events=page.timeline.has_more,
        sales=sales_view(page, formats),
        contracts=tuple(contract_view(contract, formats) for contract in page.contracts),
    )
