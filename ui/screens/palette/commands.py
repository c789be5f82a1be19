"""Commands of the palette, and which of them were typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from app.domain.policy import Action, Actor, reaches
from app.queries.palette import Span, find_span, typed_runs
from ui.screens.palette.offers import Offer
from ui.screens.palette.rows import Hit, marked
from ui.texts import _

CommandKind = Literal["act", "place", "setting"]
Asks = Callable[[Actor | None], bool]
"""Whether a user may do what a command is for; None for one of whom nothing is known yet."""


def everybody(_user: Actor | None) -> bool:
    """Let everybody."""
    return True


def who_may(action: Action, entity: str) -> Asks:
    """Let those who may do something with records of a kind, whichever they be."""
    return lambda user: user is None or bool(reaches(user, action, entity))


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """Something to run.

    Attributes:
        key: Permanent name.
        words: What it is called in the user's language.
        english: Found by these words too, whatever the language.
        icon: Its sign.
        run: Does it.
        note: Quiet words behind.
        keys: Key that does the same.
        kind: Which group it stands in.
        stays: The palette stays open.
        asks: Who is offered it.
    """

    key: str
    words: str
    english: str
    icon: str
    run: Callable[[], None]
    note: str = ""
    keys: str = ""
    kind: CommandKind = "act"
    stays: bool = False
    asks: Asks = everybody


@dataclass(frozen=True, slots=True)
class FoundCommand:
    """A command that was typed, and whether its words begin with that."""

    offer: Offer
    kind: CommandKind
    begins: bool


def find_commands(commands: Sequence[Command], text: str) -> tuple[FoundCommand, ...]:
    """Return the commands whose words hold everything that was typed, best first; all for none."""
    runs = typed_runs(text)
    found = (_found(command, runs) for command in commands)
    return tuple(sorted((one for one in found if one), key=lambda one: not one.begins))


def offer_command(command: Command, spans: Sequence[Span] = ()) -> Offer:
    """Return the row of a command."""
    hit = Hit(
        key=f"command:{command.key}",
        parts=marked(command.words, spans),
        act=_("Run"),
        note=command.note,
        icon=command.icon,
        keys=command.keys,
    )
    return Offer(hit, command.run, stays=command.stays)


def _found(command: Command, runs: tuple[str, ...]) -> FoundCommand | None:
    spans = [find_span(command.words, run) for run in runs]
    known = [span for span in spans if span is not None]
    if len(known) == len(runs):
        begins = bool(known) and min(known)[0] == 0
        return FoundCommand(offer_command(command, known), command.kind, begins)
    english = command.english.lower()
    if all(run in english for run in runs):
        begins = english.startswith(runs[0])
        return FoundCommand(offer_command(command), command.kind, begins)
    return None
