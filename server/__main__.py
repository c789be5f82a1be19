"""The server's command line; `python -m server --help` lists what it can do."""

from __future__ import annotations

import argparse
import gc
import getpass
import logging
import signal
import socket
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from app.domain.errors import DomainError
from app.domain.importing.plans import Mode
from app.exchange.delimited import ENCODINGS
from server.admin.commands import (
    UserWish,
    add_user,
    give_bundle,
    initialise,
    list_duplicates,
    list_numbers,
    note_restored,
    rotate_bundle_keys,
    seed,
    set_logo,
    set_threshold,
    show_history,
    take_bundle,
    tidy,
    turn_off_confidences,
    verify,
    warn,
)
from server.admin.tables import TableWish, revert_import, take_table
from server.asgi import assemble, create_app, open_database, utc_now
from server.services.daily import DailyJob, DailyThread
from server.services.tables.imports import KINDS
from server.serving import WebServer, allow_many_connections
from server.settings import Settings
from server.store.errors import StoreError

_PLAIN = {
    "verify": verify,
    "numbers": list_numbers,
    "restored": note_restored,
    "tidy": tidy,
    "warnings": warn,
    "confidences-off": turn_off_confidences,
}
SIZES = ("small", "field", "large")
_BACKLOG = 1024
_COLLECTOR_THRESHOLDS = (100_000, 20, 20)
_REFUSED = 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return the exit status."""
    wish = _parser().parse_args(arguments)
    settings = Settings(data_folder=wish.data, database_url=wish.database)
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")
    try:
        if wish.command == "run":
            _run(settings, host=wish.host, port=wish.port)
            return 0
        for line in _lines(settings, wish):
            _say(line)
    except (DomainError, StoreError) as error:
        _say(f"refused: {error} {dict(getattr(error, 'params', {})) or ''}".rstrip())
        return _REFUSED
    return 0


def _lines(settings: Settings, wish: argparse.Namespace) -> Iterator[str]:
    commands: Mapping[str, Callable[[], Iterator[str]]] = {
        "init": lambda: initialise(settings, name=wish.name),
        "user": lambda: add_user(settings, _user_wish(wish)),
        "seed": lambda: seed(settings, size=wish.size, number=wish.seed),
        "bundle": lambda: _bundle_lines(settings, wish),
        "history": lambda: show_history(settings, entity=wish.entity, record_id=wish.id),
        "duplicates": lambda: list_duplicates(settings, login=wish.seen_by),
        "setting": lambda: set_threshold(settings, wish.name, wish.value),
        "logo": lambda: set_logo(settings, wish.company, wish.file),
        "import": lambda: take_table(settings, _table_wish(wish)),
        "revert": lambda: revert_import(settings, import_id=wish.id, login=wish.by),
    }
    command = commands.get(wish.command)
    return command() if command else _PLAIN[wish.command](settings)


def _bundle_lines(settings: Settings, wish: argparse.Namespace) -> Iterator[str]:
    if wish.step == "rotate-keys":
        return rotate_bundle_keys(settings)
    if wish.step == "take":
        return take_bundle(settings, wish.file, wish.reply)
    return give_bundle(settings, wish.device, wish.file, whole=wish.whole)


def _table_wish(wish: argparse.Namespace) -> TableWish:
    return TableWish(
        kind=wish.kind,
        path=wish.file,
        mode=wish.mode,
        login=wish.by,
        is_dry=wish.dry_run,
        sheet=wish.sheet,
        encoding=wish.encoding,
        named=tuple(wish.column),
        rejected=wish.rejected,
    )


def _leave(*_: object) -> None:
    """End in good order: what is open gets closed on the way out."""
    sys.exit(0)


def _run(settings: Settings, *, host: str, port: int) -> None:
    # One line a day, so that whoever keeps the server sees that the rules ran.
    logging.getLogger("roadbook.daily").setLevel(logging.INFO)
    for ending in (signal.SIGTERM, signal.SIGINT):
        # uvicorn puts its own in their place and calls these when it has finished.
        signal.signal(ending, _leave)
    database = open_database(settings)
    try:
        server = assemble(settings, database, utc_now)
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.create_server((host, port), family=family, backlog=_BACKLOG) as listener:
            # Accepted sockets inherit it; without it every small answer waits 40 ms for an
            # acknowledgement, because headers and body are written one after the other.
            listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            name = f"[{host}]" if ":" in host else host
            _say(f"listening on http://{name}:{listener.getsockname()[1]}")
            _calm_collector()
            allow_many_connections()
            daily = DailyThread(DailyJob(database, settings.org, utc_now), server.watch.notice)
            daily.start()
            try:
                WebServer(create_app(server), server.watch.close).run(sockets=[listener])
            finally:
                daily.close()
    finally:
        database.close()


def _calm_collector() -> None:
    """Let Python look for cycles seldom: a page of rows is thousands of objects without any."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_COLLECTOR_THRESHOLDS)


def _user_wish(wish: argparse.Namespace) -> UserWish:
    # A password on the command line would stand in the list of processes.
    password = getpass.getpass() if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    return UserWish(
        login=wish.login,
        name=wish.name,
        password=password,
        roles=tuple(wish.role),
        sector_id=wish.sector,
    )


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--data", type=Path, required=True, help="folder of keys and data")
    common.add_argument(
        "--database",
        default="",
        help="PostgreSQL URL instead of the own file; with ?pooler=yes behind a pooler",
    )
    parser = argparse.ArgumentParser(prog="python -m server")
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", parents=[common], help="serve devices")
    run.add_argument("--host", default="127.0.0.1")
    run.add_argument("--port", type=int, default=8765)
    init = commands.add_parser("init", parents=[common], help="make the organisation")
    init.add_argument("--name", default="Roadbook")
    user = commands.add_parser("user", help="people").add_subparsers(dest="step", required=True)
    add = user.add_parser("add", parents=[common], help="reads the password from standard input")
    add.add_argument("--login", required=True)
    add.add_argument("--name", default="")
    add.add_argument("--role", action="append", required=True)
    add.add_argument("--sector", default=None)
    _add_bundle_commands(commands, common)
    _add_table_commands(commands, common)
    fill = commands.add_parser("seed", parents=[common], help="load the demo company")
    fill.add_argument("--size", choices=SIZES, default="small")
    fill.add_argument("--seed", type=int, default=1)
    commands.add_parser("verify", parents=[common], help="check the database")
    commands.add_parser("restored", parents=[common], help="after a restore, before run")
    commands.add_parser("numbers", parents=[common], help="the register of contract numbers")
    commands.add_parser("tidy", parents=[common], help="daily: forget old departures")
    commands.add_parser("warnings", parents=[common], help="do now what run does daily")
    one = commands.add_parser("setting", parents=[common], help="a threshold of the warning rules")
    one.add_argument("name", help="warnings.tolerance, warnings.contract_days, ...")
    one.add_argument("value", help='JSON: 0.1, or by class {"A": 0.05, "default": 0.1}')
    logo = commands.add_parser("logo", parents=[common], help="the image on a company's papers")
    logo.add_argument("company", help="code of the company")
    logo.add_argument("file", type=Path, nargs="?", help="PNG; without one the image goes")
    twins = commands.add_parser("duplicates", parents=[common], help="accounts that may be one")
    twins.add_argument("--seen-by", default="", help="sign-in name: only what that person may see")
    commands.add_parser("confidences-off", parents=[common], help="purge what was confided")
    past = commands.add_parser("history", parents=[common], help="every value of a record")
    past.add_argument("entity", help="as the data model names it: account, contact, ...")
    past.add_argument("id", help="id of the record")
    return parser


def _add_bundle_commands(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser
) -> None:
    steps = commands.add_parser("bundle", help="files of devices without a network")
    bundle = steps.add_subparsers(dest="step", required=True)
    take = bundle.add_parser("take", parents=[common], help="apply a device's file")
    take.add_argument("file", type=Path)
    take.add_argument("--reply", type=Path, default=None, help="where the answer goes")
    bundle.add_parser("rotate-keys", parents=[common], help="begin new keys; old ones go on")
    give = bundle.add_parser("give", parents=[common], help="write a file for a device")
    give.add_argument("file", type=Path)
    give.add_argument("--device", required=True, help="its id")
    give.add_argument("--whole", action="store_true", help="everything, not only what changed")


def _add_table_commands(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser
) -> None:
    take = commands.add_parser("import", parents=[common], help="take in a table of the books")
    take.add_argument("kind", choices=KINDS)
    take.add_argument("file", type=Path, help=".xlsx or .csv")
    take.add_argument("--dry-run", action="store_true", help="say what would be done")
    take.add_argument("--mode", choices=[mode.value for mode in Mode], default=Mode.BOTH.value)
    take.add_argument("--by", default="", help="sign-in name of who does it")
    take.add_argument("--sheet", default="", help="name of the sheet")
    take.add_argument("--encoding", default="", choices=["", *ENCODINGS], help="of a text file")
    take.add_argument("--column", action="append", default=[], metavar="HEADING=FIELD")
    take.add_argument("--rejected", type=Path, help="where rejected rows go, .xlsx or .csv")
    back = commands.add_parser("revert", parents=[common], help="take an import back")
    back.add_argument("id", help="as the import told it")
    back.add_argument("--by", default="", help="sign-in name of who does it")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
