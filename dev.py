"""The one command of this repository: sets the house up, then runs, tests, checks or builds it."""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
from ctypes.util import find_library
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
CLIENT_LOCK = ROOT / "requirements-client.lock"

# Found by adding one package at a time to a bare Debian 12 until the window opened.
VENV_PACKAGES = f"python3.{sys.version_info.minor}-venv"
QT_PACKAGES = (
    "libglib2.0-0 libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libbrotli1 "
    "libgssapi-krb5-2 libcups2 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 "
    "libxcb-xkb1 libxcb-randr0 libxcb-render-util0 libxcb-image0 libxcb-xfixes0 libx11-xcb1 "
    "libxkbcommon-x11-0"
)
TEST_PACKAGES = "poppler-utils postgresql"
BUILD_PACKAGES = f"binutils libpython3.{sys.version_info.minor}"

QT_LOADS = "import PySide6.QtWidgets, PySide6.QtPrintSupport, PySide6.QtSvg"
WINDOW_LOADS = (
    "import ctypes, pathlib, PySide6, PySide6.QtWidgets;"
    "plugins = pathlib.Path(PySide6.__file__).parent / 'Qt' / 'plugins';"
    "ctypes.CDLL(str(plugins / 'platforms' / 'libqxcb.so'))"
)

# Companies sign with their own authority, which only the system's certificates know.
UV_SETTINGS = {"UV_PYTHON_DOWNLOADS": "never", "UV_SYSTEM_CERTS": "true"}
# A file stays together: its tests share what is dear to set up.
ON_ALL_CORES = ("--numprocesses", "auto", "--dist", "loadfile")
PIP_INSTALL = ("-m", "pip", "install", "--quiet", "--require-hashes", "-r")
OFFSCREEN = {
    "QT_QPA_PLATFORM": "offscreen",
    "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
    "LANG": "C.UTF-8",
}


def say(sentence: str) -> None:
    """Tell the person at the terminal what happens, before the output of what it starts."""
    print(sentence, flush=True)


def run(*command: str | Path, env: dict[str, str] | None = None) -> int:
    """Run a program in the repository's folder and return its exit code."""
    settings = {**os.environ, **UV_SETTINGS, "PYTHONPATH": str(ROOT), **(env or {})}
    words = [str(part) for part in command]
    return subprocess.run(words, cwd=ROOT, env=settings, check=False).returncode


def run_or_stop(*command: str | Path, env: dict[str, str] | None = None) -> None:
    """Run a program that must succeed; its own output says why it did not."""
    if code := run(*command, env=env):
        sys.exit(code)


def succeeds(python: Path, statement: str) -> bool:
    """Return whether a Python statement runs without an error in a child process."""
    void, words = subprocess.DEVNULL, [str(python), "-c", statement]
    return python.exists() and subprocess.call(words, stdout=void, stderr=void) == 0


def install_system(packages: str) -> bool:
    """Install Debian packages where that is allowed, otherwise print the one line that does it."""
    wanted = f"apt-get install -y --no-install-recommends {packages}"
    if shutil.which("apt-get") is None:
        say(f"Please install what Debian calls: {packages}")
        return False
    if os.geteuid() != 0:
        say(f"sudo apt-get update && sudo {wanted}")
        return False
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    run("apt-get", "update", "-qq", env=quiet)
    return run(*wanted.split(), "-qq", env=quiet) == 0


def require_system(packages: str, *, present: bool) -> None:
    """Stop unless the machine has, or could be given, what the next step cannot do without."""
    if not present and not install_system(packages):
        sys.exit(1)


def require_qt(statement: str) -> None:
    """Make sure that Qt's libraries find theirs; only Linux leaves that to the machine."""
    if sys.platform != "linux" or succeeds(venv_python(VENV), statement):
        return
    require_system(QT_PACKAGES, present=False)
    if not succeeds(venv_python(VENV), statement):
        sys.exit(run(venv_python(VENV), "-c", statement) or 1)


def offer_test_tools() -> None:
    """Fetch PostgreSQL and the PDF reader; a test that misses them fails with its own sentence."""
    server = any(Path("/usr/lib/postgresql").glob("*/bin/initdb")) or shutil.which("initdb")
    if sys.platform == "linux" and not (server and shutil.which("pdftotext")):
        install_system(TEST_PACKAGES)


def venv_python(folder: Path) -> Path:
    """Return where a virtual environment keeps its interpreter on this system."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def prepare_venv(folder: Path, lock: Path) -> Path:
    """Make the environment, and bring it in step with its lock file when that changed."""
    python, stamp = venv_python(folder), folder / "installed-lock.sha256"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    usable = succeeds(python, "import pip")
    if usable and stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return python
    say(f"Setting up {folder.relative_to(ROOT)} (some 200 MB, only once) ...")
    if not usable:
        require_system(VENV_PACKAGES, present=importlib.util.find_spec("ensurepip") is not None)
        run_or_stop(sys.executable, "-m", "venv", "--clear", folder)
    install_packages(python, lock)
    stamp.write_text(wanted, encoding="ascii")
    return python


def install_packages(python: Path, lock: Path) -> None:
    """Install exactly what the lock names: with uv, or with pip where uv finds no package index."""
    uv = venv_python(VENV)
    if succeeds(uv, "import uv") or install_uv(uv):
        sync = ("pip", "sync", "--quiet", "--require-hashes", "--python", python, lock)
        if run(uv, "-m", "uv", *sync) == 0:
            return
        say("uv could not; the slower pip tries the same ...")
    run_or_stop(python, *PIP_INSTALL, lock)


def install_uv(python: Path) -> bool:
    """Install uv itself, at the version and hashes of the lock file."""
    with tempfile.TemporaryDirectory() as folder:
        only_uv = Path(folder) / "uv.lock"
        only_uv.write_text(pinned_uv(), encoding="utf-8")
        return run(python, *PIP_INSTALL, only_uv) == 0


def pinned_uv() -> str:
    """Return uv's entry of the lock file; nothing if it has none, and then pip does the work."""
    entry = re.search(r"^uv==(?:.*\\\n)*.*\n", LOCK.read_text(encoding="utf-8"), re.MULTILINE)
    return entry.group() if entry else ""


def prepare() -> Path:
    """Return the interpreter of an environment in which the program can run without a display."""
    python = prepare_venv(VENV, LOCK)
    require_qt(QT_LOADS)
    return python


def demo(options: argparse.Namespace, _rest: list[str]) -> int:
    """Open the program with demo data, or drive the same day without a display."""
    python = prepare()
    tour: Path | None = options.tour
    if tour is None and not has_display():
        say("There is no display here, so the tour runs instead; its pictures go to ./tour.")
        tour = Path("tour")
    given = {name: getattr(options, name) for name in ("size", "lang", "theme")}
    wanted = [f"--{name}={value}" for name, value in given.items() if value is not None]
    if tour is not None:
        return run(python, "-m", "ui", "--tour", Path.cwd() / tour, *wanted, env=OFFSCREEN)
    require_qt(WINDOW_LOADS)
    return run(python, "-m", "ui", "--demo", *wanted)


def has_display() -> bool:
    """Return whether a window can be shown; only Linux may have none."""
    return sys.platform != "linux" or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))


def test(_options: argparse.Namespace, rest: list[str]) -> int:
    """Run the tests, on all cores; further arguments go to pytest and leave that to you."""
    python = prepare()
    offer_test_tools()
    return run(python, "-m", "pytest", *(rest or ON_ALL_CORES), env=OFFSCREEN)


def simulate(_options: argparse.Namespace, rest: list[str]) -> int:
    """Run whole schedules of devices, office, server and faults; `--help` tells how."""
    return run(prepare(), "-m", "tests.simulation", *rest, env=OFFSCREEN)


def check(options: argparse.Namespace, _rest: list[str]) -> int:
    """Format, lint, types and import rules, then the tests, whose summary closes the output."""
    python = prepare()
    failed = [name for name, command in static_checks(python).items() if run(*command)]
    if not options.static and test(options, []):
        failed.append("tests")
    if failed:
        say(f"Failed: {', '.join(failed)}")
    return len(failed)


def static_checks(python: Path) -> dict[str, list[str | Path]]:
    """Return the command of each check that runs none of our code."""
    return {
        "format": [python, "-m", "ruff", "format", "--check", "."],
        "lint": [python, "-m", "ruff", "check", "."],
        "types": [python, "-m", "mypy"],
        "import rules": [python.parent / "lint-imports"],
    }


def bench(options: argparse.Namespace, _rest: list[str]) -> int:
    """Measure one thing and print it as a table."""
    target = ["--json", Path.cwd() / options.json] if options.json else []
    return run(prepare(), "-m", f"benchmarks.{options.name}", *target, env=OFFSCREEN)


def server(_options: argparse.Namespace, rest: list[str]) -> int:
    """Run the server or its administration; further arguments go to it."""
    return run(prepare_venv(VENV, LOCK), "-m", "server", *rest)


def faults(_options: argparse.Namespace, rest: list[str]) -> int:
    """Kill processes, cut the power, fail writes, damage files; arguments go to `tests.faults`."""
    python = prepare()
    offer_test_tools()
    return run(python, "-m", "tests.faults", *rest, env=OFFSCREEN)


def lock(_options: argparse.Namespace, rest: list[str]) -> int:
    """Resolve the versions of pyproject.toml again; `--upgrade` takes newer ones."""
    prepare_venv(VENV, LOCK)
    resolve(LOCK, "--all-extras", "--group", "dev", *rest)
    resolve(CLIENT_LOCK, "--extra", "client", "--group", "build", "-c", LOCK.name)
    return 0


def resolve(target: Path, *choice: str) -> None:
    """Write one lock file: every version with its hashes for every system, and no address."""
    form = "--universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate"
    command = ("pip", "compile", "pyproject.toml", *form.split(), "--no-header", "--quiet")
    run_or_stop(venv_python(VENV), "-m", "uv", *command, *choice, "-o", target.name)
    if "://" in target.read_text(encoding="utf-8"):
        sys.exit(f"An address got into {target.name}; take it out before you commit.")


def build(_options: argparse.Namespace, _rest: list[str]) -> int:
    """Freeze the client into a folder that needs no Python, and prove that it starts."""
    prepare()
    require_system(BUILD_PACKAGES, present=sys.platform != "linux" or can_freeze())
    python = prepare_venv(ROOT / "build" / "venv", CLIENT_LOCK)
    folders = ("--distpath", "dist", "--workpath", "build/work")
    run_or_stop(python, "-m", "PyInstaller", "--noconfirm", *folders, "build_installer.spec")
    program = ROOT / "dist" / "roadbook" / ("roadbook.exe" if os.name == "nt" else "roadbook")
    run_or_stop(program, "--self-test", env=OFFSCREEN)
    say(f"{program.relative_to(ROOT)} starts and unlocks a store.")
    return 0


def can_freeze() -> bool:
    """Return whether PyInstaller finds its tools; Debian packs Python's library separately."""
    library = sys.base_prefix != "/usr" or find_library(f"python3.{sys.version_info.minor}")
    return bool(library and shutil.which("objdump"))


def arguments() -> argparse.ArgumentParser:
    """Describe the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in (demo, test, simulate, check, bench, faults, server, build, lock):
        passes_on = command in {test, simulate, faults, server, lock}
        sub = commands.add_parser(command.__name__, help=command.__doc__, add_help=not passes_on)
        sub.set_defaults(command=command, passes_on=passes_on)
        add_options(sub, command.__name__)
    return parser


def add_options(parser: argparse.ArgumentParser, command: str) -> None:
    """Give one command its own options."""
    if command == "demo":
        parser.add_argument("--size", choices=("small", "field", "large"))
        parser.add_argument("--lang", choices=("zh_CN", "en"))
        parser.add_argument("--theme", choices=("light", "dark"))
        parser.add_argument("--tour", metavar="DIR", type=Path, help="no window: pictures into DIR")
    elif command == "check":
        parser.add_argument("--static", action="store_true", help="leave the tests out")
    elif command == "bench":
        modules = {file.stem for file in (ROOT / "benchmarks").glob("[!_]*.py")} - {"frame"}
        parser.add_argument("name", choices=sorted(modules))
        parser.add_argument("--json", metavar="FILE", type=Path, help="write the figures there too")


def main() -> int:
    """Read the command line and do what it says."""
    if sys.version_info < (3, 11):  # noqa: UP036  # whose python3 is older should hear why
        sys.exit("Roadbook needs Python 3.11 or newer; run this file with a newer python3.")
    parser = arguments()
    options, rest = parser.parse_known_args()
    if rest and not options.passes_on:
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    try:
        return int(options.command(options, rest))
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
