"""Gives a device another identity, when two copies of it are in use or it went back in time."""

from __future__ import annotations

from dataclasses import dataclass

from app.store import facts
from app.store.sending.new_chain import begin_new_chain
from app.store.unit_of_work import Store
from sync.errors import SignedOutError, WrongServerError
from sync.exchange.again import note_again
from sync.exchange.push import take_back
from sync.integrity.comparing import note_due
from sync.sessions import DeviceIdentity, enrol
from sync.transport import HttpTransport
from sync.wire.sessions import Session

OTHER_USER = "session.other_user"


@dataclass(frozen=True, slots=True)
class FreshIdentity:
    """A new identity that the server does not know yet.

    Attributes:
        device: Id and public key, and what signs with the private one.
        private_key: For the encrypted store.
    """

    device: DeviceIdentity
    private_key: bytes


def enrol_again(
    store: Store,
    transport: HttpTransport,
    fresh: FreshIdentity,
    *,
    login: str,
    password: str,
    device_name: str,
    now: int,
) -> Session:
    """Sign in under a new device id; return the session for the next round.

    Records, drafts and journal stay. What waited to be sent is shown for review with the reason
    `sync.device_forked`; the next round fetches what this copy missed and compares everything.

    Raises:
        SignedOutError: Wrong password, or `session.other_user`: the profile is somebody else's.
        WrongServerError: Another server answered.
        SyncError: Offline or refused; nothing was changed on this device.
        StoreFault: The device refused; the old identity stays.

    Source: reliability.md P19, X22.
    """
    names = {"login": login, "password": password, "device_name": device_name}
    with store.snapshot() as look:
        server_id = look.facts.read_text(facts.SERVER_ID)
        user_id = look.facts.read_text(facts.USER_ID)
    session = enrol(transport, fresh.device, **names)
    if session.server_id != server_id:
        raise WrongServerError
    if user_id and session.user_id != user_id:
        raise SignedOutError(OTHER_USER)
    with store.unit_of_work() as work:
        for group in begin_new_chain(work, now):
            note_again(work, take_back(work, group))
        work.facts.write(facts.DEVICE_ID, fresh.device.device_id)
        work.facts.write(facts.DEVICE_KEY, fresh.private_key)
        note_due(work)
        work.facts.forget(facts.LOST_AFTER)
        work.commit()
    store.mark_as_of(0)
    return session
