"""The customer file in words: its blocks, how old they are, and the forms that edit them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from app.domain.accounts.confirmations import BlockAge
from app.domain.entities.accounts import BLOCKS
from app.domain.fields import FieldValue
from app.domain.schema import ENTITIES
from app.queries.accounts.page import AccountPage
from ui.field_texts import field_label
from ui.formats import NOT_COMPUTABLE, Formats
from ui.forms.field_words import form_field, joined, value_words
from ui.forms.form_rows import FormView
from ui.screens.account.rows import BlockView, LineView
from ui.texts import _, p_

STANDING = "S"
"""Stands in the row of blocks for the fields that lie outside the customer file."""

_STANDING_FIELDS = (
    *("status", "segment", "class", "key_account", "owner_id", "sector_id", "parent_id"),
    *("number", "credit_limit_minor", "credit_unlimited", "credit_period_days"),
    *("blacklisted", "frozen", "remark"),
)
# What the head of the page says already comes last in its block.
_IN_HEAD = frozenset(
    {"name", "short_name", "type", "tier", "city", "province", "address", "number", "class"}
    | {"owner_id", "delivery_address"}
)
_NO_ONE_ASKS = frozenset({"blacklisted", "frozen", "key_account", "credit_unlimited"})
_PERSONS = frozenset({"consumer", "influencer"})
_TRAITS = (
    *("consumer_sex", "consumer_age", "consumer_income", "consumer_occupation"),
    *("consumer_education", "buying_habits"),
)
_MISSING_SHOWN = 3


_LABELLED = "attributes"
"""The field that the company's groups of labels are offered for."""


def block_fields(key: str, kind: str = "") -> tuple[str, ...]:
    """Return the names of a block's fields in the order of the form.

    Args:
        key: Letter of the block, or `STANDING`.
        kind: Type of the account; persons have traits in their first block that firms have not.
    """
    if key == STANDING:
        return _STANDING_FIELDS
    fields = ENTITIES["account"].fields.values()
    traits = _TRAITS if key == "A" and kind in _PERSONS else ()
    return (*(field.name for field in fields if field.block == key), *traits)


def block_title(key: str) -> str:
    """Return the heading of a block."""
    return p_("customer", "Standing") if key == STANDING else field_label("account", f"block.{key}")


def block_views(page: AccountPage, formats: Formats) -> tuple[BlockView, ...]:
    """Return all blocks as they are read."""
    ages = {age.block: age for age in page.ages}
    return tuple(_block_view(page, key, ages.get(key), formats) for key in (*BLOCKS, STANDING))


def block_form(page: AccountPage, key: str, formats: Formats) -> FormView:
    """Return a block as a form."""
    names = reference_names(page)
    asked = (
        form_field("account", name, page.fields[name], formats, names)
        for name in block_fields(key, str(page.fields["type"]))
    )
    # What only the office can fill in is shown once it has.
    offers = tuple((one.name, one.labels) for one in page.label_groups)
    fields = tuple(
        replace(field, offers=offers) if field.name == _LABELLED else field
        for field in asked
        if field.words or not field.reason
    )
    return FormView(key, block_title(key), fields, page.today)


def reference_names(page: AccountPage) -> Mapping[str, str | None]:
    """Return the names behind the account's references."""
    around = page.around
    return {"owner_id": around.owner, "sector_id": around.sector, "parent_id": around.parent}


def filled_words(page: AccountPage, formats: Formats) -> str:
    """Return how complete the file is and what is missing most."""
    score = page.filled.score
    share = NOT_COMPUTABLE if score is None else formats.percent(score)
    words = _("{share} complete").format(share=share)
    if not page.filled.missing:
        return words
    missing = joined(missing_words(name) for name in page.filled.missing[:_MISSING_SHOWN])
    return f"{words} · {_('missing: {fields}').format(fields=missing)}"


def _block_view(page: AccountPage, key: str, age: BlockAge | None, formats: Formats) -> BlockView:
    lines = _lines(page, key, formats)
    # An empty block has nothing that could be out of date.
    has_age = age is not None and bool(lines or age.confirmed_on)
    return BlockView(
        key=key,
        title=block_title(key),
        age=_age_words(age, formats, page.today) if age and has_age else "",
        stale=has_age and age is not None and age.is_stale,
        lines=lines,
        can_confirm=age is not None,
    )


def missing_words(name: str) -> str:
    """Return what a missing part of the file is called."""
    match name:
        case "contact":
            return _("a contact")
        case "contact.phone":
            return _("a contact's phone")
        case "contact.decides":
            return _("who decides")
        case _:
            return field_label("account", name)


def _lines(page: AccountPage, key: str, formats: Formats) -> tuple[LineView, ...]:
    names = reference_names(page)
    ordered = sorted(block_fields(key, str(page.fields["type"])), key=lambda name: name in _IN_HEAD)
    return tuple(
        LineView(field_label("account", name), value_words("account", name, value, formats, names))
        for name in ordered
        if _is_told(name, value := page.fields[name])
    )


def _is_told(name: str, value: FieldValue) -> bool:
    return bool(value) if name in _NO_ONE_ASKS else value is not None


def _age_words(age: BlockAge, formats: Formats, today: dt.date) -> str:
    if age.confirmed_on is None or age.days is None:
        return p_("block", "never confirmed")
    words = _("confirmed {day}").format(day=formats.day(age.confirmed_on, today=today))
    if not age.is_stale:
        return words
    return _("{confirmed}, {age}").format(confirmed=words, age=formats.days_old(age.days))
