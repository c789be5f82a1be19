"""Keeps names, phones and tokens out of everything that is written to the log."""

from __future__ import annotations

import logging
import re
import traceback
from datetime import UTC, datetime
from types import TracebackType

from app.domain.errors import DomainError

MASK = "[…]"
LARGEST_NUMBER = 10**9 - 1
LONGEST_EVENT = 200
MOST_LINES = 200
OWN_LOGGERS = ("app", "sync", "ui", "server")
ALLOWED_KEYS = (
    "attempt", "backend", "bytes", "code", "count", "device_seq", "entity", "epoch", "http_status",
    "kind", "lane", "locale", "milliseconds", "mode", "page", "platform", "record_id", "round",
    "schema", "screen", "seconds", "state", "version",
)  # fmt: skip

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NAME = re.compile(r"[A-Za-z]{1,24}(?:[_.-][A-Za-z]{1,24}){0,7}")
_SHORT_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,14}")
_VERSION = re.compile(r"[0-9]{1,3}(\.[0-9]{1,3}){0,2}")
_MAYBE_TOKEN = re.compile(r"[A-Za-z0-9+/=_.~-]{16,}")
_PRIVATE = re.compile(
    r"[\w.+-]+@[\w-]+\.[\w.-]+"  # mail address
    r"|(?i:bearer|basic)\s+\S+"  # authorisation header
    r"|\+?\d[\d\s().-]{5,}\d"  # phone, identity or account number
    r"|[\u3400-\u9fff]+"  # Chinese text is never an event name, so a person's or account's
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def redact(text: str) -> str:
    """Return the text with everything that looks personal or secret masked, on one line."""
    return _MAYBE_TOKEN.sub(_unless_name, _PRIVATE.sub(MASK, _CONTROL.sub(" ", text)))


def allowed_value(value: object) -> str:
    """Return a value as it may stand in the log: small numbers, record ids and plain words.

    A number of ten digits could be a phone, a long word with digits a token.
    """
    match value:
        case bool() | None:
            return str(value)
        case int() | float():
            return str(value) if abs(value) <= LARGEST_NUMBER else MASK
        case str() if _UUID.fullmatch(value):
            return value
        case str() if any(form.fullmatch(value) for form in (_NAME, _SHORT_WORD, _VERSION)):
            return value
        case _:
            return MASK


class SafeFormatter(logging.Formatter):
    """Writes one line a record: time, level, logger, event, allowed values.

    The event is the message as it stands in the code, without its arguments: those may hold
    anything. Keys outside the allow-list are dropped. Of an exception the type, its code and
    the places in the code are written, never its message. Records of other libraries keep
    only their logger, level and place, since their messages are not constant.

    Source: reliability.md T22; ASVS 16.4.1.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, with a traceback below it when the record carries an exception."""
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        words = [moment, record.levelname, record.name, _event(record)]
        given = record.__dict__
        words += [f"{key}={allowed_value(given[key])}" for key in ALLOWED_KEYS if key in given]
        line = " ".join(words)
        if record.exc_info and record.exc_info[1] is not None:
            line += "\n" + _places(record.exc_info[1])
        return line


def _event(record: logging.LogRecord) -> str:
    if record.name.partition(".")[0] not in OWN_LOGGERS:
        return f"{record.module}:{record.lineno}"
    return redact(str(record.msg)[:LONGEST_EVENT])


def _unless_name(found: re.Match[str]) -> str:
    return found[0] if _NAME.fullmatch(found[0]) else MASK


def _places(error: BaseException) -> str:
    lines: list[str] = []
    current: BaseException | None = error
    while current is not None and len(lines) < MOST_LINES:
        code = f" {current.code}" if isinstance(current, DomainError) else ""
        lines.append(f"  {type(current).__module__}.{type(current).__qualname__}{code}")
        lines.extend(_frames(current.__traceback__))
        current = current.__cause__ or current.__context__
    return "\n".join(lines)


def _frames(trace: TracebackType | None) -> list[str]:
    return [
        f"    {frame.filename.replace(chr(92), '/').rpartition('/')[2]}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(trace)
    ]
