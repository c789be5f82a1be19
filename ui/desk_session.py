"""The long-lived parts of a signed-in client, whichever window shows them."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass

from app.device.log import install_logging, remove_logging
from app.profiles import OpenProfile
from sync.attachments.fetching import Fetcher
from sync.attachments.sending import Uploader
from sync.bundles.courier import Courier
from sync.engine import SyncEngine
from sync.rounds import FullRound
from sync.sessions import DeviceIdentity, SignedTransport
from sync.transport import HttpTransport
from sync.wire.sessions import Session
from ui.card_keeper import CardKeeper
from ui.change_bus import ChangeBus
from ui.fault_watch import FaultWatch
from ui.online.metering import Metering
from ui.online.poke_listening import PokeListening
from ui.online.server_files import ServerFiles
from ui.online.server_past import ServerPast
from ui.online.signing_again import SigningAgain
from ui.online.sync_control import SyncControl
from ui.opened_files import OpenedFiles
from ui.preferences import Preferences
from ui.tasks import TaskRunner
from ui.warning_keeper import WarningKeeper


@dataclass(frozen=True, slots=True)
class DeskSession:
    """What works in the background while a profile is open.

    Attributes:
        profile: The unlocked profile.
        runner: Lanes for everything off the main thread.
        bus: Tells screens what was touched.
        sync: When rounds run, and how they went.
        cards: Keeps the account list's figures.
        warnings: Has the device's own warnings judged.
        transport: The line to the server.
        metering: Whether photos may go over it.
        pokes: Listens for what is new.
        files: Fetches whole files that are opened.
        past: Asks who wrote which value of a record.
        opener: Shows files in other programs.
        faults: Whether the device takes what is written.
        again: Signs in anew where the server does not take this computer for what it was.
        log: Writes the profile's log files.
    """

    profile: OpenProfile
    runner: TaskRunner
    bus: ChangeBus
    sync: SyncControl
    cards: CardKeeper
    warnings: WarningKeeper
    transport: HttpTransport
    metering: Metering
    pokes: PokeListening
    files: ServerFiles
    past: ServerPast
    opener: OpenedFiles
    faults: FaultWatch
    again: SigningAgain
    log: logging.Handler

    def close(self) -> None:
        """Stop the lanes, then close the store; nothing that was saved is lost."""
        self.pokes.stop()
        self.sync.stop()
        self.runner.shut_down()
        self.transport.close()
        self.opener.close()
        self.profile.close()
        remove_logging(self.log)


def build_session(
    profile: OpenProfile,
    address: str,
    runner: TaskRunner,
    preferences: Preferences,
    session: Session | None = None,
) -> DeskSession:
    """Join the parts; needs a QApplication.

    Args:
        profile: The unlocked profile.
        address: Of the server.
        runner: Its `on_unhandled` is the window's.
        preferences: Whether photos may go over a connection that costs by the byte.
        session: When the device was enrolled a moment ago.

    Raises:
        ServerRefusedError: The address is none.
    """
    workspace = profile.workspace
    bus = ChangeBus()
    transport = HttpTransport(address)
    key = profile.device_key
    device = DeviceIdentity(profile.device_id, key.public_bytes(), key.sign)
    wire = SignedTransport(transport, device, time.monotonic)
    if session is not None:
        wire.adopt(session)
    engine = SyncEngine(workspace.store, wire, transport.traffic, workspace.now_milliseconds)
    uploader = Uploader(workspace.store, workspace.files, wire)
    metering = Metering(preferences)
    fetcher = Fetcher(workspace.store, workspace.files, wire, workspace.now_milliseconds)
    courier = Courier(workspace.store, workspace.files, wire)
    rounds = FullRound(engine, uploader, fetcher, metering.files_may_go, courier)
    sync = SyncControl(runner, rounds)
    sync.changed.connect(bus.changed)
    cards = CardKeeper(workspace, runner, bus)
    pokes = PokeListening(workspace, wire, address, sync, metering.files_may_go)
    files = ServerFiles(runner, fetcher, sync.nudge)
    faults = FaultWatch(workspace, runner)
    faults.recovered.connect(sync.sync_now)
    return DeskSession(
        profile=profile,
        runner=runner,
        bus=bus,
        sync=sync,
        cards=cards,
        warnings=WarningKeeper(workspace, runner, bus),
        transport=transport,
        metering=metering,
        pokes=pokes,
        files=files,
        past=ServerPast(runner, wire),
        opener=OpenedFiles(profile.paths.temp),
        faults=faults,
        again=SigningAgain(profile, wire, runner, preferences),
        log=install_logging(profile.paths),
    )
