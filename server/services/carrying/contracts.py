"""Judges a contract that is printed without review or approved, with what the server knows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from app.domain.contracts.annexes import AnnexFile, annex_of, annexes_in_force
from app.domain.contracts.checks.findings import ContractFacts
from app.domain.contracts.judging import (
    Body,
    Surroundings,
    account_facts,
    check_discounts,
    check_free,
    check_paper,
    judge,
    price_terms,
)
from app.domain.contracts.life import ANNEX, DRAFT_STATES
from app.domain.contracts.paid_before import PaidContract, last_paid
from app.domain.contracts.pricing import ListPrice
from app.domain.contracts.quoted import binding_to, check_quoted
from app.domain.contracts.sheet import GoodsLine, line_of, price_day, read_terms
from app.domain.contracts.texts.life import state_at
from app.domain.contracts.texts.template import parse_template
from app.domain.schema import ENTITIES
from server.services.desk.desk import Desk
from server.services.desk.signatures import zone_named
from server.store.records import StoredRecord

_MILLISECONDS = 1000
_LINE = ENTITIES["contract_line"].fields
_CONTRACT = ENTITIES["contract"].fields


def check_quotation(desk: Desk, contract: Body, account_id: str) -> None:
    """Refuse a contract on a quotation that did not stand on the day it was begun.

    Raises:
        NotAllowedError: As `quoted.check_quoted`.
    """
    quotation_id = contract.get("quotation_id")
    if desk.offered_since is None and quotation_id:
        check_quoted(desk.body("quotation", quotation_id), account_id, _day(desk))


def check_print(desk: Desk, before: StoredRecord, after: Body) -> None:
    """Refuse a print for signing that the text, its prices or the account do not allow by itself.

    Asked of drafts only: what was approved was judged by a person. Everything counts as it is
    here now, with all work that came in before; the day is that of the device, because it was
    printed then, but never one that lies ahead.

    Raises:
        NotAllowedError: `contract.check.open`, `contract.review.needed`, or
            `contract.paper.differs` where other words were printed than are stored.
        ValidationError: The template cannot be read.

    Source: domain.md 4.5, R079.
    """
    if desk.offered_since is not None:
        return  # judged before the restore, by what was true then
    if after.get("state") != "printed" or before.body.get("state", "draft") not in DRAFT_STATES:
        return
    template = desk.body("contract_template", after.get("template_id"))
    account = desk.body("account", before.account_id)
    if template is None or account is None:
        return  # refused already: without a template nothing is free, without an account unseen
    stood = state_at(template, min(desk.group.made_at, desk.now))
    parsed = parse_template(str(template["body"]), str(template["library"]), state=stood)
    annexes = annexes_in_force(_files(desk, before), after.get("dropped_annexes"))
    facts, lines, prices = _known(desk, before, after, account, annexes)
    judged = judge(after, parsed, lines, facts, prices, annexes=annexes)
    check_free(judged.review)
    check_paper(judged, after.get("fingerprint"))


def check_approval(desk: Desk, before: StoredRecord, after: Body) -> None:
    """Refuse to approve a discount beyond what the roles of whoever approves may grant.

    Raises:
        NotAllowedError: `contract.discount.authority`.

    Source: domain.md 4.5, 5.4.
    """
    if desk.offered_since is not None:
        return  # judged before the restore, by what was true then
    if after.get("state") != "approved" or before.body.get("state") == "approved":
        return
    account = desk.body("account", before.account_id)
    if account is not None:
        facts, lines, prices = _known(desk, before, after, account)
        check_discounts(lines, price_terms(prices, facts), desk.user.roles)


def _known(
    desk: Desk,
    before: StoredRecord,
    after: Body,
    account: Body,
    annexes: tuple[AnnexFile, ...] = (),
) -> tuple[ContractFacts, tuple[GoodsLine, ...], dict[str, ListPrice]]:
    """Return facts, goods and prices of a contract as everything is here now."""
    day = _day(desk)
    facts = account_facts(
        account,
        Surroundings(
            own_accounts=desk.families.own_accounts(),
            exposure_minor=_exposure(desk, before, account),
            today=day,
            authority=desk.families.discounts(day),
            paid=_last_paid(desk, before, account),
            annexes=annexes,
            quoted_to=binding_to(desk.body("quotation", after.get("quotation_id"))),
        ),
    )
    lines = tuple(_lines(desk, before))
    products = {line.product_id for line in lines if line.product_id}
    list_day = price_day(read_terms(after.get("terms")), day).isoformat()
    return facts, lines, desk.families.list_prices(account.get("sector_id"), products, list_day)


def _last_paid(desk: Desk, contract: StoredRecord, account: Body) -> PaidContract | None:
    account_id = str(contract.account_id)
    events = [
        one.body
        for one in desk.families.of_account(account_id, "contract_event")
        if not one.is_deleted
    ]
    if not any(event.get("kind") == "paid" for event in events):
        return None
    found = {
        one.id: {**dict.fromkeys(_CONTRACT), **one.body}
        for one in desk.families.of_account(account_id, "contract")
        if not one.is_deleted
    }
    return last_paid(account, events, found, but=contract.id)


def _day(desk: Desk) -> date:
    at = min(desk.group.made_at, desk.now)
    return datetime.fromtimestamp(at / _MILLISECONDS, zone_named(desk.group.zone)).date()


def _lines(desk: Desk, contract: StoredRecord) -> Iterator[GoodsLine]:
    account_id = str(contract.account_id)
    found = [
        line
        for line in desk.families.of_account(account_id, "contract_line")
        if line.body.get("contract_id") == contract.id and not line.is_deleted
    ]
    for line in sorted(found, key=lambda one: (one.body.get("position"), one.id)):
        yield line_of(line.id, {**dict.fromkeys(_LINE), **line.body})


def _files(desk: Desk, contract: StoredRecord) -> Iterator[AnnexFile]:
    """Yield the files that were made part of a contract."""
    for file in desk.families.of_account(str(contract.account_id), "attachment"):
        is_part = file.body.get("purpose") == ANNEX and not file.is_deleted
        if is_part and file.body.get("subject_id") == contract.id:
            yield annex_of(file.id, file.body)


def _exposure(desk: Desk, contract: StoredRecord, account: Body) -> int:
    owed = sum(
        int(one.body.get("amount_minor") or 0) - int(one.body.get("paid_minor") or 0)
        for one in desk.families.of_account(str(contract.account_id), "receivable")
        if not one.is_deleted
    )
    return owed + int(account.get("open_orders_minor") or 0)
