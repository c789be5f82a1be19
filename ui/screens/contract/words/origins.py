"""Where values of a contract came from: one word beside a label, a sentence where asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from app.domain.contracts.clauses.parts import ContractTemplate
from app.domain.contracts.origins import PART, Origin, Origins, Source, origin_of
from app.domain.contracts.sheet import GoodsLine
from app.queries.contracts.page import QuotationLine
from ui.field_texts import choice_label
from ui.formats import MISSING, Formats
from ui.screens.contract.opened.plan import FormField, FormGroup
from ui.screens.contract.rows import OriginView
from ui.screens.contract.words.values import value_in_words
from ui.texts import _, p_


class OriginWords:
    """Puts origins into words.

    Args:
        formats: Spells money and moments.
        moment: Makes a moment of milliseconds.
        now: Beside which moments are spelled.
        people: Names of those who typed, by id.
    """

    def __init__(
        self,
        formats: Formats,
        moment: Callable[[int], dt.datetime],
        now: dt.datetime,
        people: Mapping[str, str],
    ) -> None:
        self._formats, self._moment, self._now, self._people = formats, moment, now, people

    def views(
        self,
        groups: tuple[FormGroup, ...],
        template: ContractTemplate,
        terms: Mapping[str, Any],
        origins: Origins,
    ) -> dict[str, OriginView]:
        """Return the words of every field that has an origin."""
        found = {}
        for field in (field for group in groups for field in group.fields):
            origin = origin_of(field.name, origins, terms, template)
            if origin is not None and field.kind != "table":
                found[field.name] = OriginView(
                    _short(origin), self._long(field, origin), origin.differs_from_file
                )
        return found

    def changes(
        self, groups: tuple[FormGroup, ...], terms: Mapping[str, Any], origins: Origins
    ) -> Iterator[str]:
        """Yield what was typed over a file or an earlier contract, in the order of the form."""
        for group in groups:
            for field in group.fields:
                origin = origins.get(field.name)
                if origin is not None and origin.differs_from_file:
                    yield self._change(group, field, origin, terms)

    def prices(self, lines: tuple[GoodsLine, ...]) -> Iterator[str]:
        """Yield the lines whose price is not the one of the list it was taken from."""
        money = self._formats.money
        for place, line in enumerate(lines, start=1):
            usual = line.list_price_minor
            if usual is None or usual == line.unit_price_minor:
                continue
            words = _("Row {line}, {name}: {older} in list {list}, {newer} here")
            yield words.format(
                line=place,
                name=line.name,
                older=money(usual),
                newer=money(line.unit_price_minor),
                list=line.price_version,
            )

    def _change(
        self, group: FormGroup, field: FormField, origin: Origin, terms: Mapping[str, Any]
    ) -> str:
        label = f"{group.title}·{field.label}" if PART in field.name else field.label
        words = _("{place}: {older} ({source}) became {newer}, typed by {person} {when}")
        if field.kind == "table":
            words = _("{place}: rows of the {source} changed, typed by {person} {when}")
        return words.format(
            place=label,
            older=value_in_words(field, origin.was),
            newer=value_in_words(field, _value(field.name, terms)),
            source=source_words(origin.first or origin.source),
            person=self._people.get(origin.by) or MISSING,
            when=self._when(origin.at),
        )

    def _long(self, field: FormField, origin: Origin) -> str:
        if origin.source is not Source.TYPED:
            return self._taken(origin)
        words = _("Typed by {person} {when}.").format(
            person=self._people.get(origin.by) or MISSING, when=self._when(origin.at)
        )
        if origin.first is None:
            return words
        before = _("Before it was {older}, from: {source}.").format(
            older=value_in_words(field, origin.was), source=source_words(origin.first)
        )
        return f"{words} {before}"

    def _taken(self, origin: Origin) -> str:
        source = source_words(origin.source)
        if origin.name:
            source = _("{source} ({name})").format(source=source, name=origin.name)
        if not origin.at:
            return _("From: {source}.").format(source=source)
        return _("From: {source}, taken {when}.").format(source=source, when=self._when(origin.at))

    def _when(self, at: int) -> str:
        return self._formats.moment(self._moment(at), now=self._now) if at else MISSING


def quoted_words(quotation: QuotationLine | None, formats: Formats) -> str:
    """Return on which quotation a contract was begun and how that stands; empty for none."""
    if quotation is None:
        return ""
    words = _("Begun on quotation {number}").format(number=quotation.number)
    if quotation.state == "accepted":
        stands = _("accepted by the customer")
    elif quotation.valid_to_on:
        day = formats.full_day(dt.date.fromisoformat(quotation.valid_to_on))
        stands = _("valid to {day}").format(day=day)
    else:
        stands = choice_label("quotation", "state", quotation.state)
    return f"{words} · {stands}"


def source_words(source: Source) -> str:
    """Return what a value was taken from."""
    return {
        Source.COMPANY: _("record of the own company"),
        Source.REGISTER: _("register of accounts for payments"),
        Source.ACCOUNT: _("file of the account"),
        Source.CONTACT: _("file of the contact"),
        Source.USER: _("who drafted it"),
        Source.EARLIER: _("earlier contract"),
        Source.QUOTATION: _("quotation to the customer"),
        Source.TEMPLATE: _("default of the text"),
        Source.RULE: _("reckoned from the day"),
        Source.TYPED: _("typed"),
    }[source]


def _short(origin: Origin) -> str:
    if origin.differs_from_file:
        return p_("origin", "changed")
    return {
        Source.COMPANY: p_("origin", "company"),
        Source.REGISTER: p_("origin", "register"),
        Source.ACCOUNT: p_("origin", "account file"),
        Source.CONTACT: p_("origin", "contact"),
        Source.USER: p_("origin", "drafter"),
        Source.EARLIER: p_("origin", "earlier contract"),
        Source.QUOTATION: p_("origin", "quotation"),
        Source.TEMPLATE: p_("origin", "default"),
        Source.RULE: p_("origin", "reckoned"),
        Source.TYPED: "",
    }[origin.source]


def _value(name: str, terms: Mapping[str, Any]) -> Any:
    field, _, part = name.partition(PART)
    return (terms.get(field) or {}).get(part) if part else terms.get(field)
