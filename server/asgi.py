"""Builds the server: database, services, and the ASGI application in front of them."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware

from server.routes.blobs import blob_routes
from server.routes.bundles import bundle_routes
from server.routes.digests import digest_routes
from server.routes.fault_barrier import FaultBarrier
from server.routes.health import health_routes
from server.routes.past import past_routes
from server.routes.pokes import poke_routes
from server.routes.problems import answer_http_error, answer_problem
from server.routes.sessions import session_routes
from server.routes.sync import sync_routes
from server.services.access.attempts import Attempts
from server.services.access.nonces import Nonces
from server.services.access.passwords import Passwords
from server.services.access.sessions import SessionService
from server.services.blobs import BlobService
from server.services.bundles.keys import KeyRing, confidence_key
from server.services.bundles.replies import Replies
from server.services.bundles.taking import BundleService
from server.services.bundles.uploads import BundleUploads
from server.services.errors import ProblemError
from server.services.moments import milliseconds
from server.services.pokes.answering import PokeService
from server.services.pokes.watch import Watch
from server.services.rounds.digests import DigestService
from server.services.rounds.images import Images
from server.services.rounds.past import PastService
from server.services.rounds.pull import Pull
from server.services.rounds.sync import SyncService
from server.settings import Clock, Settings
from server.store.blob_files import BlobFiles
from server.store.bundle_files import BundleFiles
from server.store.database import Database
from server.store.engine import open_embedded, open_postgres
from server.store.key_file import KEY_BYTES, load_or_make_key
from server.store.migrations.upgrade import prepare_embedded, upgrade, upgrade_embedded
from server.store.organisations import Organisation, read_organisation

KEY_FILE, DATABASE_FILE, BLOB_FOLDER = "server.key", "server.db", "blobs"
QUARANTINE_FOLDER, BUNDLE_FOLDER = "quarantine", "bundles"
_OWNER_ONLY = 0o700


def utc_now() -> datetime:
    """Return the machine's time."""
    return datetime.now(UTC)


def open_database(settings: Settings) -> Database:
    """Open the database, bring it up to this release, and return it."""
    settings.data_folder.mkdir(mode=_OWNER_ONLY, parents=True, exist_ok=True)
    key = load_or_make_key(settings.data_folder / KEY_FILE)
    if settings.database_url:
        engine = open_postgres(settings.database_url)
        upgrade(engine)
        return Database(engine)
    file = settings.data_folder / DATABASE_FILE
    prepare_embedded(file)
    engine = open_embedded(file, key)
    try:
        upgrade_embedded(engine, file)
    except BaseException:
        engine.dispose()
        raise
    return Database(engine)


@dataclass(frozen=True, slots=True)
class Server:
    """The parts of a running server.

    Attributes:
        settings: How it is set up.
        clock: Gives server time.
        database: Where everything is.
        organisation: Who it is.
        sync: Answers sync rounds.
        sessions: Answers sign-ins.
        blobs: Answers requests for attachments.
        digests: Answers comparisons.
        past: Tells who wrote which value.
        pokes: Checks who comes to wait for news.
        watch: Wakes those who wait; close it before the database.
        bundles: Takes and gives files for devices without a network.
        uploads: Takes such files from devices that carry them.
    """

    settings: Settings
    clock: Clock
    database: Database
    organisation: Organisation
    sync: SyncService
    sessions: SessionService
    blobs: BlobService
    digests: DigestService
    past: PastService
    pokes: PokeService
    watch: Watch
    bundles: BundleService
    uploads: BundleUploads


def assemble(settings: Settings, database: Database, clock: Clock) -> Server:
    """Connect the parts.

    Raises:
        NotInitialisedError: The database has no organisation yet.
    """
    org = settings.org
    with database.reading() as work:
        organisation = read_organisation(work, org)
    root = load_or_make_key(settings.data_folder / KEY_FILE)
    files = BlobFiles(settings.data_folder / BLOB_FOLDER, _derived(root, b"blobs"))
    sessions = SessionService(
        database=database,
        org=org,
        organisation=organisation,
        passwords=Passwords(settings.password_cost),
        attempts=Attempts(),
        nonces=Nonces(_derived(root, b"nonces"), settings.nonce_seconds),
        token_seconds=settings.token_seconds,
        clock=clock,
    )
    pulls = Pull(org, organisation.epoch, Images(database, org))
    watch = Watch(database, org, time.monotonic)

    def now() -> int:
        return milliseconds(clock())

    ring = KeyRing(database, org, root, organisation.server_id, now)
    blobs = BlobService(database, org, files, settings.largest_blob_bytes, clock)
    sync = SyncService(
        *(database, org, organisation, pulls, clock, watch),
        told_keys=ring.told,
        confidence_key=confidence_key(root, organisation.server_id),
    )
    replies = Replies(database, org, organisation, ring, pulls, now)
    bundles = BundleService(sync, blobs, replies, settings.data_folder / QUARANTINE_FOLDER)
    return Server(
        settings=settings,
        clock=clock,
        database=database,
        organisation=organisation,
        sync=sync,
        sessions=sessions,
        blobs=blobs,
        digests=DigestService(database, org, organisation, clock),
        past=PastService(database, org, clock),
        pokes=PokeService(database, org, organisation.epoch, sync.tokens, clock),
        watch=watch,
        bundles=bundles,
        uploads=BundleUploads(
            database=database,
            org=org,
            files=BundleFiles(settings.data_folder / BUNDLE_FOLDER),
            bundles=bundles,
            largest_bytes=settings.largest_bundle_bytes,
            clock=clock,
        ),
    )


def create_app(server: Server) -> Starlette:
    """Return the ASGI application."""
    settings = server.settings
    return Starlette(
        routes=[
            *sync_routes(server.sync, largest_body_bytes=settings.largest_body_bytes),
            *poke_routes(server.pokes, server.watch, longest_seconds=settings.poke_seconds),
            *digest_routes(server.digests, largest_body_bytes=settings.largest_body_bytes),
            *past_routes(server.past, largest_body_bytes=settings.largest_body_bytes),
            *session_routes(server.sessions, server.sync.prepare),
            *blob_routes(server.blobs, largest_chunk_bytes=settings.largest_chunk_bytes),
            *bundle_routes(server.uploads, largest_chunk_bytes=settings.largest_chunk_bytes),
            *health_routes(server.database, settings.org),
        ],
        middleware=[Middleware(FaultBarrier)],
        exception_handlers={
            ProblemError: answer_problem,
            HTTPException: answer_http_error,
        },
    )


def _derived(root: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=b"roadbook server " + purpose).derive(root)
