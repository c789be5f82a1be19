"""What a record can take as its next step, as finished words."""

from __future__ import annotations

from dataclasses import dataclass

from ui.forms.form_rows import FormView


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step that is offered.

    Attributes:
        key: Its name.
        words: Its verb.
        danger: It takes something away.
        refusal: Why the user cannot take it; empty when so.
    """

    key: str
    words: str
    danger: bool = False
    refusal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLook:
    """What stands around the form of a record.

    Attributes:
        title: The kind, and what the record is called.
        meta: Whose it is.
        form: The fields.
        notice: Why nothing can be changed; empty when something can.
        steps: What can be done with it.
        is_new: It is not kept yet.
        can_save: Whether anything can be written.
        can_delete: Whether it may be deleted.
        papers: Key and name of each paper that can be printed of it.
        advice: What to know before writing; empty for nothing.
    """

    title: str
    meta: str
    form: FormView
    notice: str
    steps: tuple[StepRow, ...]
    is_new: bool
    can_save: bool
    can_delete: bool
    papers: tuple[tuple[str, str], ...] = ()
    advice: str = ""
