"""The text that is being edited, what it was before, and what was taken back. No Qt."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.contracts.texts.editing import Part, Written, put_value

_MOST_STEPS = 200


class Editing:
    """One text with its steps; typing in one place is one step until the hands rest.

    Args:
        written: The text as it was opened.
    """

    def __init__(self, written: Written) -> None:
        self._now = written
        self._before: list[Written] = []
        self._after: list[Written] = []
        self._typing: tuple[Part, str] | None = None

    @property
    def now(self) -> Written:
        """The text as it stands."""
        return self._now

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._before)

    @property
    def can_redo(self) -> bool:
        """Whether a step was taken back."""
        return bool(self._after)

    def type(self, part: Part, key: str, value: object) -> bool:
        """Set a value of a part; return whether it is another one."""
        changed = put_value(self._now, part, key, value)
        if changed.text == self._now.text:
            return False
        if self._typing != (part, key):
            self._remember()
        self._typing = (part, key)
        self._now = changed
        return True

    def change(self, act: Callable[[Written], Written]) -> bool:
        """Take a step of its own; return whether it changed anything."""
        changed = act(self._now)
        if changed == self._now:
            return False
        self._remember()
        self._now = changed
        return True

    def rest(self) -> None:
        """The hands rest: what is typed next is a step of its own."""
        self._typing = None

    def undo(self) -> bool:
        """Take the last step back."""
        return self._step(self._before, self._after)

    def redo(self) -> bool:
        """Take again what was taken back."""
        return self._step(self._after, self._before)

    def _remember(self) -> None:
        self._before = [*self._before[-_MOST_STEPS + 1 :], self._now]
        self._after = []
        self._typing = None

    def _step(self, source: list[Written], target: list[Written]) -> bool:
        if not source:
            return False
        target.append(self._now)
        self._now = source.pop()
        self._typing = None
        return True
