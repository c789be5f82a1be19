"""What each command of `python -m server` does; every function returns the lines to show."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from app.domain.errors import DomainError, NotFoundError
from server.admin.history_lines import history_lines
from server.asgi import assemble, open_database, utc_now
from server.services.access.passwords import Passwords
from server.services.access.people import NewUser, checked_hash, enlist_user, make_organisation
from server.services.carrying.confidences import switch_off
from server.services.carrying.duplicates import FoundPair, search_duplicates
from server.services.company.logo import set_company_logo
from server.services.company.settings import set_company_setting
from server.services.daily import do_the_day
from server.services.moments import milliseconds
from server.services.numbers.register import Fate, RegisterEntry, read_register
from server.services.rights.books import Actor
from server.services.rights.permission import policy_actor
from server.services.rounds.epochs import begin_epoch
from server.services.rounds.horizon import tidy_departures
from server.services.verification import verify_database
from server.settings import Settings
from server.store.database import Database
from server.store.key_file import KEY_BYTES
from server.store.people import find_user_by_login
from sync.wire.bundles.header import ENDING


@dataclass(frozen=True, slots=True)
class UserWish:
    """A user as typed on the command line."""

    login: str
    name: str
    password: str
    roles: tuple[str, ...]
    sector_id: str | None


def initialise(settings: Settings, *, name: str) -> Iterator[str]:
    """Make the database and the organisation, once."""
    with _opened(settings) as database:
        made = make_organisation(database, settings.org, name=name, clock=utc_now)
        yield f"organisation {made.name}, server {made.server_id}"


def add_user(settings: Settings, wish: UserWish) -> Iterator[str]:
    """Let a person sign in.

    Raises:
        DomainError: The roles, the password or the sign-in name are refused.
    """
    hashed = checked_hash(Passwords(settings.password_cost), wish.password)
    new = NewUser(
        login=wish.login,
        name=wish.name or wish.login,
        password_hash=hashed,
        roles=frozenset(wish.roles),
        sector_id=wish.sector_id,
    )
    with _opened(settings) as database:
        yield f"user {enlist_user(database, settings.org, new, clock=utc_now)}"


def seed(settings: Settings, *, size: str, number: int) -> Iterator[str]:
    """Fill an empty server with the demo company."""
    # The demo is data and not part of a production server, so it is looked up only here.
    load_demo = import_module("server.demo.loading").load_demo
    with _opened(settings) as database:
        make_organisation(database, settings.org, name="行册集团", clock=utc_now)
        count = load_demo(database, size, number, utc_now())
        yield f"loaded the {size} demo company: {count} rows"


def verify(settings: Settings) -> Iterator[str]:
    """Check the database against its own rules.

    Raises:
        DomainError: `server.verify.failed` after the findings were shown.
    """
    with _opened(settings) as database:
        findings = verify_database(database, settings.org)
    yield from findings
    if findings:
        raise DomainError("server.verify.failed", findings=len(findings))
    yield "nothing wrong"


def note_restored(settings: Settings) -> Iterator[str]:
    """Tell all devices that this database came back from a backup; before the server runs."""
    with _opened(settings) as database:
        epoch = begin_epoch(database, settings.org, clock=utc_now)
    yield f"epoch {epoch}: devices offer again what they sent since the backup"


def list_numbers(settings: Settings) -> Iterator[str]:
    """Show what became of every contract number.

    Raises:
        DomainError: `server.numbers.gap` after the register was shown, if a number is unexplained.
    """
    with _opened(settings) as database:
        entries = read_register(database, settings.org, milliseconds(utc_now()))
    for entry in entries:
        yield number_line(entry)
    gaps = sum(entry.fate is Fate.UNEXPLAINED for entry in entries)
    if gaps:
        raise DomainError("server.numbers.gap", gaps=gaps)
    yield f"{len(entries)} entries, no gap"


def number_line(entry: RegisterEntry) -> str:
    """Return one line of the register."""
    places = f"{entry.first:05d}"
    if entry.last != entry.first:
        places += f"..{entry.last:05d}"
    holder = f"device {entry.device_id}" if entry.device_id else ""
    contract = f"contract {entry.contract}" if entry.contract else ""
    told = (entry.series, places, entry.fate.value, entry.number, contract, holder, entry.reason)
    return "  ".join(part for part in told if part)


def tidy(settings: Settings) -> Iterator[str]:
    """Do what is to be done daily: forget departures that no living device needs."""
    with _opened(settings) as database:
        count = tidy_departures(database, settings.org, clock=utc_now)
    yield f"forgot {count} departures"


def warn(settings: Settings) -> Iterator[str]:
    """Do what is to be done daily and after data came in: limits of the day, warning rules."""
    with _opened(settings) as database:
        report = do_the_day(database, settings.org, utc_now)
    counts = report.warnings
    yield f"{report.marks} marks of blacklisted accounts changed"
    yield f"{report.fed} accounts with another limit than yesterday"
    yield f"{counts.found} conditions met, {counts.raised} warnings raised"
    yield f"{counts.changed} warnings updated, reopened, escalated or ended"


def set_threshold(settings: Settings, name: str, value: str) -> Iterator[str]:
    """Set from where on a rule warns, for all classes of accounts or for each.

    Raises:
        DomainError: No rule knows the name, or the value makes no sense for it.
    """
    with _opened(settings) as database:
        set_company_setting(database, settings.org, utc_now, name=name, value=value)
    yield f"{name} is {value}; the next run of the rules and every device follow"


def set_logo(settings: Settings, code: str, path: Path | None) -> Iterator[str]:
    """Set the image on a company's papers, or take it away.

    Raises:
        DomainError: The company is not known, or the file cannot be drawn.
    """
    png = path.read_bytes() if path is not None else None
    with _opened(settings) as database:
        name = set_company_logo(database, settings.org, utc_now, code=code, png=png)
    yield f"{name} has {'a new image' if png is not None else 'no image'} on its papers"


def take_bundle(settings: Settings, path: Path, reply: Path | None) -> Iterator[str]:
    """Apply a device's bundle and write the answer beside it.

    Raises:
        DomainError: The bundle is refused.
    """
    answer = reply or path.with_name(f"{path.stem}.reply{ENDING}")
    with _opened(settings) as database:
        taken = assemble(settings, database, utc_now).bundles.take(path, answer)
    yield f"device {taken.device_id}"
    yield f"{taken.groups} units answered, {taken.refused} of them refused"
    yield f"{len(taken.files)} attachments received"
    yield f"answer for the device: {answer}"


def give_bundle(settings: Settings, device_id: str, path: Path, *, whole: bool) -> Iterator[str]:
    """Write a bundle for a device.

    Raises:
        DomainError: The device is unknown or not welcome, or the disk refused.
    """
    with _opened(settings) as database:
        bundles = assemble(settings, database, utc_now).bundles
        pages = bundles.give(device_id, path, whole=whole)
    yield f"{path}: {pages} pages for device {device_id}"


def rotate_bundle_keys(settings: Settings) -> Iterator[str]:
    """Begin new keys of the organisation for bundles."""
    with _opened(settings) as database:
        ring = assemble(settings, database, utc_now).bundles.replies.ring
        number = ring.rotate(secrets.token_bytes(KEY_BYTES))
    yield f"generation {number}; devices hear of it within 30 days of contact,"
    yield "files sealed to the keys before are taken for 90 days"


def list_duplicates(settings: Settings, *, login: str) -> Iterator[str]:
    """Show accounts of all sectors that may be one party.

    Args:
        settings: Of the server.
        login: Whose eyes to look with; "" for everything.

    Raises:
        NotFoundError: `user.unknown`.
    """
    with _opened(settings) as database, database.reading() as work:
        asker = None
        if login:
            user = find_user_by_login(work, settings.org, login)
            if user is None:
                raise NotFoundError("user.unknown", login=login)
            asker = policy_actor(Actor(user.id, "", user.roles, user.sector_id, ()))
        found = search_duplicates(work, settings.org, asker)
    for pair in found:
        yield duplicate_line(pair)
    yield f"{len(found)} pairs"


def duplicate_line(pair: FoundPair) -> str:
    """Return one line of the list."""
    sides = [f"{one.id} {one.name} ({one.sector or 'no sector'})" for one in pair.sides]
    if len(sides) == 1:
        sides.append("known elsewhere in the group, ask group marketing")
    proposed = "  merge proposed" if pair.is_proposed else ""
    return f"{pair.match.likeness.value} {pair.match.score:.2f}  {'  =  '.join(sides)}{proposed}"


def show_history(settings: Settings, *, entity: str, record_id: str) -> Iterator[str]:
    """Show every value that a record had, oldest first; those it has now are marked.

    Raises:
        DomainError: There is no such record.
    """
    with _opened(settings) as database, database.reading() as work:
        yield from history_lines(work, settings.org, entity, record_id)


@contextmanager
def _opened(settings: Settings) -> Iterator[Database]:
    database = open_database(settings)
    try:
        yield database
    finally:
        database.close()


def turn_off_confidences(settings: Settings) -> Iterator[str]:
    """Purge what was confided about contacts, and let nobody write such records any more."""
    with _opened(settings) as database:
        purged = switch_off(database, settings.org, clock=utc_now)
        yield f"switched off, {purged} records purged"
