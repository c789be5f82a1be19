"""A record as a form asks for it: sections, locks, and what stands around it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from app.commands.records.rules import rule_of
from app.commands.steps.records import RecordStep, StepSubject
from app.domain.fields import FieldValue
from app.domain.record_rights import FIXED
from app.queries.records.forms import RecordDetail
from ui.field_texts import entity_label, section_label, step_label
from ui.formats import Formats
from ui.forms.field_words import form_field
from ui.forms.form_rows import FormField, FormView
from ui.screens.papers.kinds import KINDS as PAPERS
from ui.screens.records.kind import RecordKind
from ui.screens.records.record_words import field_words
from ui.screens.records.step_rows import PageLook, StepRow
from ui.texts import _, sentence

_ACCOUNT = "account_id"


def page_look(
    detail: RecordDetail,
    kind: RecordKind,
    formats: Formats,
    *,
    today: dt.date,
    given: Mapping[str, FieldValue],
    user_id: str,
) -> PageLook:
    """Return the page of a record.

    Args:
        detail: The record, or one that is about to be made.
        kind: Its descriptor.
        formats: Spells money, days and numbers.
        today: For the shortcuts of date fields.
        given: Fields of a new record that the place it is made in has settled.
        user_id: Who looks.
    """
    rights = detail.rights
    fields = tuple(_form_fields(detail, kind, formats, given))
    name = "" if detail.is_new else record_name(detail, kind, formats)
    steps = tuple(_steps(detail, user_id))
    return PageLook(
        title=_title(detail, name),
        meta=detail.names.get(str(detail.fields.get(_ACCOUNT)), ""),
        form=FormView(detail.id, name, fields, today),
        notice="\n".join(_notices(rights.refusal, steps)),
        steps=steps,
        is_new=detail.is_new,
        can_save=bool(rights.fields & {field.name for field in fields if not field.reason}),
        can_delete=rights.deletes and not detail.is_new,
        papers=() if detail.is_new else tuple((each, PAPERS[each].words()) for each in kind.papers),
    )


def record_name(detail: RecordDetail, kind: RecordKind, formats: Formats) -> str:
    """Return what a record is called: the words of its naming field."""
    words = field_words(detail.entity, kind.name_field(), detail.fields, detail.names, formats)
    return words.split("\n")[0]


def open_steps(detail: RecordDetail, user_id: str) -> tuple[RecordStep, ...]:
    """Return the steps that the record can take now, by this user."""
    if detail.is_new:
        return ()
    subject = StepSubject(detail.fields, detail.user, user_id, detail.owner_id)
    return tuple(step for step in rule_of(detail.entity).steps if step.is_open(subject))


def step_form(
    detail: RecordDetail, step: RecordStep, formats: Formats, *, today: dt.date
) -> FormView:
    """Return what has to be said with a step."""
    asked = (form_field(detail.entity, name, None, formats) for name in step.asks)
    fields = tuple(replace(field, required=field.name in step.needs, reason="") for field in asked)
    return FormView(step.key, step_label(detail.entity, step.key), fields, today)


def _title(detail: RecordDetail, name: str) -> str:
    kind = entity_label(detail.entity)
    if detail.is_new:
        return _("New: {record}").format(record=kind)
    return f"{kind} · {name}" if name else kind


def _steps(detail: RecordDetail, user_id: str) -> Iterator[StepRow]:
    subject = StepSubject(detail.fields, detail.user, user_id, detail.owner_id)
    for step in open_steps(detail, user_id):
        code = step.refusal(subject)
        words = step_label(detail.entity, step.key)
        refusal = sentence(code, {"step": words}) if code else ""
        yield StepRow(step.key, words, step.danger, refusal)


def _notices(refusal: str, steps: Sequence[StepRow]) -> Iterator[str]:
    if refusal:
        yield sentence(refusal)
    for why in dict.fromkeys(step.refusal for step in steps if step.refusal):
        told = "、".join(step.words for step in steps if step.refusal == why)
        yield _("{place}: {words}").format(place=told, words=why)


def _form_fields(
    detail: RecordDetail, kind: RecordKind, formats: Formats, given: Mapping[str, FieldValue]
) -> Iterator[FormField]:
    for section in kind.form_sections():
        heading = section_label(section.key) if section.key else ""
        for name in section.fields:
            field = _form_field(detail, name, formats, given)
            if field is not None:
                yield replace(field, heading=heading)
                heading = ""


def _form_field(
    detail: RecordDetail, name: str, formats: Formats, given: Mapping[str, FieldValue]
) -> FormField | None:
    """Return a field as it is asked for; None for what a new record cannot be told yet."""
    rights, entity = detail.rights, detail.entity
    value = detail.fields.get(name)
    field = replace(
        form_field(entity, name, value, formats),
        words=field_words(entity, name, detail.fields, detail.names, formats),
    )
    if name in given:
        return replace(field, reason=_("It belongs to where you began it"), is_plain=True)
    if name in rights.fields:
        return replace(field, reason="")
    if rights.refusal:
        return replace(field, reason=sentence(rights.refusal), is_plain=True)
    if detail.is_new:
        return None
    reason = field.reason or _("This field is not changed here")
    return replace(field, reason=reason, is_plain=name in FIXED)
