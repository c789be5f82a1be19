"""Until the passphrase is typed, nothing heavy is imported: the unlock window must not wait."""

import subprocess
import sys

from tests.support.source_tree import ROOT

HEAVY = (
    "sqlalchemy",
    "alembic",
    "httpx",
    "reportlab",
    "fontTools",
    "pypinyin",
    "pypdfium2",
    "keyring",
)
REPORT = f"""
import sys
import ui.client
print([name for name in {HEAVY!r} if name in sys.modules])
"""


def imported_by(code):
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return done.stdout.strip()


def test_the_unlock_window_needs_none_of_the_heavy_libraries():
    assert imported_by(REPORT) == "[]"


def test_a_heavy_library_would_be_noticed():
    assert imported_by("import sqlalchemy" + REPORT) == "['sqlalchemy']"
