"""The top of the account page in words: who it is, what is wrong, who its people are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from app.domain.analysis.credit_line import CreditState, LimitBasis
from app.queries.accounts.page import AccountPage, ContactDetail
from ui.field_texts import choice_label
from ui.formats import Formats
from ui.forms.field_words import clauses, joined
from ui.screens.account.rows import AlertView, ContactView, HeadView, TagView
from ui.texts import _, current_language, n_
from ui.theme.tokens import Tone

_SEGMENT_TONES: dict[str, Tone] = {"gold": "accent", "develop": "info"}
_TOLD_STATUS = ("prospect", "interested", "at_risk", "lost", "archived")
_MONTHS = 12


class _Alert(NamedTuple):
    words: str
    tone: Tone
    icon: str
    target: str = ""


def head_view(page: AccountPage) -> HeadView:
    """Return name, tags and the line of facts."""
    fields = page.fields
    drafted = page.around.has_visit_draft
    return HeadView(
        name=str(fields["name"]),
        grade=str(fields["class"] or ""),
        tags=tuple(_tags(page)),
        number=str(fields["number"] or ""),
        facts=tuple(_facts(page)),
        visit_words=_("Continue visit") if drafted else _("Start visit"),
    )


def alert_view(page: AccountPage, formats: Formats) -> AlertView | None:
    """Return all that is wrong in one sentence, or None; the worst gives the colour."""
    alerts = list(_alerts(page, formats))
    if not alerts:
        return None
    words = clauses(alert.words for alert in alerts)
    if len(alerts) > 1:
        count = n_("{count} alert: {words}", "{count} alerts: {words}", len(alerts))
        words = count.format(count=len(alerts), words=words)
    else:
        words = words[:1].upper() + words[1:]
    first = alerts[0]
    target = next((alert.target for alert in alerts if alert.target), "")
    links = {"money": _("Show evidence"), "sync": _("Settle")}
    return AlertView(words, first.tone, first.icon, links.get(target, ""), target)


def contact_view(contact: ContactDetail) -> ContactView:
    """Return a person as the list shows him."""
    fields = contact.fields
    decides = fields["decision_role"] == "decides"
    part = fields["decision_role"]
    role = (
        str(fields["post"] or ""),
        choice_label("contact", "decision_role", str(part)) if part not in {None, "none"} else "",
    )
    notes = (fields["remark"], fields["personality"], fields["department"])
    note = next((str(note) for note in notes if note), "")
    return ContactView(
        id=contact.id,
        name=str(fields["name"]),
        role=" · ".join(word for word in role if word),
        note=" ".join(note.split("\n")),
        number=str(fields["mobile"] or fields["phone"] or ""),
        decides=decides,
        waiting=contact.waiting,
    )


def _tags(page: AccountPage) -> Iterator[TagView]:
    fields, around = page.fields, page.around
    if segment := fields["segment"]:
        words = choice_label("account", "segment", str(segment))
        yield TagView(words, _SEGMENT_TONES.get(str(segment), "quiet"))
    if fields["status"] in _TOLD_STATUS:
        yield TagView(choice_label("account", "status", str(fields["status"])))
    kind = "tier" if fields["tier"] not in {None, "first"} else "type"
    yield TagView(choice_label("account", kind, str(fields[kind])), outline=True)
    if fields["key_account"]:
        yield TagView(_("Key account"), "accent", "crown")
    if fields["frozen"]:
        yield TagView(_("Frozen"), "frost", "snowflake")
    if around.refused:
        yield TagView(_("Sent back"), "bad", "circle-x")
    if around.conflict_fields:
        yield TagView(_("Conflict"), "warn", "git-compare-arrows")
    if around.waiting:
        yield TagView(_("Not sent yet"), "info", "cloud-upload")


def _facts(page: AccountPage) -> Iterator[tuple[str, str]]:
    fields = page.fields
    city, address = str(fields["city"] or ""), str(fields["address"] or "")
    place = ("" if city in address else city, address)
    gap = "" if current_language() == "zh_CN" else " "
    if any(place):
        yield "map-pin", gap.join(part for part in place if part)
    if page.around.owner:
        yield "user-round", _("Owner {name}").format(name=page.around.owner)
    if since := fields["dealings_since_on"]:
        yield "calendar-clock", _since_words(dt.date.fromisoformat(str(since)), page.today)


def _since_words(since: dt.date, today: dt.date) -> str:
    months = (today.year - since.year) * _MONTHS + today.month - since.month
    months -= today.day < since.day
    years, rest = divmod(max(months, 0), _MONTHS)
    if not years:
        return n_("{count} month with us", "{count} months with us", rest).format(count=rest)
    return _("{years} y {months} mo. with us").format(years=years, months=rest)


def _alerts(page: AccountPage, formats: Formats) -> Iterator[_Alert]:
    if page.fields["blacklisted"]:
        words = _("Blacklisted in the group: do not deal")
        if page.barred_for:
            why = choice_label("blacklist_entry", "reason", page.barred_for)
            words = _("{words} ({why})").format(words=words, why=why)
        yield _Alert(words, "bad", "ban")
    if page.fields["frozen"]:
        yield _Alert(_("Frozen: no orders or money"), "frost", "snowflake")
    if page.around.refused:
        yield _Alert(_("work was sent back"), "bad", "circle-x", "sync")
    if page.credit.overdue_minor > 0:
        money = formats.money_rounded(page.credit.overdue_minor)
        late = formats.days_late(page.credit.oldest_days)
        words = _("debt of {money}, {late}").format(money=money, late=late)
        yield _Alert(words, "bad", "triangle-alert", "money")
    if page.credit.state is CreditState.OVER and page.credit.basis is LimitBasis.LIMIT:
        over = page.credit.owed_minor - (page.credit.line_minor or 0)
        words = _("over the credit limit by {money}").format(money=formats.money_rounded(over))
        yield _Alert(words, "bad", "triangle-alert")
    late_promises = [promise.content for promise in page.promises if promise.due_on < page.today]
    if late_promises:
        words = _("promise past its day: {words}").format(words=joined(late_promises[:2]))
        yield _Alert(words, "warn", "handshake")
    if count := len(page.around.conflict_fields):
        words = n_("{count} field in conflict", "{count} fields in conflict", count)
        yield _Alert(words.format(count=count), "warn", "git-compare-arrows", "sync")
