"""The strip above the list, the last rounds and the files on their way, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Protocol

from app.queries.sync.centre import Round, SyncCentre, WaitingFile
from ui.screens.sync_centre.rows import HeadWords, ListRow, TableWords
from ui.screens.sync_centre.sign_in_desk import REASONS
from ui.screens.sync_centre.value_words import Words
from ui.texts import _, n_, p_, sentence

FILES, ROUNDS = "files", "rounds"
_MILLISECONDS = 1000
_DONE = "done"


class Progress(Protocol):
    """How far a round is."""

    @property
    def rows_received(self) -> int:
        """Rows written so far."""
        ...

    @property
    def rows_remaining(self) -> int:
        """Rows still to come."""
        ...

    @property
    def bytes_received(self) -> int:
        """Bytes so far."""
        ...


class Failure(Protocol):
    """Why sync stopped."""

    @property
    def code(self) -> str:
        """Dotted reason."""
        ...

    @property
    def params(self) -> Mapping[str, object]:
        """Values for its sentence."""
        ...


class Mood(Protocol):
    """How sync stands."""

    @property
    def state(self) -> str:
        """One of "idle", "running", "offline", "stopped"."""
        ...

    @property
    def error(self) -> Failure | None:
        """Why it is offline or stopped."""
        ...

    @property
    def progress(self) -> Progress | None:
        """Of the running round."""
        ...


def head_words(mood: Mood, centre: SyncCentre | None, words: Words) -> HeadWords:
    """Return the strip: connection, last sync or progress, and what waits."""
    last = _last(centre, words)
    waiting = _waiting(centre, words)
    match mood.state:
        case "running":
            note, share = _progress(mood.progress, words)
            return HeadWords("refresh-cw", "accent", _("Syncing"), note, waiting, share, True)
        case "offline":
            note = _("{last}; sent as soon as there is a signal").format(last=last)
            return HeadWords("wifi-off", "text2", p_("sync", "Offline"), note, waiting)
        case "stopped":
            reason = sentence(mood.error.code, mood.error.params) if mood.error else last
            asks_who = mood.error is not None and mood.error.code in REASONS
            title = _("Sync has stopped")
            return HeadWords("triangle-alert", "warn", title, reason, waiting, asks_who=asks_who)
        case _:
            return HeadWords("circle-check", "ok", p_("sync", "Connected"), last, waiting)


def rounds_row(rounds: Sequence[Round], words: Words) -> ListRow:
    """Return the list entry of the last rounds."""
    count = len(rounds)
    note = n_("the last {count} round, {when}", "the last {count} rounds, {when}", count)
    words_of_it = note.format(count=count, when=words.moment(rounds[0].started_at))
    return ListRow(ROUNDS, "history", _("Sync rounds"), words_of_it, "", "quiet", "")


def rounds_table(rounds: Sequence[Round], words: Words) -> TableWords:
    """Return the last rounds as a table."""
    note = _("Rounds that neither sent nor received anything are not listed.")
    rows = tuple(_round(one, words) for one in rounds)
    return TableWords(ROUNDS, _("Sync rounds"), note, "rounds", rows)


def files_row(files: Sequence[WaitingFile], words: Words) -> ListRow:
    """Return the list entry of all files on their way."""
    count = len(files)
    title = n_("{count} photo or file", "{count} photos and files", count)
    left = sum(file.size_bytes - file.sent_bytes for file in files)
    return ListRow(
        FILES, "image", title.format(count=count), words.formats.bytes(left),
        _("Not sent yet"), "info", "cloud-upload",
    )  # fmt: skip


def files_table(files: Sequence[WaitingFile], words: Words) -> TableWords:
    """Return the files on their way as a table."""
    rows = tuple(
        (
            file.name or p_("sync", "File"),
            file.account_name,
            words.formats.bytes(file.sent_bytes),
            words.formats.bytes(file.size_bytes),
        )
        for file in files
    )
    note = _("A transfer that breaks off goes on where it stopped.")
    shares = tuple(file.sent_bytes / file.size_bytes if file.size_bytes else 0.0 for file in files)
    return TableWords(FILES, _("Photos and files to be sent"), note, "files", rows, shares)


def _last(centre: SyncCentre | None, words: Words) -> str:
    if centre is None:
        return ""
    if centre.status.last_sync_at is None:
        return _("not synced yet")
    return _("last sync {when}").format(when=words.moment(centre.status.last_sync_at))


def _waiting(centre: SyncCentre | None, words: Words) -> str:
    if centre is None:
        return ""
    count = centre.counts.waiting
    if not count:
        return _("Nothing waits")
    items = n_("{count} entry to send", "{count} entries to send", count)
    return "·".join(
        (items.format(count=words.formats.count(count)), words.formats.bytes(centre.waiting_bytes))
    )


def _progress(progress: Progress | None, words: Words) -> tuple[str, float | None]:
    if progress is None:
        return _("asking the server"), None
    whole = progress.rows_received + progress.rows_remaining
    note = _("{done} of {all} rows, {bytes}").format(
        done=words.formats.count(progress.rows_received),
        all=words.formats.count(whole),
        bytes=words.formats.bytes(progress.bytes_received),
    )
    return note, progress.rows_received / whole if whole else None


def _round(one: Round, words: Words) -> tuple[str, ...]:
    seconds = words.formats.number(Decimal(one.milliseconds) / _MILLISECONDS, 1)
    outcome = p_("sync", "Done") if one.outcome == _DONE else sentence(one.outcome)
    return (
        words.moment(one.started_at),
        _("{seconds} s").format(seconds=seconds),
        words.formats.count(one.groups_sent),
        words.formats.count(one.rows_received),
        words.formats.bytes(one.bytes_sent + one.bytes_received),
        outcome,
    )
