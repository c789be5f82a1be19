"""What the page of evaluation schemes shows, as finished words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.domain.evaluation.drafts import SchemeDraft
from ui.theme.tokens import Tone


@dataclass(frozen=True, slots=True)
class SchemeLine:
    """One row of the list.

    Attributes:
        id: Of the record; empty for the program's own scheme and for a new one.
        title: Name and version.
        note: Since when, who made it, who approved it.
        state: In words.
        tone: Of the state.
    """

    id: str
    title: str
    note: str
    state: str
    tone: Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeForm:
    """One scheme in the editor.

    Attributes:
        title: Name and version.
        note: What is to be known of it.
        draft: Its values.
        today: For the first day.
        is_open: Whether it can be changed.
        may_copy: Whether a new version can be begun from it.
        steps: Name and verb of what can be decided.
    """

    title: str
    note: str
    draft: SchemeDraft
    today: dt.date
    is_open: bool
    may_copy: bool
    steps: tuple[tuple[str, str], ...]
