"""Qt's calls must not eat references to None: PySide6 6.12.0 on Python 3.11 aborts that way."""

from __future__ import annotations

import subprocess
import sys

CALLS = 20_000
PROGRAM = f"""
from PySide6.QtWidgets import QApplication, QLabel
application = QApplication([])
label = QLabel()
for _ in range({CALLS}):
    label.setText("x")
print("survived")
"""


def test_qt_survives_as_many_calls_as_a_morning_makes():
    child = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False
    )
    assert child.stdout == "survived\n", child.stderr[-2_000:]
    assert child.returncode == 0
