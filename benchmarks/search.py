"""Filter as you type over 20,000 accounts: from a keystroke to the rows on the screen."""

from __future__ import annotations

from PySide6.QtTest import QTest

from benchmarks.account_screen import AccountScreen, show_account_screen
from benchmarks.frame import Row, percentile, report

TYPED = (
    "baihe", "hengda", "rfdwp", "shanghang", "suzhou", "bhly", "wx", "c", "zhang",
    "1390", "139000", "91320", "KH-2", "0512",
    "百禾", "粮油", "调味品批发", "商行", "苏州", "常熟利江", "张家港", "有限公司",
)  # fmt: skip


def main() -> None:
    """Type every word, key by key, and report what each key took."""
    screen = show_account_screen()
    try:
        durations = [spent for word in TYPED for spent in _type(screen, word)]
    finally:
        screen.close()
    report(
        "search",
        [
            Row("keystroke-p50", percentile(durations, 0.5), "ms"),
            Row("keystroke-p95", percentile(durations, 0.95), "ms"),
            Row("keystroke-worst", max(durations), "ms"),
        ],
    )


def _type(screen: AccountScreen, word: str) -> list[float]:
    durations = [_key(screen, word[:at]) for at in range(1, len(word) + 1)]
    _key(screen, "")
    return durations


def _key(screen: AccountScreen, text: str) -> float:
    """Type the last letter of a text; Han letters come whole from the input method."""
    field = screen.view.search
    if text and text.isascii():
        return screen.answered(lambda: QTest.keyClicks(field, text[-1]))
    return screen.answered(lambda: field.setText(text))


if __name__ == "__main__":
    main()
