"""What a file for a stick holds or brought, in words, with what to do next."""

from __future__ import annotations

from typing import Protocol

from app.domain.changes import ChangeSet
from ui.formats import Formats
from ui.screens.sync_centre.rows import StickWords
from ui.texts import _, n_


class Written(Protocol):
    """What went into a file."""

    @property
    def units(self) -> int:
        """Units of work."""
        ...

    @property
    def units_left(self) -> int:
        """Units that did not fit."""
        ...

    @property
    def files(self) -> int:
        """Attachments."""
        ...

    @property
    def files_left(self) -> int:
        """Attachments that did not fit."""
        ...

    @property
    def size_bytes(self) -> int:
        """Of the file."""
        ...

    @property
    def answers(self) -> int:
        """Answers for colleagues that lie beside it."""
        ...


class Brought(Protocol):
    """What a file of the office brought."""

    @property
    def changes(self) -> ChangeSet:
        """What it touched here."""
        ...

    @property
    def units(self) -> int:
        """Units of work that were answered."""
        ...

    @property
    def refused(self) -> int:
        """Operations that need the user."""
        ...

    @property
    def files(self) -> int:
        """Attachments that the office now holds."""
        ...

    @property
    def rows(self) -> int:
        """Rows written or removed."""
        ...

    @property
    def has_more(self) -> bool:
        """Whether there was more than fits into one file."""
        ...


def running_words(*, is_reading: bool) -> StickWords:
    """Return what is said while a file is written or read."""
    words = _("Reading the file…") if is_reading else _("Writing the file…")
    return StickWords(words, _("Leave the stick in until this is done."), "info", is_running=True)


def written_words(written: Written, name: str, formats: Formats) -> StickWords:
    """Return what went into a file."""
    title = _("{name} holds {units} and {photos} ({bytes}).").format(
        name=name,
        units=_units(written.units, formats),
        photos=_photos(written.files, formats),
        bytes=formats.bytes(written.size_bytes),
    )
    steps = [
        _("Take it to the office, and bring the answer back."),
        _("Until then everything stays waiting here; a sync sends it just as well."),
    ]
    if written.answers:
        beside = n_(
            "Beside it lies {count} answer for a colleague: open it on that computer.",
            "Beside it lie {count} answers for colleagues: open them on their computers.",
            written.answers,
        )
        steps.append(beside.format(count=formats.count(written.answers)))
    if written.units_left:
        left = _("{units} did not fit: write another file after the answer.")
        steps.append(left.format(units=_units(written.units_left, formats)))
    if written.files_left:
        left = _("{photos} did not fit: they go with the next file or sync.")
        steps.append(left.format(photos=_photos(written.files_left, formats)))
    return StickWords(title, "\n".join(steps))


def brought_words(brought: Brought, formats: Formats) -> StickWords:
    """Return what a file of the office brought."""
    title = _("{units} and {photos} confirmed, {rows} received.").format(
        units=_units(brought.units, formats),
        photos=_photos(brought.files, formats),
        rows=n_("{count} row", "{count} rows", brought.rows).format(
            count=formats.count(brought.rows)
        ),
    )
    if brought.refused:
        return StickWords(title, _("Some work came back: see what needs you."), "warn")
    if brought.has_more:
        more = _("The office has more: write a file again, or sync.")
        return StickWords(title, more)
    return StickWords(title, _("Nothing else is to be done; the file can be deleted."))


def carried_words() -> StickWords:
    """Return what is said when a colleague's file was taken along."""
    return StickWords(
        _("A colleague's file was taken along; nobody here can read it."),
        _(
            "The next sync hands it to the office and brings the answer, which lies beside the"
            " next file you write onto a stick."
        ),
    )


def _units(count: int, formats: Formats) -> str:
    return n_("{count} entry", "{count} entries", count).format(count=formats.count(count))


def _photos(count: int, formats: Formats) -> str:
    return n_("{count} photo or file", "{count} photos or files", count).format(
        count=formats.count(count)
    )
